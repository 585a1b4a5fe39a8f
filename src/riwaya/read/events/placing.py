"""Where and when an event happened: the words of its clause, else of its sentence, else the scene already set.

A place slot is filled by the smallest named place that a preposition of place or a place role gives. A day is the nearest
time of the clause that is not the announcement's; a single fresh happening without one takes the announcement's day and
says so. Neither is filled without words.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Limit, Particle, Trigger
from riwaya.model import TimeExpression
from riwaya.read.clauses.find import Clause
from riwaya.read.events.background import adjunct_start
from riwaya.read.events.extents import is_scene, size_of
from riwaya.read.events.frames import Frame, attributes
from riwaya.read.events.tolls import set_apart
from riwaya.read.events.within import is_measured, smallest
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said
from riwaya.read.tags import ADJECTIVE, ARTICLE, CUE, HEAD, LIMIT, NOUN, NUMBER, PARTICLE, TRIGGER, VERB
from riwaya.text.function_words import MOVEMENT, SINCE, TOPICAL
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import MARK

_ADJECTIVES = 2
_NEAR = 6
_LARGEST = 3
_QUOTES = frozenset('"“«')
_TOWARDS = MOVEMENT - {"من"}
_RANKED = ("week", "month", "year", "season", "decade")
_SINCE_REACH, _RANK_REACH = 3, 8
_DEPARTURES = ("withdrawal", "displacement")


def find_place(parse: Parse, frame: Frame, *, scene: Group | None, content: tuple[int, int] | None) -> Group | None:
    """The group of the event's place, None where no words give one; `content`: what the statement tells that asserts the event.

    The place of a source is none of what it tells: of a told event only the words of the content count.
    """
    if frame.kind.placeless:
        return None
    leaves = frame.entry.kind in _DEPARTURES
    named = frame.places and [g for g in frame.places if is_named(parse, g) and (leaves or g.preposition != "من" or is_part(parse, g))]
    places = _places(parse, frame.clause)
    in_clause = places and [
        g
        for g in places
        if (is_scene(g) or _is_whole(parse, g)) and _tells_where(parse, frame, g, content=content) and not _of_talks(parse, frame, g)
    ]
    if not named and frame.kind.scene:
        named = [g for g in (_beside(parse, frame), _pointed_at(parse, frame)) if g is not None]
    if leaves and not named:
        named = [g for g in places if _is_left(parse, frame, g)]
    near = in_clause and [g for g in in_clause if g.first < frame.hit.first or not _trigger_between(parse, frame.hit.after, g.first, frame)]
    if named or (near and frame.entry.kind == "seizure"):
        in_clause = near  # استعاد السيطرة على الولاية في ضربة للساعين إلى المدينة
    options = [*named, *in_clause]
    if not options and frame.kind.scene:
        options = _in_sentence(parse, frame, scene=scene, content=content)
    if not frame.kind.scene:  # talks about a war elsewhere are not held there
        options = [g for g in options if g in named or not _trigger_between(parse, frame.hit.after, g.first, frame)]
        options = [g for g in options if g.preposition not in TOPICAL and not _held_elsewhere(parse, frame, g)]
    if len(options) > 1:
        options = [g for g in options if not _in_apposition(parse, g, options)]
    if options:
        options = _nearest_side(parse, frame, _heads_of_chains(parse, frame, options))
    if options:
        return options[0] if len(options) == 1 else min(options, key=size_of)
    away = scene is not None and _is_in_country(parse, frame, content=content)
    return scene if frame.kind.scene and not away and not _is_of_the_war(parse, frame) else None


def _is_wide(group: Group) -> bool:
    return group.level == "country"


def _is_side_of_land(group: Group) -> bool:
    """True for a side of a whole country, which no name makes a place: شمال البلاد."""
    return group.head is not None and group.head.direction and group.of is not None and group.of.level == "country" and bool(group.of.anaphor)


def _is_in_country(parse: Parse, frame: Frame, *, content: tuple[int, int] | None) -> bool:
    """True where words of the clause put the event in a country as a whole, or a side of it (`في شمال البلاد`): it is not in the scene."""
    for group in _places(parse, frame.clause):
        if group.first < frame.hit.after or group.joined:
            continue
        if (_is_wide(group) if group.preposition.startswith("في") else _is_side_of_land(group)) and _tells_where(
            parse, frame, group, content=content
        ):
            return True
    return False


def _heads_of_chains(parse: Parse, frame: Frame, options: list[Group]) -> list[Group]:
    """The places without those that only say where another lies: instead of them the one right before (`محور خلة الفرجان جنوبي طرابلس`)."""
    found: list[Group] = []
    for group in options:
        head = smallest(parse, group)
        if head is not group and (not _has_own_name(head) or is_movement(parse, head) or frame.hit.first <= head.first < frame.hit.after):
            head = group
        if not any(head is g for g in found):
            found.append(head)
    return found


def _nearest_side(parse: Parse, frame: Frame, options: list[Group]) -> list[Group]:
    """For a noun with a place of its own behind it, the places without those that stand before another happening: `اشتباكات في تعز وقصف في مأرب`."""
    if frame.finite:
        return options
    behind = [g for g in options if g.first >= frame.hit.after and not _trigger_between(parse, frame.hit.after, g.first, frame)]
    if not any(g.preposition in ("في", "ب") for g in behind):
        return options
    apart = parse.conjoins(frame.hit.first)
    return [g for g in options if g.first >= frame.hit.first or not (apart or _trigger_between(parse, g.after, frame.hit.first, frame))]


def _has_own_name(group: Group) -> bool:
    """True for a place with a name of its own or of what it lies in, or that points back: not for the posts of a force."""
    if group.known is not None or group.name is not None or group.anaphor == "place":
        return True
    return group.of is not None and group.of.type == "place" and _has_own_name(group.of)


def _is_left(parse: Parse, frame: Frame, group: Group) -> bool:
    """True for the place behind a word of leaving from which people go: `نزح الآلاف من رفح`."""
    if group.preposition != "من" or group.first < frame.hit.after or not is_named(parse, group):
        return False
    return not _trigger_between(parse, frame.hit.after, group.first, frame)


def _in_sentence(parse: Parse, frame: Frame, *, scene: Group | None, content: tuple[int, int] | None) -> list[Group]:
    """The place that the rest of the sentence gives: right behind the event, else, unless an event before it has set one, before it."""
    first, after = parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]]
    options = [g for g in parse.groups_in(first, after) if g.type == "place" and is_scene(g) and _tells_where(parse, frame, g, content=content)]
    if not options:
        return options
    near = [g for g in options if g.first > frame.hit.first and not _trigger_between(parse, frame.hit.after, g.first, frame)]
    near = [g for g in near if not _told_between(parse, frame.hit.after, g.first)]
    if near or frame.background or (scene is not None and scene.first >= first):
        return near[:1]
    return [g for g in options if g.first < frame.hit.first][-1:]


def _in_apposition(parse: Parse, group: Group, options: list[Group]) -> bool:
    """True for what only says more of the place right before it: مدينة ود مدني عاصمة الولاية."""
    before = parse.group_at[group.first - 1] if group.first and not group.preposition and not group.joined else None
    return before is not None and before is not group and any(g is before for g in options)


def _beside(parse: Parse, frame: Frame) -> Group | None:
    """The named place in the genitive right behind a noun, with or without quotation marks: معركة "باخموت"."""
    if frame.finite:
        return None
    j = frame.hit.after
    while j < frame.clause.after and parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in _QUOTES:
        j += 1
    group = parse.group_at[j] if j < frame.clause.after else None
    fits = group is not None and group.type == "place" and not group.preposition and not group.joined and is_named(parse, group)
    return group if group is not None and fits and size_of(group) <= _LARGEST else None


def _pointed_at(parse: Parse, frame: Frame) -> Group | None:
    """What the pronoun of a place means (`سيطرت على مواقع فيها`, `سيطرة القوات عليها`): the place named last before it in the sentence."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]][0]
    for j in range(frame.hit.after, min(frame.clause.after, frame.hit.after + _NEAR)):
        if parse.tokens.kinds[j] == MARK:
            return None
        for hit in parse.hits[j] if parse.tags[j] & PARTICLE else ():
            if hit.pronoun == "ها" and type(hit.entry) is Particle and hit.entry.lemma in ("في", *frame.entry.roles):
                role = frame.entry.roles.get(hit.entry.lemma, "place")
                named = [g for g in parse.groups_in(first, frame.hit.first) if g.type == "place" and is_named(parse, g) and not g.speaks]
                return named[-1] if named and role in ("place", "target") and size_of(named[-1]) <= _LARGEST else None
    return None


def _is_of_the_war(parse: Parse, frame: Frame) -> bool:
    """True behind words for the war as a whole (`ومنذ اندلاع الحرب، قتل …`): what it has done has no scene of its own."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]][0]
    for j in parse.tokens_in(first, frame.hit.first, TRIGGER):
        for hit in parse.hits[j]:
            entry = hit.entry
            if type(entry) is Trigger and entry.background and entry.kind == "assault" and hit.after <= frame.hit.first:
                return True
    return False


def is_named(parse: Parse, group: Group) -> bool:
    """True for a place with a proper name, its own or that of what it belongs to, and for one that points back."""
    of_nation = bool(group.nations) and group.head is not None and group.head.type == "place_head"  # مدن أوكرانية
    own = group.known is not None or group.name is not None or (group.anaphor == "place" and group.level != "front") or of_nation
    return own or (group.of is not None and group.of.known is not None) or _is_landmark(parse, group)


def _is_landmark(parse: Parse, group: Group) -> bool:
    """True for the one facility of its kind that a definite singular and what qualifies it mean: القصر الجمهوري, سوق السمك."""
    if group.head is None or group.head.type != "facility" or not group.definite or group.number != "s" or group.of is not None:
        return False
    return bool(parse.tags[group.after - 1] & ARTICLE) and group.after - group.first > len(group.head.lemma.split())


def town_of(parse: Parse, frame: Frame, *, place: Group | None, scene: Group | None) -> Group | None:
    """The settlement or region that a facility lies in, by its clause or by the scene before; any other place itself."""
    if place is None or size_of(place) > 0:
        return place
    around = [g for g in _places(parse, frame.clause) if g.first > place.first and is_scene(g) and 0 < size_of(g) <= _LARGEST]
    return around[0] if around else scene if scene is not None and size_of(scene) > 0 else place


def is_movement(parse: Parse, group: Group) -> bool:
    """True for where something comes from or goes to, and for what such a place lies in.

    So `من محيط بلدة في منطقة` is one origin, and `إلى نقطة تبادل على الحدود` one destination; what `إلى` leads to as a result
    (a number, a happening: `أدى إلى مقتل عشرة في المدينة`) is none.
    """
    if group.preposition in MOVEMENT:
        return not is_part(parse, group)
    end = group.first - len(group.preposition.split()) if not group.skip else group.first
    before = parse.group_at[end - 1] if end > 0 else None
    if before is not None and before.type == "place" and before.first < group.first:
        return is_movement(parse, before)
    low = max(end - 5, parse.tokens.sentences[parse.tokens.sentence_of[group.first]][0])
    if _TOWARDS.isdisjoint(parse.tokens.words[low + 1 : end]):
        return False
    for j in range(end - 1, low, -1):
        if parse.tokens.kinds[j] == MARK or parse.tags[j] & NUMBER or parse.conjoins(j) or (parse.tags[j] & VERB and not parse.tags[j] & NOUN):
            return False
        if parse.tokens.words[j] in _TOWARDS:
            led = parse.group_at[j + 1]
            if led is not None and led is not group and led.type != "place":
                return False  # نسب إلى الجماعة في شمال البلاد
            return not parse.tags[j + 1] & (TRIGGER | NUMBER)
    return False


def is_part(parse: Parse, group: Group) -> bool:
    """True for what a part is part of (`سيطرت على الجزء الشرقي من المدينة`): no origin."""
    if group.preposition != "من" or size_of(group) > _LARGEST:
        return False
    j = group.first - 2
    low = max(j - 2, parse.tokens.sentences[parse.tokens.sentence_of[group.first]][0])
    while j > low and parse.tags[j] & ADJECTIVE and not parse.tags[j] & (TRIGGER | CUE | VERB):
        j -= 1
    if j <= 0 or not parse.tags[j] & NOUN or parse.tags[j] & (TRIGGER | CUE | HEAD | NUMBER) or parse.group_at[j] is not None:
        return False
    return parse.tokens.words[j - 1] in ("علي", "في")


def _of_talks(parse: Parse, frame: Frame, group: Group) -> bool:
    """True for the place of talks behind an attack: هدنة تحت القصف.. مفاوضات في الدوحة."""
    if not frame.kind.scene:
        return False
    kinds = parse.lexicon.ontology.kinds
    for j in parse.tokens_in(frame.hit.after, group.first, TRIGGER):
        for hit in parse.hits[j] if parse.tags[j] & NOUN and parse.group_at[j] is None else ():
            if type(hit.entry) is Trigger and not kinds[hit.entry.kind].scene and not kinds[hit.entry.kind].placeless:
                return True
    return False


def _held_elsewhere(parse: Parse, frame: Frame, group: Group) -> bool:
    """True for the place of talks before an agreement, a plan or a summons that came of them: `عقب محادثاتهما في موسكو لهدنة`."""
    if frame.entry.kind == "meeting" or group.first > frame.hit.first:
        return False
    own = 0 if group.skip else len(group.preposition.split())
    return any(
        type(h.entry) is Trigger and h.entry.kind == "meeting" and h.after <= group.first
        for j in range(max(frame.clause.first, group.first - own - 2), group.first - own)
        if parse.tags[j] & TRIGGER and parse.group_at[j] is None
        for h in parse.hits[j]
    )


def _is_whole(parse: Parse, group: Group) -> bool:
    return group.preposition == "من" and is_named(parse, group) and is_part(parse, group)


def _tells_where(parse: Parse, frame: Frame, group: Group, *, content: tuple[int, int] | None) -> bool:
    """True for a place in the words that tell the event: not where its source is or speaks, not where something goes."""
    if is_movement(parse, group) or is_measured(parse, group):
        return False
    if content is not None:
        return content[0] <= group.first < content[1]
    return not any(attributes(parse, j) for j in parse.tokens_in(frame.hit.after, group.first, CUE))


def _places(parse: Parse, clause: Clause) -> list[Group]:
    return [g for g in parse.groups_in(clause.first, clause.after) if g.type == "place"]


def find_when(parse: Parse, frame: Frame, clauses: list[Clause], *, times: tuple[TimeExpression, ...], said: Said | None) -> int:
    """The number of the time expression that dates the event, -1 where none in reach does.

    A time dates the trigger next to it: the one before it, or, where it leads the clause, all of them.
    """
    hit, clause = frame.hit, frame.clause
    own = _times_of(parse, frame, clause, times=times, said=said)
    for n in own:
        if parse.raw_times[n].first >= hit.after and not _trigger_between(parse, hit.after, parse.raw_times[n].first, frame):
            return n
    ahead = next((n for n in reversed(own) if parse.raw_times[n].after <= hit.first), None) if own else None
    start = adjunct_start(parse, hit.first, clause.first) if frame.background and not frame.finite else None
    if ahead is not None and start is not None and parse.raw_times[ahead].first < start:
        return -1  # قصفت المدينة الأحد بعد يوم من هجوم
    if ahead is not None:
        raw = parse.raw_times[ahead]
        if not _trigger_between(parse, raw.after, hit.first, frame) or not _trigger_between(parse, clause.first, raw.first, frame):
            return ahead
    told = _relative_behind(frame, clauses)
    if told is not None:  # القصف الذي تعرضت له البلدة ليل السبت
        own_day = next((n for n in parse.times_in(told.first, told.after) if _dates(times[n])), None)
        if own_day is not None and not _trigger_between(parse, hit.after, parse.raw_times[own_day].first, frame):
            return own_day
    while not own and not frame.background and clause.parent >= 0 and clause.opener not in ("that", "quote", "colon"):
        clause = clauses[clause.parent]
        above = _times_of(parse, frame, clause, times=times, said=said)
        if above and clause.verb < 0:
            return above[-1]
        if clause.verb >= 0:
            break
    return -1


def _times_of(parse: Parse, frame: Frame, clause: Clause, *, times: tuple[TimeExpression, ...], said: Said | None) -> list[int]:
    """The times of a clause that may date an event: days of its own words, within what its statement tells; not the start of a
    time over which it is summed (`18 قتيلا منذ الجمعة`).
    """
    numbers = parse.times_in(clause.first, clause.after)
    if not numbers:
        return []
    held = None if said is None else said.content
    summed = frame.kind.scene and frame.entry.kind != "siege" and not frame.entry.background
    summed = summed or frame.entry.kind == "agreement"
    words = parse.tokens.words
    return [
        n
        for n in numbers
        if _dates(times[n])
        and (held is None or held[0] <= parse.raw_times[n].first < held[1])
        and not (summed and (first := parse.raw_times[n].first) and words[first - 1].removeprefix("و") == SINCE)
        and not _is_of_other(parse, frame, clause, n)
    ]


def _is_of_other(parse: Parse, frame: Frame, clause: Clause, n: int) -> bool:
    """True for the period among whose events one is ranked (`أعنف اشتباكات هذا العام`), and for the time of what `منذ` counts from
    (`منذ حرب العام الماضي`), but for that itself.
    """
    raw, words = parse.raw_times[n], parse.tokens.words
    for j in range(max(clause.first, raw.first - _SINCE_REACH), raw.first - 1):
        if words[j].removeprefix("و") == SINCE and not j <= frame.hit.first < raw.first:
            return True
    if raw.kind not in _RANKED:
        return False
    return any(
        type(h.entry) is Limit and h.entry.frame == "rank"
        for j in range(max(clause.first, raw.first - _RANK_REACH), raw.first)
        if parse.tags[j] & LIMIT
        for h in parse.hits[j]
    )


def _relative_behind(frame: Frame, clauses: list[Clause]) -> Clause | None:
    """The relative clause that opens right behind a noun, or behind its adjectives."""
    if frame.finite:
        return None
    after = frame.hit.after
    for clause in clauses:
        if clause.opener == "relative" and 0 <= clause.first - after <= _ADJECTIVES:
            return clause
    return None


def _trigger_between(parse: Parse, first: int, after: int, frame: Frame) -> bool:
    """True where a trigger of another kind of event stands between two tokens, or one of a toll that is set apart from this one."""
    kind, absorbs = frame.entry.kind, frame.kind.absorbs
    for j in parse.tokens_in(first, after, TRIGGER):
        if parse.group_at[j] is not None or parse.time_at(j) is not None:
            continue
        for hit in parse.hits[j]:
            if type(hit.entry) is Trigger and hit.entry.kind != kind and hit.entry.kind not in absorbs:
                return True
        if kind == "casualties" and set_apart(parse, j):
            return True
    return False


def _told_between(parse: Parse, first: int, after: int) -> bool:
    """True where a verb between two tokens tells of another happening, of whatever kind: what stands behind it is its own place."""
    return any(
        any(type(h.entry) is Trigger and h.form.part in (PAST, PRESENT) for h in parse.hits[j])
        for j in parse.tokens_in(first, after, TRIGGER)
        if parse.group_at[j] is None and not parse.tags[j] & NOUN
    )


def _dates(time: TimeExpression) -> bool:
    return time.from_ is not None and time.days is None and time.to is not None
