"""The voices of a statement: who speaks and through whom, and which of them a later verb may mean without naming them."""

from __future__ import annotations

from msgspec import Struct, field

from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.agreement import agrees
from riwaya.read.groups import Group
from riwaya.text.function_words import RELAYING


class Voice(Struct):
    """An entity in a chain of sources, with the group that names it here (None where it is only understood)."""

    entity: int
    type: str
    group: Group | None = None
    gender: str = ""
    number: str = "s"


class Chain(Struct):
    """Sources, relays and the time of one cue; `after`: the token after the words that name them."""

    sources: list[Voice] = field(default_factory=list)
    relays: list[Voice] = field(default_factory=list)
    time: int = -1
    after: int = 0
    cue_after: int = 0
    addressee: Group | None = None


class Said(Struct):
    """A statement in the making; token ranges are half-open, `content` None where nothing is quoted or told."""

    cues: list[tuple[int, int]]
    act: str
    rule: str
    sentence: int
    sources: list[Voice] = field(default_factory=list)
    relays: list[Voice] = field(default_factory=list)
    content: tuple[int, int] | None = None
    time: int = -1
    quoted: bool = False
    outer: int = -1
    fresh: bool = True
    addressee: Group | None = None

    def holds(self, i: int) -> bool:
        """True where token i stands in the content."""
        return self.content is not None and self.content[0] <= i < self.content[1]

    def reports_anew(self) -> bool:
        """True for a report, fresh or of a time that the text gives."""
        return (self.fresh or self.time >= 0) and self.act in ("assert", "confirm")


def asserting_at(said: list[Said], count: int) -> list[int | None]:
    """For each of the tokens, the innermost statement whose content holds it (the latest of those that start at one place), None outside all."""
    found: list[int | None] = [None] * count
    contents = [(item.content, number) for number, item in enumerate(said) if item.content is not None]
    for (first, after), number in sorted(contents, key=_start_of_content):
        found[first:after] = [number] * (after - first)
    return found


def _start_of_content(item: tuple[tuple[int, int], int]) -> int:
    return item[0][0]


def cues_by_sentence(said: list[Said]) -> dict[int, set[int]]:
    """The tokens of the cues in each sentence that has any."""
    found: dict[int, set[int]] = {}
    for item in said:
        here = found.setdefault(item.sentence, set())
        for cue in item.cues:
            here.update(range(*cue))
    return found


def is_relay(group: Group) -> bool:
    """A medium behind a preposition hands the words on; a statement or a video is only their form."""
    placed = group.preposition in RELAYING or (group.preposition == "ب" and group.known is not None)  # صفحته بفيسبوك
    return group.type == "medium" and placed and not (group.head is not None and group.head.document)


def gender_by_office(group: Group | None) -> str:
    """The gender that an office or title tells of its holder (الرئيس); empty where no words tell."""
    return group.gender if group is not None and group.type == "person" and group.office is not None else ""


def may_go_on(group: Group, hit: Hit) -> bool:
    """True for a subject that a later verb may leave out; no man goes on in the feminine."""
    return agrees(group, hit.form, before_subject=False) and not (
        hit.form.gender == "f" and hit.form.number == "s" and gender_by_office(group) == "m"
    )
