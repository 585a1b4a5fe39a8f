"""Flags of passages: what a machine translated, what was spoiled on the way, each with the words that show it.

A spoiled passage shows it by itself. A translation is a story's: several signs of different kinds must come together over its
Arabic lines, so that one writer's habit flags nobody.
"""

import re
from itertools import groupby

from msgspec import structs

from riwaya.lexicon.quality import GARBLED, TRANSLATED, QualitySigns, load_quality_signs
from riwaya.model import Evidence, Passage, Span
from riwaya.text.languages import ARABIC

_READ = frozenset(("headline", "subhead", "body", "caption"))
_MOST_SPANS = 3
"""Words shown of one sign."""
_SPOILED = re.compile("[\ufffd\u00c2-\u00f6\ufe80-\ufef4&]")
_GLUED = re.compile(r"\.[\u0621-\u064a]{3}")
_OTHER_MARKS = (" ة", "ـ", "chars]", "more ", "*", "_")
_TYPED = (" ،", "،”", '،"', "” ،", '" ،', '"،', "”،", "»،")
_FEWEST_COMMAS = 4
_FEWEST_PASSIVES = 4
_LATIN = re.compile("[A-Za-z]")


def flag_passages(text: str, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages with their flags and what shows them."""
    spoiled, translated = _may_be_spoiled(text), _may_be_translated(text)
    if not spoiled and not translated:
        return passages
    signs = load_quality_signs()
    found: list[Passage] = []
    for _, group in groupby(passages, key=lambda passage: passage.story):
        story = list(group)
        if translated:
            story = _flag_translated(text, story, signs)
        found += [_flag_garbled(text, passage, signs) for passage in story] if spoiled else story
    return tuple(found)


def _may_be_spoiled(text: str) -> bool:
    """A cheap look for what spoiled text has: most pages have none of it."""
    return _SPOILED.search(text) is not None or _GLUED.search(text) is not None or any(mark in text for mark in _OTHER_MARKS)


def _may_be_translated(text: str) -> bool:
    """A cheap look for what translations have: spaces before commas, quotations before their speakers, Latin words, passives."""
    if text.count(" ،") >= _FEWEST_COMMAS or any(mark in text for mark in _TYPED[1:]):
        return True
    return _LATIN.search(text) is not None or text.count("تم ") >= _FEWEST_PASSIVES


def _is_read(passage: Passage) -> bool:
    return passage.language == ARABIC and passage.role in _READ


def _flag_garbled(text: str, passage: Passage, signs: QualitySigns) -> Passage:
    if passage.role not in _READ:
        return passage
    words = text[passage.start : passage.end]
    evidence = [each for sign in signs.garbled for each in _evidence(sign.sign.says, sign.sign.rule, sign.find(words), text, passage.start)]
    return _flagged(passage, GARBLED, evidence) if evidence else passage


def _flag_translated(text: str, story: list[Passage], signs: QualitySigns) -> list[Passage]:
    read = [passage for passage in story if _is_read(passage)]
    joined, starts = _joined(text, read)
    found = [(each.sign, spans) for each in signs.translated if (spans := each.find(joined))]
    if len(found) < signs.kinds or sum(sign.weight for sign, _ in found) < signs.enough:
        return story
    shown = [
        (span, evidence)
        for sign, spans in found
        for span in spans[:_MOST_SPANS]
        for evidence in _evidence(sign.says, sign.rule, [_placed(span, starts)], text, 0)
    ]
    return [_with_own(passage, [evidence for _, evidence in shown]) if _is_read(passage) else passage for passage in story]


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


def _evidence(says: str, rule: str, spans: list[Span], text: str, shift: int) -> list[Evidence]:
    """One item a span: `says` are its words, `why` the rule and what it means."""
    placed = [(start + shift, end + shift) for start, end in spans[:_MOST_SPANS]]
    return [Evidence(span, " ".join(text[span[0] : span[1]].split()), f"{rule}: {says}") for span in placed]


def _flagged(passage: Passage, flag: str, evidence: list[Evidence]) -> Passage:
    return structs.replace(passage, flags=(*passage.flags, flag), flag_evidence=(*passage.flag_evidence, *evidence))
