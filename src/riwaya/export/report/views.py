"""What the template shows: cards of incidents and rows of the closing tables, all in words."""

from datetime import date

from msgspec import Struct

from riwaya.export.report.archive import Source, Words
from riwaya.export.report.words import Name


class Cell(Struct, frozen=True, kw_only=True):
    """One value; `printed` are its words in the source where they say more than the value, `words` where they stand.

    `per` says on whose word it stands, where that must be known to read it; empty elsewhere.
    """

    name: Name
    printed: str = ""
    words: Words | None = None
    per: str = ""


class Box(Struct, frozen=True):
    """What one account gives for a field; empty where it is silent. `version` letters the rival values, empty without dispute.

    `odd`: it differs from what most accounts give or, where no version has most of them, from another's.
    """

    cells: tuple[Cell, ...]
    version: str = ""
    odd: bool = False


class Row(Struct, frozen=True, kw_only=True):
    """A field across the accounts, a box per column; `versions` counts the rival values, 0 without dispute.

    `varies`: an amount that accounts give differently without a dispute, such as a toll that rises from day to day.
    """

    field: str
    label: str
    versions: int
    corroborated: bool
    varies: bool
    boxes: tuple[Box, ...]


class Column(Struct, frozen=True, kw_only=True):
    """One account: who says it, through whom, in which outlet, and the words that it rests on.

    `version` letters its side in the first dispute, empty where it takes none; `turn`: the column before it is of another version.
    """

    number: int
    version: str
    turn: bool
    act: str
    act_label: str
    denies: bool
    act_words: Words | None
    sources: tuple[Cell, ...]
    relays: tuple[Cell, ...]
    own_voice: bool
    outlet: str
    document: str
    told: str
    copy: bool
    evidence: Words | None
    printed: str


class Fact(Struct, frozen=True):
    """A line of the fused view: a label and its values, whether accounts differ on it, and on whose word all of it stands."""

    label: str
    cells: tuple[Cell, ...]
    disputed: bool = False
    per: str = ""


class Tie(Struct, frozen=True):
    """A related incident; `anchor` is empty where the report does not hold it."""

    anchor: str
    label: str
    relation: str


class Card(Struct, frozen=True, kw_only=True):
    """One incident."""

    id: str
    anchor: str
    kind: str
    kind_label: str
    kind_title: str
    status: str
    status_label: str
    heading: tuple[Name, ...]
    start: date | None
    end: date | None
    day: Fact | None
    basis: str
    place: str
    facts: tuple[Fact, ...]
    standing: str
    standing_label: str
    reasons: tuple[str, ...]
    disputed: tuple[str, ...]
    ties: tuple[Tie, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    outlets: int
    copies: int


class Day(Struct, frozen=True):
    """The incidents of a day or of one interval of days; `title` says so where the day is not known.

    `start` and `end` are None for those that no day heads: what is still ahead, and what has no day.
    """

    title: str
    anchor: str
    cards: tuple[Card, ...]
    start: date | None = None
    end: date | None = None


class IndexDay(Struct, frozen=True):
    """A link of the index of days: `label` within its month, `title` in full."""

    anchor: str
    label: str
    title: str
    count: int


class IndexMonth(Struct, frozen=True):
    """A month of the index, or what spans more than one."""

    label: str
    count: int
    days: tuple[IndexDay, ...]


class IndexYear(Struct, frozen=True):
    """A year of the index."""

    label: str
    count: int
    months: tuple[IndexMonth, ...]


class Index(Struct, frozen=True):
    """Years, newest first, and what stands outside of them."""

    years: tuple[IndexYear, ...]
    rest: tuple[IndexDay, ...]


class ContactRow(Struct, frozen=True, kw_only=True):
    """One line of the table of contacts."""

    day: str
    kind: str
    status: str
    parties: tuple[Name, Name]
    initiative: tuple[Name, ...]
    gap: str
    anchor: str
    previous: str


class SourceRow(Struct, frozen=True, kw_only=True):
    """Someone who vouches: how often, how, and how many of the incidents that he tells others deny."""

    source: Source
    type: str
    accounts: int
    outlets: tuple[str, ...]
    acts: tuple[tuple[str, str, int], ...]
    claims: int
    denied: tuple[Tie, ...]


class DayEvidence(Struct, frozen=True):
    """One witness for a document's day, with its words where the text holds them."""

    says: str
    why: str
    printed: str
    words: Words | None


class DocumentRow(Struct, frozen=True, kw_only=True):
    """A document: its day with the evidence for it, story by story."""

    id: str
    anchor: str
    title: Cell
    outlet: str
    url: str
    language: str
    events: int
    stories: tuple[tuple[str, tuple[DayEvidence, ...]], ...]
