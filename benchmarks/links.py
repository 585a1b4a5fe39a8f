"""Who is meant: the persons, bodies and places of gold pages that the knowledge base knows, and the share of them that are linked rightly.

    python -m benchmarks.links [GOLD] [INPUT] [--errors]

GOLD (default ../shared/gold/seeds) is a folder of gold annotations, INPUT (default ../shared/gold/seeds.jsonl) their documents with the
days of publication; `seeds_links.tsv` beside this script says which entry of the base each entity of the gold is (`|` between ids that are both
right, such as a city and its region of one name). Without the folder nothing is measured. An entity is linked as most of the mentions are
that print one of its forms, or end in it (`the town of X`).
"""

import argparse
import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

from msgspec import Struct

from riwaya.engine.local import read_paths
from riwaya.model import Reading

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold" / "seeds"
LINKS = Path(__file__).with_name("seeds_links.tsv")


class Outcome(Struct, frozen=True):
    """An entity of the gold: the ids that are right, and the one that it was linked to (None: no link; "unread": no mention of it)."""

    document: str
    name: str
    right: tuple[str, ...]
    found: str | None


def main() -> None:
    """Print the share that is linked rightly; exit 2 where the gold is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("input", nargs="?", type=Path, default=GOLD.with_suffix(".jsonl"))
    parser.add_argument("--errors", action="store_true", help="list what was linked wrongly or not at all")
    args = parser.parse_args()
    if not args.gold.is_dir() or not args.input.is_file():
        parser.exit(2, f"{args.gold}: no gold there; name the folder of annotations and the file of their documents\n")
    outcomes = measure(args.gold, args.input)
    right = sum(o.found in o.right for o in outcomes)
    unread = sum(o.found == "unread" for o in outcomes)
    wrong = [o for o in outcomes if o.found not in o.right and o.found not in (None, "unread")]
    print(f"entities that the base knows: {len(outcomes)}; linked rightly {right / len(outcomes):.3f} ({right})")
    print(f"linked wrongly {len(wrong)}, unread {unread}")
    for outcome in outcomes if args.errors else ():
        if outcome.found not in outcome.right:
            print(f"  {outcome.document[:3]} {outcome.name}: {outcome.found}, not {' or '.join(outcome.right)}")


def measure(gold: Path, documents: Path) -> list[Outcome]:
    """Every entity of the table with what it was linked to, in the order of the table."""
    readings = {item.document.id: item for item in read_paths([documents]) if isinstance(item, Reading)}
    annotated = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))}
    with LINKS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    found = [_linked(readings[row["document"]], annotated[row["document"]], row["entity"]) for row in rows]
    return [Outcome(row["document"], row["name"], tuple(row["known"].split("|")), id) for row, id in zip(rows, found, strict=True)]


def _linked(reading: Reading, gold: dict[str, Any], key: str) -> str | None:
    """What most mentions that print a form of a gold entity are linked to; forms that several entities of the gold share count last."""
    text = reading.document.text
    shared = Counter(form for entity in gold["entities"].values() for form in set(entity["forms"]))
    forms = [form for form in gold["entities"][key]["forms"] if shared[form] == 1] or gold["entities"][key]["forms"]
    entities = Counter(m.entity for m in reading.mentions if m.type != "group" and text[m.start : m.end].endswith(tuple(forms)))
    if not entities:
        return "unread"
    best = min(entities, key=lambda id: (-entities[id], id))
    return next(entity.known for entity in reading.entities if entity.id == best)


if __name__ == "__main__":
    main()
