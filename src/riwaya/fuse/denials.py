"""Denials that only point back ("Russia denied this"): which event of the document they deny.

Such a statement asserts no event of its own, and its content, if any, only points back (`data/fusion/back_references.toml`). It answers the
last claim before it that another source made, and of that claim the event told first, on which the rest depends. What the outlet tells in its
own voice is answered only from the sentence itself or the next, and only if it is no meeting or call, which both sides know of.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from riwaya.fuse.identity import Identities, Identity
from riwaya.fuse.knowledge import Knowledge
from riwaya.fuse.names import words_of
from riwaya.fuse.tellings import Telling, sentence_around, story_at
from riwaya.model import Link, Reading, Statement

DENY, UNVERIFIED = "deny", "unverified"
_BACK = frozenset([DENY, UNVERIFIED])
_KNOWN_TO_BOTH = frozenset(["call", "meeting", "appointment"])
_MOST_CLAIMS, _FARTHEST_SENTENCES = 3, 8
"""How many sentences with claims, and how many sentences at all, a denial looks back over."""
_MOST_UNKNOWN = 2
"""Words besides those that point back, as the adjective in "this Russian version"."""


def find_denials(
    reading: Reading, tellings: Sequence[Telling], *, identities: Identities, knowledge: Knowledge
) -> Iterator[tuple[Telling, Statement]]:
    """Each statement that denies or cannot verify what was told before it, with the event it speaks of."""
    asserted = {s for event in reading.events for s in event.statements}
    statements = {s.id: s for s in reading.statements}
    for statement in reading.statements:
        if statement.act in _BACK and statement.id not in asserted and _points_back(reading, statement, knowledge):
            found = _denied(reading, statement, tellings=tellings, statements=statements, identities=identities)
            if found is not None:
                yield found, statement


def voices_of(document: str, links: Sequence[Link], *, identities: Identities) -> tuple[Identity, ...]:
    """The identities of the sources that links name, in order."""
    found = (identities.of.get((document, link.entity or "")) for link in links)
    return tuple(i for i in found if i is not None)


def voices_of_event(reading: Reading, telling: Telling, *, identities: Identities) -> tuple[Identity, ...]:
    """The sources of all statements that assert an event; none where the outlet tells it."""
    told = set(telling.event.statements)
    links = [link for s in reading.statements if s.id in told for link in s.sources]
    return voices_of(telling.document, links, identities=identities)


def same_voice(ours: Sequence[Identity], theirs: Sequence[Identity]) -> bool:
    """True where a source of one is a source of the other, or of its side (a spokesman, his ministry, its country)."""
    return any(a.id == b.id or a.names & b.names or bool(a.sides & b.sides) for a in ours for b in theirs)


def _points_back(reading: Reading, statement: Statement, knowledge: Knowledge) -> bool:
    """True where the content of a denial, if it has any, holds nothing but words that point back."""
    if statement.content is None:
        return True
    known = knowledge.pointers | knowledge.fillers
    words = [_bare(w, known) for w in words_of(reading.document.text[slice(*statement.content)])]
    unknown = sum(w not in known for w in words)
    return unknown == 0 or (unknown <= _MOST_UNKNOWN and any(w in knowledge.pointers for w in words))


def _bare(word: str, known: Set[str]) -> str:
    """A folded word as it is known, or without the conjunction or preposition that is written together with it."""
    return word[1:] if word not in known and word[0] in "وبلف" and word[1:] in known else word


def _denied(
    reading: Reading, statement: Statement, *, tellings: Sequence[Telling], statements: Mapping[str, Statement], identities: Identities
) -> Telling | None:
    voices = voices_of(reading.document.id, statement.sources, identities=identities)
    story = story_at(reading.stories, statement.start)
    before = [t for t in tellings if t.event.trigger[1] <= statement.cues[0][0] and story is not None and t.story == story.id]
    for sentence in _last_sentences(reading, statement, before):
        told = [t for t in before if t.sentence == sentence]
        claims = [
            t
            for t in told
            if (t.event.statements or _answered_at_once(t, reading, statement))
            and t.status != "denied"
            and not _told_by(t, voices, statements=statements, identities=identities)
        ]
        if claims:
            return _head_of_last_claim(claims)
    return None


def _answered_at_once(telling: Telling, reading: Reading, statement: Statement) -> bool:
    """True where what the outlet itself tells is answered in its own sentence or the next."""
    between = reading.document.text[telling.sentence[1] : sentence_around(reading.document.text, statement.cues[0])[0]]
    return not between.strip() and telling.kind not in _KNOWN_TO_BOTH


def _last_sentences(reading: Reading, statement: Statement, before: Sequence[Telling]) -> list[tuple[int, int]]:
    """The sentences before and around a statement that tell events, the nearest first, as far as a denial looks back."""
    text = reading.document.text
    here, found = sentence_around(text, statement.cues[0]), []
    telling = {t.sentence for t in before}
    for _ in range(_FARTHEST_SENTENCES):
        found += [here] if here in telling else []
        start = len(text[: here[0]].rstrip(" \n.!?؟»\"'"))
        if start == 0:
            break
        here = sentence_around(text, (start - 1, start))
    return found[:_MOST_CLAIMS]


def _told_by(telling: Telling, voices: Sequence[Identity], *, statements: Mapping[str, Statement], identities: Identities) -> bool:
    """True where every statement that asserts an event is of the given voices themselves."""
    tellers = [voices_of(telling.document, statements[s].sources, identities=identities) for s in telling.event.statements if s in statements]
    return bool(tellers) and all(same_voice(t, voices) for t in tellers)


def _head_of_last_claim(claims: Sequence[Telling]) -> Telling:
    last = claims[-1].event.statements
    return next(t for t in claims if t.event.statements == last)
