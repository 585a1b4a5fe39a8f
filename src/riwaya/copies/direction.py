"""Who copied from whom: by the credit line, by the day, by who writes for others, by which text holds the other."""

from msgspec import Struct

from riwaya.copies.shelf import Text

CREDIT, DAY, AGENCY, CONTAINMENT = "credit", "day", "agency", "containment"
STRENGTH = {CREDIT: 0, DAY: 1, AGENCY: 2, CONTAINMENT: 3, None: 4}
"""The order in which reasons are believed."""
_LONGER = 1.25
_HOLDS = 0.7
"""A text that is a quarter longer, and has seven tenths of the other's shingles, holds it."""


class Pair(Struct, frozen=True):
    """Two texts by number with their likeness; `basis` says why the first is the copy of the second, None where nothing does."""

    copy: int
    original: int
    resemblance: float
    containment: float
    basis: str | None


def direct(a: int, b: int, *, texts: tuple[Text, ...], likeness: tuple[float, float]) -> Pair:
    """The pair of two texts, `a` the first by age, the right way round; where nothing tells, `a` counts as the original."""
    basis, swapped = _judge(texts[a], texts[b], containment=likeness[1])
    return Pair(a, b, *likeness, basis) if swapped else Pair(b, a, *likeness, basis)


def _judge(a: Text, b: Text, *, containment: float) -> tuple[str | None, bool]:
    """Why one is the copy, and whether that is the first."""
    a_credits, b_credits = _names(a, b), _names(b, a)
    if a_credits != b_credits:
        return CREDIT, a_credits
    if a.last is not None and b.first is not None and a.last < b.first:
        return DAY, False
    if b.last is not None and a.first is not None and b.last < a.first:
        return DAY, True
    if a.agency != b.agency:
        return AGENCY, b.agency
    if containment >= _HOLDS and max(a.count, b.count) >= _LONGER * min(a.count, b.count):
        return CONTAINMENT, a.count > b.count
    return None, False


def _names(text: Text, other: Text) -> bool:
    return other.outlet is not None and any(credit.outlet == other.outlet for credit in text.credits)
