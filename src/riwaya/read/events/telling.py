"""What a text tells, and what it only mentions: a happening that it takes as known, as past, or in passing, is background.

The criteria are those of grammar. What a definite noun, a relative clause that identifies, a clause or preposition of time and a
noun of topic hold is presupposed, not asserted; the pluperfect and a day long past set it behind the story; a plural, or a verbal
noun that nobody and nothing fills, names a sort of deed. Source: Hopper (1979), foreground and background in discourse; Labov
(1972), evaluation and orientation; Ryding (2005), 14 (relative clauses), 16 (prepositions), 21 (the pluperfect).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from riwaya.model import TimeExpression
from riwaya.read.clauses.find import Clause
from riwaya.read.events.habits import is_customary, is_made_up
from riwaya.read.events.occasions import (
    frames_a_talk,
    is_anyone,
    is_listed,
    is_long_ago,
    is_of_old_report,
    is_thought_of,
    is_to_prove,
)
from riwaya.read.events.past import is_old, is_recalled, is_set_back, is_set_going
from riwaya.read.events.presumed import dates_a_report, hangs_on_known, is_judged, is_people, is_tried, sequel_start
from riwaya.read.events.sharing import Happening
from riwaya.read.events.tallies import goes_on, is_tally, recurs
from riwaya.read.events.told import (
    Telling,
    has_article,
    is_announced,
    is_carried,
    is_counted,
    is_definite,
    is_scene,
    is_while,
    is_with_told,
    is_within,
    limits,
    occurs,
    start_of,
)
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said
from riwaya.read.tags import ADJECTIVE, ARTICLE, LIMIT, VERB
from riwaya.text.function_words import (
    AFTER,
    ALL_RELATIVES,
    ASTRIDE,
    EARLIER_CLAUSE,
    EARLIER_VERB,
    FOLLOWING,
    POINTING,
    RESUMING,
    SUMMING,
    TEMPORAL,
    TOPICAL,
    WHATEVER,
    WHOEVER,
)
from riwaya.text.inflection import FIXED, PAST, PRESENT
from riwaya.text.tokens import MARK
from riwaya.text.tokens import NUMBER as NUMERAL

_FRESH = timedelta(days=3)
_COUNTED = ("number", "day")
_ANY = ("number", "day", "place")
_REACH = 5
_SUBJECT = 2
_FAR = 8
_HARM = ("casualties", "damage")
_TITLES = ("headline", "subhead")
_UNDATED = frozenset(
    ("background.inherited", "background.old", "background.pluperfect", "background.recalled", "background.tally", "background.habit")
)
"""Rules of what was before the story, or lasts longer than it: the day of its telling is not its own."""
_NOT_TOLD = frozenset(("evaluate", "demand", "threaten", "warn", "promise"))
"""Acts whose content is no report: praise and blame presuppose, the others speak of what is to come."""


Test = Callable[[Telling], bool]


def judge_background(
    parse: Parse, here: list[Happening], clauses: list[Clause], *, times: tuple[TimeExpression, ...], said: list[Said]
) -> list[Happening]:
    """The events of a sentence, each with the rule by which it is background (empty: the text tells it).

    A noun that stands only in what is condemned, demanded or threatened, without number, day or place, is no event.
    """
    kept: list[Happening] = []
    if not here:
        return kept
    first, after = parse.tokens.sentences[parse.tokens.sentence_of[here[0].trigger[0]]]
    title = parse.role_of(first) in _TITLES
    for item in here:
        telling = _look_at(parse, item, clauses, sentence=(first, after), times=times)
        telling.here, telling.title, telling.said = here, title, said[item.said[0]] if item.said else None
        if not item.frame.finite:
            telling.carried, telling.announced = is_carried(telling) or is_tried(telling), is_announced(telling)
        item.background = _rule_of(telling, times)
        item.announced = item.announced and item.background not in _UNDATED
        if not (item.background and _is_only_urged(telling)):
            kept.append(item)
    return kept


def _rule_of(t: Telling, times: tuple[TimeExpression, ...]) -> str:
    """The rule by which an event is background; empty where the text tells it."""
    for rule, test in _tests_of(t.item.frame.finite, t.clause.opener):
        if test(t):
            return rule
    if is_long_ago(t, times):
        return "background.old"
    if is_of_old_report(t, times):
        return "background.report" if t.said is not None and t.said.time >= 0 else "background.old"
    if is_recalled(t, times):
        return "background.recalled"
    if is_tally(t, times):
        return "background.tally"
    return "background.habit" if goes_on(t, times) or recurs(t) else ""


def _look_at(parse: Parse, item: Happening, clauses: list[Clause], *, sentence: tuple[int, int], times: tuple[TimeExpression, ...]) -> Telling:
    frame, (first, after) = item.frame, sentence
    clause = frame.clause
    while clause.opener == "verb" and clause.parent >= 0 and parse.conjoins(clause.first):
        clause = clauses[clause.parent]  # الذي وقع أمس وأودى بحياة ثلاثة
    light = frame.light
    verb = frame.hit.first if frame.finite else light.first if light is not None and light.form.part in (PAST, PRESENT) else -1
    own = {f.role for f in frame.fillers if verb >= 0 or f.token >= 0 or (f.group is not None and first <= f.group.first < after)}
    day = None
    if item.when >= 0 and first <= parse.raw_times[item.when].first < after:
        day = times[item.when]
        if verb >= 0 or parse.raw_times[item.when].first > sequel_start(parse, item.trigger[0], first):
            own.add("day")
    if item.counts and not (frame.finite and frame.form.part == PRESENT and all(is_anyone(parse, count) for count in item.counts)):
        own.add("number")
    if item.place is not None and first <= item.place.first < after:
        own.add("place")
    return Telling(parse, item, clause, day, verb, own)


def _is_identified(t: Telling) -> bool:
    """In a relative clause on a definite noun, which says which one is meant (`القذائف التي أطلقتها`), or behind من (`من اغتالوا النائب`)."""
    parse, clause, words = t.parse, t.clause, t.parse.tokens.words
    if t.verb > 0 and (words[t.verb - 1] in WHOEVER or (words[t.verb - 1] in WHATEVER and (occurs(t) or _is_specified(t)))):
        return True
    if clause.opener != "relative" or words[clause.first].removeprefix("و") not in ALL_RELATIVES:
        return False
    if clause.first and (words[clause.first - 1].removeprefix("و"), words[clause.first]) in RESUMING:
        return False  # الأمر الذي أدى إلى مقتل
    head = parse.group_at[clause.first - 1] if clause.first else None
    if head is not None and head.type == "person" and head.name is not None and is_within(t, _FRESH):
        return False  # النائب فلان الذي قتل أمس: no clause is needed to say who he is
    if not t.item.frame.finite and clause.first and parse.tags[clause.first - 1] & ARTICLE and "act" in limits(parse, clause.first - 1):
        return True  # الحادثة التي تمثلت في خطف مهندسين
    return t.verb == t.item.frame.clause.verb >= 0 or "number" not in t.own


def _is_specified(t: Telling) -> bool:
    """Behind a relative ما and a من that says what it was: `لكثرة ما شهدته المدينة من عمليات خطف`."""
    return not t.item.frame.finite and "من" in t.parse.tokens.words[t.verb : start_of(t)]


def _is_topic(t: Telling) -> bool:
    """Under a noun of which it is only the topic: `قضية اغتيال النائب`, `التحقيق في الهجوم`, `تورطه في تفجيرات`."""
    if t.item.frame.finite or t.carried:
        return False
    parse = t.parse
    at = start_of(t)
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    if at > first + 1 and parse.tokens.words[at - 1] in SUMMING and parse.tokens.words[at - 2] in TOPICAL:
        return True  # ما ذكرته الصحف حول عدد الضحايا
    if at > first and parse.tokens.words[at - 1].removeprefix("و") in TOPICAL and (at - 1 == first or parse.tokens.words[at - 1] != "عن"):
        return True  # وعن تفجير الجسر، قال
    for j in range(at - 1, max(first, at - _REACH) - 1, -1):
        frames = limits(parse, j)
        if "topic" in frames or "part" in frames:
            return True
        if parse.group_at[j] is not None or (parse.tokens.kinds[j] == MARK and not parse.opens_quote(j)):
            return False
        passed = parse.tags[j] & (ADJECTIVE | ARTICLE) or parse.tokens.words[j] in _BETWEEN or parse.tokens.kinds[j] in (MARK, NUMERAL)
        if "act" not in frames and not passed:
            return False
    return False


_BETWEEN = frozenset(("ال", "في", "عن", "علي", "ب", "بين", "وراء", "من"))


def _is_earlier(t: Telling) -> bool:
    """Behind a preposition of time or words for earlier: `بعد اغتيال النائب`, `غداة هجوم`, `سبق للجهاز أن أوقف`."""
    frame, parse = t.item.frame, t.parse
    words = parse.tokens.words
    if frame.background:
        return not (t.verb >= 0 and _is_cause(t))
    if frame.clause.opener == "that" and not EARLIER_VERB.isdisjoint(words[max(0, frame.clause.first - _FAR) : frame.clause.first]):
        return True
    if frame.finite:
        return False
    j = start_of(t) - 1
    while j > 0 and "act" in limits(parse, j):
        j -= 1
    if words[j] == "من" and j and words[j - 1].endswith("الرغم"):
        return True  # على الرغم من مقتل زميله
    word = words[j].removeprefix("و") if j >= 0 and parse.time_at(j) is None else ""
    return word in ASTRIDE or (word in FOLLOWING and is_definite(t)) or dates_a_report(t)


def _is_cause(t: Telling) -> bool:
    """In a clause behind بعد that tells how what is told before it came about: `قتل سبعة بعد أن فجر انتحاري سترته`."""
    words, at = t.parse.tokens.words, t.clause.first
    opening = (words[j].removeprefix("و") for j in range(max(0, at - 1), t.verb))
    if not any(word in EARLIER_CLAUSE or word == AFTER for word in opening):
        return False
    harm = (other for other in t.here if other.frame.entry.kind in _HARM and other.trigger[0] < at)
    return any(other.status == "happened" and not other.background for other in harm)


def _is_known(t: Telling) -> bool:
    """A definite noun that nothing tells anew: `الهجوم على القنصلية`, `اغتيال النائب`."""
    if t.item.frame.finite or not is_definite(t):
        return False
    if t.carried or t.title or t.announced:
        return False
    if has_article(t) or t.parse.tokens.words[t.item.trigger[0] - 1] in SUMMING:
        return not is_counted(t)
    return not (is_scene(t) and is_with_told(t))


def _is_urged(t: Telling) -> bool:
    """Only in what is condemned, demanded, threatened or promised."""
    return t.said is not None and t.said.act in _NOT_TOLD


def _is_only_urged(t: Telling) -> bool:
    """A noun without number, day or place in what is condemned, demanded or threatened: `أسف لأي إصابة`; what is warned of may come."""
    if t.item.frame.finite or not t.own.isdisjoint(_ANY) or not _is_urged(t):
        return False
    said = t.said
    return t.item.status == "happened" or (t.item.status == "hypothetical" and said is not None and said.act == "evaluate")


def _is_circumstance(t: Telling) -> bool:
    """In a clause of time whose main clause tells of no violence: `عندما هاجم مسلحون السفارة طالب الوزير بالهدوء`."""
    clause = t.clause
    words = t.parse.tokens.words
    if clause.opener not in ("conjunction", "start", "quote") or words[clause.first].removeprefix("و") not in TEMPORAL:
        return False
    if is_while(t.parse, clause.first) or is_set_going(t):
        return False  # في حين قتل جندي
    outside = (other for other in t.here if other is not t.item and (clause.opener != "conjunction" or other.trigger[0] < clause.first))
    if clause.opener == "quote":
        outside = (other for other in outside if other.frame.clause is not clause)
    return not any(_is_main(other) for other in outside)


def _is_main(other: Happening) -> bool:
    """Violence that the main clause tells, or of which it says that it took place: `وقع الهجوم عندما اقتحم مسلحون القرية`."""
    if other.status != "happened" or not other.frame.kind.scene or other.frame.background:
        return False
    light = other.frame.light
    took_place = other.background == "background.known" and light is not None and light.form.part in (PAST, PRESENT)
    return took_place or not other.background


def _is_ranked(t: Telling) -> bool:
    """A noun by which what has been told is counted: `وهذا ثالث هجوم على البلدة`."""
    parse, at = t.parse, t.item.trigger[0]
    if t.item.frame.finite or not any("rank" in limits(parse, j) for j in parse.tokens_in(max(0, at - 2), at + 1, LIMIT)):
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
    if frame.finite or not frame.kind.scene or not t.own.isdisjoint(_COUNTED) or t.carried or t.title or t.announced:
        return False
    plural = frame.hit.form.number == "p" or (frame.hit.form.part == FIXED and parse.tokens.words[frame.hit.first].endswith("ات"))
    if occurs(t) and not is_definite(t):
        return False  # أدى إلى اندلاع مواجهات
    return plural and parse.tokens.kinds[frame.hit.first - 1] != MARK and not (is_scene(t) and is_with_told(t))


def _is_aside(t: Telling) -> bool:
    """A noun that some other word governs, without number or day, where no verb tells it and no statement opens with it."""
    frame, parse = t.item.frame, t.parse
    at = start_of(t)
    if frame.finite or _is_verb_phrase(t) or not frame.kind.scene or not t.own.isdisjoint(_COUNTED) or t.carried or t.title or t.announced:
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    if at <= frame.clause.first + 1 or at <= first + 2 or frame.hit.before.conjunction or is_scene(t):
        return False
    before = parse.tokens.words[at - 1].removeprefix("و")
    return parse.tokens.kinds[at - 1] != MARK and before not in _REPORTING and before not in FOLLOWING


_REPORTING = frozenset(("عن", "الي", "كذلك", "ايضا"))
"""Before a noun that is told or told as well: `أسفر عن`, `أدى إلى`, `وكذلك`."""


def _is_verb_phrase(t: Telling) -> bool:
    """A fixed phrase whose first word can be a verb, right behind its subject: `أحد المهاجمين فجر نفسه`."""
    parse, hit = t.parse, t.item.frame.hit
    if hit.form.part != FIXED or hit.after < hit.first + 2 or hit.before.preposition or hit.first < 1:
        return False
    group = parse.group_at[hit.first - 1]
    return bool(parse.tags[hit.first] & VERB) and group is not None and not group.preposition


def _is_asserted(t: Telling) -> bool:
    """A past verb that heads a main clause, or a quotation that opens with its subject."""
    frame, parse = t.item.frame, t.parse
    if not frame.finite or frame.form.part != PAST:
        return False
    clause = frame.clause
    if clause.opener == "quote":
        return clause.verb == frame.hit.first > clause.first and bool(parse.tags[clause.first] & ARTICLE)
    if clause.opener == "that" and clause.verb == frame.hit.first == clause.first + _SUBJECT:
        return bool(parse.tags[clause.first + 1] & ARTICLE)  # قال إن المقدح اغتيل
    return clause.opener in ("start", "verb")


def _is_bare(t: Telling) -> bool:
    """Nothing of its own: nobody, no number, no day; a place alone only where a verb tells it."""
    if not t.item.frame.kind.scene:
        return False
    if _is_verb_phrase(t) or (not t.own and _is_asserted(t)):
        return False
    if not t.own:
        return not (t.carried or t.announced or t.title or occurs(t)) and not (is_scene(t) and is_with_told(t))
    return t.own == {"place"} and t.verb < 0 and not (t.title or t.announced or occurs(t) or (is_scene(t) and is_with_told(t)))


_TESTS: tuple[tuple[str, Test], ...] = (
    ("background.relative", _is_identified),
    ("background.relative", is_thought_of),
    ("background.topic", _is_topic),
    ("background.topic", frames_a_talk),
    ("background.earlier", _is_earlier),
    ("background.inherited", hangs_on_known),
    ("background.judged", is_judged),
    ("background.known", _is_known),
    ("background.old", is_old),
    ("background.pluperfect", is_set_back),
    ("background.people", is_people),
    ("background.urged", _is_urged),
    ("background.circumstance", _is_circumstance),
    ("background.rank", _is_ranked),
    ("background.habit", _is_habit),
    ("background.custom", is_customary),
    ("background.fiction", is_made_up),
    ("background.prospect", is_to_prove),
    ("background.sort", _is_sort),
    ("background.sort", is_listed),
    ("background.aside", _is_aside),
    ("background.bare", _is_bare),
)

_OF_NOUNS = frozenset((_is_topic, is_judged, _is_known, is_people, _is_ranked, is_to_prove, _is_sort, is_listed, _is_aside))
"""The tests that no finite verb meets."""
_OPENED_BY: dict[Test, tuple[str, ...]] = {
    is_thought_of: ("that",),
    _is_circumstance: ("conjunction", "start", "quote"),
}
"""The tests that only clauses with some openers meet."""


@cache
def _tests_of(finite: bool, opener: str) -> list[tuple[str, Test]]:
    """The tests that a finite verb, or a noun, in a clause with an opener may meet, in their order."""
    own = [(rule, test) for rule, test in _TESTS if not (finite and test in _OF_NOUNS)]
    return [(rule, test) for rule, test in own if opener in _OPENED_BY.get(test, (opener,))]
