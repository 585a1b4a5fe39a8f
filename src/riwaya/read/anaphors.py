"""Which settlement a definite word without a name points back to (`البلدة`, `في المدينة`)."""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.read.drafts import Draft
from riwaya.read.groups import Group
from riwaya.read.parse import Parse

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


def _means_settlement(group: Group) -> bool:
    return group.head is not None and group.head.type == "place_head" and group.head.level == "settlement"


def _is_settlement(draft: Draft) -> bool:
    return draft.type == "place" and any(g.name is not None and g.level in _SETTLEMENTS for g in draft.groups)


def _fits(draft: Draft, group: Group) -> bool:
    """True unless the word is that for a capital and the place is none."""
    assert group.head is not None
    return group.head.en != "capital" or (draft.known is not None and bool(draft.known.stands_for))
