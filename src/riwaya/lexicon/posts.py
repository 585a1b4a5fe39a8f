"""How pages print quoted posts: signatures, addresses, days (`data/pages/posts.toml`)."""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.text.fold import fold

_PIECES = {"handle": r"(?P<handle>@\w+)", "author": r"(?P<author>[^\n()—]{0,80}?)"}
_NUMBER = re.compile(r"\d+")


class Signature(Struct, frozen=True, forbid_unknown_fields=True):
    """How one platform's posts are signed; `platform` is empty where the signature does not tell."""

    platform: str
    expression: str
    needs: list[str]
    hit: list[str]
    miss: list[str]


class _Platform(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    marks: list[str]


class _Posts(Struct, frozen=True, forbid_unknown_fields=True):
    marks: list[str]
    months: list[list[str]]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    posts: _Posts
    signature: list[Signature]
    platform: list[_Platform]


class Signed(Struct, frozen=True):
    """A signature, ready to be looked for at the end of a line."""

    platform: str | None
    needs: tuple[str, ...]
    expression: re.Pattern[str]


class PostSigns(Struct, frozen=True):
    """What tells posts: `platforms` are pairs of an address's mark and its platform, `months` folded names to their numbers, the longest first."""

    file: _File
    signatures: tuple[Signed, ...]
    glued: re.Pattern[str]
    needs: tuple[str, ...]
    marks: tuple[str, ...]
    platforms: tuple[tuple[str, str], ...]
    months: dict[str, int]

    def day_of(self, text: str | None) -> date | None:
        """The day that a signature prints; None where it prints none or none that is.

        >>> load_post_signs().day_of("14 مايو، 2024"), load_post_signs().day_of("May 14, 2024")
        (datetime.date(2024, 5, 14), datetime.date(2024, 5, 14))
        """
        if not text:
            return None
        numbers = [int(number) for number in _NUMBER.findall(text)]
        month = next((number for name, number in self.months.items() if name in fold(text).text), None)
        if month is None or len(numbers) != 2:
            return None
        try:
            return date(max(numbers), month, min(numbers))
        except ValueError:
            return None


@cache
def load_post_signs(data: Path = DATA) -> PostSigns:
    """The signs of posts; raises `DataFileError` for a bad file."""
    path = data / "pages" / "posts.toml"
    try:
        file = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File, strict=True)
        if len(file.posts.months) != 12:
            raise DataFileError("posts.months names twelve months", path=path)
        names = sorted(((name, n) for n, names in enumerate(file.posts.months, 1) for name in names), key=lambda item: -len(item[0]))
        any_month = "|".join(re.escape(name) for name, _ in names)
        day = rf"(?P<day>(?:(?i:{any_month})\.? \d{{1,2}}|\d{{1,2}} (?i:{any_month})),?،? \d{{4}})"
        return PostSigns(
            file=file,
            signatures=tuple(Signed(each.platform or None, tuple(each.needs), _compiled(each.expression, day)) for each in file.signature),
            glued=re.compile(rf"\(@\w+\) {day}(?=[^\W\d_])"),
            needs=tuple(sorted({need for each in file.signature for need in each.needs})),
            marks=tuple(file.posts.marks),
            platforms=tuple((mark, platform.name) for platform in file.platform for mark in platform.marks),
            months={fold(name).text: number for name, number in names},
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
        raise DataFileError(f"no signs of posts: {error}", path=path) from error


def _compiled(expression: str, day: str) -> re.Pattern[str]:
    """The expression with its pieces; a group that stands twice keeps its name where it stands first."""
    for name, piece in (*_PIECES.items(), ("day", day)):
        plain = re.sub(r"\(\?P<\w+>", "(?:", piece)
        expression = expression.replace("{" + name + "}", piece, 1).replace("{" + name + "}", plain)
    return re.compile(rf"(?:{expression})\s*$")
