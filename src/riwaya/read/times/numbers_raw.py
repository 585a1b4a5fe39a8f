"""The number as the words say it, before anything is counted by it."""

from msgspec import Struct


class Amount(Struct):
    """A number that counts: tokens with its bounds, tokens of the number alone, least and most (None: open).

    `rule`: what bounds it (`number.more`), then the ids of the lexicon entries in it.
    `skip` folded characters of clitics stand before its number (لـ8).
    """

    first: int
    after: int
    number_first: int
    number_after: int
    min: int | None
    max: int | None
    approximate: bool = False
    rule: str = "number.exact"
    skip: int = 0
