"""Who says it: the subject of a cue, before or behind it or dropped; and through whom the words come."""

from __future__ import annotations

from riwaya.lexicon.entries import Particle
from riwaya.read.clauses import agrees, gender_of, is_finite
from riwaya.read.cueing import Candidate
from riwaya.read.entities import Entities
from riwaya.read.groups import Group
from riwaya.read.openers import Opener
from riwaya.read.parse import Parse
from riwaya.read.subjects import answers_amma, antecedent, is_quoted_apposition, is_unread, issuer, may_speak, purpose_subject, subject_going_on
from riwaya.read.tags import CUE, PREPOSITION
from riwaya.read.voices import Chain, Voice, gender_by_office, is_relay, may_go_on
from riwaya.text.fold import fold_word
from riwaya.text.function_words import EACH, FOCUSING, FOLDED, OF_WHOM, RELAYING, RESUMPTIVE
from riwaya.text.inflection import FIXED, NOUN, PARTICIPLE
from riwaya.text.tokens import MARK, WORD

_FARTHEST_SUBJECT = 24


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
        window = self._groups(hit.after, limit)
        chain = Chain(after=limit, time=self._time(hit.first, hit.after, limit, also_before=hit.form.part != PARTICIPLE))
        passive = hit.form.passive
        subject: list[Group] = []
        if candidate.verbal and not passive:
            subject = self._subject(candidate, window)
            if self._is_accused(candidate, opener, subject):
                subject = []
        elif hit.form.part == NOUN:
            subject = self._genitive(candidate, window)
            if (
                not subject
                and not hit.pronoun
                and not (hit.before.article and opener is not None and opener.kind == "that" and opener.at - hit.after <= 1)
            ):
                return None
        if subject and cue.subjects and not any(g.type in cue.subjects for g in subject):
            return None
        if not subject and cue.subjects and hit.form.part != PARTICIPLE:
            if hit.before.conjunction != "و" or hit.pronoun or is_unread(self.parse, hit, cue.objects, limit=limit):
                return None
            dropped = self._understood(candidate, outer=outer, before=before)
            if not dropped or any(v.type not in cue.subjects for v in dropped):
                return None
        if cue.issuer and subject and subject[0].head is not None and subject[0].head.document:
            subject = []  # لم يصدر بيان من الجيش
        if not subject and cue.issuer:
            subject = [g for g in self._groups(hit.after, self.parse.sentence_end(hit.first)) if g.preposition in cue.issuer and g.speaks][:1]
            if not subject:
                return chain
        voices = [voice for g in subject for voice in self.voices(g)]
        for voice in voices:
            if voice.type == "person" and candidate.verbal and not passive:
                voice.gender = hit.form.gender  # قالت فلانة
        if not voices and not passive and not is_unread(self.parse, hit, cue.objects, limit=limit):
            voices = self._understood(candidate, outer=outer, before=before)
            if voices is None:
                return None
        if cue.target:
            chain.addressee = next((g for g in window if not g.preposition and g not in subject and g.type != "weapon"), None)
        if cue.frame == "relay":
            chain.relays = voices
            chain.sources = [self.voice(g) for g in self._relayed(candidate, hit.after, limit)] or self._meant(candidate, limit)
            if not chain.sources and not self._says_itself(candidate, opener, subject):
                return None
            if not chain.sources and subject and not self._names_whom(hit.after, limit):
                chain.sources, chain.relays = voices, []  # نقلت الوكالة أن
        else:
            behind = self._had_from(candidate, subject, window)
            if behind:
                voices, window = (
                    [self.voice(g) for g in behind],
                    [*subject, *(g for g in window if g not in subject)],
                )
            chain.sources = voices
            told = [g for g in window if is_relay(g) or (behind and g in subject) or self._is_told(candidate, g)]
            chain.relays = [self.voice(g) for g in told if behind or g not in subject]
        return chain

    def _subject(self, candidate: Candidate, window: list[Group]) -> list[Group]:
        """The subject of a finite verb, wherever it stands; empty where it is dropped."""
        hit = candidate.hit
        head = antecedent(self.parse, hit)
        if head is not None and agrees(head, hit.form, before_subject=False):
            own = [] if hit.form.number != "s" or candidate.cue.target else self._subject_after(candidate, window)
            return own if own and own[0].first == hit.after else [head]
        topic = answers_amma(self.parse, hit)
        if topic is not None and (hit.form.number != "s" or agrees(topic, hit.form, before_subject=False)):
            return [topic]
        written = self.parse.group_at[hit.first - 1] if hit.first and not hit.before.conjunction else None
        by = issuer(self.parse, written) if written is not None else None
        if by is not None and agrees(by, hit.form, before_subject=False):
            return [by]  # أصدرت القيادة بيانا قالت فيه
        found = self._adjacent_before(candidate) or self._subject_after(candidate, window) or self._subject_before(candidate)
        behind = issuer(self.parse, found[0]) if found else None
        return found if behind is None else [behind]

    def _groups(self, first: int, after: int) -> list[Group]:
        found: list[Group] = []
        j = first
        while j < after:
            group = self.parse.group_at[j]
            if group is not None and group.first >= first:
                found.extend(g for g in self.parse.groups_from(j))
                j = max(group.after, j + 1)
            else:
                j += 1
        return found

    def _subject_after(self, candidate: Candidate, window: list[Group]) -> list[Group]:
        for number, group in enumerate(window):
            if group.preposition or group.first - candidate.hit.after > _FARTHEST_SUBJECT or is_quoted_apposition(self.parse, group, candidate.hit):
                continue
            speaks = group.speaks or (group.type == "group" and group.first == candidate.hit.after and may_speak(self.parse, group))
            each = group.first > 1 and self.parse.tokens.words[group.first - 2] in EACH  # أعلن كل من الوزيرة والوزير
            if not speaks or not (each or agrees(group, candidate.hit.form, before_subject=True)):
                return []
            return [group, *self._joined(group, window[number + 1 :])]
        return []

    def _is_accused(self, candidate: Candidate, opener: Opener | None, subject: list[Group]) -> bool:
        """True for the only group between a verb of accusing behind و and its charge: the subject is dropped (`واتهمت موسكو بقصف`)."""
        cue, hit = candidate.cue, candidate.hit
        if not subject or opener is None or cue.act != "accuse" or not cue.target or "ب" not in cue.takes or hit.before.conjunction != "و":
            return False
        return subject[0].first >= hit.after and subject[-1].after == opener.at and opener.kind in ("preposition", "that")

    def _adjacent_before(self, candidate: Candidate) -> list[Group]:
        """A subject right before its verb, with at most قد between: `وكانت روسيا قد اتهمت أوكرانيا`."""
        hit = candidate.hit
        i = hit.first - 1
        if hit.before.conjunction:
            return []
        if i > 0 and self.parse.tokens.words[i] in FOCUSING:
            i -= 1
        group = self.parse.group_at[i] if i >= 0 else None
        inherited = group is not None and group.joined and group.type == "place" and group.definite  # قصف خاركيف وموسكو تتحدث
        if group is None or (group.preposition and not inherited) or not group.speaks or not agrees(group, hit.form, before_subject=False):
            return []
        if self.parse.tokens.sentence_of[i] != self.parse.tokens.sentence_of[hit.first]:
            return []
        return list(self.parse.groups_from(i)) if group.number != "s" else [group]

    def _joined(self, group: Group, rest: list[Group]) -> list[Group]:
        found = []
        after = group.after
        for other in rest:
            adjacent = other.first == group.first or other.first - after <= 1
            alike = other.type == group.type or (other.speaks and group.speaks and "place" not in (other.type, group.type))
            if not (other.joined and adjacent and alike):
                break
            found.append(other)
            after = other.after
        return found

    def _subject_before(self, candidate: Candidate) -> list[Group]:
        """The subject before its verb: `القائد أوضح`, `المتحدث باسم الشرطة، قال`."""
        hit = candidate.hit
        if hit.before.conjunction or hit.before.preposition:
            return []
        first = self.parse.tokens.sentences[self.parse.tokens.sentence_of[hit.first]][0]
        j = hit.first - 1
        while j >= first and hit.first - j < _FARTHEST_SUBJECT:
            group = self.parse.group_at[j]
            if group is not None:
                if not group.preposition:
                    if group.speaks and agrees(group, hit.form, before_subject=False) and not group.joined:
                        return [group]
                    return []
                j = group.first - 1
                continue
            if self._stops_leftward(j):
                return []
            j -= 1
        return []

    def _stops_leftward(self, j: int) -> bool:
        if self.parse.tokens.kinds[j] == MARK:
            return self.parse.tokens.words[j] in ":;؛"
        if is_finite(self.parse, j) is not None:
            return True
        return any(
            isinstance(h.entry, Particle)
            and h.entry.type in ("complementiser", "relative", "conjunction")
            and len(h.entry.lemma) > 1
            and h.after == j + 1
            for h in self.parse.hits[j]
        )

    def _genitive(self, candidate: Candidate, window: list[Group]) -> list[Group]:
        """The source of a verbal noun is its genitive: `إعلان الوزارة أن`."""
        hit = candidate.hit
        if hit.before.article or hit.pronoun:
            return []
        for group in window:
            if group.first == hit.after and not group.preposition and group.speaks:
                return [group, *self._joined(group, window[1:])]
            break
        return []

    def _understood(self, candidate: Candidate, *, outer: list[Voice] | None, before: list[list[Voice]]) -> list[Voice]:
        """The source that a dropped subject, participle or pronoun points back to; empty where the text has named none."""
        hit = candidate.hit
        if self.parse.language_of(hit.first) != "ar":
            return []
        if hit.form.part == FIXED:
            if outer and candidate.cue.act == "deny":
                return list(outer)  # أكدت المصادر أن ما نشرته الصحيفة غير صحيح
            own = self._subject_before(candidate)
            if own:
                return [self.voice(g) for g in own]
        if hit.form.part == PARTICIPLE and not before:
            subject = self._main_subject(hit.first)
            if subject is not None:
                return [self.voice(subject)]
        if hit.form.part == NOUN and hit.pronoun and hit.before.preposition == "ل":
            subject = purpose_subject(self.parse, hit.first)
            return [] if subject is None else [self.voice(subject)]
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
        for group in reversed(self._groups(first, at)):
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
        for group in self._groups(first, at):
            if not group.preposition and group.speaks:
                return group
        return None

    def _relayed(self, candidate: Candidate, first: int, limit: int) -> list[Group]:
        """The group behind the preposition of a relay (`نقلت … عن …`), and those joined to it."""
        prepositions = {FOLDED.get(t, t) for t in candidate.cue.takes if t not in ("that", "quote", "object")} or {"عن"}
        window = self._groups(first, limit)
        for number, group in enumerate(window):
            if group.preposition in prepositions and group.speaks:
                return [group, *self._joined(group, window[number + 1 :])]
        if candidate.hit.form.part == FIXED and window and window[0].first - first <= 1 and window[0].speaks:
            return [window[0], *self._joined(window[0], window[1:])]
        return []

    def _says_itself(self, candidate: Candidate, opener: Opener | None, subject: list[Group]) -> bool:
        """True where a relay that names nobody still reports: `نقلت الوكالة أن`, `نقلت الوكالة خبر مقتل الضابط`."""
        if opener is None:
            return False
        return opener.kind in ("that", "quote") or (bool(subject) and subject[0].type == "medium" and opener.kind == "object")

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
        numbers = self.parse.times_in(max(0, first - 40), limit)
        raw = self.parse.raw_times
        return next((n for n in numbers if after <= raw[n].first or (also_before and 0 <= first - raw[n].after <= 1)), -1)

    # -- attributions ----------------------------------------------------------------------------------------------------

    def attributed(self, candidate: Candidate) -> Chain | None:
        """The source of `وفقا لـ…`, `حسبما ذكرت …`; None where no source follows."""
        hit = candidate.hit
        if _ends_in_pronoun(self.parse.words(hit.first, hit.after), candidate.cue.phrase):
            return Chain(sources=self._understood(candidate, outer=None, before=[]), after=hit.after, cue_after=hit.after)
        end = self.parse.sentence_end(hit.first)
        start, cue_after = hit.after, hit.after
        if candidate.cue.frame == "attribution_clause" or (start < end and self.parse.tokens.words[start] == "ما"):
            verb = self._verb_of_saying(start, min(end, start + 3))
            if verb is None:
                if candidate.cue.frame == "attribution_clause":
                    return None
            else:
                start = cue_after = verb + 1
        around = self.parse.group_at[start] if start < end else None
        inside = [around] if around is not None and hit.first < around.first < start else []  # وفق تقديرات وزارة الدفاع
        for group in [*inside, *self._groups(start, min(end, start + 12))]:
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
            rest = self._groups(group.after, min(end, group.after + 8))
            chain.sources += [self.voice(g) for g in self._joined(group, rest)]
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
        return next((j for j in range(first, after) if self.parse.tags[j] & CUE and is_finite(self.parse, j) is not None), None)

    def _may_stand(self, j: int) -> bool:
        return bool(self.parse.tags[j] & PREPOSITION) or self.parse.tokens.words[j] in RESUMPTIVE  # على ما أفاد به المحافظ

    def _is_time(self, j: int) -> bool:
        return self.parse.time_at(j) is not None


def _ends_in_pronoun(words: str, phrases: tuple[str, ...]) -> bool:
    """True for words of which the entry has another phrase without their last letters: `على حد قوله` beside `على حد قول`."""
    folded = {" ".join(fold_word(word) for word in phrase.split()) for phrase in phrases}
    return any(words.endswith(pronoun) and words.removesuffix(pronoun).removeprefix("و") in folded for pronoun in ("ه", "ها", "هم", "هما"))
