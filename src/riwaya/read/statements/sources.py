"""Who says it: the subject of a cue, before or behind it or dropped; and through whom the words come."""

from __future__ import annotations

from functools import cache

from riwaya.read.clauses.agreement import gender_of
from riwaya.read.clauses.find import is_finite
from riwaya.read.groups import Group
from riwaya.read.names.entities import Entities
from riwaya.read.parse import Parse
from riwaya.read.statements.cueing import Candidate
from riwaya.read.statements.openers import Opener
from riwaya.read.statements.subject_search import find_subject, genitive_of, groups_between, is_accused, joined_to, subject_before
from riwaya.read.statements.subjects import (
    has_unread_before,
    is_quoted_apposition,
    is_unread,
    purpose_subject,
    subject_going_on,
)
from riwaya.read.statements.voices import Chain, Voice, gender_by_office, is_relay, may_go_on
from riwaya.read.tags import ARTICLE, CUE, HEAD, PREPOSITION
from riwaya.read.tags import NOUN as NOUN_TAG
from riwaya.text.fold import fold_word
from riwaya.text.function_words import FOLDED, OF_WHOM, RELAYING, RESUMPTIVE, SINCE
from riwaya.text.inflection import FIXED, NOUN, PARTICIPLE
from riwaya.text.tokens import WORD

_OF_SPEAKERS = ("ه", "ها", "هم", "هما")


class Speakers:
    """Finds the sources of cues, and remembers who spoke last for the subjects that the text drops."""

    def __init__(self, parse: Parse, entities: Entities) -> None:
        self.parse, self.entities = parse, entities
        self.last: list[Voice] = []
        self.here: list[Voice] = []
        self.issued: dict[str, Voice] = {}

    def forget(self) -> None:
        """A new story starts: nobody has spoken."""
        self.last = []
        self.issued = {}

    def open_sentence(self) -> None:
        """A new sentence starts."""
        self.here = []

    def close_sentence(self, sources: list[list[Voice]], groups: list[Group]) -> None:
        """Keep the sentence's last main source for the next, and whoever issued a statement of which its groups speak."""
        for voices in sources:
            if voices:
                self.last = voices
                for group in groups:
                    if group.head is not None and group.head.document and not group.definite and group.of is None and len(voices) == 1:
                        self.issued.setdefault(group.head.id, voices[0])

    def voice(self, group: Group) -> Voice:
        """The voice of a group, of whatever a source is: an entity."""
        head = group.head
        if head is not None and head.document and group.of is None and group.definite and head.id in self.issued:
            v = self.issued[head.id]
            return Voice(v.entity, v.type, None, "", v.number)
        if head is not None and head.document and group.of is not None:
            group = group.of  # a statement speaks for whoever issued it
        return Voice(group.entity, group.type, group, gender_of(group), group.number)

    def voices(self, group: Group) -> list[Voice]:
        """The voice of a group, or those of the two that a dual points back to."""
        if group.members:
            return [Voice(number, group.type, group, gender_of(group)) for number in group.members]
        return [self.voice(group)]

    # -- verbs -----------------------------------------------------------------------------------------------------------

    def chain(self, candidate: Candidate, opener: Opener | None, *, outer: list[Voice] | None, before: list[list[Voice]]) -> Chain | None:
        """Sources and relays of a verbal cue; None where the cue does not count after all (wrong kind of subject)."""
        cue, hit = candidate.cue, candidate.hit
        limit = opener.at if opener is not None else self.parse.sentence_end(hit.first)
        window = groups_between(self.parse, hit.after, limit)
        chain = Chain(after=limit, time=self._time(hit.first, hit.after, limit, also_before=hit.form.part != PARTICIPLE))
        subject = self._subject(candidate, opener, window)
        if subject is None or (subject and cue.subjects and not any(g.type in cue.subjects for g in subject)):
            return None
        if not subject and cue.subjects and hit.form.part != PARTICIPLE:
            if hit.before.conjunction != "و" or hit.pronoun or is_unread(self.parse, hit, cue.objects, limit=limit):
                return None
            dropped = self._understood(candidate, outer=outer, before=before)
            if not dropped or any(v.type not in cue.subjects for v in dropped):
                return None
        if cue.issuer:
            subject = self._issuer(candidate, subject)
            if not subject:
                return chain
        voices = [voice for g in subject for voice in self.voices(g)]
        for voice in voices:
            if voice.type == "person" and candidate.verbal and not hit.form.passive:
                voice.gender = hit.form.gender  # قالت فلانة
        dropped_here = not voices and not hit.form.passive
        if dropped_here and (self._has_object(candidate, before) or not is_unread(self.parse, hit, cue.objects, limit=limit)):
            voices = self._understood(candidate, outer=outer, before=before)
        if cue.target:
            chain.addressee = next((g for g in window if not g.preposition and g not in subject and g.type != "weapon"), None)
        if cue.frame == "relay":
            return self._hand_on(chain, candidate, opener, subject=subject, voices=voices)
        behind = self._had_from(candidate, subject, window)
        if behind:
            voices, window = [self.voice(g) for g in behind], [*subject, *(g for g in window if g not in subject)]
        chain.sources = voices
        told = [g for g in window if is_relay(g) or (behind and g in subject) or self._is_told(candidate, g)]
        chain.relays = [self.voice(g) for g in told if behind or g not in subject]
        return chain

    def _subject(self, candidate: Candidate, opener: Opener | None, window: list[Group]) -> list[Group] | None:
        """The subject of a verb of saying or the genitive of its noun, empty where none stands there; None where a noun is no report."""
        hit = candidate.hit
        if candidate.verbal and not hit.form.passive:
            subject = find_subject(self.parse, candidate, window)
            return [] if is_accused(self.parse, candidate, opener, subject) else subject
        if hit.form.part != NOUN:
            return []
        subject = genitive_of(self.parse, candidate, window)
        told = hit.before.article and opener is not None and opener.kind == "that" and opener.at - hit.after <= 1  # القول إن
        return subject if subject or hit.pronoun or told else None

    def _issuer(self, candidate: Candidate, subject: list[Group]) -> list[Group]:
        """Who would have spoken where nothing was said: the subject, but for a document, else whoever a preposition of the cue names."""
        if subject and not (subject[0].head is not None and subject[0].head.document):
            return subject
        hit = candidate.hit  # لم يصدر بيان من الجيش
        behind = groups_between(self.parse, hit.after, self.parse.sentence_end(hit.first))
        return [g for g in behind if g.preposition in candidate.cue.issuer and g.speaks][:1]

    def _hand_on(self, chain: Chain, candidate: Candidate, opener: Opener | None, *, subject: list[Group], voices: list[Voice]) -> Chain | None:
        """The chain of a relay: its subject hands on what the group behind its preposition says; None where that is nobody's report."""
        hit = candidate.hit
        reach = self.parse.sentence_end(hit.first) if self._tells_news(opener, subject) else chain.after
        chain.relays = voices
        chain.sources = [self.voice(g) for g in self._relayed(candidate, hit.after, reach)] or self._meant(candidate, chain.after)
        if not chain.sources and not self._says_itself(candidate, opener, subject):
            return None
        if not chain.sources and subject and not self._names_whom(hit.after, chain.after):
            chain.sources, chain.relays = voices, []  # نقلت الوكالة أن
        return chain

    def _understood(self, candidate: Candidate, *, outer: list[Voice] | None, before: list[list[Voice]]) -> list[Voice]:
        """The source that a dropped subject, participle or pronoun points back to; empty where the text has named none."""
        hit = candidate.hit
        if self.parse.language_of(hit.first) != "ar":
            return []
        if hit.form.part == FIXED:
            if outer and candidate.cue.act == "deny":
                return list(outer)  # أكدت المصادر أن ما نشرته الصحيفة غير صحيح
            own = subject_before(self.parse, candidate)
            if own:
                return [self.voice(g) for g in own]
        if hit.form.part == PARTICIPLE and not before:
            subject = self._main_subject(hit.first)
            if subject is not None:
                return [self.voice(subject)]
        if hit.form.part == NOUN and hit.pronoun and hit.before.preposition == "ل":
            subject = purpose_subject(self.parse, hit.first)
            return [] if subject is None else [self.voice(subject)]
        if candidate.verbal and has_unread_before(self.parse, hit):
            return []
        for voices in reversed(before):
            if voices and self._fits(voices, candidate):
                return [Voice(v.entity, v.type, None, v.gender, v.number) for v in voices]
        if candidate.verbal and hit.before.conjunction == "و":
            going_on = subject_going_on(self.parse, hit)
            if going_on is not None:
                return [self.voice(going_on)]
        if before and candidate.verbal:
            inherited = self._clause_subject(hit.first)
            if inherited is not None and may_go_on(inherited, hit):
                return [self.voice(inherited)]
        if self.last and self._fits(self.last, candidate):
            return [Voice(v.entity, v.type, None, v.gender, v.number) for v in self.last]
        return []

    def _clause_subject(self, at: int) -> Group | None:
        """The nearest person or body before a verb that no preposition governs, in its sentence."""
        first = self.parse.tokens.sentences[self.parse.tokens.sentence_of[at]][0]
        for group in reversed(groups_between(self.parse, first, at)):
            if not group.preposition and group.type in ("person", "organization") and group.speaks:
                return group
        return None

    def _fits(self, voices: list[Voice], candidate: Candidate) -> bool:
        form = candidate.hit.form
        pronoun = candidate.hit.pronoun
        if form.part == NOUN and not pronoun:
            return True  # مكتفية بالقول إن
        if pronoun == "ها" or form.gender == "f":
            return form.number != "s" or all((v.gender or gender_by_office(v.group)) != "m" or v.type == "place" for v in voices)
        if form.number == "p":
            return any(v.number == "p" or v.type == "group" for v in voices) or len(voices) > 2
        if form.number == "d":
            return len(voices) == 2 or any(v.number == "d" for v in voices)
        return all(v.gender != "f" and v.type != "place" for v in voices) or form.part == FIXED

    def _main_subject(self, at: int) -> Group | None:
        """The first free group of the sentence before a participle: its subject where no cue came before it."""
        first = self.parse.tokens.sentences[self.parse.tokens.sentence_of[at]][0]
        for group in groups_between(self.parse, first, at):
            if not group.preposition and group.speaks:
                return group
        return None

    def _relayed(self, candidate: Candidate, first: int, limit: int) -> list[Group]:
        """The group behind the preposition of a relay (`نقلت … عن …`), and those joined to it."""
        prepositions = {FOLDED.get(t, t) for t in candidate.cue.takes if t not in ("that", "quote", "object")} or {"عن"}
        window = groups_between(self.parse, first, limit)
        for number, group in enumerate(window):
            if group.preposition in prepositions and group.speaks:
                return [group, *joined_to(self.parse, group, window[number + 1 :])]
        if candidate.hit.form.part == FIXED and window and window[0].first - first <= 1 and window[0].speaks:
            return [window[0], *joined_to(self.parse, window[0], window[1:])]
        return []

    def _says_itself(self, candidate: Candidate, opener: Opener | None, subject: list[Group]) -> bool:
        """True where a relay that names nobody still reports: `نقلت الوكالة أن`, `نقلت الوكالة خبر مقتل الضابط`."""
        if opener is None:
            return False
        return opener.kind in ("that", "quote") or self._tells_news(opener, subject)

    def _tells_news(self, opener: Opener | None, subject: list[Group]) -> bool:
        """True for a medium that hands on a piece of news: `نقلت الوكالة الخبر عن مصدرين`."""
        return opener is not None and opener.kind == "object" and bool(subject) and subject[0].type == "medium"

    def _names_whom(self, first: int, limit: int) -> bool:
        return any(word in OF_WHOM for word in self.parse.tokens.words[first : min(limit, first + 3)])

    def _meant(self, candidate: Candidate, limit: int) -> list[Voice]:
        """Whom the pronoun on the preposition of a relay means: who spoke last, else the last sentence's subject (`ونقلت عنه الوكالة`)."""
        words = self.parse.tokens.words
        pronoun = next((words[j][2:] for j in range(candidate.hit.after, min(limit, candidate.hit.after + 3)) if words[j] in OF_WHOM), "")
        if not pronoun:
            return []
        last = self.last
        if not last:
            sentence = self.parse.tokens.sentence_of[candidate.hit.first]
            subject = self._main_subject(self.parse.tokens.sentences[sentence][0] - 1) if sentence else None
            last = [self.voice(subject)] if subject is not None and subject.type == "person" else []
        female = [(v.gender or gender_by_office(v.group)) == "f" for v in last]
        if not last or (len(last) > 1) != (pronoun in ("هم", "هما")) or (pronoun == "ه" and any(female)):
            return []
        return [Voice(v.entity, v.type, None, v.gender, v.number) for v in last]

    def _has_object(self, candidate: Candidate, before: list[list[Voice]]) -> bool:
        """True where a verb behind و that goes on in its sentence has a plain noun right behind it: its object (`ووصفت محاولات …`)."""
        hit = candidate.hit
        if hit.before.conjunction != "و" or not any(before) or "object" not in candidate.cue.takes or hit.after >= len(self.parse.tokens):
            return False
        mask = self.parse.tags[hit.after]
        return bool(mask & NOUN_TAG) and not mask & (ARTICLE | HEAD)

    def _is_told(self, candidate: Candidate, group: Group) -> bool:
        """True for a medium that is told (`أبلغ المصدر الصحيفة`) or named in quotation marks behind its kind."""
        if candidate.cue.target and group.type == "medium" and not group.preposition:
            return True
        return is_quoted_apposition(self.parse, group, candidate.hit)

    def _had_from(self, candidate: Candidate, subject: list[Group], window: list[Group]) -> list[Group]:
        """From whom a medium has what it says, behind عن where its verb takes none: `أكدت الوكالة عن مصادر أمنية أن`."""
        if "عن" in candidate.cue.takes or "that" not in candidate.cue.takes or not subject or subject[0].type != "medium":
            return []
        return next(([g] for g in window if g.preposition == "عن" and g.speaks and g not in subject), [])

    def _time(self, first: int, after: int, limit: int, *, also_before: bool = True) -> int:
        """The time expression beside the cue: between it and its content, or (`also_before`) right before it."""
        numbers = self.parse.times_in(self.parse.tokens.sentences[self.parse.tokens.sentence_of[first]][0], limit)
        if not numbers:
            return -1
        raw, words = self.parse.raw_times, self.parse.tokens.words
        stated = [n for n in numbers if words[raw[n].first].removeprefix("و") != SINCE]
        return next((n for n in stated if after <= raw[n].first or (also_before and 0 <= first - raw[n].after <= 1)), -1)

    # -- attributions ----------------------------------------------------------------------------------------------------

    def attributed(self, candidate: Candidate) -> Chain | None:
        """The source of `وفقا لـ…`, `حسبما ذكرت …`; None where no source follows."""
        hit = candidate.hit
        if _ends_in_pronoun(self.parse.words(hit.first, hit.after), candidate.cue.phrase):
            return Chain(sources=self._understood(candidate, outer=None, before=[]), after=hit.after, cue_after=hit.after)
        end = self.parse.sentence_end(hit.first)
        start, cue_after = hit.after, hit.after
        if hit.next_preposition == "ل" and start < end and self.parse.tokens.words[start] in ("له", "لها", "لهم"):
            return Chain(sources=self._understood(candidate, outer=None, before=[]), after=start + 1, cue_after=start + 1)  # ووفقا له، فإن
        if candidate.cue.frame == "attribution_clause" or (start < end and self.parse.tokens.words[start] == "ما"):
            verb = self._verb_of_saying(start, min(end, start + 3))
            if verb is None:
                if candidate.cue.frame == "attribution_clause":
                    return None
            else:
                start = cue_after = verb + 1
        around = self.parse.group_at[start] if start < end else None
        inside = [around] if around is not None and hit.first < around.first < start else []  # وفق تقديرات وزارة الدفاع
        for group in [*inside, *groups_between(self.parse, start, min(end, start + 12))]:
            between = range(start, group.first)
            if any(self.parse.tokens.kinds[j] == WORD and not self._is_time(j) and not self._may_stand(j) for j in between):
                break
            attached = group.preposition if group.skip and len(group.preposition) == 1 else ""
            if (attached and attached != hit.next_preposition and start == hit.after) or not (
                group.speaks or group.anaphor or (group.type == "group" and group.definite)
            ):
                if start == hit.after or group.preposition not in RELAYING:
                    break
                continue
            chain = Chain(
                sources=[self.voice(group)],
                after=group.after,
                cue_after=cue_after,
                time=self._time(hit.first, cue_after, group.first, also_before=False),
            )
            rest = groups_between(self.parse, group.after, min(end, group.after + 8))
            chain.sources += [self.voice(g) for g in joined_to(self.parse, group, rest)]
            beside = [g for g in rest if g.type == "medium" and g.preposition in RELAYING and g.first - group.after <= 2]
            chain.relays = [self.voice(g) for g in beside if is_relay(g)]
            chain.after = max([chain.after, *(g.after for g in beside)])  # بحسب الوزارة في بيان
            chain.after = max([chain.after, *(v.group.after for v in (*chain.sources, *chain.relays) if v.group is not None)])
            return chain
        return None

    def said_at(self, candidate: Candidate) -> int:
        """The verb behind words such as `وفق ما`; the token before them where none stands there."""
        verb = self._verb_of_saying(candidate.hit.after, min(self.parse.sentence_end(candidate.hit.first), candidate.hit.after + 3))
        return candidate.hit.first - 1 if verb is None else verb

    def _verb_of_saying(self, first: int, after: int) -> int | None:
        return next((j for j in self.parse.tokens_in(first, after, CUE) if is_finite(self.parse, j) is not None), None)

    def _may_stand(self, j: int) -> bool:
        return bool(self.parse.tags[j] & PREPOSITION) or self.parse.tokens.words[j] in RESUMPTIVE  # على ما أفاد به المحافظ

    def _is_time(self, j: int) -> bool:
        return self.parse.time_at(j) is not None


def _ends_in_pronoun(words: str, phrases: tuple[str, ...]) -> bool:
    """True for words of which the entry has another phrase without their last letters: `على حد قوله` beside `على حد قول`."""
    if not words.endswith(_OF_SPEAKERS):
        return False
    folded = _folded(phrases)
    return any(words.endswith(pronoun) and words.removesuffix(pronoun).removeprefix("و") in folded for pronoun in _OF_SPEAKERS)


@cache
def _folded(phrases: tuple[str, ...]) -> frozenset[str]:
    """The phrases of an entry as the text has them."""
    return frozenset(" ".join(fold_word(word) for word in phrase.split()) for phrase in phrases)
