"""Cities and towns that tweets name, set on the map: how often within 161 km (100 miles) of where the annotators saw them.

    python -m benchmarks.idrisi [FOLDER] [--errors]

FOLDER (default ../shared/data/idrisi) holds IDRISI-DA (Suwaileh and others 2023, CC BY 4.0): Arabic tweets about disasters, with the places
that they name tied to coordinates, a folder an event with `train.jsonl`. Without it:
https://github.com/rsuwaileh/IDRISI, the data for location mention disambiguation,
in the same shape. Nothing is learnt from it. The mentions are given; each is judged by its own words and the other mentions of its tweet.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from riwaya.lexicon.compiled import DATA
from riwaya.link import Base, load_base
from riwaya.link.facts import Fact
from riwaya.link.places import Surroundings, distance_km, find_candidates, judge, shares_of
from riwaya.link.sources import read_place_heads
from riwaya.text.fold import fold_word

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "idrisi"
TOWN = "City/town"
NEAR_KM = 161.0
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_CLITICS = ("", "و", "ب", "ل", "ف", "وب", "ول")


class Mention(Struct, frozen=True):
    """A mention: the words as printed, the annotators' kind of place and point."""

    text: str
    kind: str
    point: Fact | None


def main() -> None:
    """Print the accuracy for cities and towns; exit 2 where the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--errors", action="store_true", help="list what was set elsewhere or nowhere")
    args = parser.parse_args()
    tweets = list(read_tweets(args.folder))
    if not tweets:
        parser.exit(2, f"{args.folder}: no */train.jsonl; name the folder that holds IDRISI's tweets; this script's head says where to get them\n")
    base = load_base(DATA)
    heads = {fold_word(head.lemma): head.level for head in read_place_heads(DATA)}
    counts: Counter[str] = Counter()
    for tweet in tweets:
        for n, mention in enumerate(tweet):
            if mention.kind != TOWN or mention.point is None:
                continue
            found = locate(tweet, n, base=base, heads=heads)
            verdict = "none" if found is None else "right" if distance_km(found[0], mention.point) <= NEAR_KM else "wrong"
            counts[verdict] += 1
            if args.errors and verdict != "right":
                print(f"{verdict}: {mention.text} → {found[0].labels.get('en') if found else None} {found[1] if found else ''}")
    total = sum(counts.values())
    print(f"cities and towns: {total}; within 161 km {counts['right'] / total:.3f}; elsewhere {counts['wrong']}, nowhere {counts['none']}")
    print(f"of those set on the map, right: {counts['right'] / max(1, counts['right'] + counts['wrong']):.3f}")


def read_tweets(folder: Path) -> Iterator[list[Mention]]:
    """The mentions of each tweet, in the order of files and lines."""
    for path in sorted(folder.glob("*/train.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield [Mention(m["text"], m["type"], _point(m.get("osm_json") or {})) for m in json.loads(line)["location_mentions"]]


def _point(found: dict[str, str]) -> Fact | None:
    if not found.get("lat"):
        return None
    return Fact(id="osm", type="place", names={}, latitude=float(found["lat"]), longitude=float(found["lon"]))


def locate(tweet: list[Mention], n: int, *, base: Base, heads: dict[str, str]) -> tuple[Fact, float] | None:
    """The place that a mention of a tweet is, as linking judges it, however unsure."""
    others = [fact for k, m in enumerate(tweet) if k != n for fact in likeliest(m, base, heads)]
    states = Counter(country for fact in others if (country := base.country(fact)))
    around = Surroundings(shares_of(states), frozenset(f.id for f in others), [f for f in others if f.latitude is not None and f.level != "country"])
    names, wanted = names_of(tweet[n].text, heads)
    return judge(find_candidates(names, base), around, wanted=wanted, chosen=None, base=base)


def likeliest(mention: Mention, base: Base, heads: dict[str, str]) -> list[Fact]:
    """The likeliest place of a mention by itself, for the others of its tweet."""
    names, wanted = names_of(mention.text, heads)
    best = judge(find_candidates(names, base), Surroundings({}, frozenset(), ()), wanted=wanted, chosen=None, base=base)
    return [best[0]] if best is not None else []


def names_of(text: str, heads: dict[str, str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """What a mention may be called, without hashtags, clitics and the head before it, and the kind of place that the head announces."""
    words = [w for w in (_EDGE.sub("", part) for part in re.split(r"[\s_#]+", text)) if w]
    wanted = {heads[h] for h in (_without_clitics(words[0], heads) if words else ()) if heads[h]}
    if wanted and len(words) > 1:
        words = words[1:]
    name = " ".join(words)
    bare = [name.removeprefix(c) for c in _CLITICS if name.startswith(c)]
    return tuple(bare + ["ال" + name[2:]] * name.startswith("لل")), frozenset(wanted)


def _without_clitics(word: str, heads: dict[str, str]) -> Iterator[str]:
    folded = fold_word(word)
    yield from (folded.removeprefix(c) for c in _CLITICS if folded.startswith(c) and folded.removeprefix(c) in heads)


if __name__ == "__main__":
    main()
