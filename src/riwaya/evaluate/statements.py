"""Scores statements: found where a cue overlaps the gold cue; act, source, chain and content on those found."""

from riwaya.evaluate.gold import GoldStatement
from riwaya.evaluate.judged import Judged, counted, quoted
from riwaya.evaluate.matching import LONGEST_CONTENT, Ends, is_short, is_span, overlaps, pair_up
from riwaya.evaluate.predicted import PredictedLink, PredictedStatement
from riwaya.evaluate.tally import Tallies


def score_statements(doc: Judged, tallies: Tallies) -> None:
    """Measures `statement`, `statement.act`, `.source`, `.chain`, `.content`."""
    gold, predicted = doc.gold.statements, doc.reading.statements or []
    spans = doc.spans([(s.cue, s.nth) for s in gold])
    cues = [[c for c in p.cues or [] if is_short(doc.text, c)] for p in predicted]

    def closeness(i: int, j: int) -> int | None:
        return max((2 if n == 0 else 1 for n, cue in enumerate(cues[i]) if overlaps(cue, spans[j])), default=None)

    pairs = pair_up(len(predicted), len(gold), closeness)
    count_p, count_g = counted(len(predicted), gold, pairs)
    hits = [(i, j) for i, j in pairs if j in count_g]
    tallies["statement"].add(len(hits), len(count_p), len(count_g))
    for i, j in hits:
        _score_matched(doc, tallies, predicted[i], gold=gold[j])
    for j in sorted(set(count_g) - {j for _, j in hits}):
        doc.note("statement", f"missed {_label(gold[j])}")
    for i in sorted(set(count_p) - {i for i, _ in hits}):
        doc.note("statement", f"spurious {predicted[i].act} {_printed(doc, cues[i])}")


def _score_matched(doc: Judged, tallies: Tallies, given: PredictedStatement, *, gold: GoldStatement) -> None:
    label = _label(gold)
    tallies["statement.act"].add(given.act == gold.act, 1, 1)
    if given.act != gold.act:
        doc.note("statement.act", f"{label} read as {given.act}")
    sources, relays = given.sources or [], given.relays or []
    named = [any(doc.is_entity(key, link) for link in sources) for key in gold.sources]
    right = any(named) if gold.sources else not sources
    tallies["statement.source"].add(right, 1, 1)
    if not right:
        doc.note("statement.source", f"{label} is by {_keys(doc, gold.sources)}, read as by {_links(doc, sources)}")
    whole = (
        all(named)
        and len(sources) == len(gold.sources)
        and len(relays) == len(gold.relays)
        and all(doc.is_entity(key, link) for key, link in zip(gold.relays, relays, strict=True))
    )
    tallies["statement.chain"].add(whole, 1, 1)
    if right and not whole:
        wanted = f"by {_keys(doc, gold.sources)} through {_keys(doc, gold.relays)}"
        doc.note("statement.chain", f"{label} is {wanted}, read as by {_links(doc, sources)} through {_links(doc, relays)}")
    if gold.probe:
        _score_content(doc, tallies, given, probe=gold.probe, label=label)


def _score_content(doc: Judged, tallies: Tallies, given: PredictedStatement, *, probe: str, label: str) -> None:
    content, main = given.content, (given.cues or [None])[0]
    wrong = None
    if not is_span(content, len(doc.text)):
        wrong = "none was read"
    elif probe not in doc.text[content[0] : content[1]]:
        wrong = f"it should hold {quoted(probe)}"
    elif content[1] - content[0] > LONGEST_CONTENT:
        wrong = f"{content[1] - content[0]} characters are too many"
    elif main and overlaps(content, main):
        wrong = "it holds its own cue"
    tallies["statement.content"].add(wrong is None, 1, 1)
    if wrong:
        doc.note("statement.content", f"content of {label}: {wrong}")


def _label(gold: GoldStatement) -> str:
    nth = f" ({gold.nth}.)" if (gold.nth or 1) > 1 else ""
    return f"{gold.act} {quoted(gold.cue)}{nth}"


def _keys(doc: Judged, keys: tuple[str, ...]) -> str:
    return " and ".join(doc.gold.entities[key].name or key for key in keys) or "nobody"


def _links(doc: Judged, links: list[PredictedLink]) -> str:
    return " and ".join(quoted((doc.surfaces(link) or ["?"])[0]) for link in links) or "nobody"


def _printed(doc: Judged, spans: list[Ends]) -> str:
    return " ".join(quoted(doc.text[span[0] : span[1]]) for span in spans) or "without a usable cue"
