"""Made news for `benchmarks/copies.py`: originals of one topic that share words as news does, and copies of them with known parents."""

import random
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from riwaya.copies.press import load_press
from riwaya.copies.units import Unit
from riwaya.model import Interval

FIRST_DAY = date(2031, 3, 1)
_SLOT = re.compile(r"\{(\w+)\}")
_HARAKAT = "\u064b\u064e\u064f\u0650\u0652\u0651"
_HOW = ("edited", "edited", "edited", "edited", "whole", "part", "reordered", "redated", "pointed")


_MOST = 1_000_003
_KEPT = 400
"""Originals at hand that copies are made of."""
_FORMS, _QUOTING = 0.01, 0.15
"""Shares of originals that fill a form in again (all figures are others), and that quote a sentence of another."""
_FIGURE = re.compile(r"\b\d+\b")


class _Original(Struct, frozen=True):
    id: str
    paragraphs: list[str]
    outlet: str
    day: date


class Made(Struct, frozen=True):
    """A made document: `parent` is the id of the one that it was made from, None for an original; `how` it was made."""

    unit: Unit
    parent: str | None = None
    how: str = "original"


@cache
def stock() -> dict[str, Any]:
    """The sentences and words of `copies_stock.toml`."""
    return tomllib.loads((Path(__file__).parent / "copies_stock.toml").read_text(encoding="utf-8"))


@cache
def outlets() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Printed names of agencies and of other outlets."""
    press = load_press()
    names: dict[str, str] = {}
    for name, id in press.names.items():
        names.setdefault(id, name)
    agencies = tuple(names[id] for id in sorted(names) if id in press.agencies)
    return agencies, tuple(names[id] for id in sorted(names) if id not in press.agencies)


def made_documents(count: int, *, seed: int, copies: float = 1 / 3) -> Iterator[Made]:
    """So many documents, of which a share are copies of earlier ones; the same for the same seed. Few are held at a time."""
    chance = random.Random(seed)
    kept: list[_Original] = []
    for number in range(count):
        id = f"d{number * 7919 % _MOST:07}"  # the order of ids tells nothing
        if kept and chance.random() < copies:
            yield made_copy(id, chance.choice(kept), chance)
            continue
        if kept and chance.random() < _FORMS:
            form = chance.choice(kept)
            paragraphs = [_FIGURE.sub(lambda _: str(chance.randrange(3, 999)), p) for p in form.paragraphs]
            day = form.day + timedelta(days=chance.randrange(1, 9))
            yield Made(_unit(id, [form.paragraphs[0][:60], *paragraphs], outlet=form.outlet, day=day), how="form")
            continue
        made = _Original(id, made_paragraphs(chance), chance.choice(outlets()[chance.random() > 0.4]), FIRST_DAY + timedelta(chance.randrange(300)))
        if kept and chance.random() < _QUOTING:
            words = chance.choice(chance.choice(kept).paragraphs).partition(". ")[0].rstrip(".") + "."
            made.paragraphs.insert(chance.randrange(1, len(made.paragraphs) + 1), words)
        if len(kept) < _KEPT:
            kept.append(made)
        else:
            kept[chance.randrange(_KEPT)] = made
        yield Made(_unit(id, [made.paragraphs[0][:60], *made.paragraphs], outlet=made.outlet, day=made.day))


def made_paragraphs(chance: random.Random) -> list[str]:
    """The paragraphs of an original, 1,500 to 2,500 letters in all."""
    frames = stock()["frames"]
    wanted = chance.randrange(1500, 2500)
    chosen = [chance.choice(frames["lead"]), *chance.sample(frames["body"], len(frames["body"]))]
    paragraphs: list[str] = []
    for frame in chosen:
        if sum(map(len, paragraphs)) >= wanted:
            break
        sentence = filled(frame, chance)
        if paragraphs and chance.random() < 0.4:
            paragraphs[-1] += f" {sentence}"
        else:
            paragraphs.append(sentence)
    return paragraphs


def filled(frame: str, chance: random.Random) -> str:
    """A frame with its slots taken."""
    return _SLOT.sub(lambda slot: _word_for(slot[1], chance), frame)


def _word_for(slot: str, chance: random.Random) -> str:
    made = stock()["syllables"]
    if slot == "place":
        return "".join(chance.choice(made[part]) for part in ("first", "middle", "last"))
    if slot == "person":
        return f"{chance.choice(made['given'])} {chance.choice(made['first'])}{chance.choice(made['last'])}"
    if slot == "number":
        return str(chance.randrange(3, 99))
    return str(chance.choice(stock()["slots"][slot]))


def made_copy(id: str, parent: _Original, chance: random.Random) -> Made:
    """A copy of a document by another outlet, on its day or up to three days later, with or without a credit line.

    Of those with one some bear an earlier day than their parent, as pages of agencies that were put up late make it.
    """
    how, paragraphs = chance.choice(_HOW), list(parent.paragraphs)
    if how == "edited":
        rate = chance.uniform(0, 0.6)
        paragraphs = [edited(p, chance, rate=rate) for p in paragraphs]
    elif how == "part":
        own = made_paragraphs(chance)
        at = chance.randrange(1, len(own) + 1)
        taken = paragraphs[: max(2, len(paragraphs) * 2 // 3)]
        paragraphs = own[:at] + taken + own[at:]
    elif how == "reordered":
        chance.shuffle(paragraphs)
    elif how == "redated":
        days = stock()["slots"]["weekday"]
        shift = chance.randrange(1, 7)
        paragraphs = [" ".join(_shifted(w, days, shift) for w in p.split(" ")) for p in paragraphs]
    elif how == "pointed":
        paragraphs = [pointed(p, chance) for p in paragraphs]
    again = chance.choice([name for name in outlets()[1] if name != parent.outlet])
    credited = chance.random() < 0.4
    later = chance.choice((-1, 0, 0, 1, 2, 3) if credited else (0, 0, 1, 2, 3))
    published = None if chance.random() < 0.15 else parent.day + timedelta(days=later)
    headline = filled(chance.choice(stock()["edits"]["headlines"]), chance)
    if credited and chance.random() < 0.5:
        paragraphs[0] = f"({parent.outlet}) - {paragraphs[0]}"
    elif credited:
        paragraphs.append(f"المصدر: {parent.outlet}")
    return Made(_unit(id, [headline, *paragraphs], outlet=again, day=published), parent.id, how)


def _shifted(word: str, days: list[str], shift: int) -> str:
    return days[(days.index(word) + shift) % len(days)] if word in days else word


def edited(text: str, chance: random.Random, *, rate: float) -> str:
    """A text with a share of its words changed, left out or joined by another."""
    alike = {word: row for row in stock()["edits"]["synonyms"] for word in row}
    words: list[str] = []
    for word in text.split(" "):
        if chance.random() >= rate:
            words.append(word)
            continue
        kind = chance.randrange(4)
        if kind == 0:
            words += [word, chance.choice(stock()["edits"]["added"])]
        elif kind == 1:
            words += [chance.choice(alike[word])] if word in alike else [_word_for("place", chance)]
        elif kind == 2:
            words.append(filled(chance.choice(stock()["slots"]["quality"]), chance))
    return " ".join(words)


def pointed(text: str, chance: random.Random) -> str:
    """A text with vowel signs, lengthened letters, other points and other seats of hamza: the same words."""
    text = "".join(c + (chance.choice(_HARAKAT) if c.isalpha() and chance.random() < 0.2 else "") for c in text)
    text = re.sub(r"(?<=\w)س(?=\w)", "سـ", text)
    return text.replace("أ", "ا").replace("،", " ،").replace(".", " .").replace("ة ", "ه ")


def _unit(id: str, lines: list[str], *, outlet: str, day: date | None) -> Unit:
    text = "\n".join(lines)
    return Unit(
        document=id,
        story=0,
        text=text,
        pieces=((len(lines[0]) + 1, len(text)),),
        whole=(0, len(text)),
        published=Interval(day, day) if day else None,
        outlet=outlet,
    )
