"""Statements of English sentences: `X said that …`, `…, X said`, `“…,” said X`, `according to X`, `X quoted Y as saying`.

A cue behind a comma and its subject vouches for the words before it; else its content follows, with or without `that`. A participle
(`, accusing`) goes on with the source of the verb before it. Source: Quirk et al. (1985), sections 14.28-30 and 15.4 (reporting clauses).
"""

from __future__ import annotations

from riwaya.lexicon.entries import Cue, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.english_verbs import ACTIVE, ING, PASSIVE, REDUCED, Use, chain_start, is_verb, joined_to, subject_before, use_of
from riwaya.read.parse import Parse
from riwaya.read.statements.contents import content_of
from riwaya.read.statements.english_lines import behind_dateline, headline_statements
from riwaya.read.statements.english_sources import Memory, agent_of, is_outlet, speakers_of, tail_of, voice_of
from riwaya.read.statements.openers import Opener
from riwaya.read.statements.voices import Said, Voice
from riwaya.text.function_words_english import CONTRAST, COORDINATE, FRONTED, PREPOSITIONS
from riwaya.text.inflection import FIXED, PARTICIPLE, PAST, PRESENT
from riwaya.text.tokens import BREAK, MARK

_FEWEST_WORDS = 3
_QUOTES = frozenset('“«"')
_STOPS = frozenset(",.;–—-")


def find_english_statements(parse: Parse) -> list[Said]:
    """Every statement of the English passages, in the order of their cues."""
    found: list[Said] = []
    memory, story = Memory(), (-1, "")
    for number, (first, after) in enumerate(parse.tokens.sentences):
        if parse.language_of(first) != "en" or parse.is_question(number):
            continue
        passage = parse.passage_at(parse.span(first, first + 1)[0])
        here = (parse.story_of(first), passage.role if passage is not None and passage.role == "quote_post" else "")
        if here != story:
            memory, story = Memory(), here
        _Sentence(parse, memory, number, found).read(first, after)
    return found


class _Sentence:
    """The statements of one sentence in the making."""

    def __init__(self, parse: Parse, memory: Memory, number: int, found: list[Said]) -> None:
        self.parse, self.memory, self.number, self.found = parse, memory, number, found
        self.start = len(found)
        self.first, self.end = parse.tokens.sentences[number]
        while self.end > self.first and parse.tokens.kinds[self.end - 1] == BREAK:
            self.end -= 1
        self.first = behind_dateline(parse, self.first, self.end)

    def read(self, first: int, after: int) -> None:
        """Read the cues of the sentence in order."""
        self.found += headline_statements(self.parse, self.number, first=self.first, end=self.end)
        i = first
        while i < after:
            hit = self._cue_at(i)
            if hit is None:
                i += 1
                continue
            i = max(i + 1, self._add(hit))
        for said in self.found[self.start :]:
            self.memory.voices += [v for v in said.sources if said.outer < 0 or v.group is not None]

    def _cue_at(self, i: int) -> Hit | None:
        group = self.parse.group_at[i]
        hits = [h for h in self.parse.hits[i] if isinstance(h.entry, Cue) and (group is None or (group.first == i and h.after >= group.after))]
        hits = [h for h in hits if h.form.part in (PAST, PRESENT, PARTICIPLE, FIXED)]
        return max(hits, key=lambda h: (h.after, h.form.part == FIXED), default=None)

    def _add(self, hit: Hit) -> int:
        cue = hit.entry
        assert isinstance(cue, Cue)
        if cue.frame == "attribution":
            return self._attribute(hit, cue)
        if cue.frame in ("channel", "attribution_clause"):
            return hit.after
        if hit.form.part == FIXED:
            return self._phrase(hit, cue)
        options = [h for h in self.parse.hits[hit.first] if isinstance(h.entry, Cue) and h.after == hit.after and h.form.part != FIXED]
        for option in options:
            entry, use = option.entry, use_of(self.parse, option)
            assert isinstance(entry, Cue)
            if use.negated != entry.negated or (use.mood in ("future", "modal") and entry.act != "unverified"):
                continue
            if use.kind == ING:
                return self._participle(option, entry)
            if use.kind == PASSIVE or (use.kind == REDUCED and entry.frame == "relay"):
                return self._passive(option, entry, use)
            if use.kind == ACTIVE:
                return self._finite(option, entry, use)
        return hit.after

    # -- verbs -----------------------------------------------------------------------------------------------------------

    def _finite(self, hit: Hit, cue: Cue, use: Use) -> int:
        voices, start = speakers_of(self.parse, hit, use, self.memory, low=self.first)
        shared = use.first > self.first and self.parse.tokens.words[use.first - 1] in COORDINATE
        earlier = [s for s in self.found[self.start :] if s.sources and s.outer < 0]
        if shared and earlier:
            start = use.first
            voices = [Voice(v.entity, v.type, None, v.gender, v.number) for v in earlier[-1].sources]
        if not voices and self.parse.tokens.words[start] in ("we", "i", "you"):
            return hit.after
        if voices is None or (cue.subjects and any(v.type not in cue.subjects for v in voices)):
            return hit.after
        after = hit.after
        if start == hit.first and voices and voices[-1].group is not None and voices[-1].group.first >= hit.after:
            after = voices[-1].group.after  # said the ministry
        if cue.frame == "relay":
            return self._relay(hit, cue, voices)
        tail = tail_of(self.parse, after, end=self.end, target=cue.target, takes=cue.takes)
        said = Said([(hit.first, hit.after)], cue.act, cue.id, self.number, sources=voices, relays=tail.relays, time=tail.time)
        said.addressee, said.fresh = tail.addressee, not use.perfect
        if said.time < 0:
            said.time = self._time_before(start)
        if not self._fill(said, cue, tail.after, start=start, cut=min(start, hit.first)):
            return hit.after
        return self._keep(said, min(start, use.first), sibling=self._goes_on(start, use.first))

    def _fill(self, said: Said, cue: Cue, j: int, *, start: int, cut: int) -> bool:
        """Find what is said, behind the cue from token j or before its subject; False where the cue says nothing after all."""
        words = self.parse.tokens.words
        j += int(j + 1 < self.end and words[j] == "," and words[j + 1] == "that")
        word = words[j] if j < self.end else "."
        quoted = word in _QUOTES or word == ":" or (word == "," and j + 1 < self.end and words[j + 1] in _QUOTES and not self._is_behind(cut))
        if quoted and "quote" in cue.takes:
            open_at = j if word in _QUOTES else j + 1
            said.content, said.quoted = content_of(self.parse, Opener("quote", open_at, j), j)
            return said.content is not None
        if word in _STOPS or word in COORDINATE or word in "”)":
            before = self._before(cut) if {"that", "quote"} & set(cue.takes) and cue.frame == "verb" else None
            if before is not None:
                said.content, said.quoted = before
                return True
            if word == "," and cut >= self.first and "that" in cue.takes and j + _FEWEST_WORDS < self.end:
                said.content = (j + 1, self.end)
                return True
            return cue.bare or (cue.act == "deny" and word in _STOPS)
        if word == "that" and "that" in cue.takes:
            said.content = (j + 1, self.end)
        elif word in cue.takes:
            said.content = (j + (word != "to"), self.end)
        elif word in PREPOSITIONS and not ("that" in cue.takes and cue.act == "assert" and word in FRONTED):
            return cue.bare
        elif {"that", "object"} & set(cue.takes):
            if not self._tells(cue, j):
                return cue.bare
            said.content = (j, self.end)
        else:
            return cue.bare
        return said.content is not None and said.content[1] - said.content[0] >= 1

    def _tells(self, cue: Cue, j: int) -> bool:
        """True where an object tells something: a clause, an event, or a word that the cue wants (`denied the reports`)."""
        if cue.act in ("assert", "confirm", "deny"):
            if self._has_trigger(j, self.end) or any(is_verb(self.parse, k) for k in range(j, self.end)):
                return cue.act != "deny" or "that" in cue.takes or not cue.objects or self._wanted(cue, j) or self._does(j)
            return self._wanted(cue, j) or (cue.act == "deny" and self._does(j))
        return "object" in cue.takes or any(is_verb(self.parse, k) for k in range(j, self.end))

    def _wanted(self, cue: Cue, j: int) -> bool:
        return any(self.parse.tokens.words[k].startswith(cue.objects) for k in range(j, min(self.end, j + 8))) if cue.objects else False

    def _does(self, j: int) -> bool:
        """True for a verb in -ing at token j: `denied targeting civilians`."""
        return self.parse.tokens.words[j].endswith("ing")

    def _is_behind(self, cut: int) -> bool:
        return cut > self.first and self.parse.tokens.words[cut - 1] in ',”"'

    def _before(self, cut: int) -> tuple[tuple[int, int], bool] | None:
        """What stands before a cue and its subject, to the comma or the quotation mark; None where that is too little to be said."""
        words, end = self.parse.tokens.words, cut
        end -= int(end > self.first and words[end - 1] == "as")
        if end <= self.first or words[end - 1] not in ',”"–—-':
            return None
        while end > self.first and words[end - 1] in ",–—-":
            end -= 1
        low = max([self.first, *(s.content[1] for s in self.found[self.start :] if s.content is not None and s.content[1] < end)])
        quoted = words[end - 1] in '”"'
        if quoted and (opened := self._opened(end - 1)) is not None:
            return (opened, end), True
        while low < end and self.parse.tokens.kinds[low] == MARK and words[low] not in _QUOTES:
            low += 1
        verbal = self._has_trigger(low, end) or any(is_verb(self.parse, k) or words[k].endswith("ed") for k in range(low, end))
        told = end - low >= _FEWEST_WORDS and verbal
        return ((low, end), False) if told else None

    def _has_trigger(self, first: int, after: int) -> bool:
        """True where words name an event without a verb, as headlines do: `30 killed in Mariupol, officials say`."""
        return any(isinstance(h.entry, Trigger) for j in range(first, after) for h in self.parse.hits[j])

    def _opened(self, close: int) -> int | None:
        """The token that opens the quotation that closes at a token, in this sentence or the few before it."""
        words = self.parse.tokens.words
        low = self.parse.tokens.sentences[max(0, self.number - 3)][0]
        wanted = "“" if words[close] == "”" else '"'
        return next((j for j in range(close - 1, low - 1, -1) if words[j] == wanted), None)

    def _participle(self, hit: Hit, cue: Cue) -> int:
        """`, accusing Kyiv of …`, `, adding that …`: the source of the verb before goes on."""
        words = self.parse.tokens.words
        before = words[hit.first - 1] if hit.first > self.first else ""
        if cue.frame == "relay":
            return self._relay(hit, cue, [])
        if before not in {",", *COORDINATE} or before == "as":
            return hit.after
        earlier = [s for s in self.found[self.start :] if s.sources and s.outer < 0]
        voices = [Voice(v.entity, v.type, None, v.gender, v.number) for v in earlier[-1].sources] if earlier else []
        if not voices:
            groups, pronoun = subject_before(self.parse, hit.first, self.first)
            voices = self.memory.latest(pronoun) if pronoun else [voice_of(g) for g in groups if g.speaks]
        tail = tail_of(self.parse, hit.after, end=self.end, target=cue.target, takes=cue.takes)
        said = Said([(hit.first, hit.after)], cue.act, cue.id, self.number, sources=voices, relays=tail.relays, time=tail.time)
        said.addressee = tail.addressee
        if earlier and cue.plain:
            said.act = earlier[-1].act
        if not voices or not self._fill(said, cue, tail.after, start=hit.first, cut=self.first) or said.content is None:
            return hit.after
        if said.time < 0 and earlier:
            said.time = earlier[-1].time
        return self._keep(said, hit.first, sibling=True)

    def _passive(self, hit: Hit, cue: Cue, use: Use) -> int:
        """`was quoted as saying that`, `are accused of`, `it was reported that`, `could not be verified`."""
        words, j = self.parse.tokens.words, hit.after
        if cue.frame == "relay":
            return self._relay(hit, cue, None)
        agents = agent_of(self.parse, j, self.end)
        j = agents[-1].after if agents else j
        word = words[j] if j < self.end else ""
        groups, pronoun = subject_before(self.parse, use.first, self.first)
        if cue.act != "unverified" and not (word == "that" and "that" in cue.takes and pronoun == "it") and not (agents and word in cue.takes):
            return hit.after
        said = Said([(hit.first, hit.after)], cue.act, cue.id, self.number, sources=[voice_of(g) for g in agents if g.speaks])
        if word == "that" or word in cue.takes:
            said.content = (j + 1, self.end) if j + 1 < self.end else None
        elif use.first - self.first >= 1:
            said.content = (self._clause_start(use.first), use.first)
        if groups and word in cue.takes:
            said.addressee = groups[0]
        return self._keep(said, use.first, sibling=True)

    def _clause_start(self, j: int) -> int:
        """The token behind the last comma, conjunction or opening mark before a verb's chain."""
        words = self.parse.tokens.words
        return next((k + 1 for k in range(j - 1, self.first - 1, -1) if words[k] in {",", ";", "—", "–", "but", "though", "although"}), self.first)

    def _relay(self, hit: Hit, cue: Cue, voices: list[Voice] | None) -> int:
        """`Tass quoted the ministry as saying …`, `Reuters reported …, citing officials`, `was quoted by Tass as saying …`."""
        words, end = self.parse.tokens.words, self.end
        saying = next((k for k in range(hit.after, min(end, hit.after + 16)) if words[k] == "saying" and words[k - 1] == "as"), None)
        told = next((g for g in self.parse.groups_in(hit.after, min(end, hit.after + 8)) if not g.preposition and g.speaks), None)
        if voices is None:  # passive: the subject is who is quoted
            use = use_of(self.parse, hit)
            groups, pronoun = subject_before(self.parse, use.first, self.first)
            sources = self.memory.latest(pronoun) if pronoun else [voice_of(g) for g in groups if g.speaks]
            relays = [voice_of(g) for g in agent_of(self.parse, hit.after, end)]
            if saying is None or not sources:
                return hit.after
        elif told is None:
            return hit.after
        else:
            sources, relays = [voice_of(g) for g in joined_to(self.parse, told, end)], voices
        if saying is None:
            return self._cited(hit, cue, sources, relays)
        said = Said([(hit.first, hit.after), (saying, saying + 1)], cue.act, cue.id, self.number, sources=sources, relays=relays)
        j = saying + 1
        return self._keep(said, hit.first, sibling=True) if self._fill(said, cue, j, start=hit.first, cut=self.first) else hit.after

    def _cited(self, hit: Hit, cue: Cue, sources: list[Voice], relays: list[Voice]) -> int:
        """`X reported …, citing Y`: Y vouches, X hands it on."""
        after = max([hit.after, *(v.group.after for v in sources if v.group is not None)])
        earlier = next((s for s in reversed(self.found[self.start :]) if s.outer < 0), None)
        if earlier is not None and not relays:
            earlier.relays = [*earlier.sources, *(v for v in earlier.relays if all(v.entity != s.entity for s in earlier.sources))]
            earlier.sources, earlier.rule = sources, f"{earlier.rule}+{cue.id}"
            earlier.cues.append((hit.first, hit.after))
            if earlier.content is not None and not earlier.quoted and earlier.content[0] < hit.first < earlier.content[1]:
                earlier.content = (earlier.content[0], hit.first - (self.parse.tokens.words[hit.first - 1] == ","))
            return after
        if relays or not (before := self._before(hit.first)):
            return hit.after
        self.found.append(Said([(hit.first, hit.after)], cue.act, cue.id, self.number, sources=sources, content=before[0], quoted=before[1]))
        return after

    # -- phrases and attributions ------------------------------------------------------------------------------------------

    def _phrase(self, hit: Hit, cue: Cue) -> int:
        """A fixed phrase such as `declined to comment`: its subject, or whom `issuer` names, is the source."""
        if cue.issuer:
            issuers = [g for g in self.parse.groups_in(hit.after, self.end) if g.preposition in cue.issuer and g.speaks]
            voices: list[Voice] | None = [voice_of(g) for g in issuers[:1]]
        else:
            voices, _ = speakers_of(self.parse, hit, Use(ACTIVE, chain_start(self.parse, hit.first)), self.memory, low=self.first)
        if voices is None or (not voices and not cue.issuer):
            return hit.after
        said = Said([(hit.first, hit.after)], cue.act, cue.id, self.number, sources=voices)
        j = hit.after
        if j < self.end and self.parse.tokens.words[j] in cue.takes and not cue.issuer:
            said.content = (j + 1, self.end)
        return self._keep(said, hit.first, sibling=True)

    def _attribute(self, hit: Hit, cue: Cue) -> int:
        """`according to X`, `per X`: a source of its own, or one more link of the statement that it stands in."""
        words = self.parse.tokens.words
        group = next((g for g in self.parse.groups_in(hit.after, min(self.end, hit.after + 6)) if g.speaks), None)
        if group is None or any(words[k] in ",:“" for k in range(hit.after, group.first)):
            return hit.after
        voices = [voice_of(g) for g in joined_to(self.parse, group, self.end)]
        after = max(v.group.after for v in voices if v.group is not None)
        earlier = next((s for s in reversed(self.found[self.start :]) if s.outer < 0), None)
        if earlier is not None and hit.first - self.first > 1:
            earlier.relays += [v for v in voices if all(v.entity != o.entity for o in (*earlier.sources, *earlier.relays))]
            earlier.cues.append((hit.first, hit.after))
            earlier.rule = f"{earlier.rule}+{cue.id}"
            if earlier.content is not None and not earlier.quoted and earlier.content[0] < hit.first < earlier.content[1]:
                earlier.content = (earlier.content[0], hit.first - (words[hit.first - 1] == ","))
            return after
        said = Said([(hit.first, hit.after)], cue.act, cue.id, self.number, sources=voices, time=self._time_in(after))
        said.relays = [
            voice_of(g) for g in self.parse.groups_in(after, min(self.end, after + 5)) if is_outlet(g) and g.preposition in ("on", "via", "to")
        ]
        if hit.first - self.first <= 1:
            comma = next((k for k in range(after, self.end) if words[k] == ","), None)
            said.content = None if comma is None or comma + 1 >= self.end else (comma + 1, self.end)
        else:
            said.content = (self._skip_marks(self.first), hit.first - (words[hit.first - 1] in ",—–-"))
        self.found.append(said)
        return after

    def _skip_marks(self, j: int) -> int:
        while j < self.end and self.parse.tokens.kinds[j] == MARK and self.parse.tokens.words[j] not in _QUOTES:
            j += 1
        return j

    # -- keeping -----------------------------------------------------------------------------------------------------------

    def _time_before(self, start: int) -> int:
        """The time right before a subject that opens its sentence: `On Friday, the ministry said`."""
        numbers = self.parse.times_in(self.first, start)
        last = numbers[-1] if numbers else -1
        leads = last >= 0 and self.parse.raw_times[last].first - self.first <= 2 and start - self.parse.raw_times[last].after <= 1
        return last if leads else -1

    def _time_in(self, j: int) -> int:
        numbers = self.parse.times_in(j, min(self.end, j + 3))
        return numbers[0] if numbers else -1

    def _goes_on(self, start: int, chain: int) -> bool:
        """True for a cue that stands beside the statement before it: behind `and`, `while`, a semicolon."""
        words = self.parse.tokens.words
        for j in (start - 1, chain - 1):
            if self.first < j and (words[j] in CONTRAST or words[j] in ";—" or (words[j] in COORDINATE and (words[j - 1] == "," or j == chain - 1))):
                return True
        return False

    def _keep(self, said: Said, at: int, *, sibling: bool) -> int:
        """Add a statement; it ends the content of one beside it, and is known through one that it stands in."""
        words = self.parse.tokens.words
        for number in range(len(self.found) - 1, self.start - 1, -1):
            outer = self.found[number]
            if outer.content is None or not outer.content[0] <= at < outer.content[1]:
                continue
            if sibling and not outer.quoted:
                end = at
                while end > outer.content[0] and (words[end - 1] in CONTRAST | COORDINATE or words[end - 1] in ",;—"):
                    end -= 1
                outer.content = (outer.content[0], end) if end > outer.content[0] else outer.content
                continue
            said.outer = number
            known = {v.entity for v in (*said.sources, *said.relays)}
            said.relays += [v for v in (*outer.sources, *outer.relays) if v.entity not in known]
            break
        self.found.append(said)
        return said.cues[-1][1]
