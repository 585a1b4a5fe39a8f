"""Attributions: a preposition of source and whoever it names vouch for the words before or behind (`وفقا لـ`, `حسبما ذكرت`, `جاء في`)."""

from __future__ import annotations

from riwaya.lexicon.entries import Cue
from riwaya.read.clauses.find import is_finite
from riwaya.read.parse import Parse
from riwaya.read.statements.cueing import Candidate
from riwaya.read.statements.nesting import enclosing
from riwaya.read.statements.openers import particle_at
from riwaya.read.statements.sources import Speakers
from riwaya.read.statements.voices import Said, Voice
from riwaya.read.tags import CUE
from riwaya.text.quotes import OPENING
from riwaya.text.tokens import BREAK, MARK, WORD

_FARTHEST_THAT = 20


def add_attribution(parse: Parse, speakers: Speakers, candidate: Candidate, found: list[Said], start: int) -> int:
    """Add an attribution; returns the token up to which its words reach."""
    hit = candidate.hit
    chain = speakers.attributed(candidate)
    if chain is None:
        return speakers.said_at(candidate) + 1 if candidate.cue.frame == "attribution_clause" else hit.first
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    leading = _only_marks(parse, first, hit.first)
    outer = enclosing(found, start, hit.first)
    if outer < 0 and not leading and len(found) > start and not _starts_new_part(parse, hit.first, chain.after):
        outer = len(found) - 1
    if outer >= 0 and not leading:
        said = found[outer]
        if not said.sources or any(voice.group is not None for voice in chain.sources):  # بحسب قوله names nobody new
            _join_chain(said, chain.sources)
        said.rule = f"{said.rule}+{candidate.cue.id}"
        said.cues.append((hit.first, chain.cue_after))
        if said.content is not None and not said.quoted and said.content[0] < hit.first < said.content[1]:
            said.content = (said.content[0], before_marks(parse, hit.first))
        return chain.after
    said = Said([(hit.first, chain.cue_after)], candidate.cue.act, candidate.cue.id, parse.tokens.sentence_of[hit.first])
    said.sources, said.relays, said.time = chain.sources, chain.relays, chain.time
    new_part = _starts_new_part(parse, hit.first, chain.after)
    if leading or new_part:
        content_first = _after_marks(parse, _that_behind(parse, chain.after, end), end)
        while end > content_first and parse.tokens.kinds[end - 1] == BREAK:
            end -= 1
        said.content = (content_first, end) if content_first < end else None
    else:
        content_end = before_marks(parse, hit.first)
        content_first = _after_marks(parse, first, content_end)
        said.content = (content_first, content_end) if content_first < content_end else None
    found.append(said)
    return chain.after


def _that_behind(parse: Parse, i: int, end: int) -> int:
    """The complementiser behind a comma after more words on the source of an attribution: `جاء في بيان للخلية، نقلته الوكالة، أن`."""
    for j in range(i, min(i + _FARTHEST_THAT, end)):
        if parse.tags[j] & CUE and is_finite(parse, j) is not None and not any(h.pronoun for h in parse.hits[j]):
            return i  # حسب الوكالة، فقد أكد المتحدث أن
        found = particle_at(parse, j)
        if found is not None and found[0] == "complementiser" and parse.tokens.words[j - 1] in "،,":
            return j
    return i


def _join_chain(said: Said, voices: list[Voice]) -> None:
    """Two markers on one content are one statement whose chain has both."""
    for voice in voices:
        if all(voice.entity != v.entity for v in (*said.sources, *said.relays)):
            said.relays.append(voice)


def _starts_new_part(parse: Parse, i: int, after: int) -> bool:
    """True for an attribution behind a conjunction that opens its own clause: `…، ووفقا للوزارة، فإن`."""
    return any(hit.before.conjunction for hit in parse.hits[i] if type(hit.entry) is Cue) and after < parse.sentence_end(i) - 2


def _only_marks(parse: Parse, first: int, after: int) -> bool:
    return after - first <= 3 and all(parse.tokens.kinds[i] != WORD or parse.conjoins(i) for i in range(first, after))


def before_marks(parse: Parse, i: int) -> int:
    while i > 0 and parse.tokens.kinds[i - 1] == MARK and parse.tokens.words[i - 1] in "،,-–—(:؛":
        i -= 1
    return i


def _after_marks(parse: Parse, i: int, end: int) -> int:
    while (
        i < end
        and (parse.tokens.kinds[i] != WORD or parse.tokens.words[i] in ("فان", "ان", "بان"))
        and parse.tokens.words[i] not in OPENING
        and parse.tokens.kinds[i] != 1
    ):
        i += 1
    return i


def add_channel(parse: Parse, speakers: Speakers, candidate: Candidate, found: list[Said], start: int) -> None:
    """`في مقابلة مع …`: the medium relays the statement whose words stand around it."""
    chain = speakers.attributed(candidate)
    if chain is None or len(found) == start:
        return
    said = found[-1]
    if said.cues[0][0] < candidate.hit.first and not said.holds(candidate.hit.first):
        _join_chain(said, [v for v in chain.sources if v.type == "medium"])
        said.relays.sort(key=lambda voice: voice.group.first if voice.group is not None else -1)
        said.rule = f"{said.rule}+{candidate.cue.id}"
