"""Readings made from gold, right in every measure, and ways to spoil them."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from riwaya.evaluate.matching import locate

Json = dict[str, Any]


def json_lines(path: Path) -> list[Json]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]


def inputs(source: Path) -> dict[str, str]:
    """The text of each document of an input file."""
    return {
        item["id"]: item["text"] if item.get("text") is not None else (source.parent / item["file"]).read_bytes().decode("utf-8-sig")
        for item in json_lines(source)
    }


def perfect_reading(gold: Json, text: str) -> Json:
    """The reading that its gold describes."""
    stories = gold.get("stories", 1)
    cut = [len(text) * n // stories for n in range(stories + 1)]
    return {
        "document": {"id": gold["document"], "text": text, "published": gold["published"]},
        "passages": [{"start": cut[n], "end": cut[n + 1], "story": n} for n in range(stories)],
        "entities": [{"id": key, "name": e["name"], "labels": {"ar": (e["forms"] or [None])[0]}} for key, e in gold["entities"].items()],
        "mentions": mentions(gold, text),
        "times": [
            {"start": at(text, t, "quote")[0], "end": at(text, t, "quote")[1], "from": t["from"], "to": t["to"], "days": None} for t in gold["times"]
        ],
        "statements": [
            {
                "id": f"s{n}",
                "cues": [at(text, s, "cue")],
                "act": s["act"],
                "sources": [link(key) for key in s["sources"]],
                "relays": [link(key) for key in s["relays"]],
                "content": list(locate(text, s["probe"])) if s.get("probe") else None,
            }
            for n, s in enumerate(gold["statements"])
        ],
        "events": [event(n, e, text) for n, e in enumerate(gold["events"])],
    }


def at(text: str, item: Json, key: str) -> list[int]:
    """The span of a gold item's quote."""
    return list(locate(text, item[key], item.get("nth", 1)))


def link(key: str) -> Json:
    """A link to an entity."""
    return {"entity": key, "mention": None, "text": None}


def mentions(gold: Json, text: str) -> list[Json]:
    """The first occurrence of every form."""
    found = [(text.find(form), form, key) for key, entity in gold["entities"].items() for form in entity["forms"] if form in text]
    return [{"id": f"m{n}", "start": s, "end": s + len(form), "entity": key} for n, (s, form, key) in enumerate(sorted(found))]


def event(number: int, gold: Json, text: str) -> Json:
    """One gold event as it would be read."""
    return {
        "id": f"e{number}",
        "kind": gold["kind"],
        "trigger": at(text, gold, "trigger"),
        "participants": [{"role": role, **link(key)} for role, key in gold.get("participants", [])],
        "place": gold.get("place"),
        "when": {"from": gold["from"], "to": gold["to"], "basis": "stated"} if gold.get("from") else None,
        "quantities": [{"what": what, "min": low, "max": high} for what, low, high in gold.get("quantities", [])],
        "status": gold.get("status", "happened"),
        "statements": [f"s{n}" for n in gold.get("by") or []],
    }


def perfect_incidents(readings: list[Json], clusters: list[Json]) -> list[Json]:
    """One incident a cluster, and one for each event that stands alone."""
    home = {(name, f"e{n}"): number for number, cluster in enumerate(clusters) for name, n in cluster["members"]}
    members: dict[object, list[Json]] = {}
    for reading in readings:
        for item in reading["events"]:
            key = reading["document"]["id"], item["id"]
            members.setdefault(home.get(key, key), []).append({"document": key[0], "event": key[1]})
    return [
        {"id": f"i{n}", "accounts": accounts, "disputes": [{"field": f} for f in (clusters[key]["disputes"] if isinstance(key, int) else [])]}
        for n, (key, accounts) in enumerate(members.items())
    ]


def spoiled(reading: Json, seed: int) -> Json:
    """A copy of a reading with many of its cells lost, moved, or wrong; the same for the same seed."""
    chance = random.Random(f"{seed} {reading['document']['id']}")
    reading = json.loads(json.dumps(reading))
    length = len(reading["document"]["text"])
    for name in ("entities", "mentions", "times", "statements", "events"):
        reading[name] = [item for item in reading[name] if chance.random() > 0.15]
    for name in ("times", "statements", "events", "mentions"):
        for item in reading[name]:
            for change in _CHANGES[name]:
                if chance.random() < 0.12:
                    change(item, chance, length)
    if chance.random() < 0.3:
        reading["document"]["published"] = chance.choice([None, "2025-10-11"])
    if chance.random() < 0.3:
        reading["passages"].append({"start": 0, "end": 1, "story": 7})
    for name in ("mentions", "events", "times"):
        if chance.random() < 0.1:
            reading[name] = None
    return reading


def spoiled_incidents(incidents: list[Json], seed: int) -> list[Json]:
    """A copy with accounts moved between incidents and disputes lost or invented."""
    chance = random.Random(seed)
    incidents = json.loads(json.dumps(incidents))
    for incident in incidents:
        for account in list(incident["accounts"]):
            if chance.random() < 0.2:
                incident["accounts"].remove(account)
                chance.choice(incidents)["accounts"].append(account)
        if chance.random() < 0.3:
            incident["disputes"].append({"field": "place"})
        if chance.random() < 0.3:
            incident["disputes"] = incident["disputes"][1:]
        if chance.random() < 0.3:
            incident["accounts"].append({"document": "nahr-01", "event": None})
    return [incident for incident in incidents if incident["accounts"]]


Change = Callable[[Json, random.Random, int], object]


def _set(key: str, *values: Any) -> Change:
    return lambda item, chance, length: item.__setitem__(key, chance.choice(values))


def _move(key: str) -> Change:
    def move(item: Json, chance: random.Random, length: int) -> None:
        start = chance.randrange(length)
        item[key] = [start, min(length, start + chance.choice([0, 1, 5, 40, 200, 1000]))]

    return move


def _reach(key: str) -> Change:
    return lambda item, chance, length: item.__setitem__(key, item[key] and [max(0, item[key][0] - 60), min(length, item[key][1] + 60)])


def _drop(key: str) -> Change:
    return lambda item, chance, length: item[key] and item[key].pop()


def _add(key: str, *values: Any) -> Change:
    return lambda item, chance, length: item[key].append(chance.choice(values))


_SOURCE = {"entity": None, "mention": "m0", "text": None}
_CHANGES: dict[str, list[Change]] = {
    "mentions": [_set("entity", None, "x"), _set("start", 0, -1), _set("end", 3, 10**9)],
    "times": [_set("from", None, "2025-10-10"), _set("to", "2025-10-10", "2020-01-01"), _set("start", 0, None), _set("days", {"min": 1, "max": 3})],
    "statements": [
        _set("act", "deny", "assert", None),
        _set("sources", [], None, [_SOURCE]),
        _add("cues", [0, 3], None, [3, 0], [0, 10**6], [5]),
        _set("cues", [], None, [[0, 400]]),
        _drop("relays"),
        _set("relays", [_SOURCE], None),
        _move("content"),
        _reach("content"),
    ],
    "events": [
        _set("kind", "strike", "call", None),
        _move("trigger"),
        _reach("trigger"),
        _set("trigger", None, [0, 2], "x"),
        _set("when", None, {"from": "2025-10-10", "to": "2025-10-10"}, {"from": None, "to": None}),
        _set("status", "planned", "denied", None),
        _set("place", None, "x", ""),
        _drop("participants"),
        _add("participants", {"role": "actor", "entity": None, "mention": "m1", "text": None}, {"role": "party", "entity": "x", "text": "الجيش"}),
        _set("quantities", [], None, [{"what": "killed", "min": 3, "max": None}]),
        _set("statements", [], None, ["s0"], ["s0", "s99"]),
    ],
}
