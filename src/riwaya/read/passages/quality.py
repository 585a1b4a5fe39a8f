"""Flags of passages: what a machine translated, what was spoiled on the way, each with the words that show it.

A spoiled passage shows it by itself. A translation is a story's: several signs of different kinds must come together over its
Arabic lines, so that one writer's habit flags nobody.
"""

import re
from itertools import groupby

from msgspec import structs

from riwaya.lexicon.quality import GARBLED, TRANSLATED, QualitySign, QualitySigns, load_quality_signs
from riwaya.model import Evidence, Passage, Span
from riwaya.text.languages import ARABIC

_READ = frozenset(("headline", "subhead", "body", "caption"))
_MOST_SPANS = 3
"""Words shown of one sign."""
_SAID_AFTER = re.compile(r'["”»] ?[،,] [قأذك][\u0621-\u064a]{2,5} ')
_FEWEST_COMMAS = 4
_FEWEST_PASSIVES = 4


def flag_passages(text: str, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages with their flags and what shows them."""
    signs = load_quality_signs()
    flagged = passages
    if _may_be_translated(text):
        stories = [list(group) for _, group in groupby(passages, key=lambda passage: passage.story)]
        flagged = tuple(passage for story in stories for passage in _flag_translated(text, story, signs))
    return _flag_garbled(text, flagged, signs)


def _may_be_translated(text: str) -> bool:
    """A cheap look for what translations have: spaces before commas, quotations before their speakers, passives again and again."""
    return text.count(" ،") >= _FEWEST_COMMAS or text.count("تم ") >= _FEWEST_PASSIVES or _SAID_AFTER.search(text) is not None


def _is_read(passage: Passage) -> bool:
    return passage.language == ARABIC and passage.role in _READ


def _flag_garbled(text: str, passages: tuple[Passage, ...], signs: QualitySigns) -> tuple[Passage, ...]:
    found = [(each.sign, spans) for each in signs.garbled if (spans := each.find(text))]
    if not found:
        return passages
    flagged: list[Passage] = []
    for passage in passages:
        evidence: list[Evidence] = []
        for sign, spans in found:
            own = [span for span in spans if passage.start <= span[0] < passage.end]
            evidence += _evidence(sign, own, text) if len(own) >= sign.least else []
        flagged.append(_flagged(passage, GARBLED, evidence) if evidence and passage.role in _READ else passage)
    return tuple(flagged)


def _flag_translated(text: str, story: list[Passage], signs: QualitySigns) -> list[Passage]:
    read = [passage for passage in story if _is_read(passage)]
    joined, starts = _joined(text, read)
    found = [(each.sign, spans) for each in signs.translated if (spans := each.find(joined))]
    if len(found) < signs.kinds or sum(sign.weight for sign, _ in found) < signs.enough:
        return story
    shown = [each for sign, spans in found for each in _evidence(sign, [_placed(span, starts) for span in spans], text)]
    return [_with_own(passage, shown) if _is_read(passage) else passage for passage in story]


def _with_own(passage: Passage, shown: list[Evidence]) -> Passage:
    """The passage flagged by its own signs; by those of its story where it has none."""
    own = [each for each in shown if each.span is not None and passage.start <= each.span[0] < passage.end]
    return _flagged(passage, TRANSLATED, own or shown[:_MOST_SPANS])


def _joined(text: str, passages: list[Passage]) -> tuple[str, list[tuple[int, int]]]:
    """The words of passages, a line each, and for each the place in the joined text and in the page."""
    starts: list[tuple[int, int]] = []
    length = 0
    for passage in passages:
        starts.append((length, passage.start))
        length += passage.end - passage.start + 1
    return "\n".join(text[passage.start : passage.end] for passage in passages), starts


def _placed(span: Span, starts: list[tuple[int, int]]) -> Span:
    own, printed = next((own, printed) for own, printed in reversed(starts) if own <= span[0])
    return span[0] - own + printed, span[1] - own + printed


def _evidence(sign: QualitySign, spans: list[Span], text: str) -> list[Evidence]:
    """One item a span: `says` are its words, `why` the rule and what it means."""
    return [Evidence(span, " ".join(text[span[0] : span[1]].split()), f"{sign.rule}: {sign.says}") for span in spans[:_MOST_SPANS]]


def _flagged(passage: Passage, flag: str, evidence: list[Evidence]) -> Passage:
    return structs.replace(passage, flags=(*passage.flags, flag), flag_evidence=(*passage.flag_evidence, *evidence))
