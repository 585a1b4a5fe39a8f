"""Gender and number: whether a verb can have a group as its subject.

Source: Ryding (2005), chapter 4 (agreement of verb and subject in either order).
"""

from __future__ import annotations

from riwaya.read.groups import Group
from riwaya.text.inflection import Form


def agrees(group: Group, form: Form, *, before_subject: bool) -> bool:
    """Gender and number agreement of a finite verb with its subject, as far as the group's are known.

    A verb before its subject is singular; non-human plurals and bodies of feminine or plural head take a feminine singular.
    """
    if form.person == 1:
        return False
    gender = gender_of(group)
    if before_subject or form.number == "s":
        if form.number != "s" or (not before_subject and group.type == "group" and group.number == "p" and group.rule != "people.nation"):
            return False
        return not gender or not form.gender or gender == form.gender
    if form.number == "d":
        return True
    plural = group.known is not None and group.known.forms[0].endswith(("ون", "ين"))  # الحوثيون
    return plural or group.type in ("group", "person") or group.number == "p" or (group.head is not None and group.head.force)


def gender_of(group: Group) -> str:
    """m, f, or an empty string where the words do not tell."""
    if group.type == "place" and group.head is None:
        return "f"
    if group.type == "person":
        marked = group.gender == "f" and group.office is not None and not (group.head is not None and group.head.lemma.endswith("ة"))
        return "f" if marked else ""  # وزيرة, but عمدة is a man's office too
    if group.known is not None and group.head is None:
        return ""
    if group.type == "group" and group.number == "s":
        return group.gender
    if group.type in ("organization", "medium", "weapon", "place"):
        return "f" if group.number == "p" else group.gender
    return ""
