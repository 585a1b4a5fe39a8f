"""How an event stands in its sentence: what the sentence gives of it, what carries or announces its noun, whether the noun is definite.

Source: Ryding (2005), 6 (definiteness), 14 (relative clauses), 16 (prepositions).
"""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from riwaya.lexicon.entries import Light, Limit
from riwaya.lexicon.scan import Hit
from riwaya.model import TimeExpression
from riwaya.read.clauses.find import Clause
from riwaya.read.events.sharing import Happening
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said
from riwaya.read.tags import ARTICLE, COMPLEMENTISER, LIMIT, NOUN, PREPOSITION
from riwaya.text.function_words import POINTING, SUMMING, UNFOLDED, WITHIN
from riwaya.text.inflection import FIXED, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.tokens import MARK

_NEAR = 2
_WEEK = 7


class Telling(Struct):
    """An event in its sentence, with what the tests of background ask of it.

    `verb` is the token of the finite verb that tells it (its own, or a light one; -1: none), `own` what the sentence itself gives of it:
    actor, target, weapon, party, number, day, place. Of a noun: `carried` by a light verb, `announced` by a report.
    """

    parse: Parse
    item: Happening
    clause: Clause
    day: TimeExpression | None
    verb: int
    own: set[str]
    here: list[Happening] = []
    said: Said | None = None
    title: bool = False
    carried: bool = False
    announced: bool = False


def limits(parse: Parse, j: int) -> set[str]:
    """The frames of the words of limit at token j."""
    return {h.entry.frame for h in parse.hits[j] if isinstance(h.entry, Limit)} if parse.tags[j] & LIMIT else set()


def start_of(t: Telling) -> int:
    """The token of the noun, or of the verbal noun that carries it."""
    light, at = t.item.frame.light, t.item.frame.hit.first
    if light is None or light.form.part != NOUN_FORM or light.first > at:
        return at
    if not limits(t.parse, light.first).isdisjoint(("topic", "part")) and not _is_of_numbered(t.parse, light):
        return at  # التحقيق في اغتيال النائب
    return light.first


def _is_of_numbered(parse: Parse, light: Hit) -> bool:
    """True for a verbal noun with a number right behind it, its object: `تسجيل 35 هجوما` records them, and is no recording of them."""
    amount = parse.amount_from(light.after) if light.after < len(parse.tokens) and not light.before.article else None
    return amount is not None and amount.first == light.after


def is_while(parse: Parse, j: int) -> bool:
    """True for حين behind في, which sets what goes on beside what is told: `في حين تدور معارك في البلدة`; it is no clause of time."""
    return j > 0 and parse.tokens.words[j] == "حين" and parse.tokens.words[j - 1].removeprefix("و") == "في"


def occurs(t: Telling) -> bool:
    """Told by a verb of happening, whose subject the noun is."""
    light = t.item.frame.light
    return light is not None and isinstance(light.entry, Light) and "subject" in light.entry.takes


def has_article(t: Telling) -> bool:
    hit = t.item.frame.hit
    if hit.before.article or hit.pronoun:
        return True
    return hit.form.part == FIXED and bool(t.parse.tags[hit.first] & ARTICLE)


def is_definite(t: Telling) -> bool:
    """With the article or a pronoun, behind a demonstrative, or with a definite genitive right behind it."""
    parse, hit = t.parse, t.item.frame.hit
    if has_article(t) or (hit.first and parse.tokens.words[hit.first - 1] in POINTING):
        return True
    if hit.form.part == FIXED or hit.after >= len(parse.hits):
        return False
    group = parse.group_at[hit.after]
    if group is not None and group.first == hit.after and group.type != "weapon":
        return not group.preposition and (names(group) or bool(parse.tags[group.after - 1] & ARTICLE))  # تفجير جسر الصرافية
    return bool(parse.tags[hit.after] & ARTICLE) and bool(parse.tags[hit.after] & NOUN)


def names(group: Group) -> bool:
    return group.definite or group.known is not None or (group.name is not None and group.type == "person")


def is_carried(t: Telling) -> bool:
    """Told by a finite light verb: `وقع هجوم`, `تعرض للخطف`, `شنوا الهجوم`; of what has occurred, a noun with the article is known."""
    frame = t.item.frame
    light = frame.light
    if light is None or not isinstance(light.entry, Light) or light.form.part not in (PAST, PRESENT):
        return False
    entry = light.entry
    words, kinds = t.parse.tokens.words, t.parse.tokens.kinds
    if not fits(t, entry):
        return False
    if entry.subject != "target" and is_definite(t) and not _is_only_dated(t.parse, light.after, frame.hit.first):
        if any(kinds[j] == MARK and words[j] in "،,:" for j in range(light.first, frame.hit.first)):
            return False
    article = has_article(t) and not (frame.hit.pronoun and not frame.hit.before.article)  # قامت بقصفهم, تم اغتياله
    if not article or entry.subject == "target" or (entry.subject == "actor" and frame.entry.masdar):
        return True  # تمكنت من السيطرة على
    if "subject" in entry.takes:
        return not (frame.entry.plural and frame.hit.form.number != "p")
    return "object" in entry.takes and entry.subject == "actor"


def _is_only_dated(parse: Parse, first: int, after: int) -> bool:
    """True where only a time, set apart by commas, stands between a verb and its subject: `تجددت، اليوم السبت، المواجهات`."""
    return all(parse.tokens.kinds[j] == MARK or parse.time_at(j) is not None for j in range(first, after))


def fits(t: Telling, entry: Light) -> bool:
    """True where the preposition right before the noun is one that the light verb takes; any other word between may be its own."""
    hit, words = t.item.frame.hit, t.parse.tokens.words
    before = words[hit.first - 1] if hit.first and t.parse.tags[hit.first - 1] & PREPOSITION and t.parse.group_at[hit.first - 1] is None else ""
    preposition = hit.before.preposition or UNFOLDED.get(before, before)
    return not preposition or preposition in entry.takes


def is_announced(t: Telling) -> bool:
    """It opens the object of a report, or a sentence without a verb: `أعلن الجيش مقتل القائد`, `بيروت: اغتيال النائب`."""
    frame, said = t.item.frame, t.said
    if frame.clause.opener in ("colon", "start") and frame.clause.verb < 0 and _opens(t):
        return True  # 21 مايو: اغتيال النائب
    if is_definite(t) and any(t.parse.tags[j] & COMPLEMENTISER for j in range(frame.clause.first, frame.hit.first)):
        return False  # اعتبر أن الهجوم على القنصلية جريمة
    if frame.hit.first and t.parse.tokens.words[frame.hit.first - 1] in SUMMING:
        return False  # زيادة عدد الهجمات
    if frame.clause.opener == "that" and frame.clause.form is not None and frame.clause.form.part == PAST and not is_definite(t):
        behind = any(other.frame.clause is frame.clause and other.trigger[0] > frame.hit.first for other in t.here)
        return behind and frame.hit.first == frame.clause.first + 1 < frame.clause.verb  # قال إن غارات روسية أودت بحياة ثلاثة
    if frame.opens_content:
        return True
    if said is None or said.content is None or said.act not in ("assert", "confirm") or frame.clause.opener == "that":
        return False
    return 0 <= frame.hit.first - said.content[0] <= 1 and frame.clause.verb <= frame.hit.first


def _opens(t: Telling) -> bool:
    """It is the first noun of its clause; right behind another word only where that is one of time or says what sort of deed it is."""
    parse, at, first = t.parse, t.item.frame.hit.first, t.item.frame.clause.first
    if at == first or not is_definite(t):
        return at - first <= 1
    return at == first + 1 and (parse.tokens.kinds[first] == MARK or parse.time_at(first) is not None or "act" in limits(parse, first))


def is_with_told(t: Telling) -> bool:
    """True where its clause tells another happening before it, by a verb or in words that open a report: `مقتل ثلاثة في قصف`."""
    clause, at = t.item.frame.clause, t.item.trigger[0]
    for other in t.here:
        if other is not t.item and not other.background and other.frame.clause is clause and other.trigger[0] < at:
            return True
    return False


def is_scene(t: Telling) -> bool:
    """The means, cause or scene of what a verb tells: `قتل ثلاثة في اشتباكات`, `أصيب بانفجار`."""
    hit, words = t.item.frame.hit, t.parse.tokens.words
    start = start_of(t)
    if "rank" in limits(t.parse, start - 1):
        start -= 1  # في أعنف قصف
    if hit.before.conjunction and _is_joined_scene(t):
        return True
    return hit.before.preposition == "ب" or words[hit.first - 1] in WITHIN or (start != hit.first and words[start - 1] in WITHIN)


def _is_joined_scene(t: Telling) -> bool:
    """True for a noun joined right to one that is the scene of what is told: `قتل ثلاثة خلال عمليات تمشيط واشتباكات`."""
    parse, at = t.parse, t.item.frame.hit.first
    before = next((other for other in t.here if other.trigger[1] == at), None)
    if before is None or before.background or before.frame.finite or before.status != t.item.status:
        return False
    j = before.trigger[0]
    while j > before.frame.clause.first and "act" in limits(parse, j - 1):
        j -= 1
    return before.frame.hit.before.preposition == "ب" or parse.tokens.words[j - 1] in WITHIN


def is_counted(t: Telling) -> bool:
    """True where a number stands right by the noun or sums it up: `الهجمات الثلاث`, `ارتفع عدد القتلى إلى 13`."""
    first, after = t.item.trigger
    if t.parse.tokens.words[first - 1] in SUMMING:
        return bool(t.item.counts)
    return any(c.first - _NEAR <= after and c.after + _NEAR > first for c in t.item.counts)


def age_of(t: Telling) -> timedelta | None:
    """How long before the story's day the event's own day was; None where one of them is unknown."""
    if t.day is None:
        return None
    published = t.parse.stories[t.parse.story_of(t.item.trigger[0])].published
    if published is None:
        raw = t.parse.raw_times[t.item.when]
        if raw.offset is None:
            return timedelta(days=_WEEK) if raw.weekday is not None and raw.month is None else None
        return timedelta(days=-raw.offset)  # أمس is yesterday on any day
    return None if t.day.to is None else published - t.day.to


def is_before(t: Telling, length: timedelta) -> bool:
    age = age_of(t)
    return age is not None and age > length


def is_within(t: Telling, length: timedelta) -> bool:
    age = age_of(t)
    return age is not None and timedelta(days=-1) <= age <= length
