"""A number that two events of one sentence could count is told by the nearer one: `استشهد ثلاثة برصاص الجيش الذي أعلن إصابة أربعة من جنوده`."""

from __future__ import annotations

from riwaya.read.events.quantities import Count
from riwaya.read.events.sharing import Happening

_OF_VICTIMS = ("casualties", "detention")


def count_once(here: list[Happening]) -> None:
    """Leave each number of victims in a sentence to one event of its kind: the one whose own word it counts, else the last before it."""
    if len(here) < 2:
        return
    tellers: dict[tuple[str, int], list[tuple[Happening, Count]]] = {}
    for item in here:
        if item.frame.entry.kind in _OF_VICTIMS:
            for count in item.counts:
                tellers.setdefault((item.frame.entry.kind, count.first), []).append((item, count))
    for (_, first), told in tellers.items():
        items = [item for item, _ in told]
        if all(item is items[0] for item in items):
            continue
        own = next((item for item, count in told if first <= item.trigger[0] <= count.after), None)
        own = own or next((item for item in reversed(items) if item.trigger[0] <= first), items[0])
        for item in items:
            if item is not own:
                item.counts = [count for count in item.counts if count.first != first]
