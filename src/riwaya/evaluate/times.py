"""Scores time expressions: found where the spans overlap, right where the interval is one of the gold's."""

from riwaya.evaluate.judged import Judged, counted, quoted, said_any, said_days
from riwaya.evaluate.matching import LONGEST_TIME, Ends, is_span, overlaps, pair_up
from riwaya.evaluate.predicted import PredictedTime
from riwaya.evaluate.tally import Tallies


def score_times(doc: Judged, tallies: Tallies) -> None:
    """Measures `time` and `time.value`; bare durations are not looked at."""
    gold = doc.gold.times
    predicted = [t for t in doc.reading.times or [] if t.from_ or t.to or not t.days]
    spans = doc.spans([(t.quote, t.nth) for t in gold])
    usable = [_span(doc, item) for item in predicted]

    def closeness(i: int, j: int) -> int | None:
        span = usable[i]
        return 1 if span and overlaps(span, spans[j]) else None

    pairs = pair_up(len(predicted), len(gold), closeness)
    count_p, count_g = counted(len(predicted), gold, pairs)
    hits = [(i, j) for i, j in pairs if j in count_g]
    tallies["time"].add(len(hits), len(count_p), len(count_g))
    for i, j in hits:
        given = predicted[i].from_, predicted[i].to
        accepted = [(gold[j].from_, gold[j].to), *gold[j].also]
        tallies["time.value"].add(given in accepted, 1, 1)
        if given not in accepted:
            doc.note("time.value", f"{quoted(gold[j].quote)} is {said_any([said_days(a) for a in accepted])}, read as {said_days(given)}")
    for j in sorted(set(count_g) - {j for _, j in hits}):
        doc.note("time", f"missed {quoted(gold[j].quote)}")
    for i in sorted(set(count_p) - {i for i, _ in hits}):
        span = usable[i]
        doc.note("time", f"spurious {quoted(doc.text[span[0] : span[1]]) if span else 'span that is none'}")


def _span(doc: Judged, item: PredictedTime) -> Ends | None:
    ends = item.start, item.end
    return ends if is_span(ends, len(doc.text)) and item.end - item.start <= LONGEST_TIME else None
