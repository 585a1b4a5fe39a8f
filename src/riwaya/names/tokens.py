"""A whole name as the words that are compared: particles left out, `Abd` kept with what follows it, the Arabic article both ways.

Source: Ryding (2005), A Reference Grammar of Modern Standard Arabic, chapter 5, on the parts of Arabic names; the words themselves stand in
`data/names/particles.toml`.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from riwaya.names.files import DATA, read_rows, read_toml
from riwaya.names.letters import SCRIPTS, Script, Spelling, spell

COMMON_COLUMNS = ("script", "letters", "count")
_PIECE = re.compile(r"[^\s\-\u2010-\u2015\u2212/,،.()\[\]\"«»“”_]+")
_SHORTEST_BEHIND_ARTICLE = 3


class Token(Struct, frozen=True):
    """A word of a name; `bare` is an Arabic one without its article, None where it has none."""

    script: Script
    letters: str
    bare: str | None = None

    def forms(self) -> tuple[tuple[str, bool], ...]:
        """The letters as printed and, if they may hold an article, without it; with whether it was taken off."""
        return ((self.letters, False),) if self.bare is None else ((self.letters, False), (self.bare, True))


class Particles(Struct, frozen=True, forbid_unknown_fields=True):
    """Of one script, as printed and folded: words left out, words that belong to the next one, and articles written on to a word."""

    particles: frozenset[str]
    joined: frozenset[str]
    articles: tuple[str, ...]


class Genders(Struct, frozen=True, forbid_unknown_fields=True):
    """Endings of the family names of men and of women."""

    man: tuple[str, ...]
    woman: tuple[str, ...]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    genders: tuple[Genders, ...]
    arabic: Particles
    latin: Particles
    cyrillic: Particles


@cache
def _load_file(data: Path) -> _File:
    return read_toml(data / "particles.toml", _File)


@cache
def load_particles(data: Path = DATA) -> dict[Script, Particles]:
    """The particles of each script, in the letters that are compared."""
    file = _load_file(data)
    return {script: _spelled(rules) for script, rules in zip(SCRIPTS, (file.arabic, file.cyrillic, file.latin), strict=True)}


def _spelled(rules: Particles) -> Particles:
    particles, joined = (frozenset(s.letters for w in words if (s := spell(w))) for words in (rules.particles, rules.joined))
    return Particles(particles, joined, rules.articles)


@lru_cache(maxsize=65536)
def tokens_of(name: str) -> tuple[Token, ...]:
    """The words of a name that are compared, in order; single letters are left out beside longer words, and so are particles.

    >>> [t.letters for t in tokens_of("Abd al-Fattah el-Sisi")], [t.letters for t in tokens_of("محمد بن سلمان")]
    (['abdalfattah', 'sisi'], ['محمد', 'سلمان'])
    """
    pieces = [(printed, s) for printed in _PIECE.findall(name) if (s := spell(printed))]
    particles = load_particles()
    found: list[Token] = []
    i = 0
    while i < len(pieces):
        printed, spelling = pieces[i]
        rules = particles[spelling.script]
        end = i + 1
        if spelling.letters in rules.joined:
            while end < len(pieces) and pieces[end][1].letters in rules.particles:
                end += 1
            end = min(end + 1, len(pieces))
        if end == i + 1 and spelling.letters in rules.particles:
            i = end
            continue
        joined = "".join(s.letters for _, s in pieces[i:end] if s.script == spelling.script)
        found.append(Token(spelling.script, joined, _without_article(printed, spelling, rules) if end == i + 1 else None))
        i = end
    longer = [t for t in found if len(t.letters) > 1]
    return tuple(longer or found or [Token(s.script, s.letters) for _, s in pieces])


def _without_article(printed: str, spelling: Spelling, rules: Particles) -> str | None:
    """The letters behind an article; alif with hamza begins none (ألبرت)."""
    for article in rules.articles:
        if printed.startswith(article) and len(spelling.letters) - len(article) >= _SHORTEST_BEHIND_ARTICLE:
            return spelling.letters[len(article) :]
    return None


def glued(tokens: tuple[Token, ...]) -> Token | None:
    """The words of a name as one, None where their scripts differ."""
    if len({t.script for t in tokens}) != 1:
        return None
    return Token(tokens[0].script, "".join(t.letters for t in tokens))


@cache
def load_given(data: Path = DATA) -> dict[Spelling, frozenset[str]]:
    """The given names of the gazetteer: by spelling, the ids of the names that it spells."""
    found: dict[Spelling, frozenset[str]] = {}
    for id, type_, english, arabic in read_rows(data.parent / "gazetteer" / "given_names.tsv", ("id", "type", "en", "ar")):
        if type_ == "given":
            for name in (*english.split("|"), *arabic.split("|")):
                if spelling := spell(name):
                    found[spelling] = found.get(spelling, frozenset()) | {id}
    return found


@cache
def load_common(data: Path = DATA) -> frozenset[Spelling]:
    """Words that many persons share: given names of the gazetteer, and those that stood often where the weights were learnt."""
    scripts: dict[str, Script] = {s: s for s in SCRIPTS}
    listed = {Spelling(scripts[script], letters) for script, letters, _ in read_rows(data / "common.tsv", COMMON_COLUMNS)}
    return frozenset(listed.union(load_given()))


@lru_cache(maxsize=65536)
def is_common(token: Token) -> bool:
    """Whether a word of a name, with or without its article, is one that many persons share."""
    return any(Spelling(token.script, letters) in load_common() for letters, _ in token.forms())


def tells(name: str) -> bool:
    """Whether a name has a word that not many persons share.

    >>> tells("محمد علي"), tells("محمد دقلو")
    (False, True)
    """
    return not all(map(is_common, tokens_of(name)))


def is_other_given(a: Token, b: Token) -> bool:
    """Whether the gazetteer lists two words as given names, but none that both spell (حسن, Hussein)."""
    given = load_given()
    left, right = (given.get(Spelling(t.script, t.letters), frozenset()) for t in (a, b))
    return bool(left and right and not left & right)


def is_other_gender(a: Token, b: Token) -> bool:
    """Whether one word ends as the family name of a man and the other as that of a woman (زيلينسكي, زيلينسكايا)."""
    pairs = ((x.letters, y.letters) for x, y in ((a, b), (b, a)))
    return any(man.endswith(ends.man) and woman.endswith(ends.woman) for man, woman in pairs for ends in _load_file(DATA).genders)


def are_apart(one: str, other: str) -> bool:
    """Whether the gazetteer lists two words as given names, and as different ones.

    >>> are_apart("حسن", "حسين"), are_apart("يحيى", "Yahya"), are_apart("حسن", "دقلو")
    (True, False, False)
    """
    left, right = spell(one), spell(other)
    if left is None or right is None:
        return False
    given = load_given()
    ids, others = given.get(left, frozenset()), given.get(right, frozenset())
    return bool(ids and others) and ids.isdisjoint(others)


def is_given(word: str) -> bool:
    """Whether the gazetteer lists a word as a given name."""
    spelling = spell(word)
    return spelling is not None and spelling in load_given()


def is_same_given(a: Token, b: Token) -> bool:
    """Whether the gazetteer lists two words as spellings of one given name (يحيى, Yahya)."""
    given = load_given()
    return bool(given.get(Spelling(a.script, a.letters), frozenset()) & given.get(Spelling(b.script, b.letters), frozenset()))
