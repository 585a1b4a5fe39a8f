"""What tells a page's furniture from its news: signs of lines, signers of datelines, words that end a story (`data/pages`).

Signs are compared with folded lines, without what stands before the first letter, digit or bracket (`🔴`, `•`).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.lexicon.rows import check_characters
from riwaya.text.fold import fold

ROLES = ("boilerplate", "byline", "caption", "dateline")
WHERE = ("whole", "opens", "holds", "pattern")
BLOCKS = ("", "next", "rest")
LONGEST_SIGN = 300
_LEADING = re.compile(r"^[^\w(\[<“«\"+*/-]+")
_FIRST_WORD = re.compile(r"[^\W_]+|\S+")
_TRAILING = re.compile(r"[\W_]+$")
_SPACES = re.compile(r"\s+")
_STROKES = frozenset("-–—−ـ:/،(")
_LONG_STROKE = re.compile(r"(?<=\s)\u0640+(?=\s)")
_FOLDED = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي")
_Shape = TypeVar("_Shape")
_TEASERS = ("read_also", "see_also")
_DASH = r"[-–—−ـ]+"
_PRINTED_DAY = r"(?:[^\W\d_]+ )?\d{1,2} ?[/ ] ?[^\W_]+(?: ?[/ ] ?[^\W_]+)?(?: \d{4})?"
_TOWN = r"[^\W\d_]+(?: [^\W\d_]+){0,2}"


class Sign(Struct, frozen=True, forbid_unknown_fields=True):
    """One sign: see the heads of the data files; `rule` of what it finds is `passage.ROLE.ID`."""

    id: str
    where: str
    hit: list[str]
    miss: list[str]
    role: str = "boilerplate"
    words: list[str] = []
    pattern: str = ""
    needs: list[str] = []
    longest: int = 160
    marked: bool = False
    block: str = ""
    ends: bool = False

    @property
    def rule(self) -> str:
        """The id of the rule by which a line has its role."""
        return f"passage.{self.role}.{self.id.removeprefix(self.role + '.')}"


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one meaning, with lines in which they have it and lines in which they do not."""

    hit: list[str]
    miss: list[str]
    words: list[str] = []
    agencies: list[str] = []


class _Signs(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    sign: list[Sign]


class _Lists(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    signed: Listed
    endings: Listed
    roundup: Listed
    sections: Listed
    continuing: Listed
    radical_waw: Listed


class PageSigns(Struct, frozen=True):
    """The signs, ready to be asked of folded lines."""

    signs: tuple[Sign, ...]
    lists: _Lists
    first_words: frozenset[str]
    alone: frozenset[str]
    at_start: re.Pattern[str]
    held: tuple[tuple[str, Sign], ...]
    patterns: tuple[tuple[int, tuple[str, ...], re.Pattern[str], Sign], ...]
    dateline: re.Pattern[str]
    signature: re.Pattern[str]
    glued_credit: re.Pattern[str]
    opening_dateline: re.Pattern[str]
    any_dateline: re.Pattern[str]
    ending: re.Pattern[str]
    running_ending: re.Pattern[str]
    running_teaser: re.Pattern[str]
    teaser_words: tuple[str, ...]
    roundup: re.Pattern[str]
    sections: frozenset[str]
    continuing: re.Pattern[str]

    def of(self, line: str, *, norm: str | None = None, held: bool = True) -> Sign | None:
        """The sign that a line meets, as printed; None for one that meets none. `norm`: the line as `normalise_line` has it;
        without `held`, signs that may stand anywhere in a line are left out.

        >>> load_page_signs().of("اقرأ أيضًا: حكاية الجسر").id
        'read_also'
        """
        length = len(line)
        if length > LONGEST_SIGN:
            return None
        norm = normalise_line(line) if norm is None else norm
        first = _FIRST_WORD.match(norm)
        if first is not None and first[0] in self.first_words:
            found = self.at_start.match(norm)
            if found is not None and found.lastgroup is not None and length <= self.signs[int(found.lastgroup[1:])].longest:
                return self.signs[int(found.lastgroup[1:])]
        for longest, needs, pattern, sign in self.patterns:
            if length > longest:
                break
            for need in needs:
                if need in norm:
                    if pattern.match(norm):
                        return sign
                    break
        return self._held(length, norm) if held else None

    def _held(self, length: int, norm: str) -> Sign | None:
        for words, sign in self.held:
            if words in norm and length <= sign.longest:
                return sign
        return None

    def is_alone(self, norm: str) -> bool:
        """True for a folded line that says no more than its sign."""
        return _TRAILING.sub("", _LEADING.sub("", norm)) in self.alone

    def is_dateline(self, line: str) -> bool:
        """True for a line of its own that says where, and by which agency: القاهرة - أ ف ب."""
        return not _STROKES.isdisjoint(line) and self.dateline.fullmatch(normalise_line(line)) is not None

    def signed_by(self, norm: str) -> str | None:
        """Who signs the dateline that opens a folded line: empty for an agency of the list, else what its brackets hold; None where none does."""
        if self.opening_dateline.match(norm):
            return ""
        found = self.any_dateline.match(norm)
        return found["signed"] if found is not None else None

    def is_section(self, norm: str) -> bool:
        """True for a folded line that is only the name of a page's section."""
        return _TRAILING.sub("", _LEADING.sub("", norm)) in self.sections

    def goes_on(self, norm: str) -> bool:
        """True for a folded line whose first words tie it to the one before: من جانبها."""
        return self.continuing.match(norm) is not None

    def ends_story(self, norm: str) -> bool:
        """True for a folded line that is only the mark that an agency sets behind its last word."""
        return self.ending.fullmatch(norm) is not None


def normalise_line(line: str) -> str:
    """A line folded, with single spaces and without marks before its first letter.

    >>> normalise_line("🔴  إقرأ  أيضاً:")
    'اقرا ايضا:'
    """
    return _plain(_LEADING.sub("", _LONG_STROKE.sub("-", line)))


def _plain(text: str) -> str:
    return _SPACES.sub(" ", fold(text).text).strip()


@cache
def load_page_signs(data: Path = DATA) -> PageSigns:
    """The signs of `data/pages`; raises `DataFileError` for a bad file."""
    folder = data / "pages"
    signs = [sign for name in ("boilerplate", "lines") for sign in _signs(folder / f"{name}.toml")]
    lists = _read(folder / "lists.toml", _Lists)
    starts = [(n, sign) for n, sign in enumerate(signs) if sign.where in ("opens", "whole")]
    patterns = sorted((sign for sign in signs if sign.where == "pattern"), key=lambda sign: -sign.longest)
    firsts = [_FIRST_WORD.match(normalise_line(word)) for _, sign in starts for word in sign.words]
    agencies, endings = _any(lists.signed.agencies), _any(lists.endings.words)
    signed = rf"{_TOWN} ?(?:{_DASH}|:|/|،) ?\(?(?:{agencies})\)?|{_TOWN} ?\((?:{agencies})\)"
    teasers = [word for sign in signs if sign.id in _TEASERS for word in sign.words if " " in word]
    sign_off = rf"(?:/{{1,9}}|\(|\*{{1,9}}|#{{1,9}}|-{{1,9}}) ?(?:{endings})(?: ?[/:] ?\S{{1,8}})? ?(?:/{{1,9}}|\)|\*{{1,9}}|#{{1,9}}|-{{1,9}})"
    return PageSigns(
        signs=tuple(signs),
        lists=lists,
        first_words=frozenset(first[0] for first in firsts if first is not None),
        alone=frozenset(_TRAILING.sub("", normalise_line(word)) for _, sign in starts for word in sign.words),
        at_start=re.compile("|".join(f"(?P<s{n}>{_starting(sign)})" for n, sign in starts)),
        held=tuple((_plain(word), sign) for sign in signs if sign.where == "holds" for word in sign.words),
        patterns=tuple((sign.longest, tuple(map(_plain, sign.needs)), _compiled(sign), sign) for sign in patterns),
        dateline=re.compile(rf"(?:{signed}) ?(?:{_DASH}|:)?"),
        signature=re.compile(rf"(?:[-–—] ?\(?|\()(?:{agencies})\)? ?[-–—:](?=\s?\S)"),
        glued_credit=re.compile(rf"\((?:{agencies})\)(?=[^\W\d_])"),
        opening_dateline=re.compile(rf"{_TOWN} ?(?:{_DASH} ?\(?(?:{agencies})\)?|\((?:{agencies})\)) ?(?:{_DASH}|:)"),
        any_dateline=re.compile(rf"{_TOWN}(?:[،,]? {_PRINTED_DAY})? ?\((?P<signed>[^\W\d_]+(?: [^\W\d_]+)?)\) ?(?:{_DASH}|:)"),
        ending=re.compile(rf"{sign_off}|(?:{endings})(?: ?/ ?\S{{1,8}})?"),
        running_ending=re.compile(sign_off),
        running_teaser=re.compile(rf"(?<=[.!؟?»”…\"]) ?(?:{_any(teasers)}) ?[:|/]"),
        teaser_words=tuple(map(_plain, teasers)),
        roundup=re.compile(rf"(?:{_any(lists.roundup.words)})(?!\w)"),
        continuing=re.compile(rf"(?:{_any(lists.continuing.words)})(?!\w)|(?!(?:{_any(lists.radical_waw.words)}))و"),
        sections=frozenset(map(normalise_line, lists.sections.words)),
    )


def _signs(path: Path) -> Iterator[Sign]:
    for sign in _read(path, _Signs).sign:
        wrong = next((f"{key} {value!r} is none of {', '.join(known)}" for key, value, known in _closed(sign) if value not in known), None)
        shape = bool(sign.pattern), bool(sign.needs), bool(sign.words)
        if wrong is None and shape != ((True, True, False) if sign.where == "pattern" else (False, False, True)):
            wrong = "give `pattern` and what it `needs` where `where` is pattern, and `words` elsewhere"
        if wrong is None and sign.longest > LONGEST_SIGN:
            wrong = f"longest is over {LONGEST_SIGN}"
        if wrong is not None:
            raise DataFileError(f"{sign.id}: {wrong}", path=path)
        yield sign


def _closed(sign: Sign) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    return ("role", sign.role, ROLES), ("where", sign.where, WHERE), ("block", sign.block, BLOCKS)


def _compiled(sign: Sign) -> re.Pattern[str]:
    return re.compile(rf"(?:{sign.pattern.translate(_FOLDED)})$")


def _starting(sign: Sign) -> str:
    words = _any(sign.words)
    if sign.where == "whole":
        return rf"(?:{words})[\W_]*$"
    return rf"(?:{words}) ?(?:[:|/»›…،.؟?-]|$)" if sign.marked else rf"(?:{words})(?!\w)"


def _any(words: Iterable[str]) -> str:
    """An alternation of words as folded, the longest first."""
    return "|".join(re.escape(norm) for norm in sorted({_plain(word) for word in words}, key=lambda w: (-len(w), w)))


def _read(path: Path, shape: type[_Shape]) -> _Shape:
    try:
        text = path.read_text(encoding="utf-8")
        check_characters(path, text)
        return msgspec.convert(tomllib.loads(text), shape, strict=True)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError(f"no list of a page's signs: {error}", path=path) from error
