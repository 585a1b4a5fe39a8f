"""Which happenings take the day on which they are announced: a single fresh one, told in a past verb of a main clause or announced by a noun."""

from __future__ import annotations

from riwaya.lexicon.entries import Particle
from riwaya.read.events.frames import Frame
from riwaya.read.events.quantities import Count
from riwaya.read.events.tolls import summed
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said
from riwaya.read.tags import AUXILIARY, EARLIER, TIME
from riwaya.text.function_words import BEFORE
from riwaya.text.inflection import PAST

_LEAD_SENTENCES = 3
_MOST_FRESH = 2
_BEFORE = frozenset((BEFORE, f"و{BEFORE}"))


def is_fresh(parse: Parse, frame: Frame, counts: list[Count], said: Said | None) -> bool:
    """A single fresh happening takes the day of its announcement: not a tally, not several attacks, not one that goes on.

    A verb must be a past one in a main clause; a noun must open what is announced, or be carried by such a verb.
    """
    if not frame.kind.fresh or frame.entry.background or frame.background or (frame.hit.form.number == "p" and not frame.finite):
        return False
    if said is None:
        if parse.tokens.sentence_of[frame.hit.first] - parse.first_sentence(frame.hit.first) > _LEAD_SENTENCES or not _is_told(parse, frame):
            return False
    elif not said.reports_anew() or not (_is_told(parse, frame) or _opens(frame, said)):
        return False
    if counts and any(c.what in ("settlements", "attacks", "regions") and (c.max is None or c.max > _MOST_FRESH) for c in counts):
        return False
    if _is_some_time_ago(parse, frame):
        return False  # وقبل أيام هاجمت … وأعلنت سيطرتها
    return not summed(parse, frame.clause.first, frame.hit.first if frame.finite else frame.hit.after)  # ارتفعت حصيلة القصف; عدد من نزحوا


def _opens(frame: Frame, said: Said) -> bool:
    """True for a noun at the head of what a statement tells."""
    return not frame.finite and said.content is not None and 0 <= frame.hit.first - said.content[0] <= 2


def _is_some_time_ago(parse: Parse, frame: Frame) -> bool:
    """True behind words for a time before today that name no day: `قبل أيام`."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]][0]
    words = parse.tokens.words
    if _BEFORE.isdisjoint(words[first : frame.hit.first]):
        return False
    return any(words[j] in _BEFORE and parse.tags[j + 1] & TIME and parse.time_at(j + 1) is None for j in range(first, frame.hit.first))


def _is_told(parse: Parse, frame: Frame) -> bool:
    """True for a past verb of a main clause, and for a noun that such a verb carries."""
    if frame.clause.opener == "relative":
        return False
    form = frame.form if frame.finite else frame.light.form if frame.light is not None else None
    if form is None or form.part != PAST:
        return False
    at = frame.hit.first if frame.finite else frame.light.first if frame.light is not None else frame.hit.first
    return not any(
        isinstance(h.entry, Particle)
        and ((h.entry.type == "earlier" and (j < at or parse.time_at(h.after) is None)) or (h.entry.type == "past_auxiliary" and j < at))
        for j in parse.tokens_in(max(frame.clause.first, at - 6), frame.clause.after, EARLIER | AUXILIARY)  # قتلوا عشرين مدنيا في وقت سابق
        for h in parse.hits[j]
    )
