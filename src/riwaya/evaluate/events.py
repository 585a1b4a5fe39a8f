"""Scores events: matched by kind and trigger; when, place, status, participants, quantities and teller on those matched."""

from collections import Counter
from typing import Any

from msgspec import UNSET

from riwaya.evaluate.gold import GoldEvent
from riwaya.evaluate.judged import Judged, counted, quoted, said_any, said_days
from riwaya.evaluate.matching import is_short, is_span, overlaps, pair_up, sentence
from riwaya.evaluate.predicted import PredictedEvent, PredictedLink
from riwaya.evaluate.tally import Tallies


def score_events(doc: Judged, tallies: Tallies) -> None:
    """Measures `event_any_kind`, `event` and `event.…`; remembers the matches in `doc.matched_events`."""
    gold, predicted = doc.gold.events, doc.reading.events or []
    spans = doc.spans([(e.trigger, e.nth) for e in gold])
    sentences = [sentence(doc.text, span) for span in spans]
    usable = [is_short(doc.text, p.trigger) for p in predicted]

    def touching(i: int, j: int) -> int | None:
        return 1 if usable[i] and overlaps(predicted[i].trigger, spans[j]) else None

    def same_kind(i: int, j: int) -> int | None:
        if not usable[i] or predicted[i].kind != gold[j].kind:
            return None
        return 2 if overlaps(predicted[i].trigger, spans[j]) else 1 if overlaps(predicted[i].trigger, sentences[j]) else None

    pairs = pair_up(len(predicted), len(gold), touching)
    count_p, count_g = counted(len(predicted), gold, pairs)
    tallies["event_any_kind"].add(sum(j in count_g for _, j in pairs), len(count_p), len(count_g))
    pairs = pair_up(len(predicted), len(gold), same_kind)
    count_p, count_g = counted(len(predicted), gold, pairs)
    hits = [(i, j) for i, j in pairs if j in count_g]
    tallies["event"].add(len(hits), len(count_p), len(count_g))
    doc.matched_events = {j: predicted[i].id for i, j in pairs}
    for i, j in hits:
        _score_cells(doc, tallies, predicted[i], gold=gold[j])
        _score_lists(doc, tallies, predicted[i], gold=gold[j])
        _score_teller(doc, tallies, predicted[i], gold=gold[j])
    for j in sorted(set(count_g) - {j for _, j in hits}):
        doc.note("event", f"missed {_label(gold[j])}")
    for i in sorted(set(count_p) - {i for i, _ in hits}):
        doc.note("event", f"spurious {predicted[i].kind} {_printed(doc, predicted[i].trigger)}")


def _score_cells(doc: Judged, tallies: Tallies, given: PredictedEvent, *, gold: GoldEvent) -> None:
    label = _label(gold)
    accepted = [(gold.from_, gold.to), *gold.when_also]
    tallies["event.when"].add(given.days() in accepted, 1, 1)
    if given.days() not in accepted:
        doc.note("event.when", f"{label} is of {said_any([said_days(a) for a in accepted])}, read as of {said_days(given.days())}")
    right = given.status == gold.status
    tallies["event.status"].add(right, 1, 1)
    if not right:
        doc.note("event.status", f"{label} is {gold.status}, read as {given.status}")
    places = [gold.place, *gold.place_also]
    right = any(_is_place(doc, key, given.place) for key in places)
    tallies["event.place"].add(right, 1, 1)
    if not right:
        entity = doc.entities.get(given.place or "")
        wanted = said_any([doc.gold.entities[key].name or key if key else "nowhere" for key in places])
        doc.note("event.place", f"{label} is in {wanted}, read as in {quoted(entity.name) if entity else 'nowhere'}")


def _is_place(doc: Judged, key: str | None, place: str | None) -> bool:
    if key is None:
        return not place
    return bool(key and place and doc.is_entity(key, PredictedLink(entity=place)))


def _score_lists(doc: Judged, tallies: Tallies, given: PredictedEvent, *, gold: GoldEvent) -> None:
    links, wanted = given.participants or [], gold.participants

    def closeness(i: int, j: int) -> int | None:
        return 1 if links[i].role == wanted[j][0] and doc.is_entity(wanted[j][1], links[i]) else None

    found = pair_up(len(links), len(wanted), closeness)
    tallies["event.participants"].add(len(found), len(links), len(wanted))
    for j in sorted(set(range(len(wanted))) - {j for _, j in found}):
        role, key = wanted[j]
        doc.note("event.participants", f"{_label(gold)} misses its {role} {doc.gold.entities[key].name or key}")
    for i in sorted(set(range(len(links))) - {i for i, _ in found}):
        doc.note("event.participants", f"{_label(gold)} has a wrong {links[i].role} {quoted((doc.surfaces(links[i]) or ['?'])[0])}")
    want = Counter(tuple(q) for q in gold.quantities)
    give: Counter[tuple[Any, ...]] = Counter((q.what, q.min, q.max) for q in given.quantities or [])
    tallies["event.quantities"].add(sum((want & give).values()), sum(give.values()), sum(want.values()))
    if want != give:
        doc.note("event.quantities", f"{_label(gold)} counts {_amounts(want)}, read as {_amounts(give)}")


def _score_teller(doc: Judged, tallies: Tallies, given: PredictedEvent, *, gold: GoldEvent) -> None:
    if gold.by is UNSET:
        return
    asserting = [s for s in (doc.statements.get(k) for k in given.statements or []) if s]
    sources = [link for s in asserting for link in s.sources or []]
    keys = {k for n in gold.by or () for k in doc.gold.statements[n].sources}
    if not gold.by:
        right = not asserting
    elif keys:
        right = any(doc.is_entity(key, link) for key in keys for link in sources)
    else:
        right = bool(asserting) and not sources
    tallies["event.by"].add(right, 1, 1)
    if not right:
        wanted = " or ".join(sorted(doc.gold.entities[key].name or key for key in keys)) if gold.by else "the outlet itself"
        told = " and ".join(quoted((doc.surfaces(link) or ["?"])[0]) for link in sources)
        doc.note("event.by", f"{_label(gold)} is told by {wanted or 'a source unnamed'}, read as told by {told or _unnamed(asserting)}")


def _unnamed(asserting: list[Any]) -> str:
    return "a source unnamed" if asserting else "the outlet itself"


def _label(gold: GoldEvent) -> str:
    nth = f" ({gold.nth}.)" if (gold.nth or 1) > 1 else ""
    return f"{gold.kind} {quoted(gold.trigger)}{nth}"


def _printed(doc: Judged, span: Any) -> str:
    return quoted(doc.text[span[0] : span[1]][:60]) if is_span(span, len(doc.text)) else "without a usable trigger"


def _amounts(counts: Counter[tuple[Any, ...]]) -> str:
    """Amounts in words: what, and its bounds."""
    words = []
    for what, low, high in counts.elements():
        bounds = low if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
        words.append(f"{what} {bounds}")
    return ", ".join(words) or "nothing"
