"""The words and names that tell the parts of a page apart, from `data/pages/html.toml` and the months of the lexicon, as patterns."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.text.fold import fold_word

Form = TypeVar("Form")

FURNITURE, BYLINE, DATE, CAPTION, COMMENTS, DECK = 1, 2, 4, 8, 16, 2048
MARKS = {"deck": DECK, "furniture": FURNITURE, "byline": BYLINE, "date": DATE, "caption": CAPTION, "comments": COMMENTS}
"""What the names in an element's mark-up say that it holds, as bits, by the keys of the data file."""


class _Dates(Struct, frozen=True, forbid_unknown_fields=True):
    published: list[str]
    modified: list[str]
    json_published: list[str]
    json_modified: list[str]


class _Names(Struct, frozen=True, forbid_unknown_fields=True):
    title: list[str]
    site: list[str]
    url: list[str]


class _Classes(Struct, frozen=True, forbid_unknown_fields=True):
    furniture: list[str]
    byline: list[str]
    date: list[str]
    caption: list[str]
    deck: list[str]
    comments: list[str]


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    teasers: list[str]
    site: list[str]
    bylines: list[str]
    datelines: list[str]
    updates: list[str]


class _Stories(Struct, frozen=True, forbid_unknown_fields=True):
    messages: list[str]
    message_texts: list[str]
    boards: list[str]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    dates: _Dates
    names: _Names
    classes: _Classes
    posts: dict[str, list[str]]
    words: _Words
    stories: _Stories
    months: dict[str, list[str]]
    numbered_months: dict[str, int]


class _Month(Struct, frozen=True):
    type: str
    forms: list[str]
    value: int | None = None


class _Months(Struct, frozen=True):
    time: list[_Month]


class PageWords(Struct, frozen=True):
    """Names of a page's head in the order of their weight, and patterns over what is printed."""

    published: dict[str, int]
    modified: dict[str, int]
    meta_names: frozenset[str]
    json_published: tuple[str, ...]
    json_modified: tuple[str, ...]
    title: tuple[str, ...]
    site: tuple[str, ...]
    url: tuple[str, ...]
    class_names: dict[str, int]
    class_beginnings: re.Pattern[str]
    posts: tuple[tuple[str, re.Pattern[str]], ...]
    teasers: re.Pattern[str]
    site_lines: re.Pattern[str]
    byline_words: re.Pattern[str]
    dateline_words: re.Pattern[str]
    updates: re.Pattern[str]
    messages: frozenset[str]
    message_texts: frozenset[str]
    boards: tuple[str, ...]
    months: dict[str, int]
    hijri_months: dict[str, int]
    weekdays: dict[str, int]


@cache
def load_page_words(data: Path = DATA) -> PageWords:
    """The words of a data folder; raises `DataFileError` where a file is missing or wrong."""
    file = _read_toml(data / "pages" / "html.toml", _File)
    months, hijri, weekdays = _calendar(data)
    months |= {name[:length]: number for number, name in enumerate(file.months["en"], 1) for length in (3, len(name))}
    months |= {name: number for number, name in enumerate(file.months["fr"], 1)} | file.numbered_months
    words = file.words
    return PageWords(
        published={name: rank for rank, name in enumerate(file.dates.published)},
        modified={name: rank for rank, name in enumerate(file.dates.modified)},
        meta_names=frozenset((*file.dates.published, *file.dates.modified, *file.names.title, *file.names.site, *file.names.url)),
        json_published=tuple(file.dates.json_published),
        json_modified=tuple(file.dates.json_modified),
        title=tuple(file.names.title),
        site=tuple(file.names.site),
        url=tuple(file.names.url),
        class_names=_class_names(file.classes),
        class_beginnings=_class_beginnings(file.classes),
        posts=tuple((name, re.compile("|".join(map(re.escape, signs)))) for name, signs in file.posts.items()),
        teasers=_first_words(words.teasers),
        site_lines=_first_words(words.site),
        byline_words=_first_words(words.bylines),
        dateline_words=_first_words(words.datelines),
        updates=re.compile("|".join(map(_spellings, words.updates))),
        messages=frozenset(file.stories.messages),
        message_texts=frozenset(file.stories.message_texts),
        boards=tuple(file.stories.boards),
        months=months,
        hijri_months=hijri,
        weekdays=weekdays,
    )


def _calendar(data: Path) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """The months of our calendar, those of the Hijri one, and the days of the week from Monday, 0, by their folded names."""
    found: dict[str, dict[str, int]] = {"month": {}, "hijri_month": {}, "weekday": {}}
    for name in ("months", "hijri", "weekdays"):
        for entry in _read_toml(data / "lexicon" / "ar" / "times" / f"{name}.toml", _Months).time:
            if entry.type in found and entry.value is not None:
                found[entry.type].update({fold_word(form): entry.value for form in entry.forms})
    return found["month"], found["hijri_month"], found["weekday"]


def _class_names(classes: _Classes) -> dict[str, int]:
    """The bits of each name that is written out in full."""
    found: dict[str, int] = {}
    for kind, bit in MARKS.items():
        for name in getattr(classes, kind):
            found[name.removesuffix("*")] = found.get(name.removesuffix("*"), 0) | bit
    return found


def _class_beginnings(classes: _Classes) -> re.Pattern[str]:
    """A group for each mark, of the beginnings that stand for any ending."""
    groups = (f"(?P<{kind}>{'|'.join(re.escape(n[:-1]) for n in getattr(classes, kind) if n.endswith('*')) or '(?!)'})" for kind in MARKS)
    return re.compile("|".join(groups))


_ALIKE = {letter: f"[{letters}]" for letters in ("اأإآٱ", "هة", "يىئی", "وؤ", "كک") for letter in letters}
_MARKS = "[\u064b-\u0652\u0640]*"


def _first_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """The phrases at the beginning of a line as printed, whatever the seats of hamza and the marks: folding each line takes longer."""
    return re.compile(rf"\W*(?:{'|'.join(map(_spellings, phrases))})(?!\w)")


def _spellings(phrase: str) -> str:
    letters = ((_ALIKE.get(c) or (f"[{c}{c.upper()}]" if c.isascii() and c.isalpha() else re.escape(c))) for c in fold_word(phrase))
    return "".join(letter + (_MARKS if not letter.isascii() else "") for letter in letters)


def _read_toml(path: Path, form: type[Form]) -> Form:
    try:
        found: Any = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), form)
    except FileNotFoundError as error:
        raise DataFileError("no such file; is this a Riwaya data folder?", path=path) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError(str(error), path=path) from error
    return found  # type: ignore[no-any-return]
