"""How large a place is beside others, and whether its words let it be where something happens."""

from __future__ import annotations

from riwaya.read.groups import Group
from riwaya.text.function_words import AROUND, LOCATIVE

_SIZE = {
    "facility": 0, "plant": 0, "dam": 0, "airport": 0, "port": 0, "crossing": 0, "camp": 0, "area": 0,
    "village": 1, "town": 1, "settlement": 1, "city": 1, "capital": 1, "": 2, "district": 2,
    "island": 3, "peninsula": 3, "region": 3, "front": 3, "border": 3, "direction": 4, "river": 4, "sea": 4, "country": 5,
}  # fmt: skip


def size_of(group: Group) -> int:
    """A rank of extent: smaller numbers are smaller places."""
    if group.level == "capital":
        return 1
    if group.preposition in AROUND and group.level != "direction":
        return max(2, _SIZE.get(group.level, 2))  # شمال غربي المعبر: what lies around it is larger
    if group.nations and not (group.known or group.name) and group.head is not None and group.head.type == "place_head":
        return 5 if group.head.level == "country" or group.head.level == "region" else 4  # الأراضي الأوكرانية, مدن أوكرانية
    if group.level == "district" and _is_in_town(group):
        return 0  # a quarter of its city
    if group.head is not None and group.head.level in ("region", "front") and group.level == group.head.level and _is_called_area(group):
        return 1  # محور خلة الفرجان, منطقة التحرير
    return _SIZE.get(group.level, 2)


def _is_in_town(group: Group) -> bool:
    """True for a street or quarter by name, which lies in a town; what a state is divided into holds towns."""
    divides = group.head is not None and group.head.en in ("district", "subdistrict", "municipality")
    return (group.name is not None and group.head is not None and not divides) or (group.known is not None and group.known.level == "district")


def _is_called_area(group: Group) -> bool:
    """True for a place that only the word for an area or axis announces, and that no list knows as a region or large town."""
    assert group.head is not None
    if group.name is None or group.head.en not in ("region", "axis"):
        return False
    return group.known is None or group.known.level in ("town", "village", "settlement", "area", "district", "camp")


def is_scene(group: Group) -> bool:
    """True for a place that can set the scene: named, governed by a preposition of place or a direction."""
    return (
        group.type == "place"
        and (group.known is not None or group.name is not None or (group.anaphor == "place" and group.level != "front"))
        and (is_locative(group) or (group.head is not None and group.head.direction) or _opens_with_side(group))
    )


def _opens_with_side(group: Group) -> bool:
    """True for a known region whose own name begins with a side, which needs no preposition: `قُتل خمسة جنوب كردفان`."""
    if group.known is None or group.known.level != "region" or group.preposition or group.joined or group.head is not None:
        return False
    return any(form.split()[0] in LOCATIVE for form in group.known.forms)


def is_locative(group: Group) -> bool:
    """True where the preposition before a group is one of place."""
    if group.preposition == "علي":  # على الحدود, على الجبهة; تبادل الأسرى على جسر كولدانا
        return group.head is not None and (group.head.type == "place_head" or (group.head.type == "facility" and group.name is not None))
    return group.preposition in LOCATIVE or group.preposition.startswith(("في ", "علي "))
