"""What must stand near a trigger: how far the nearest argument is of a type that its entry needs."""

from __future__ import annotations

from riwaya.lexicon.entries import Counted, Status, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.events.attacks import AIR, DECIDED, GROUND, is_armed, is_from_air, is_on_ground
from riwaya.read.events.frames import SOME, counts_some, is_some
from riwaya.read.events.tolls import counts_things
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import HEAD, NATION, TRIGGER
from riwaya.text.inflection import FIXED, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM

_GROUND = ("settlements", "regions", "area_km2")
_NO_NEED = 6
_NEAR = 4
_BEFORE, _AFTER = 8, 10
_LAUNCHED_AFTER = 20
"""How far behind its verb a weapon may stand that is launched: `أطلقت عناصر من الجبهة، اليوم السبت 9 مايو، أربعة صواريخ`."""
_BY_WORDS = frozenset((GROUND, AIR, "quantity", "bodies", "attack", "phone", "pact", "troops", "pushed", "victims", "town", "place"))
"""The needs that other things than a noun group of their type may meet."""
_NO_TYPES = frozenset(("armed", "force", "facility"))
"""The needs that a noun group of more than one type may meet."""
_PEOPLE_THEMSELVES = ("هم", "هن")
_MOVED = ("exchange", "displacement")


def need_distance(parse: Parse, hit: Hit, entry: Trigger, *, earlier: str = "") -> int | None:
    """How far the nearest argument stands of a type that the entry needs; None where it needs one and none is in reach.

    `earlier`: the kind of the attack that the document told last.
    """
    if not entry.needs:
        return _NO_NEED
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    start, after = hit.first, hit.after
    low, high = max(first, start - _BEFORE), min(end, after + _AFTER)
    found: list[int] = []
    beside = [g for g in parse.groups_in(low, high) if not start <= g.first < after]
    for need in entry.needs:
        if need not in _BY_WORDS:
            groups = beside
            if need == "weapon" and entry.object == "weapon" and hit.form.part == PAST:
                groups = [*beside, *parse.groups_in(high, min(end, hit.after + _LAUNCHED_AFTER))]
            if groups:
                found += _arguments(parse, hit, entry, need, groups)
            if need == "people" and hit.pronoun in _PEOPLE_THEMSELVES and entry.kind in _MOVED:
                found.append(0)  # استعادتهم: people, no ground
        elif need in (GROUND, AIR):
            if (is_on_ground if need == GROUND else is_from_air)(parse, hit, earlier):
                found.append(DECIDED)
        elif need == "quantity":
            found.extend(_numbers(parse, hit, low, high))
        elif need in ("bodies", "attack", "phone", "pact"):
            found.extend(_words(parse, hit, need, low, high))
        elif need in ("troops", "pushed", "victims"):
            found.extend(_forces(parse, hit, need, high))
        elif need == "town":
            found.extend(_towns(parse, hit, low, high))
        elif need == "place" and (ground := _ground_after(parse, hit, high)) is not None:
            found.append(ground - hit.first)  # استعادت 75 بلدة
        else:
            found.extend(_arguments(parse, hit, entry, need, beside))
        if need == "force":
            found += [j - hit.first for j in range(hit.after, min(high, hit.after + 4)) if parse.tags[j] & NATION]
    return min(found) if found else None


def _numbers(parse: Parse, hit: Hit, low: int, high: int) -> list[int]:
    amounts = parse.amounts_in(low, high)
    own = next((a for a in amounts if hit.after <= a.first < hit.after + _NEAR), None)
    if own is not None and isinstance(hit.entry, Trigger) and hit.entry.kind == "casualties" and counts_things(parse, own):
        return []  # أطلقوا 12 صاروخا، وسقط 4 منها
    found = [abs(a.number_first - hit.first) for a in amounts]
    if not SOME.isdisjoint(parse.tokens.words[low : high - 1]):
        found.extend(abs(j - hit.first) for j in range(low, high - 1) if is_some(parse, j))
    if hit.form.number == "d" and hit.form.part == NOUN_FORM and not hit.form.construct:
        found.append(0)
    return found


def _words(parse: Parse, hit: Hit, need: str, low: int, high: int) -> list[int]:
    """The distances of words that are no noun groups: the dead counted as bodies, a noun of attack, the telephone, the pact that is signed."""
    if need == "bodies":
        heads = (h for j in parse.tokens_in(low, high, HEAD) for h in parse.hits[j])
        return [abs(h.first - hit.first) for h in heads if type(h.entry) is Counted and h.entry.what == "bodies"]
    if need == "attack":
        return [hit.first - j for j in range(max(low, hit.first - _NEAR), hit.first) if _names(parse, j, "strike")]
    if need == "pact":
        return [abs(j - hit.first) for j in range(low, high) if j != hit.first and _names(parse, j, "agreement", definite=True)]
    return [DECIDED for j in range(low, high) if parse.tokens.words[j].lstrip("وبال").startswith(("هاتف", "phone", "telephone"))]


def _forces(parse: Parse, hit: Hit, need: str, high: int) -> list[int]:
    """The distances of whom a verb does something to, behind it: forces sent (`أرسلت أنقرة ثلاثة آلاف جندي`), or right behind ب (`دفع الجيش
    بدبابات`); people hurt (`أصاب الانفجار ستة عمال`, but not `قال مسؤول إن القصف أصاب الضواحي`)."""
    if need == "victims":
        hurt = [g.first - hit.first for g in parse.groups_in(hit.after, high) if g.type in ("group", "person") and not g.preposition]
        return hurt + [a.number_first - hit.first for a in parse.amounts_in(hit.after, hit.after + 1)]  # قتل ثلاثة وأصاب خمسة
    if need == "pushed":
        groups = parse.groups_in(hit.after, min(high, hit.after + _NEAR))
        return [g.first - hit.first for g in groups if g.preposition == "ب" and (g.type == "weapon" or is_armed(parse, g))]
    return [g.first - hit.first for g in parse.groups_in(hit.after, high) if not g.preposition and _may_be_sent(parse, g)]


def _may_be_sent(parse: Parse, group: Group) -> bool:
    """True for several fighters, and for a body of somebody's own: جنودا, ألف جندي, قواتها; not for a single soldier or the army."""
    head = group.head
    if head is None or not head.force:
        return False
    return group.number != "s" or parse.amount_before(group.first) is not None if head.type == "people" else bool(group.pronoun)


def _towns(parse: Parse, hit: Hit, low: int, high: int) -> list[int]:
    """The distance of the town that forces enter: `دخلت القوات مدينة`; nothing where no force stands near."""
    if not any(_is_force(g) for g in parse.groups_in(low, high) if not hit.first <= g.first < hit.after):
        return []
    tried = range(max(low, hit.first - _NEAR), hit.first)
    if any(type(h.entry) is Status and h.entry.status == "attempted" for j in tried for h in parse.hits[j]):
        return []  # حاولوا دخول مدينتين: no town is taken
    towns = any(
        g.type == "place" and g.level in ("settlement", "district") and g.preposition in ("", "الي") for g in parse.groups_in(hit.after, high)
    )
    return [DECIDED] if towns or _ground_after(parse, hit, high) is not None or hit.pronoun in ("ها", "ه") else []


def _arguments(parse: Parse, hit: Hit, entry: Trigger, need: str, groups: list[Group]) -> list[int]:
    """The distances of those of some groups beside a trigger that are of a type."""
    found: list[int] = []
    fitting = _groups_of(parse, groups, need)
    if not fitting:
        return found
    decisive = need == "weapon" and hit.form.part not in (PAST, PRESENT)
    bearing, seizing = need == "weapon" and entry.subject == "weapon", entry.kind == "seizure"
    for group in fitting:
        if bearing and group.preposition == "ب":
            continue  # سقوط مصابين بشظايا
        fired_from = entry.object == "weapon" and need == "weapon" and group.preposition == "من" and not counts_some(parse, group)
        if fired_from and not _names_between(parse, hit.after, group.first):
            continue  # ألقيت زجاجات من دبابة, but أطلقوا النار من أسلحتهم, أطلقوا عددا من الصواريخ
        if entry.object == "place" and need == "force" and group.first >= hit.after and group.level == "country" and group.head is None:
            continue  # دخل السياح فرنسا
        if seizing and _takes(group, hit):
            continue
        distance = abs(group.first - hit.first)
        found.append(0 if decisive and distance <= _NO_NEED else distance + 1)  # a weapon beside it decides
    return found


def _names_between(parse: Parse, first: int, after: int) -> bool:
    """True where a noun between two words names an attack of itself: النار."""
    return any(_names(parse, j, "assault") for j in range(first, after))


def _ground_after(parse: Parse, hit: Hit, end: int) -> int | None:
    """The number behind a trigger that counts ground: settlements, regions, square kilometres."""
    for amount in parse.amounts_in(hit.after, min(end, hit.after + _NEAR)):
        j = amount.number_after
        if j < end and any(type(h.entry) is Counted and h.entry.what in _GROUND for h in parse.hits[j]):
            return amount.number_first
    return None


def _names(parse: Parse, j: int, kind: str, *, definite: bool = False) -> bool:
    """True for a noun at token j that names an event of a kind: قصف, غارة; with `definite`, only behind the article: الاتفاق."""
    return bool(parse.tags[j] & TRIGGER) and any(
        type(h.entry) is Trigger and h.entry.kind == kind and h.form.part in (NOUN_FORM, FIXED) and (not definite or bool(h.before.article))
        for h in parse.hits[j]
    )


def _takes(group: Group, hit: Hit) -> bool:
    """True for a country beside a verb of taking: it takes, and is not taken (`استعادت أوكرانيا أسراها`)."""
    return hit.form.part in (PAST, PRESENT) and not hit.pronoun and group.level in ("country", "capital") and not group.preposition


def _groups_of(parse: Parse, groups: list[Group], need: str) -> list[Group]:
    """Those of some groups that are of a type."""
    if need not in _NO_TYPES:
        kind = "group" if need == "people" else need
        return [g for g in groups if g.type == kind] if groups else groups
    if need == "armed":
        return [g for g in groups if is_armed(parse, g)]
    if need == "force":
        return [g for g in groups if _is_force(g)]
    return [g for g in groups if g.head is not None and g.head.type == "facility"]


def _is_force(group: Group) -> bool:
    return (
        (group.head is not None and group.head.force)
        or (group.type == "organization" and group.known is not None)
        or (group.level in ("country", "capital") and not group.preposition)
    )
