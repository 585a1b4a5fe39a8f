"""Quoted posts: the lines of one, who signs it, on which platform and on which day (`data/pages/posts.toml`)."""

from datetime import date

from msgspec import Struct

from riwaya.lexicon.posts import PostSigns
from riwaya.read.passages.lines import FURNITURE, TEXT, Line

_LONGEST_POST = 4
_LONGEST_SIGNATURE = 160
_TOUCHING = 1


class Signature(Struct, frozen=True):
    """Who signs a post: `author` a handle or a name, `platform` and `published` None where the line does not say."""

    author: str | None
    platform: str | None
    published: date | None


def find_signature(line: Line, *, signs: PostSigns) -> Signature | None:
    """The signature at the end of a line; None where there is none."""
    text = line.text
    tail = text[-_LONGEST_SIGNATURE:]
    for pattern in signs.signatures:
        for need in pattern.needs:
            if need in tail:
                break
        else:
            continue
        found = pattern.expression.search(tail)
        if found is not None:
            named = found.groupdict()
            return Signature(named.get("handle") or named.get("author"), pattern.platform, signs.day_of(named.get("day")))
    return None


def find_post(lines: list[Line], i: int, *, signs: PostSigns) -> tuple[int, Signature | None]:
    """The line behind a post that starts at line i, and its signature; i itself where none starts there.

    A post in the page's own language is what its author signs, with the line that touches the signature or bears a post's marks.
    """
    for j in range(i, min(i + _LONGEST_POST, len(lines))):
        if lines[j].kind == FURNITURE or (j > i + 1 and not _is_marked(lines[j - 1], signs)):
            break
        signed = find_signature(lines[j], signs=signs)
        if signed is None:
            continue
        if signed.published is None and signed.platform is None and not lines[j].text.startswith(_DASHES):
            break
        own = j == i or all(_is_marked(line, signs) or (n == j - 1 and _touches(line, lines[j])) for n, line in enumerate(lines[i:j], i))
        return (j + 1, signed) if own else (i, None)
    return i, None


_DASHES = ("—", "–", "-")


def _is_marked(line: Line, signs: PostSigns) -> bool:
    return any(mark in line.text for mark in signs.marks)


def _touches(line: Line, signature: Line) -> bool:
    """True where the signature stands right below, and says nothing but who signs."""
    return signature.start - line.end <= _TOUCHING and signature.text.startswith(_DASHES) and line.kind == TEXT


def platform_of(texts: list[str], *, signs: PostSigns) -> str | None:
    """The platform whose addresses stand in the lines of a post."""
    return next((platform for mark, platform in signs.platforms if any(mark in text for text in texts)), None)


def is_post(texts: list[str], *, signs: PostSigns) -> bool:
    """True for lines in another language that bear the address of a picture or a post, or a handle."""
    return any("@" in text or any(mark in text for mark, _ in signs.platforms) for text in texts)


def is_signed(line: Line, *, signs: PostSigns) -> bool:
    """True for a line at whose end a post is signed with its day: what follows is none of it."""
    signed = find_signature(line, signs=signs)
    return signed is not None and signed.published is not None
