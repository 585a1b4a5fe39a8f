"""Noun groups that name or describe someone or something: the record, and the driver over the tokens of a document.

A group is found where a known name, a head of the lexicon (office, body, place, facility, people, weapon, medium) or an
anaphor stands; the grammar of each is in `grammar.py`, that of proper names in `names.py`.
"""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Head, Name


class Group(Struct):
    """A noun group over the tokens `[first, after)`; `skip` folded characters of clitics stand before its first word.

    `name`: tokens of a proper name in it; `office`: tokens of a description beside a name. `nations`: place ids by
    adjective; `of`: what an office, body or part belongs to; `members`: the entities that a dual points back to; `second`: another
    description of the same person, in apposition; `pronoun`: the possessive on its head (`بلاده`, `قواتها`).
    `preposition` governs it; `joined`: a conjunction links it to
    the group before.
    """

    first: int
    after: int
    type: str
    rule: str
    skip: int = 0
    head: Head | None = None
    known: Name | None = None
    name: tuple[int, int] | None = None
    office: tuple[int, int] | None = None
    nations: tuple[str, ...] = ()
    of: Group | None = None
    gender: str = ""
    number: str = "s"
    definite: bool = False
    anaphor: str = ""
    preposition: str = ""
    joined: bool = False
    level: str = ""
    entity: int = -1
    sibling: Group | None = None
    members: tuple[int, ...] = ()
    second: Group | None = None
    pronoun: str = ""

    @property
    def speaks(self) -> bool:
        """True for what can vouch for a statement."""
        if self.type in ("person", "organization", "medium"):
            return True
        if self.type == "place":
            return self.level in ("country", "capital") or bool(self.known and self.known.stands_for)
        return self.type == "group" and (self.head is None or self.head.speaks or bool(self.nations))
