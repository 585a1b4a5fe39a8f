"""Which settlement a definite word without a name points back to (`البلدة`, `في المدينة`)."""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.lexicon.entries import Head, Name
from riwaya.read.groups import Group
from riwaya.read.names.drafts import Draft
from riwaya.read.names.modifiers import is_side
from riwaya.read.parse import Parse

_DEEPEST_PLACE = 4
DIVISIONS = frozenset(("governorate", "province", "region", "republic", "state"))
"""Labels of the heads of a state's divisions."""
_SETTLEMENTS = frozenset(("city", "town", "village", "settlement"))


def is_named_place(draft: Draft) -> bool:
    """True for a place that the document has called by a proper name, its own or that of what it lies in, or by more than its head."""
    return any(g.name is not None or (g.of is not None and g.of.known is not None) or (g.definite and g.after - g.first > 1) for g in draft.groups)


def settlement_beside(parse: Parse, drafts: list[Draft], recent: Iterable[int], *, group: Group) -> int | None:
    """The settlement that the same sentence has named last, without saying what it is: `وبشأن زيلوفا، … من البلدة`."""
    if not _means_settlement(group):
        return None
    sentence = parse.tokens.sentence_of
    for number in reversed(list(recent)):
        draft = drafts[number]
        last = draft.groups[-1] if draft.groups else None
        if last is None or sentence[last.first] != sentence[group.first]:
            return None
        if _is_settlement(draft) and not draft.heads and last.name is not None:
            return number if _fits(draft, group) else None
    return None


def latest_settlement(parse: Parse, drafts: list[Draft], recent: Iterable[int], *, group: Group) -> int | None:
    """The settlement that the story has named last, a capital only where no other has been; None where it has named none."""
    if not _means_settlement(group):
        return None
    story = parse.story_of(group.first)
    named = [drafts[n] for n in reversed(list(recent)) if _is_settlement(drafts[n]) and parse.story_of(drafts[n].groups[-1].first) == story]
    fitting = [draft for draft in named if _fits(draft, group)]
    best = next((d for d in fitting if not (d.known is not None and d.known.stands_for)), fitting[0] if fitting else None)
    return None if best is None else best.number


def latest_region(parse: Parse, drafts: list[Draft], recent: Iterable[int], *, group: Group) -> int | None:
    """The region by name that the story has named last (`سكان الإقليم`, after `دارفور`); None where it has named none or two since."""
    if group.head is None or group.head.en not in DIVISIONS or group.number != "s" or group.after - group.first > 1:
        return None  # الأراضي, الجزيرة
    story = parse.story_of(group.first)
    for number in reversed(list(recent)):
        draft = drafts[number]
        last = next((g for g in reversed(draft.groups) if g.name is not None or g.known is not None), None)
        if draft.type != "place" or last is None or parse.story_of(last.first) != story:
            continue
        sided = any(g.head is not None and g.head.direction for g in draft.groups[-1:]) or (last.head is None and is_side(parse, last.first))
        if draft.known is not None and draft.known.level == "region" and not sided:
            return number
    return None


def country_of_scene(parse: Parse, drafts: list[Draft], recent: Iterable[int], *, group: Group) -> str | None:
    """The state in which the place named last lies, or that has been named last (`شرق البلاد`): its id; None where there is none."""
    story = parse.story_of(group.first)
    by_id = parse.lexicon.by_id
    for number in reversed(list(recent)):
        draft = drafts[number]
        if draft.type != "place" or draft.known is None or not draft.groups or parse.story_of(draft.groups[-1].first) != story:
            continue
        entry = draft.known
        for _ in range(_DEEPEST_PLACE):
            if entry.level == "country":
                return entry.id
            above = by_id.get(entry.of) or by_id.get(f"place.{entry.of}")
            if not isinstance(above, Name):
                break
            entry = above
    return None


def _means_settlement(group: Group) -> bool:
    return group.head is not None and group.head.type == "place_head" and group.head.level == "settlement" and group.number == "s"


def _is_settlement(draft: Draft) -> bool:
    if draft.known is not None and draft.known.level == "country":
        return False  # named by its capital
    return draft.type == "place" and any(g.name is not None and g.level in _SETTLEMENTS for g in draft.groups)


def _fits(draft: Draft, group: Group) -> bool:
    """True unless the word is that for a capital and the place is none."""
    assert group.head is not None
    return not is_capital(group.head) or (draft.known is not None and bool(draft.known.stands_for))


def is_capital(head: Head) -> bool:
    """True for the word for a capital."""
    return head.en == "capital"
