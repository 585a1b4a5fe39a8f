"""What a text tells, and what it only mentions: a happening that it takes as known, as past, or in passing, is background.

The criteria are those of grammar. What a definite noun, a relative clause that identifies, a clause or preposition of time and a
noun of topic hold is presupposed, not asserted; the pluperfect and a day long past set it behind the story; a plural, or a verbal
noun that nobody and nothing fills, names a sort of deed. Source: Hopper (1979), foreground and background in discourse; Labov
(1972), evaluation and orientation; Ryding (2005), 14 (relative clauses), 16 (prepositions), 21 (the pluperfect).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from msgspec import Struct

from riwaya.lexicon.entries import Light, Limit, Particle
from riwaya.model import TimeExpression
from riwaya.read.clauses import Clause
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.sharing import Happening
from riwaya.read.tags import ADJECTIVE, ARTICLE, AUXILIARY, LIMIT, NOUN, PREPOSITION
from riwaya.read.voices import Said
from riwaya.text.function_words import (
    ALL_RELATIVES,
    ASTRIDE,
    EARLIER_VERB,
    FOLLOWING,
    POINTING,
    RESUMING,
    SUMMING,
    TEMPORAL,
    TOPICAL,
    UNFOLDED,
    WHATEVER,
    WHOEVER,
    WITHIN,
)
from riwaya.text.inflection import FIXED, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.tokens import MARK

_OLD = timedelta(days=30)
"""What the text itself dates further back than this is past."""
_FRESH = timedelta(days=3)
_RECENT = timedelta(days=7)
_REACH = 5
_FAR = 8
_TITLES = ("headline", "subhead")
_NOT_TOLD = frozenset(("evaluate", "demand", "threaten", "warn", "promise"))
"""Acts whose content is no report: praise and blame presuppose, the others speak of what is to come."""
_OPENS = ("start", "verb", "colon", "quote")


class Telling(Struct):
    """An event in its sentence, with what the tests of background ask of it.

    `verb` is the token of the finite verb that tells it (its own, or a light one; -1: none), `own` what the sentence itself gives of it:
    actor, target, weapon, party, number, day, place.
    """

    parse: Parse
    item: Happening
    clause: Clause
    here: list[Happening]
    said: Said | None
    day: TimeExpression | None
    verb: int
    own: frozenset[str]
    title: bool


Test = Callable[[Telling], bool]


def judge_background(
    parse: Parse, here: list[Happening], clauses: list[Clause], *, times: tuple[TimeExpression, ...], said: list[Said]
) -> list[Happening]:
    """The events of a sentence, each with the rule by which it is background (empty: the text tells it).

    A noun that stands only in what is condemned, demanded or threatened, without number, day or place, is no event.
    """
    kept: list[Happening] = []
    for item in here:
        telling = _look_at(parse, item, here, clauses, times=times, said=said)
        item.background = next((rule for rule, test in _TESTS if test(telling)), "")
        nothing = telling.own.isdisjoint(("number", "day", "place")) and not item.frame.finite and item.status == "happened"
        if not (nothing and item.background and _is_urged(telling)):
            kept.append(item)
    return kept


def _look_at(
    parse: Parse, item: Happening, here: list[Happening], clauses: list[Clause], *, times: tuple[TimeExpression, ...], said: list[Said]
) -> Telling:
    frame = item.frame
    first, after = parse.tokens.sentences[parse.tokens.sentence_of[item.trigger[0]]]
    clause = frame.clause
    while clause.opener == "verb" and clause.parent >= 0 and parse.conjoins(clause.first):
        clause = clauses[clause.parent]  # الذي وقع أمس وأودى بحياة ثلاثة
    light = frame.light
    verb = frame.hit.first if frame.finite else light.first if light is not None and light.form.part in (PAST, PRESENT) else -1
    day = times[item.when] if item.when >= 0 and first <= parse.raw_times[item.when].first < after else None
    own = {f.role for f in frame.fillers if verb >= 0 or f.token >= 0 or (f.group is not None and first <= f.group.first < after)}
    own.update(name for name, given in (("number", bool(item.counts)), ("day", day is not None)) if given)
    if item.place is not None and first <= item.place.first < after:
        own.add("place")
    title = parse.role_of(item.trigger[0]) in _TITLES
    return Telling(parse, item, clause, here, said[item.said[0]] if item.said else None, day, verb, frozenset(own), title)


def _is_identified(t: Telling) -> bool:
    """In a relative clause on a definite noun, which says which one is meant (`القذائف التي أطلقتها`), or behind من (`من اغتالوا النائب`)."""
    parse, clause, words = t.parse, t.clause, t.parse.tokens.words
    if t.verb > 0 and (words[t.verb - 1] in WHOEVER or (words[t.verb - 1] in WHATEVER and _occurs(t))):
        return True
    if clause.opener != "relative" or words[clause.first].removeprefix("و") not in ALL_RELATIVES:
        return False
    if clause.first and (words[clause.first - 1].removeprefix("و"), words[clause.first]) in RESUMING:
        return False  # الأمر الذي أدى إلى مقتل
    head = parse.group_at[clause.first - 1] if clause.first else None
    if head is not None and head.type == "person" and head.name is not None and _is_within(t, _FRESH):
        return False  # النائب فلان الذي قتل أمس: no clause is needed to say who he is
    return t.verb == t.item.frame.clause.verb >= 0 or "number" not in t.own


def _is_topic(t: Telling) -> bool:
    """Under a noun of which it is only the topic: `قضية اغتيال النائب`, `التحقيق في الهجوم`, `تورطه في تفجيرات`."""
    if t.item.frame.finite or _is_carried(t):
        return False
    parse = t.parse
    at = _start_of(t)
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    if at > first and parse.tokens.words[at - 1].removeprefix("و") in TOPICAL and (at - 1 == first or parse.tokens.words[at - 1] != "عن"):
        return True  # وعن تفجير الجسر، قال
    for j in range(at - 1, max(first, at - _REACH) - 1, -1):
        frames = _limits(parse, j)
        if "topic" in frames or "part" in frames:
            return True
        if parse.group_at[j] is not None or parse.tokens.kinds[j] == MARK:
            return False
        if "act" not in frames and not parse.tags[j] & (ADJECTIVE | ARTICLE) and parse.tokens.words[j] not in _BETWEEN:
            return False
    return False


_BETWEEN = frozenset(("في", "عن", "علي", "ب", "بين", "وراء", "من"))


def _is_earlier(t: Telling) -> bool:
    """Behind a preposition of time or words for earlier: `بعد اغتيال النائب`, `غداة هجوم`, `سبق للجهاز أن أوقف`."""
    frame, parse = t.item.frame, t.parse
    words = parse.tokens.words
    if frame.background:
        return True
    if frame.clause.opener == "that" and not EARLIER_VERB.isdisjoint(words[max(0, frame.clause.first - _FAR) : frame.clause.first]):
        return True
    if frame.finite:
        return False
    j = _start_of(t) - 1
    while j > 0 and "act" in _limits(parse, j):
        j -= 1
    if words[j] == "من" and j and words[j - 1].endswith("الرغم"):
        return True  # على الرغم من مقتل زميله
    word = words[j].removeprefix("و") if j >= 0 and parse.time_at(j) is None else ""
    return word in ASTRIDE or (word in FOLLOWING and _is_definite(t))


def _is_known(t: Telling) -> bool:
    """A definite noun that nothing tells anew: `الهجوم على القنصلية`, `اغتيال النائب غانم`."""
    if t.item.frame.finite or not _is_definite(t):
        return False
    if _is_carried(t) or t.title or _is_announced(t):
        return False
    return not ("number" in t.own if _has_article(t) else _is_scene(t) and _is_with_told(t))


def _is_old(t: Telling) -> bool:
    """Dated more than a month before the story, elsewhere than in a main clause that tells it."""
    if not _is_before(t, _OLD):
        return False
    main = t.verb >= 0 and (t.item.frame.finite or _is_carried(t))
    return not (main and t.item.frame.clause.opener in _OPENS)


def _is_set_back(t: Telling) -> bool:
    """In the pluperfect, and not of the last days: `وكانت القوات قد قصفت البلدة`."""
    parse = t.parse
    if t.verb < 1 or parse.tokens.words[t.verb - 1] != "قد" or _is_within(t, _RECENT):
        return False
    before = range(max(0, t.verb - _FAR), t.verb)
    return any(isinstance(h.entry, Particle) and h.entry.type == "past_auxiliary" for j in before if parse.tags[j] & AUXILIARY for h in parse.hits[j])


def _is_urged(t: Telling) -> bool:
    """Only in what is condemned, demanded, threatened or promised."""
    return t.said is not None and t.said.act in _NOT_TOLD


def _is_circumstance(t: Telling) -> bool:
    """In a clause of time whose main clause tells of no violence: `عندما هاجم مسلحون البرلمان بذلت الإدارة جهودا`."""
    clause = t.clause
    if clause.opener not in ("conjunction", "start") or t.parse.tokens.words[clause.first].removeprefix("و") not in TEMPORAL:
        return False
    outside = (other for other in t.here if other is not t.item and (clause.opener == "start" or other.trigger[0] < clause.first))
    return not any(
        other.status == "happened" and other.frame.kind.scene and not other.background and (other.frame.finite or other.frame.light is not None)
        for other in outside
    )


def _is_ranked(t: Telling) -> bool:
    """A noun by which what has been told is counted: `وهذا ثالث هجوم في كابل`."""
    parse, at = t.parse, t.item.trigger[0]
    if t.item.frame.finite or not any("rank" in _limits(parse, j) for j in range(max(0, at - 2), at + 1)):
        return False
    return any(parse.tokens.words[j].removeprefix("و") in _THESE for j in range(max(0, at - _REACH), at))


_THESE = POINTING | frozenset(("هو", "هي"))


def _is_habit(t: Telling) -> bool:
    """A present verb that says nobody who does it, no number, day or place: `يستهدفون المدنيين`."""
    frame = t.item.frame
    return frame.finite and frame.form.part == PRESENT and not t.title and t.own.isdisjoint(("actor", "number", "day", "place"))


def _is_sort(t: Telling) -> bool:
    """A plural without number or day, outside what a verb tells: `عمليات القرصنة`, `اعتداءات على الصحفيين`."""
    frame, parse = t.item.frame, t.parse
    if frame.finite or not frame.kind.scene or not t.own.isdisjoint(("number", "day")) or _is_carried(t) or t.title or _is_announced(t):
        return False
    plural = frame.hit.form.number == "p" or (frame.hit.form.part == FIXED and parse.tokens.words[frame.hit.first].endswith("ات"))
    return plural and parse.tokens.kinds[frame.hit.first - 1] != MARK and not (_is_scene(t) and _is_with_told(t))


def _is_aside(t: Telling) -> bool:
    """A noun that some other word governs, without number or day, where no verb tells it and no statement opens with it."""
    frame, parse = t.item.frame, t.parse
    at = _start_of(t)
    if frame.finite or not frame.kind.scene or not t.own.isdisjoint(("number", "day")) or _is_carried(t) or t.title or _is_announced(t):
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    if at <= frame.clause.first + 1 or at <= first + 2 or frame.hit.before.conjunction or _is_scene(t):
        return False
    before = parse.tokens.words[at - 1].removeprefix("و")
    return parse.tokens.kinds[at - 1] != MARK and before not in _REPORTING and before not in FOLLOWING


_REPORTING = frozenset(("عن", "الي", "كذلك", "ايضا"))
"""Before a noun that is told or told as well: `أسفر عن`, `أدى إلى`, `وكذلك`."""


def _is_bare(t: Telling) -> bool:
    """Nothing of its own: nobody, no number, no day; a place alone only where a verb tells it."""
    if not t.item.frame.kind.scene:
        return False
    if not t.own:
        return not _is_carried(t) and not (_is_scene(t) and _is_with_told(t))
    return t.own == {"place"} and t.verb < 0 and not t.title and not _is_announced(t)


_TESTS: tuple[tuple[str, Test], ...] = (
    ("background.relative", _is_identified),
    ("background.topic", _is_topic),
    ("background.earlier", _is_earlier),
    ("background.known", _is_known),
    ("background.old", _is_old),
    ("background.pluperfect", _is_set_back),
    ("background.urged", _is_urged),
    ("background.circumstance", _is_circumstance),
    ("background.rank", _is_ranked),
    ("background.habit", _is_habit),
    ("background.sort", _is_sort),
    ("background.aside", _is_aside),
    ("background.bare", _is_bare),
)


def _limits(parse: Parse, j: int) -> set[str]:
    """The frames of the words of limit at token j."""
    return {h.entry.frame for h in parse.hits[j] if isinstance(h.entry, Limit)} if parse.tags[j] & LIMIT else set()


def _start_of(t: Telling) -> int:
    """The token of the noun, or of the verbal noun that carries it."""
    light, at = t.item.frame.light, t.item.frame.hit.first
    return light.first if light is not None and light.form.part == NOUN_FORM and light.first < at else at


def _occurs(t: Telling) -> bool:
    """Told by a verb of happening, whose subject the noun is."""
    light = t.item.frame.light
    return light is not None and isinstance(light.entry, Light) and "subject" in light.entry.takes


def _has_article(t: Telling) -> bool:
    hit = t.item.frame.hit
    if hit.before.article or hit.pronoun:
        return True
    return hit.form.part == FIXED and bool(t.parse.tags[hit.first] & ARTICLE)


def _is_definite(t: Telling) -> bool:
    """With the article or a pronoun, behind a demonstrative, or with a definite genitive right behind it."""
    parse, hit = t.parse, t.item.frame.hit
    if _has_article(t) or (hit.first and parse.tokens.words[hit.first - 1] in POINTING):
        return True
    if hit.form.part == FIXED or hit.after >= len(parse.tokens):
        return False
    group = parse.group_at[hit.after]
    if group is not None and group.first == hit.after:
        return not group.preposition and _names(group)
    return bool(parse.tags[hit.after] & ARTICLE) and bool(parse.tags[hit.after] & NOUN)


def _names(group: Group) -> bool:
    return group.definite or (group.known is not None and group.type != "weapon") or (group.name is not None and group.type == "person")


def _is_carried(t: Telling) -> bool:
    """Told by a finite light verb: `وقع هجوم`, `تعرض للخطف`, `شنوا الهجوم`; of what has occurred, a noun with the article is known."""
    frame = t.item.frame
    light = frame.light
    if light is None or not isinstance(light.entry, Light) or light.form.part not in (PAST, PRESENT):
        return False
    entry = light.entry
    words, kinds = t.parse.tokens.words, t.parse.tokens.kinds
    if not _fits(t, entry):
        return False
    broken = any(kinds[j] == MARK and words[j] in "،,:" for j in range(light.first, frame.hit.first))
    if broken and entry.subject != "target" and _is_definite(t):
        return False
    article = _has_article(t) and not (frame.hit.pronoun and not frame.hit.before.article)  # قامت بقصفهم, تم اغتياله
    if not article or entry.subject == "target" or (entry.subject == "actor" and frame.entry.masdar):
        return True  # تمكنت من السيطرة على
    if "subject" in entry.takes:
        return not (frame.entry.plural and frame.hit.form.number != "p")
    return "object" in entry.takes and entry.subject == "actor"


def _fits(t: Telling, entry: Light) -> bool:
    """True where the preposition right before the noun is one that the light verb takes; any other word between may be its own."""
    hit, words = t.item.frame.hit, t.parse.tokens.words
    before = words[hit.first - 1] if hit.first and t.parse.tags[hit.first - 1] & PREPOSITION and t.parse.group_at[hit.first - 1] is None else ""
    preposition = hit.before.preposition or UNFOLDED.get(before, before)
    return not preposition or preposition in entry.takes


def _is_announced(t: Telling) -> bool:
    """The object of a report opens with it: `أعلن الجيش مقتل القائد`."""
    frame, said = t.item.frame, t.said
    if frame.hit.first and t.parse.tokens.words[frame.hit.first - 1] in SUMMING:
        return False  # زيادة عدد الهجمات
    if frame.opens_content:
        return True
    if said is None or said.content is None or said.act not in ("assert", "confirm") or frame.clause.opener == "that":
        return False
    return 0 <= frame.hit.first - said.content[0] <= 1 and frame.clause.verb <= frame.hit.first


def _is_with_told(t: Telling) -> bool:
    """True where its clause tells another happening before it, by a verb or in words that open a report: `مقتل ثلاثة في قصف`."""
    return any(
        other is not t.item and not other.background and other.frame.clause is t.item.frame.clause and other.trigger[0] < t.item.trigger[0]
        for other in t.here
    )


def _is_scene(t: Telling) -> bool:
    """The means, cause or scene of what a verb tells: `قتل ثلاثة في اشتباكات`, `أصيب بانفجار`."""
    hit, words = t.item.frame.hit, t.parse.tokens.words
    start = _start_of(t)
    return hit.before.preposition == "ب" or words[hit.first - 1] in WITHIN or (start != hit.first and words[start - 1] in WITHIN)


def _age(t: Telling) -> timedelta | None:
    """How long before the story's day the event's own day was; None where one of them is unknown."""
    published = t.parse.stories[t.parse.story_of(t.item.trigger[0])].published
    return None if t.day is None or t.day.to is None or published is None else published - t.day.to


def _is_before(t: Telling, length: timedelta) -> bool:
    age = _age(t)
    return age is not None and age > length


def _is_within(t: Telling, length: timedelta) -> bool:
    age = _age(t)
    return age is not None and timedelta(days=-1) <= age <= length
