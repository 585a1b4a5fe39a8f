"""Who speaks in an English sentence: subjects, pronouns, agents behind `by`; and the media through which the words come."""

from __future__ import annotations

from msgspec import Struct, field

from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.agreement import gender_of
from riwaya.read.clauses.english_verbs import PASSIVE, Use, joined_to, subject_before
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Voice
from riwaya.text.function_words_english import CHANNEL, COORDINATE, DETERMINERS, OBJECTIVE, PREPOSITIONS, SUBORDINATE
from riwaya.text.tokens import MARK, WORD

_FARTHEST = 8
_MEANS = {
    "he": ("person",),
    "she": ("person",),
    "who": ("person", "organization", "group"),
    "it": ("organization", "place", "medium"),
    "they": ("group", "organization", "person"),
    "we": (),
    "i": (),
    "you": (),
}
"""Pronoun to the types of those that it may mean; none: whoever speaks."""


class Memory(Struct):
    """Those who have spoken in a story, the latest last."""

    voices: list[Voice] = field(default_factory=list)

    def latest(self, pronoun: str) -> list[Voice]:
        """The latest of those that a pronoun may mean, who is then only understood; empty where nobody fits."""
        wanted = _MEANS.get(pronoun, ())
        fits = (v for v in reversed(self.voices) if v.type in wanted and not (pronoun == "they" and v.type == "person" and v.number == "s"))
        voice = next(fits, None)
        return [] if voice is None else [Voice(voice.entity, voice.type, None, voice.gender, voice.number)]


class Tail(Struct):
    """What stands between a cue and its content: the token behind it, media, the number of a time (-1: none), whom it addresses."""

    after: int
    relays: list[Voice] = field(default_factory=list)
    time: int = -1
    addressee: Group | None = None


def voice_of(group: Group) -> Voice:
    """The voice of a group; a statement or report speaks for whoever issued it."""
    if group.head is not None and group.head.document and group.of is not None:
        group = group.of
    return Voice(group.entity, group.type, group, gender_of(group), group.number)


def speakers_of(parse: Parse, hit: Hit, use: Use, memory: Memory, *, low: int) -> tuple[list[Voice] | None, int]:
    """The voices of a finite cue and the token at which their words begin; None where its subject does not speak."""
    if use.kind == PASSIVE:
        agent = agent_of(parse, hit.after, parse.sentence_end(hit.first))
        return ([voice_of(g) for g in agent if g.speaks], use.first)
    inverted = _inverted(parse, hit, low)
    if inverted is not None:
        return [voice_of(g) for g in joined_to(parse, inverted, parse.sentence_end(hit.first)) if g.speaks], hit.first
    groups, pronoun = subject_before(parse, use.first, low)
    if pronoun:
        return memory.latest(pronoun), next(j for j in range(use.first - 1, low - 1, -1) if parse.tokens.words[j] == pronoun)
    if not groups or not all(g.speaks for g in groups):
        return None, use.first
    return [voice_of(g) for g in groups], _start_of(parse, groups[0], low)


def agent_of(parse: Parse, j: int, end: int) -> list[Group]:
    """Who stands behind `by` after a passive, within a few words."""
    for group in parse.groups_in(j, min(end, j + _FARTHEST)):
        if group.preposition == "by":
            return joined_to(parse, group, end)
        if not group.preposition or any(parse.tokens.kinds[k] == MARK for k in range(j, group.first)):
            return []
    return []


def _inverted(parse: Parse, hit: Hit, low: int) -> Group | None:
    """`…,” said the ministry`: the subject behind a verb that a comma or quotation mark stands before."""
    words, j = parse.tokens.words, hit.after
    if hit.first <= low or words[hit.first - 1] not in ',”"’' or j >= len(words):
        return None
    j += int(words[j] in DETERMINERS)
    group = parse.group_at[j] if j < len(words) else None
    while group is None and j < min(hit.after + 4, parse.sentence_end(hit.first)) and parse.tokens.kinds[j] == WORD and words[j] not in PREPOSITIONS:
        j += 1
        group = parse.group_at[j] if j < len(words) else None
    if group is None or not group.speaks or group.preposition or group.joined:
        return None
    after = group.after
    closed = after >= len(words) or parse.tokens.kinds[after] != WORD or words[after] in PREPOSITIONS or parse.time_at(after) is not None
    return group if closed else None


def _start_of(parse: Parse, group: Group, low: int) -> int:
    """The first token of a group with the article and adjectives before it."""
    j = group.first
    while j - 1 >= low and parse.tokens.kinds[j - 1] == WORD and parse.group_at[j - 1] is None and group.first - j < 4:
        j -= 1
        if parse.tokens.words[j] in DETERMINERS:
            break
        if parse.tokens.words[j] in PREPOSITIONS | COORDINATE | SUBORDINATE:
            return j + 1
    return j


def tail_of(parse: Parse, j: int, *, end: int, target: bool, takes: tuple[str, ...]) -> Tail:
    """Read past whom a cue addresses, its day, and the form and medium of the words (`in a statement on Telegram`)."""
    tail = Tail(j)
    words = parse.tokens.words
    if target and j < end and words[j] in OBJECTIVE:
        tail.after = j + 1
    elif target and (group := _addressee(parse, j, end)) is not None:
        tail.addressee, tail.after = group, group.after
        tail.relays += [voice_of(group)] if group.type == "medium" else []
    while tail.after < end:
        j = tail.after
        if parse.time_at(j) is not None or (j + 1 < end and words[j] in ("on", "late", "early", "in", "at", "earlier") and parse.time_at(j + 1)):
            raw = parse.time_at(j) or parse.time_at(j + 1)
            assert raw is not None
            tail.time = tail.time if tail.time >= 0 else next(n for n in parse.times_in(raw.first, raw.first + 1))
            tail.after = raw.after
        elif words[j] in ("later", "earlier", "also", "late", "early", "again", "then"):
            tail.after = j + 1
        elif (group := _channel(parse, j, end, takes)) is not None:
            tail.relays += [voice_of(group)] if is_outlet(group) else []
            tail.after = group.after
        else:
            break
    return tail


def _addressee(parse: Parse, j: int, end: int) -> Group | None:
    words = parse.tokens.words
    while j < end and parse.tokens.kinds[j] == WORD and (words[j] in DETERMINERS - {"that"}):
        j += 1
    group = parse.group_at[j] if j < end else None
    return group if group is not None and group.first == j and group.type != "weapon" else None


def _channel(parse: Parse, j: int, end: int, takes: tuple[str, ...]) -> Group | None:
    """A statement, post or medium behind a preposition at token j."""
    word = parse.tokens.words[j]
    if word not in CHANNEL or (word in takes and word != "in"):
        return None
    for group in parse.groups_in(j, min(end, j + 6)):
        between = parse.tokens.words[j + 1 : group.first]
        if any(w in PREPOSITIONS or w in ',:;“”"' for w in between):
            return None
        return group if group.type == "medium" or (word == "to" and group.type in ("group", "organization")) else None
    return None


def is_outlet(group: Group) -> bool:
    """True for a medium that hands words on; a statement or a video is only their form."""
    return group.type == "medium" and not (group.head is not None and group.head.document)
