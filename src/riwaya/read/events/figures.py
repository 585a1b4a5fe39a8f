"""Words of violence that tell of none: attacks in words, blows to a name or a market, matches, storms, trials, illness.

What a verb or noun of violence does is decided by its arguments: where what is hit cannot be struck (a policy, a currency), where what
strikes has no hand (a storm), where an adjective names another field than war (`معركة انتخابية`), and, of words that the press uses in both
senses (`figurative` in the lexicon), where whoever does it does not fight and speaks, where it is played or traded, or where it is only
what something is called. A weapon or an armed body beside it says that it is meant. Source: Lakoff and Johnson (1980), argument is war;
selection restrictions as in Wilks (1978); Ryding (2005), 4 (arguments of verbs), 10 (adjectives), 5 (the construct phrase).
"""

from __future__ import annotations

from riwaya.lexicon.entries import Limit, Time, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.attacks import is_armed
from riwaya.read.events.frames import Frame
from riwaya.read.events.senses import AROUND, around, frames_at, is_meant_otherwise, stands_around
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, CUE, LIMIT, NATION, PREPOSITION, RELATIVE, STATUS, TRIGGER
from riwaya.text.function_words import ASTRIDE, EACH, FOLLOWING, UNFOLDED, WITHIN
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import MARK

_VIOLENT = frozenset(("strike", "assault", "siege", "detention", "casualties", "damage"))
_DEEDS = frozenset(("strike", "assault"))
_BY_HAND = frozenset(("strike", "assault", "siege", "detention"))
_NOWHERE = -9
_QUALITIES = 3
_OBJECT = 9
_BEFORE = 5
_CAUSE = 12
_NO_HAND = frozenset(("nature", "matter", "field", "cyber"))
_ILL = 9


def is_figure(parse: Parse, frame: Frame) -> bool:
    """True where a trigger of violence, its roles filled, tells of none."""
    kind, entry = frame.entry.kind, frame.entry
    if kind not in _VIOLENT:
        return False
    if parse.tokens_in(*parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]], LIMIT):  # most sentences have no word of limit
        if kind in _DEEDS and not frame.finite and _is_of_field(parse, frame.hit.after):
            return True
        if _hits_matter(parse, frame) or (kind in _BY_HAND and not _doers(frame) and _strikes_without_hand(parse, frame)):
            return True
    if _is_illness(parse, frame) or (kind == "strike" and _is_trial(parse, frame)):  # by words of other sentences too
        return True
    if not entry.figurative or kind not in _DEEDS:
        return False
    return is_meant_otherwise(parse, frame)


def _is_of_field(parse: Parse, after: int) -> bool:
    """True where an adjective right behind the noun, or behind another one, names a field without arms: `معركة انتخابية`."""
    end = min(after + _QUALITIES, parse.sentence_end(after - 1))
    for j in range(after, end):
        if "field" in frames_at(parse, j):
            return True
        if not parse.tags[j] & (ADJECTIVE | NATION):
            return False
    return False


def _hits_matter(parse: Parse, frame: Frame) -> bool:
    """True where the first thing behind it that may be its object is nothing that can be struck: `هاجم خطباء الحزب سياسة الحكومة`."""
    hit, entry = frame.hit, frame.entry
    if hit.pronoun and (frame.finite or entry.masdar_of == "object"):
        return False
    if not frame.finite and _is_of_matter(parse, frame):
        return True
    end = min(hit.after + _OBJECT, parse.sentence_end(hit.first))
    told = hit.form.passive or any(group.first < hit.first for group in _doers(frame))
    subjects = 1 if frame.finite and not told else 0
    plain, j = _NOWHERE, hit.after
    while j < end:
        if "matter" in frames_at(parse, j) and _fits(parse, j, entry):
            if not (frame.finite and frame.entry.kind not in _BY_HAND and subjects):
                return True
            subjects = 0
        taken = parse.tags[j] & (RELATIVE | STATUS | CUE | TRIGGER) and parse.group_at[j] is None and j > hit.after + 1 and plain != j - 1
        if parse.tokens.kinds[j] == MARK or taken:
            return False
        group = parse.group_at[j]
        if group is not None:
            if group.preposition or not (subjects or plain == j - 1):
                return False
            subjects, j = 0, max(group.after, j + 1)
            continue
        if parse.tags[j] & PREPOSITION:
            if UNFOLDED.get(parse.tokens.words[j], parse.tokens.words[j]) not in entry.roles:
                return False
        elif j in parse.amount_at:
            return False  # what is counted is something else
        elif not parse.tags[j] & ADJECTIVE and parse.tokens.words[j] not in EACH:
            if not subjects and plain != j - 1:
                return False
            subjects, plain = 0, j if subjects else plain
        j += 1
    return False


def _is_of_matter(parse: Parse, frame: Frame) -> bool:
    """True where the subject of the verb that carries the noun is nothing that can be struck: `شهدت أسواق المال انهيارا`."""
    light = frame.light
    if light is None or light.form.part not in (PAST, PRESENT) or light.after >= frame.hit.first:
        return False
    frames = frames_at(parse, light.after)
    return "matter" in frames and not _is_led(parse, light.after)


def _fits(parse: Parse, j: int, entry: Trigger) -> bool:
    """True where no preposition on the word keeps it from being what the trigger takes: `ضربة لسمعة`, not `قصف بسبب`."""
    return any(
        isinstance(h.entry, Limit) and h.entry.frame == "matter" and (not h.before.preposition or h.before.preposition in entry.roles)
        for h in parse.hits[j]
    )


def _doers(frame: Frame) -> list[Group]:
    return [f.group for f in frame.fillers if f.role in ("actor", "weapon") and f.group is not None]


def _strikes_without_hand(parse: Parse, frame: Frame) -> bool:
    """True where a storm, a crisis or a policy does it: `ضربت عاصفة`, `الأزمة التي ضربت`, `أدت الأمطار إلى إغلاق الطريق`."""
    hit = frame.hit
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    for j in range(hit.after, min(hit.after + (2 if frame.finite else 1), end)):
        if "nature" in frames_at(parse, j) and not _is_led(parse, j):
            return True
    if frame.entry.kind == "siege":
        return _is_caused_so(parse, hit)
    if hit.before.conjunction or not frame.finite:
        if not frame.finite and (frame.entry.kind not in _DEEDS or parse.tokens.words[hit.first - 1] in WITHIN | ASTRIDE | FOLLOWING):
            return False
        return any("nature" in frames_at(parse, j) and not _is_led(parse, j) for j in range(first, min(first + 2, hit.first)))
    for j in range(hit.first - 1, max(first, hit.first - _BEFORE) - 1, -1):
        if not frames_at(parse, j).isdisjoint(_NO_HAND):
            return not _is_led(parse, j)
        if parse.tokens.kinds[j] == MARK or is_finite(parse, j) is not None or (parse.group_at[j] is not None and not parse.tags[j] & NATION):
            return False
    return False


def _is_caused_so(parse: Parse, hit: Hit) -> bool:
    """True for a road that weather closes: `أدت الأمطار إلى إغلاق الطريق`, `أغلق الميناء بسبب الرياح`."""
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    if any("nature" in frames_at(parse, j) and not _is_led(parse, j) for j in range(max(first, hit.first - AROUND), hit.first)):
        return True
    behind = range(hit.after + 1, min(end, hit.after + _CAUSE))
    return any("nature" in frames_at(parse, j) and not WITHIN.isdisjoint(parse.tokens.words[max(hit.after, j - 2) : j]) for j in behind)


def _is_led(parse: Parse, j: int) -> bool:
    """True where a preposition or an adverb of time governs the word: `بعد الأزمة قصفت القوات`."""
    if any(h.before.preposition for h in parse.hits[j] if isinstance(h.entry, Limit)):
        return True
    return j > 0 and bool(parse.tags[j - 1] & PREPOSITION) and not parse.tags[j] & RELATIVE


def _is_trial(parse: Parse, frame: Frame) -> bool:
    """True for a missile or bomb that is only tried, at nobody: `أطلقت صاروخا في تجربة`.

    Of a land that launches one, the sentences before and behind may say so.
    """
    if not frame.has("weapon") or frame.has("target"):
        return False
    if stands_around(parse, frame.hit, "trial"):
        return True
    lands = any(f.role == "actor" and f.group is not None and f.group.type == "place" for f in frame.fillers)
    launched = any(f.role == "weapon" and f.group is not None and not f.group.preposition for f in frame.fillers)
    if not lands or not launched:
        return False
    number = parse.tokens.sentence_of[frame.hit.first]
    first = parse.tokens.sentences[number][0]
    before = max(number - 1, 0)
    after = min(number + 1, len(parse.tokens.sentences) - 1)
    near = parse.tokens_in(parse.tokens.sentences[before][0], parse.tokens.sentences[after][1], LIMIT)
    return any("trial" in frames_at(parse, j) and parse.story_of(j) == parse.story_of(first) for j in near)


def _is_illness(parse: Parse, frame: Frame) -> bool:
    """True for the sick who are counted like the wounded, and for a death in bed: `إصابة مئة شخص بالكوليرا`, `توفي عن عمر`.

    What the sentence before says holds for a noun that only counts on: `وارتفع عدد الإصابات إلى ألف`.
    """
    entry = frame.entry
    if entry.kind != "casualties" or not (entry.counts == "wounded" or entry.figurative):
        return False
    number = parse.tokens.sentence_of[frame.hit.first]
    first, end = parse.tokens.sentences[number]
    if any(_tells_deed(parse, j) for j in parse.tokens_in(first, end, TRIGGER)) or any(
        f.group is not None and is_armed(parse, f.group) for f in frame.fillers
    ):
        return False
    if not frame.finite and number and parse.story_of(parse.tokens.sentences[number - 1][0]) == parse.story_of(first):
        first = parse.tokens.sentences[number - 1][0]
    if any("illness" in frames_at(parse, j) for j in parse.tokens_in(first, end, LIMIT)):
        return True
    return entry.figurative and any(_tells_age(parse, j) for j in around(parse, frame.hit, _ILL))


def _tells_age(parse: Parse, j: int) -> bool:
    """True for عن before a number of years: `توفي عن 90 عاما`."""
    amount = parse.amount_from(j + 1) if parse.tokens.words[j] == "عن" and j + 1 < len(parse.hits) else None
    if amount is None or amount.number_after >= len(parse.hits):
        return False
    return any(isinstance(h.entry, Time) and h.entry.unit == "year" for h in parse.hits[amount.number_after])


def _tells_deed(parse: Parse, j: int) -> bool:
    for hit in parse.hits[j]:
        if isinstance(hit.entry, Trigger) and hit.entry.kind in _DEEDS and not hit.entry.figurative:
            return True
    return False
