"""Who sought a call, a meeting or a summons: read from words that say so (`بمبادرة من`, `بطلب من`, `تلقى اتصالا من`), never guessed.

The words belong to the contact that they stand beside, to the one that they open, or, where a definite noun points back to it
(`وجاء الاتصال بمبادرة من`), to the latest one before. A verb that stands between takes them for itself: then no contact has them.
Of several who sought it together, the first named is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.lexicon.entries import Cue, Initiative, Light, Particle, Status, Trigger, Word
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import Clause, is_finite
from riwaya.read.events.frames import Filler, Frame
from riwaya.read.events.seekers import Seeker, filler_of, may_seek, seeking_hit
from riwaya.read.events.sharing import Happening
from riwaya.read.parse import Parse
from riwaya.read.statements.cueing import is_negated
from riwaya.read.tags import PREPOSITION
from riwaya.text.function_words import UNFOLDED
from riwaya.text.inflection import FIXED, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.tokens import MARK

_CONTACTS = frozenset(("call", "meeting", "summon"))
_UNDONE = ("ended", "denied")
_UNASKED = frozenset(("strike", "assault", "repulse", "interception", "seizure", "siege", "casualties", "damage", "displacement"))
"""Kinds of which a noun is what a contact is about, and no one's request: `جلسة بشأن الهجوم بطلب من`."""
_PARTS = frozenset(("كل", "كلا"))
_STOPS = frozenset(":؛;")
_EARLIER_SENTENCES = 3
_FARTHEST = 14


def forget_seekers(frame: Frame, seekers: list[Seeker]) -> None:
    """Take out of a contact's parties who is named only as the one who sought it."""
    if frame.entry.kind in _CONTACTS:
        outer = [s for s in seekers if s.entry.frame == "after"]
        frame.fillers[:] = [f for f in frame.fillers if not any(s.first <= (f.group.first if f.group else f.token) < s.after for s in outer)]


def find_initiatives(parse: Parse, here: list[Happening], *, seekers: list[Seeker], clauses: list[Clause], earlier: list[Happening]) -> None:
    """Note who sought the contacts of a sentence, and the earlier one that it points back to, where the words say."""
    contacts = [h for h in here if h.frame.entry.kind in _CONTACTS]
    for seeker in seekers:
        item = _contact_of(parse, seeker, here, clauses=clauses, earlier=earlier)
        if item is not None and item.initiative is None:
            item.initiative = seeker.who
    for item in contacts:
        if item.initiative is None and item.status not in _UNDONE:
            item.initiative = _caller(parse, item) or _own_seeker(parse, item) or _asker(parse, item)


# -- whose words -------------------------------------------------------------------------------------------------------


def _contact_of(parse: Parse, seeker: Seeker, here: list[Happening], *, clauses: list[Clause], earlier: list[Happening]) -> Happening | None:
    """The contact that words of seeking belong to, None where the sentence leaves it open."""
    contacts = [h for h in here if h.frame.entry.kind in _CONTACTS]
    own = next((c for c in contacts if seeker.first < c.trigger[1] and c.trigger[0] < seeker.named), None)
    if own is not None or seeker.entry.frame == "from":
        return own
    opens = _opens(parse, seeker)
    ahead = _told_ahead(parse, seeker, here) if opens else None
    if ahead is not None and (parse.tokens.words[seeker.first - 1] not in ("،", ",") or parse.conjoins(seeker.first)):
        return ahead
    return _told_before(parse, seeker, here) or _pointed_at(parse, seeker, contacts, clauses=clauses, earlier=earlier) or ahead


def _told_before(parse: Parse, seeker: Seeker, here: list[Happening]) -> Happening | None:
    """The last contact told before the words, with no other event between."""
    before = [h for h in here if h.trigger[1] <= seeker.first and (h.frame.finite or h.frame.entry.kind not in _UNASKED)]
    item = before[-1] if before else None
    if item is None or not _may_be_sought(parse, item):
        return None
    frame = item.frame
    tied = _ties(parse, item.trigger[1], seeker)
    if tied is None:
        return None
    if tied or frame.finite or not 0 <= frame.clause.verb < frame.hit.first:
        return item
    return item if _carries(parse, frame.clause.verb, oblique=_preposition_of(parse, frame.hit) != "") else None


def _told_ahead(parse: Parse, seeker: Seeker, here: list[Happening]) -> Happening | None:
    """The next contact, where only the verb that carries it stands between."""
    item = next((h for h in here if h.trigger[0] >= seeker.after), None)
    if item is None or not _may_be_sought(parse, item) or item.trigger[0] - seeker.after > _FARTHEST:
        return None
    for j in range(seeker.after, item.trigger[0]):
        if parse.tokens.words[j] in _STOPS or _complements(parse, j) or (is_finite(parse, j) is not None and not _carries(parse, j, oblique=True)):
            return None
    verb = item.frame.clause.verb
    return item if not 0 <= verb < seeker.first or _carries(parse, verb, oblique=True) else None


def _may_be_sought(parse: Parse, item: Happening) -> bool:
    """True for a contact that no verb before it puts off, ends or leaves: the wish would be for that (`أرجئ اللقاء بطلب من`)."""
    frame = item.frame
    if frame.entry.kind not in _CONTACTS or item.status in _UNDONE:
        return False
    return not any(seeking_hit(parse, j, "other") for j in range(max(frame.clause.first, frame.hit.first - _FARTHEST), frame.hit.first))


def _pointed_at(parse: Parse, seeker: Seeker, contacts: list[Happening], *, clauses: list[Clause], earlier: list[Happening]) -> Happening | None:
    """The latest contact of the story, where the words' own clause is about it: `وجاء الاتصال بمبادرة من`."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[seeker.first]][0]
    for i in range(seeker.named - 1, first - 1, -1):
        nouns = [h for h in _contact_nouns(parse, i) if _is_definite(parse, h)]
        if not nouns or any(c.trigger[0] <= i < c.trigger[1] for c in contacts):
            continue
        start = min(i, seeker.first)  # the noun may stand in the words themselves: مبادرة الاتصال من
        clause = next(c for c in reversed(clauses) if c.first <= start)
        about = not 0 <= clause.verb < start or seeking_hit(parse, clause.verb, "link") is not None
        if not about or (i < seeker.first and (any(_preposition_of(parse, h) for h in nouns) or _ties(parse, nouns[0].after, seeker) is None)):
            return None
        return _latest(parse, earlier, kinds={h.entry.kind for h in nouns if isinstance(h.entry, Trigger)}, at=seeker.first)
    return None


def _latest(parse: Parse, earlier: list[Happening], *, kinds: set[str], at: int) -> Happening | None:
    """The only contact of some kinds in the last sentence that tells one, at most three back in the same story."""
    sentence_of = parse.tokens.sentence_of
    found: list[Happening] = []
    for item in reversed(earlier):
        number = sentence_of[item.trigger[0]]
        if sentence_of[at] - number > _EARLIER_SENTENCES or parse.story_of(item.trigger[0]) != parse.story_of(at):
            break
        if item.frame.entry.kind in kinds:
            if found and sentence_of[found[0].trigger[0]] != number:
                break
            found.append(item)
    if len(found) > 1:  # أجرى بوتين اتصالا مع ماكرون، وناقشا: the one that names both
        found = [item for item in found if len(item.frame.fillers) > 1]
    return found[0] if len(found) == 1 and found[0].status not in _UNDONE else None


def _ties(parse: Parse, first: int, seeker: Seeker) -> bool | None:
    """Whether the words after a contact (from token `first`) still speak of it: None where not, True where a verb says so
    (`اتصال جرى بطلب`), False where nothing else stands between.
    """
    if seeker.entry.governed and _is_governed(parse, seeker.first):
        return None
    linked = False
    for j in range(first, seeker.first):
        if parse.tokens.words[j] in _STOPS or _complements(parse, j):
            return None
        if is_finite(parse, j) is None:
            continue
        if not _links(parse, j) or (_is_fresh_clause(parse, j) and not _is_about_contact(parse, j + 1, seeker.first)):
            return None
        linked = True
    return linked


def _links(parse: Parse, j: int) -> bool:
    """True for a verb that only says that the contact took place, or whose object it is (`اتصال أجراه`)."""
    return seeking_hit(parse, j, "link") is not None or any(
        h.pronoun and isinstance(h.entry, (Light, Initiative)) and h.form.part not in (FIXED, NOUN_FORM) for h in parse.hits[j]
    )


def _is_fresh_clause(parse: Parse, j: int) -> bool:
    return parse.conjoins(j) or parse.tokens.kinds[j - 1] == MARK


def _is_about_contact(parse: Parse, first: int, after: int) -> bool:
    """True where a contact is what a clause is about, or nothing is named in it at all."""
    if any(True for j in range(first, after) for _ in _contact_nouns(parse, j)):
        return True
    return not parse.groups_in(first, after) and not any(isinstance(h.entry, (Trigger, Word)) for j in range(first, after) for h in parse.hits[j])


def _contact_nouns(parse: Parse, i: int) -> Iterator[Hit]:
    for hit in parse.hits[i]:
        if isinstance(hit.entry, Trigger) and hit.entry.kind in _CONTACTS:
            if hit.form.part in (NOUN_FORM, FIXED) or (hit.form.part == PRESENT and parse.language_of(i) == "en"):  # the call
                yield hit


def _is_definite(parse: Parse, hit: Hit) -> bool:
    if hit.before.article or parse.tokens.words[hit.first][hit.before.length :].startswith("ال"):
        return True
    before = parse.hits[hit.first - 1] if hit.first else []
    return parse.language_of(hit.first) == "en" and any(
        isinstance(h.entry, Particle) and h.entry.type in ("article", "demonstrative") for h in before
    )


def _opens(parse: Parse, seeker: Seeker) -> bool:
    """True where the words open a sentence or clause, or stand between commas."""
    i = seeker.first
    if i == parse.tokens.sentences[parse.tokens.sentence_of[i]][0] or parse.tokens.kinds[i - 1] == MARK or parse.conjoins(i):
        return True
    return any(isinstance(h.entry, Particle) and h.entry.type in ("complementiser", "conjunction") for h in parse.hits[i - 1])


def _is_governed(parse: Parse, i: int) -> bool:
    """True where the word before takes them as its object: `الترحيب بمبادرة`, `ترحب بدعوة`."""
    if i == 0 or parse.tokens.kinds[i - 1] == MARK or parse.group_at[i - 1] is not None or parse.time_at(i - 1) is not None:
        return False
    if seeking_hit(parse, i - 1, "link") is not None or any(True for _ in _contact_nouns(parse, i - 1)):
        return False
    return any(
        isinstance(h.entry, Cue) or (isinstance(h.entry, Word) and h.entry.part == "verb" and h.form.part == NOUN_FORM) for h in parse.hits[i - 1]
    )


def _carries(parse: Parse, verb: int, *, oblique: bool) -> bool:
    """True for a verb that tells the contact itself: carries, plans, seeks or (unless the contact is `oblique`) reports it."""
    for hit in parse.hits[verb]:
        entry = hit.entry
        if isinstance(entry, Light) or (isinstance(entry, Trigger) and entry.kind in _CONTACTS):
            return True
        if isinstance(entry, Initiative) or (isinstance(entry, Status) and entry.status in ("planned", "hypothetical")):
            return True
        if isinstance(entry, Cue) and not oblique:
            return True
    return False


def _complements(parse: Parse, j: int) -> bool:
    kinds = {h.entry.type for h in parse.hits[j] if isinstance(h.entry, Particle)}
    return "complementiser" in kinds and "past_auxiliary" not in kinds  # كان is no كأن


def _preposition_of(parse: Parse, hit: Hit) -> str:
    """The preposition that governs a contact's noun (`إلى عقد لقاء`: also through a verbal noun before it)."""
    before, j = hit.before.preposition, hit.first - 1
    while not before and j >= 0 and not parse.tags[j] & PREPOSITION:
        carrier = next((h for h in parse.hits[j] if isinstance(h.entry, Light) and h.form.part == NOUN_FORM and h.after == j + 1), None)
        if carrier is None:
            return ""
        before, j = carrier.before.preposition, j - 1
    word = before or parse.tokens.words[j]
    return UNFOLDED.get(word, word) if before or j >= 0 else ""


# -- verbs -------------------------------------------------------------------------------------------------------------


def _caller(parse: Parse, item: Happening) -> Filler | None:
    """Whoever stands behind من where someone received the call: `تلقى الوزير اتصالا من نظيره`, `اتصال تلقاه من`."""
    frame = item.frame
    if frame.finite or frame.entry.kind != "call":
        return None
    for j in (*range(frame.hit.first - 1, frame.clause.first - 1, -1), *range(frame.hit.after, min(frame.hit.after + 4, frame.clause.after))):
        hit = seeking_hit(parse, j, "receiver")
        if hit is None or (j > frame.hit.first and not hit.pronoun) or is_negated(parse, j):
            continue
        assert isinstance(hit.entry, Initiative)
        for group in parse.groups_in(min(j, frame.hit.first) + 1, min(frame.clause.after, max(j, frame.hit.first) + _FARTHEST)):
            if group.preposition in hit.entry.takes and parse.tokens.words[max(0, group.first - 2)] not in _PARTS:
                return filler_of(group) if may_seek(parse, group) else None
        return None
    return None


def _own_seeker(parse: Parse, item: Happening) -> Filler | None:
    """The subject of a trigger that is itself an act of seeking: `اتصل الرئيس بنظيره`, `استدعت برلين السفير`."""
    frame = item.frame
    if seeking_hit(parse, frame.hit.first, "subject") is None:
        return None
    if "actor" in frame.kind.roles:
        actor = next((f for f in frame.fillers if f.role == "actor"), None)
        if frame.finite and not any(f.role == "target" for f in frame.fillers):
            return None  # استدعي السفير: who is named may be the one summoned
        return (
            None if actor is None else Filler("initiative", nation=actor.nation, token=actor.token) if actor.group is None else filler_of(actor.group)
        )
    subject = frame.clause.subject if frame.finite and frame.clause.verb == frame.hit.first else None
    if subject is None or not frame.holds(subject) or not may_seek(parse, subject):
        return None
    if frame.entry.object and subject.anaphor.startswith("counterpart"):
        return None  # هاتف نظيره: rather the one who was called
    return filler_of(subject)


def _asker(parse: Parse, item: Happening) -> Filler | None:
    """The subject of a verb of seeking before a contact that stands where the verb takes it: `طلبت باريس عقد اجتماع`."""
    frame = item.frame
    verb = frame.clause.verb
    hit = seeking_hit(parse, verb, "subject") if 0 <= verb < frame.hit.first else None
    subject = frame.clause.subject
    if hit is None or frame.finite or subject is None or is_negated(parse, verb) or not may_seek(parse, subject):
        return None
    assert isinstance(hit.entry, Initiative)
    if (_preposition_of(parse, frame.hit) or "object") not in hit.entry.takes:
        return None
    between = range(verb + 1, frame.hit.first)
    return None if any(True for j in between for _ in _contact_nouns(parse, j)) else filler_of(subject)
