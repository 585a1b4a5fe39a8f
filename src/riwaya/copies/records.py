"""Records of copies, with the words behind each verdict."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from riwaya.copies.alignment import Shared, align, measure
from riwaya.copies.direction import AGENCY, CONTAINMENT, CREDIT, DAY, Pair
from riwaya.copies.shelf import Shelf, Text
from riwaya.model import Copy, Evidence, Stretch

EXACT, NEAR, PARTIAL, VERSION = "exact", "near", "partial", "version"
_DIGITS = 3


def shared_stretches(shelf: Shelf, pair: Pair) -> tuple[Shared, ...]:
    """The stretches of a pair: of texts of the same words, all of them."""
    copy, original = shelf.texts[pair.copy], shelf.texts[pair.original]
    if copy.digest == original.digest:
        return (Shared(0, copy.count, 0, original.count),)
    return align(shelf.shingles_of(pair.copy).tolist(), shelf.shingles_of(pair.original).tolist())


def copy_record(shelf: Shelf, pair: Pair, *, kind: str, stretches: Sequence[Shared]) -> Copy:
    """The record of a pair."""
    copy, original = shelf.texts[pair.copy], shelf.texts[pair.original]
    return Copy(
        document=copy.document,
        story=copy.story,
        of=original.document,
        of_story=original.story,
        kind=kind,
        resemblance=round(pair.resemblance, _DIGITS),
        containment=round(pair.containment, _DIGITS),
        stretches=tuple(Stretch(shelf.span(pair.copy, s.first, s.after), shelf.span(pair.original, s.of_first, s.of_after)) for s in stretches),
        basis=pair.basis,
        credited=_credited(copy, original, pair.basis),
        evidence=tuple(_evidence(copy, original, pair.basis)),
        rule=f"copies.{kind}",
    )


def version_records(shelf: Shelf, older: Mapping[str, str]) -> Iterator[Copy]:
    """The records of documents that are later versions, each of the oldest one, story by story; `older` leads from the one to the other."""
    places = {(text.document, text.story): n for n, text in enumerate(shelf.texts)}
    first = {text.document: n for n, text in reversed(list(enumerate(shelf.texts)))}
    for number, text in enumerate(shelf.texts):
        of = older.get(text.document)
        original = places.get((of, text.story), first.get(of)) if of is not None else None
        if original is not None:
            sets = (frozenset(shelf.shingles_of(n).tolist()) for n in (number, original))
            pair = Pair(number, original, *measure(*sets), DAY)
            yield copy_record(shelf, pair, kind=VERSION, stretches=shared_stretches(shelf, pair))


def _credited(copy: Text, original: Text, basis: str | None) -> str | None:
    if basis == CREDIT:
        return original.outlet
    return next((c.outlet for c in copy.credits if c.agency), next((c.outlet for c in copy.credits), None))


def _evidence(copy: Text, original: Text, basis: str | None) -> Iterator[Evidence]:
    for credit in copy.credits:
        if credit.outlet == original.outlet:
            yield Evidence(credit.span, credit.says, "credits the outlet of the other")
        elif any(c.outlet == credit.outlet for c in original.credits):
            yield Evidence(credit.span, credit.says, "both credit it")
        else:
            yield Evidence(credit.span, credit.says, "credits it")
    if basis == DAY:
        yield Evidence(None, f"{_days(copy)}, the other {_days(original)}", "published later")
    elif basis == AGENCY:
        yield Evidence(None, original.outlet or "", "the other is an agency's, which writes for others")
    elif basis == CONTAINMENT:
        yield Evidence(None, f"{copy.count} words, the other {original.count}", "the longer text holds the shorter")


def _days(text: Text) -> str:
    first, last = (date.fromordinal(day).isoformat() if day is not None else "" for day in (text.first, text.last))
    return first if first == last else f"{first}..{last}"
