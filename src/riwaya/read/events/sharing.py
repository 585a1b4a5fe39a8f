"""What the events of a story lend each other: the day and place of a lead to its headline, of an attack to its dead, of a call to its retellings."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from msgspec import Struct, field

from riwaya.lexicon.entries import Light
from riwaya.model import TimeExpression
from riwaya.read.events.extents import size_of
from riwaya.read.events.frames import Filler, Frame, is_object, tells_of_noun
from riwaya.read.events.quantities import Count
from riwaya.read.events.tolls import set_apart
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.text.function_words import COMPANY, RESUMED, SINCE
from riwaya.text.inflection import NOUN

_TALKS = ("call", "meeting")
_LEAD_SENTENCES = 3
_FARTHEST = 12
_REACH = 8
_TITLES = ("headline", "subhead")
_ASIDE = (*_TITLES, "boilerplate", "byline", "dateline", "caption")
_RECENT = timedelta(days=3)
_WEEK = timedelta(days=7)
_ONE_HAPPENING = ("strike", "interception", "casualties", "damage")
_ONE_OF_A_KIND = ("exchange", "withdrawal", "seizure")
_OF_AN_ATTACK = ("strike", "assault", "repulse", "interception", "casualties", "damage")
_OF_ONE_DAY = frozenset((*_OF_AN_ATTACK, *_ONE_OF_A_KIND))


Scene = tuple[int, str, int]
"""Story, kind (empty for all that belongs to an attack), entity of the place (-1: none)."""


class Happening(Struct):
    """An event in the making; `when` numbers a time expression (-1: none), `said` the statements that assert it, `lead` the
    event of the lead that a headline tells in short, `around` the place or the town that it lies in, `told` the time of the statement that
    tells it, `initiative` who sought a contact, `background` the rule by which the text only mentions it (empty: it tells it).
    """

    frame: Frame
    trigger: tuple[int, int]
    status: str
    place: Group | None
    when: int
    announced: bool
    counts: list[Count]
    said: list[int] = field(default_factory=list)
    lead: Happening | None = None
    around: Group | None = None
    told: int = -1
    initiative: Filler | None = None
    background: str = ""


def share_exchanges(parse: Parse, found: list[Happening]) -> None:
    """One exchange told several times is at one place: where the story gives a single one, its other tellings share it."""
    exchanges: dict[int, list[Happening]] = {}
    for item in found:
        if item.frame.entry.kind == "exchange" and item.status == "happened":
            exchanges.setdefault(parse.story_of(item.trigger[0]), []).append(item)
    for items in exchanges.values():
        placed = [item for item in items if item.place is not None]
        if len({item.place.entity for item in placed if item.place is not None}) == 1:
            for item in items:
                if item.place is None and item.when in (-1, placed[0].when):
                    item.place, item.around = placed[0].place, placed[0].around


def share_talks(found: list[Happening]) -> None:
    """One call told several times is of one day: where a single telling dates the talks of the same parties, the others share it."""
    by_parties: dict[tuple[str, frozenset[int]], list[Happening]] = {}
    for item in found:
        if item.frame.entry.kind not in _TALKS or item.status != "happened":
            continue
        parties = frozenset([f.group.entity for f in item.frame.fillers if f.role == "party" and f.group is not None])
        if len(parties) > 1:
            by_parties.setdefault((item.frame.entry.kind, parties), []).append(item)
    for items in by_parties.values():
        stated = {item.when for item in items if item.when >= 0}
        if len(stated) == 1:
            for item in items:
                item.when, item.announced = next(iter(stated)), False


def follow_leads(parse: Parse, found: list[Happening]) -> None:
    """A headline tells the lead in short: its event is the first of that kind in the lead, and has its day and place."""
    for number, item in enumerate(found):
        if parse.role_of(item.trigger[0]) not in _TITLES:
            continue
        first = parse.first_sentence(item.trigger[0])
        if _told_before(parse, first, item) > 1:
            continue
        for other in islice(found, number + 1, None):
            if other.trigger[0] <= item.trigger[0] or parse.role_of(other.trigger[0]) in _TITLES:
                continue
            if _told_before(parse, first, other) > _LEAD_SENTENCES:
                break
            alike = other.frame.entry.kind == item.frame.entry.kind and other.status == item.status
            if alike and (item.status != "denied" or _may_be_denied(other, item) or other.place is None or item.place is None):
                item.lead = other
                if item.place is None:
                    item.place, item.around = other.place, other.around
                break


def _told_before(parse: Parse, first: int, item: Happening) -> int:
    """How many sentences from sentence `first` on stand before an event's, titles and lines between them aside."""
    last = parse.tokens.sentence_of[item.trigger[0]]
    if last - first > _FARTHEST:
        return last - first
    return len([number for number in range(first, last) if parse.role_of(parse.tokens.sentences[number][0]) not in _ASIDE])


def share(parse: Parse, here: list[Happening]) -> None:
    """What one sentence tells as one happening shares its day and place; those hit share who hit them, where a cause is named."""
    attacks = [h for h in here if h.frame.entry.kind in ("strike", "assault")]
    if not attacks:
        attacks = [h for h in here if h.frame.entry.kind in ("interception", "damage")]  # تحطم طائرة أودى بحياة ركابها
    if not attacks:
        return
    for item in here:
        if item.frame.entry.kind not in ("casualties", "damage", "interception") or item in attacks:
            continue
        attack = min(attacks, key=lambda a: (abs(a.trigger[0] - item.trigger[0]), a.trigger[0]))
        if attack.said != item.said or attack.status != item.status:
            continue
        _share_place(parse, attack, item)
        if item.status != "happened":
            continue
        later = _is_later_death(parse, item) and attack.trigger[0] < item.trigger[0]
        if not later:
            if not item.frame.background or attack.frame.clause is item.frame.clause:
                _share_time(attack, item)
            if not attack.frame.background or (attack.frame.clause is item.frame.clause is not None and item.frame.background):
                _share_time(item, attack)
            if item.announced and attack.when < 0 and attack.frame.form.number == "s" and not attack.frame.background and not attack.frame.finite:
                attack.announced = True  # استشهاد خمسة في اقتحام المدينة
        if item.frame.entry.kind != "interception" and _is_caused(parse, attack, item):
            mutual = any(f.role == "actor" and f.group is not None and f.group.preposition in COMPANY for f in attack.frame.fillers)
            for filler in attack.frame.fillers:
                if filler.role == "actor" and not mutual:
                    item.frame.fillers.append(Filler("actor", filler.group, filler.nation, filler.token))


def _is_later_death(parse: Parse, item: Happening) -> bool:
    """True for those who die in words set after what they are about (`بعدما توفي أربعة جرحى خلال الليل`, `بعد وفاة اثنين من المصابين`)."""
    if item.frame.entry.kind != "casualties":
        return False
    return (item.frame.finite and item.frame.clause.opener == "conjunction") or set_apart(parse, item.trigger[0])


def _share_place(parse: Parse, attack: Happening, item: Happening) -> None:
    """What an attack does, it does where it is: unless words of its own, behind the attack's, say where."""
    place = attack.place
    if place is None and item.place is not None and attack.when >= 0 and attack.frame.kind.scene and not attack.frame.background:
        if item.place.first < min(parse.tokens.sentences[parse.tokens.sentence_of[item.trigger[0]]][0], attack.trigger[0]):
            item.place = item.around = None  # the scene, from which the attack was set apart
    if place is None or item.place is place:
        return
    own = item.place
    first, after = item.frame.clause.first, item.frame.clause.after
    if own is not None and first <= own.first < after:
        last = max(attack.trigger[0], item.trigger[0])
        of_attack = attack.trigger[0] <= own.first < last or (item.trigger[0] < attack.trigger[0] < own.first)
        if not of_attack or size_of(own) < size_of(place):
            return  # مقتل خمسة في خان يونس; but غارات على مجمع ناصر في غزة أسفرت عن مقتل
    item.place, item.around = place, attack.around


def _share_time(source: Happening, other: Happening) -> None:
    if source.when >= 0 and other.when < 0:
        other.when, other.announced = source.when, False


def _is_caused(parse: Parse, attack: Happening, item: Happening) -> bool:
    """True where the noun of the attack is what caused, the subject of the verb (`غارات إسرائيلية أسفرت عن مقتل`); not behind `ما أسفر`,
    which takes up a whole clause, nor where the dead are only told with an attack (`قتل خمسة في غارة`).
    """
    light = item.frame.light
    if attack.frame.finite or item.trigger[0] < attack.trigger[0]:
        return False
    if light is None:
        return item.frame.finite and (tells_of_noun(parse, item.frame.hit) or item.frame.clause is attack.frame.clause)  # هجوما أودى بحياة ثلاثة
    causes = type(light.entry) is Light and light.entry.subject == "cause"
    return causes and parse.tokens.words[light.first - 1] not in RESUMED


def shared_status(parse: Parse, item: Happening, before: Happening) -> str:
    """The status of an event, which a verbal noun joined to one that is only planned or weighed shares: `يخططون لشن هجمات وفرض حصار`."""
    frame, other = item.frame, before.frame
    if (
        item.status != "happened"
        or before.status not in ("planned", "hypothetical")
        or frame.finite
        or other.finite
        or frame.clause is not other.clause
    ):
        return item.status
    carrier = frame.light if frame.light is not None and before.trigger[1] <= frame.light.first < item.trigger[0] else frame.hit
    if parse.amount_from(frame.hit.after) is not None or (frame.entry.kind == "detention" != other.entry.kind):
        return item.status  # أحبطت مخططا لتفجير السوق واعتقال ثلاثة
    joined = bool(carrier.before.conjunction) and carrier.form.part == NOUN and carrier.first - before.trigger[1] <= _REACH
    return before.status if joined else item.status


def is_the_one_told(item: Happening) -> bool:
    """True for a definite noun without a day (`القصف`, `عدد القتلى`): it goes on about what has been told."""
    return item.when < 0 and item.status == "happened" and not item.frame.finite and item.frame.hit.before.article


def take_told_day(here: list[Happening], told: int) -> None:
    """Give the time `told` (-1: none) to what goes on about the attack that it dates."""
    if told < 0:
        return
    for item in here:
        if item.frame.entry.kind in _ONE_HAPPENING and (item.announced or is_the_one_told(item)):
            if not any(other.when >= 0 and other.place is not None and other.place is item.place for other in here):
                item.when, item.announced = told, False


def next_told(parse: Parse, here: list[Happening], times: tuple[TimeExpression, ...], told: int) -> int:
    """The time of the latest dated attack of the last days: what is then told of it without a day shares it."""
    for item in reversed(here):
        if item.frame.entry.kind in ("strike", "assault") and item.when >= 0 and item.status == "happened":
            day, published = times[item.when].to, parse.stories[parse.story_of(item.trigger[0])].published
            recent = day is not None and published is not None and timedelta() <= published - day <= _RECENT
            return item.when if recent else -1
    return told


def share_days(parse: Parse, found: list[Happening], times: tuple[TimeExpression, ...]) -> None:
    """What a story tells of one attack in one place is of one day: where the days that it states for that place do not differ,
    what it tells without a day, or only by its announcement, shares them.
    """
    scenes: dict[Scene, list[Happening]] = {}
    for item in found:
        kind = item.frame.entry.kind
        if item.status not in ("happened", "denied") or kind not in _OF_ONE_DAY:
            continue
        if item.frame.background and not is_the_one_told(item):
            continue
        scene = -1 if item.around is None else item.around.entity
        if kind in _ONE_OF_A_KIND or scene >= 0:
            key = (parse.story_of(item.trigger[0]), kind if kind in _ONE_OF_A_KIND else "", -1 if kind == "exchange" else scene)
            scenes.setdefault(key, []).append(item)
    for items in scenes.values():
        undated = [item for item in items if item.when < 0]
        shared = _day_of(parse, items, times) if undated else -1
        for item in undated if shared >= 0 else ():
            day = shared
            ground = item.frame.entry.kind in ("assault", "repulse")
            if item.status == "denied":
                day = _day_of(parse, [other for other in items if other is not item and _may_be_denied(other, item)], times)
            if day >= 0 and _lasts(parse, item):
                continue  # تستهدف البلدة منذ شهور
            if day >= 0 and item.told >= 0 and _is_before(times[item.told], times[day]):
                continue  # وفي 18 ديسمبر أعلنت … السيطرة على المدينة
            if day >= 0 and (not ground or (is_the_one_told(item) and item.frame.form.number != "p")):
                item.when, item.announced = day, False


def _lasts(parse: Parse, item: Happening) -> bool:
    """True for what is told of a time that runs from another on: `منذ` behind it, in its sentence."""
    at = item.trigger[1]
    words = parse.tokens.words[at : min(parse.sentence_end(item.trigger[0]), at + _REACH)]
    return SINCE in words


def _is_before(earlier: TimeExpression, later: TimeExpression) -> bool:
    return earlier.to is not None and later.from_ is not None and earlier.to < later.from_


def _may_be_denied(told: Happening, denied: Happening) -> bool:
    """True where a denial may be of what is told: one kind, one target or, where one of them names none, one place."""
    if told.frame.entry.kind != denied.frame.entry.kind:
        return False
    struck, spared = _things_hit(told), _things_hit(denied)
    if struck and spared:
        return bool(struck & spared)
    return told.place is not None and denied.place is not None and told.place.entity == denied.place.entity


def _things_hit(item: Happening) -> set[int]:
    return {f.group.entity for f in item.frame.fillers if f.role == "target" and f.group is not None and is_object(f.group)}


def _day_of(parse: Parse, items: list[Happening], times: tuple[TimeExpression, ...]) -> int:
    """The time that dates what is told of one scene: that of the first attack; -1 where none is dated, or two differ."""
    dated = [item for item in items if item.status == "happened" and _is_recent(parse, item, times) and not _is_later_death(parse, item)]
    dated = [item for item in dated if item.frame.entry.kind != "casualties"] or dated[:1]  # some of the wounded die later
    spans = [(times[item.when].from_, times[item.when].to) for item in dated]
    if not dated or any(a[0] > b[1] for a in spans for b in spans if a[0] and b[1]):
        return -1
    return dated[0].when


def _is_recent(parse: Parse, item: Happening, times: tuple[TimeExpression, ...]) -> bool:
    published = parse.stories[parse.story_of(item.trigger[0])].published
    day = times[item.when].to if item.when >= 0 else None
    return day is not None and published is not None and timedelta() <= published - day <= _WEEK
