"""Statements: who says something, through whom, by which words, and what.

A cue of the lexicon opens a statement where one of the openers that it takes follows: a complementiser, a quotation or
colon, a preposition, an object. Its source is the subject after or before it, or, where the subject is dropped, the last
source that agrees. See `cueing.py` for which words are cues, `sources.py` for who the source is.
"""

from __future__ import annotations

from msgspec import Struct, field

from riwaya.lexicon.entries import Cue, Particle
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses import is_finite
from riwaya.read.contents import QUOTES, content_before, content_of, resumed_at
from riwaya.read.cueing import Candidate, Opener, find_candidates, find_opener
from riwaya.read.entities import Entities
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.sources import Speakers
from riwaya.read.tags import PARTICLE
from riwaya.read.voices import Voice
from riwaya.text.function_words import CONTRASTING, CONTRASTING_PHRASES, OWN_WORDS, PLUPERFECT, RELATIVES
from riwaya.text.inflection import PARTICIPLE
from riwaya.text.tokens import BREAK, MARK, WORD

_EDGES = CONTRASTING | PLUPERFECT | frozenset("،,؛")


class Said(Struct):
    """A statement in the making; token ranges are half-open, `content` None where nothing is quoted or told."""

    cues: list[tuple[int, int]]
    act: str
    rule: str
    sentence: int
    sources: list[Voice] = field(default_factory=list)
    relays: list[Voice] = field(default_factory=list)
    content: tuple[int, int] | None = None
    time: int = -1
    quoted: bool = False
    outer: int = -1
    fresh: bool = True
    addressee: Group | None = None

    def holds(self, i: int) -> bool:
        """True where token i stands in the content."""
        return self.content is not None and self.content[0] <= i < self.content[1]


def find_statements(parse: Parse, entities: Entities) -> list[Said]:
    """Every statement of the document in the order of their cues."""
    found: list[Said] = []
    speakers = Speakers(parse, entities)
    story = -1
    for number, (first, after) in enumerate(parse.tokens.sentences):
        if parse.story_of(first) != story:
            story = parse.story_of(first)
            speakers.forget()
        if parse.language_of(first) is None or parse.is_question(number):
            continue
        _read_sentence(parse, speakers, number, first, after, found)
    return found


def _read_sentence(parse: Parse, speakers: Speakers, number: int, first: int, after: int, found: list[Said]) -> None:
    start = len(found)
    speakers.open_sentence()
    headline = _colon_speech(parse, speakers, number, first, after)
    if headline is not None:
        found.append(headline)
    covered = first
    for candidate in find_candidates(parse, first, after):
        frame = candidate.cue.frame
        if candidate.hit.first < covered:
            continue
        if frame == "channel":
            _add_channel(parse, speakers, candidate, found, start)
        elif frame in ("attribution", "attribution_clause"):
            covered = _add_attribution(parse, speakers, candidate, found, start)
        else:
            covered = _add_verbal(parse, speakers, candidate, found, start)
    speakers.close_sentence([said.sources for said in found[start:] if said.outer < 0])


# --- verbs of saying ---------------------------------------------------------------------------------------------------


def _add_verbal(parse: Parse, speakers: Speakers, candidate: Candidate, found: list[Said], start: int) -> int:
    """Add the statement of a verb of saying; returns the token up to which its own words reach."""
    cue, hit = candidate.cue, candidate.hit
    opener = find_opener(parse, candidate)
    resumed = resumed_at(parse, hit)
    if resumed is not None and candidate.verbal and opener is not None and opener.kind == "object":
        opener = None  # وهي رواية رفضتها كييف جملة وتفصيلا
    if opener is None and (content := content_before(parse, candidate)) is not None:
        return _add_postposed(parse, speakers, candidate, content, found, start)
    if opener is None and not cue.bare and not (candidate.verbal and hit.pronoun and "object" in cue.takes) and not _denies_all(parse, candidate):
        return hit.after
    if opener is not None and _is_relative(parse, candidate, opener) and resumed is None:
        return hit.after
    if resumed is not None:
        _cut(parse, found, start, resumed)
    outer = _enclosing(found, start, hit.first)
    if outer >= 0 and hit.form.part == "noun" and hit.pronoun and (found[outer].content or (0, 0))[0] == hit.first:
        return hit.after  # `أعرب عن ترحيبه`: one stance, not two
    if outer >= 0 and _is_sibling(parse, found[outer], hit):
        before = None if hit.before.conjunction else parse.group_at[hit.first - 1]
        _cut(parse, found, start, before.first if before is not None and not before.preposition else hit.first)
        outer = _enclosing(found, start, hit.first)
    said = Said([(hit.first, hit.after)], cue.act, cue.id, parse.tokens.sentence_of[hit.first], outer=outer)
    chain = speakers.chain(candidate, opener, outer=found[outer].sources if outer >= 0 else None, before=[s.sources for s in found[start:]])
    if chain is None:
        return hit.after
    said.sources, said.relays, said.time = chain.sources, chain.relays, chain.time
    said.addressee = chain.addressee
    said.fresh = not _is_earlier(parse, hit)
    if not any(v.group is not None for v in said.sources) and found and said.time < 0 and _same_sources(found[-1], said):
        said.fresh = said.fresh and found[-1].fresh  # `وأضافت` goes on with what was said then
        said.time = found[-1].time
    if outer >= 0:
        _relay_outer(said, found[outer])
    if hit.form.part == PARTICIPLE and cue.plain and len(found) > start and _same_sources(found[-1], said):
        said.act = found[-1].act  # `هدد … قائلا`: the saying is the threat
    if opener is not None and opener.preposition not in cue.issuer:  # لم يصدر عن الجيش تعليق: who is silent says nothing
        said.content, said.quoted = content_of(parse, opener, hit.first)
        if cue.frame == "relay" and parse.tokens.words[opener.at - 1] in OWN_WORDS:
            said.cues.append((opener.at - 1, opener.at))
    found.append(said)
    return opener.at if opener is not None and cue.frame == "relay" else hit.after


def _is_relative(parse: Parse, candidate: Candidate, opener: Opener) -> bool:
    """True for a verb of a relative clause, which only says more of a noun (`التي أكدت`) or is one (`ما سمعه السكان كان`)."""
    hit = candidate.hit
    if not candidate.verbal or hit.before.conjunction or not hit.first:
        return False
    before = parse.tokens.words[hit.first - 1]
    return (before in RELATIVES and opener.kind == "object") or (before == "ما" and bool(hit.pronoun) and opener.kind != "quote")


def _denies_all(parse: Parse, candidate: Candidate) -> bool:
    """True for a denial that ends its sentence and says nothing of what it denies, as headlines have it: `… وكييف تنفي`."""
    hit = candidate.hit
    subject = parse.group_at[hit.first - 1] if hit.first else None
    if candidate.cue.act != "deny" or not candidate.verbal or subject is None or not subject.speaks:
        return False
    if hit.after < parse.sentence_end(hit.first) and parse.tokens.kinds[hit.after] not in (MARK, BREAK):
        return False
    if subject.joined:
        subject.preposition = ""  # السيطرة على البلدة وكييف تنفي: no second town, but who denies
    return not subject.preposition


def _add_postposed(parse: Parse, speakers: Speakers, candidate: Candidate, content: tuple[int, int], found: list[Said], start: int) -> int:
    hit = candidate.hit
    chain = speakers.chain(candidate, None, outer=None, before=[])
    if chain is None or not chain.sources or any(said.holds(content[0]) for said in found[start:]):
        return hit.after
    said = Said([(hit.first, hit.after)], candidate.cue.act, candidate.cue.id, parse.tokens.sentence_of[hit.first])
    said.sources, said.relays, said.time, said.content = chain.sources, chain.relays, chain.time, content
    found.append(said)
    return hit.after


def _is_earlier(parse: Parse, hit: Hit) -> bool:
    """True for what was said before the story's day: `وكانت الوزارة قد أعلنت`, `في وقت سابق`."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]][0]
    for j in range(max(first, hit.first - 8), min(hit.after + 8, parse.sentence_end(hit.first))):
        for other in parse.hits[j] if parse.tags[j] & PARTICLE else ():
            if isinstance(other.entry, Particle) and other.entry.type in ("earlier", "past_auxiliary"):
                if other.entry.type == "earlier" or j < hit.first:
                    return True
    return False


def _same_sources(a: Said, b: Said) -> bool:
    return [v.entity for v in a.sources] == [v.entity for v in b.sources]


def _relay_outer(said: Said, outer: Said) -> None:
    """A statement told inside another is known through the outer one's source."""
    own = {voice.entity for voice in said.sources}
    for voice in (*outer.sources, *outer.relays):
        if voice.entity not in own and all(voice.entity != r.entity for r in said.relays):
            said.relays.append(voice)


def _enclosing(found: list[Said], start: int, i: int) -> int:
    """The innermost statement of the sentence (or a running quotation) whose content holds token i."""
    best = -1
    for number in range(max(0, start - 3), len(found)):
        said = found[number]
        if said.holds(i) and (number >= start or said.quoted) and (best < 0 or (said.content or (0, 0))[0] >= (found[best].content or (0, 0))[0]):
            best = number
    return best


def _is_sibling(parse: Parse, outer: Said, hit: Hit) -> bool:
    """True for a cue that goes on beside the outer statement rather than inside what it says."""
    if outer.quoted or outer.rule.startswith("attribution"):
        return False
    if hit.form.part == "participle":
        return True
    if hit.before.conjunction:
        return True
    i = hit.first - 1
    subject = parse.group_at[i] if i >= 0 else None
    if subject is not None and not subject.preposition and subject.first > (outer.content or (0, 0))[0]:
        if subject.joined:
            return True
        i = subject.first - 1
        if _is_contrasted(parse, i):
            return True
    words = parse.tokens.words
    if i < 0 or i < (outer.content or (0, 0))[0]:
        return False
    if words[i] in PLUPERFECT or _is_contrasted(parse, i):
        return True
    return parse.tokens.kinds[i] == MARK and words[i] in "،,؛" and parse.conjoins(hit.first)


def _is_contrasted(parse: Parse, i: int) -> bool:
    """True where token i ends words that set one statement against another: `بينما`, `في حين`, `وفي المقابل`."""
    words = parse.tokens.words
    return words[i] in CONTRASTING or (i > 0 and (words[i - 1].removeprefix("و"), words[i]) in CONTRASTING_PHRASES)


def _opens_contrast(parse: Parse, i: int) -> bool:
    words = parse.tokens.words
    return i + 1 < len(words) and (words[i].removeprefix("و"), words[i + 1]) in CONTRASTING_PHRASES


def _cut(parse: Parse, found: list[Said], start: int, at: int) -> None:
    """End the contents that run over `at` before it (and before the comma or conjunction there)."""
    end = at
    while end > 0 and (parse.tokens.words[end - 1] in _EDGES or _is_contrasted(parse, end - 1) or _opens_contrast(parse, end - 1)):
        end -= 1
    for said in found[start:]:
        if said.content is not None and said.content[0] < end < said.content[1] and not said.quoted:
            said.content = (said.content[0], end)


# --- attributions ------------------------------------------------------------------------------------------------------


def _add_attribution(parse: Parse, speakers: Speakers, candidate: Candidate, found: list[Said], start: int) -> int:
    """Add an attribution; returns the token up to which its words reach."""
    hit = candidate.hit
    chain = speakers.attributed(candidate)
    if chain is None:
        return hit.first
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    leading = _only_marks(parse, first, hit.first)
    outer = _enclosing(found, start, hit.first)
    if outer < 0 and not leading and len(found) > start and not _starts_new_part(parse, hit.first, chain.after):
        outer = len(found) - 1
    if outer >= 0 and not leading:
        said = found[outer]
        _join_chain(said, chain.sources)
        said.rule = f"{said.rule}+{candidate.cue.id}"
        said.cues.append((hit.first, chain.cue_after))
        if said.content is not None and not said.quoted and said.content[0] < hit.first < said.content[1]:
            said.content = (said.content[0], _before_marks(parse, hit.first))
        return chain.after
    said = Said([(hit.first, chain.cue_after)], candidate.cue.act, candidate.cue.id, parse.tokens.sentence_of[hit.first])
    said.sources, said.relays, said.time = chain.sources, chain.relays, chain.time
    new_part = _starts_new_part(parse, hit.first, chain.after)
    if leading or new_part:
        content_first = _after_marks(parse, chain.after, end)
        while end > content_first and parse.tokens.kinds[end - 1] == BREAK:
            end -= 1
        said.content = (content_first, end) if content_first < end else None
    else:
        content_end = _before_marks(parse, hit.first)
        content_first = _after_marks(parse, first, content_end)
        said.content = (content_first, content_end) if content_first < content_end else None
    found.append(said)
    return chain.after


def _join_chain(said: Said, voices: list[Voice]) -> None:
    """Two markers on one content are one statement whose chain has both."""
    for voice in voices:
        if all(voice.entity != v.entity for v in (*said.sources, *said.relays)):
            said.relays.append(voice)


def _starts_new_part(parse: Parse, i: int, after: int) -> bool:
    """True for an attribution behind a conjunction that opens its own clause: `…، ووفقا للوزارة، فإن`."""
    return any(hit.before.conjunction for hit in parse.hits[i] if isinstance(hit.entry, Cue)) and after < parse.sentence_end(i) - 2


def _only_marks(parse: Parse, first: int, after: int) -> bool:
    return after - first <= 3 and all(parse.tokens.kinds[i] != WORD or parse.conjoins(i) for i in range(first, after))


def _before_marks(parse: Parse, i: int) -> int:
    while i > 0 and parse.tokens.kinds[i - 1] == MARK and parse.tokens.words[i - 1] in "،,-–—(:؛":
        i -= 1
    return i


def _after_marks(parse: Parse, i: int, end: int) -> int:
    while (
        i < end
        and (parse.tokens.kinds[i] != WORD or parse.tokens.words[i] in ("فان", "ان", "بان"))
        and parse.tokens.words[i] not in QUOTES
        and parse.tokens.kinds[i] != 1
    ):
        i += 1
    return i


def _add_channel(parse: Parse, speakers: Speakers, candidate: Candidate, found: list[Said], start: int) -> None:
    """`في مقابلة مع …`: the medium relays the statement whose words stand around it."""
    chain = speakers.attributed(candidate)
    if chain is None or len(found) == start:
        return
    said = found[-1]
    if said.cues[0][0] < candidate.hit.first and not said.holds(candidate.hit.first):
        _join_chain(said, [v for v in chain.sources if v.type == "medium"])
        said.rule = f"{said.rule}+{candidate.cue.id}"


# --- headlines ---------------------------------------------------------------------------------------------------------


def _speaks_itself(parse: Parse, i: int) -> bool:
    """True where "we" do what is told from token i on: `كييف: لم نقصف`."""
    forms = (form for j in range(i, min(i + 2, parse.sentence_end(i))) if (form := is_finite(parse, j)) is not None)
    return any(form.person == 1 for form in forms)


def _colon_speech(parse: Parse, speakers: Speakers, number: int, first: int, after: int) -> Said | None:
    """`الكرملين: …`: a source, a colon and what it says; a place before the colon is a topic."""
    group: Group | None = parse.group_at[first]
    if group is None or group.first != first or group.after >= after - 2 or parse.tokens.words[group.after] != ":":
        return None
    if group.preposition or group.joined or not group.speaks or (group.type == "place" and not _speaks_itself(parse, group.after + 1)):
        return None
    end = after
    while end > group.after + 1 and parse.tokens.kinds[end - 1] == BREAK:
        end -= 1
    voice = speakers.voice(group)
    said = Said([(group.after, group.after + 1)], "assert", "headline.colon", number, sources=[voice])
    said.content, said.quoted = content_of(parse, Opener("quote", group.after + 1, group.after), group.after)
    return said
