"""The words of seeking in a sentence (`بمبادرة من`, `بطلب من`), and whom they name; whose contact they mean is told in `initiative.py`."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Initiative, Particle
from riwaya.lexicon.scan import Hit
from riwaya.read.events.frames import Filler, coordinated
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import nation_at
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said
from riwaya.read.tags import ADJECTIVE, INITIATIVE
from riwaya.text.function_words import AGENT

_MOST_BETWEEN = 5
_NEGATED_WITHIN = 5


class Seeker(Struct):
    """Words that name who sought a contact: `[first, named)` say so, whom they name follows up to token `after`."""

    first: int
    named: int
    after: int
    entry: Initiative
    who: Filler


def find_seekers(parse: Parse, sentence: int, *, said: list[Said]) -> list[Seeker]:
    """The words of seeking in a sentence that name someone, in order; none that are negated or stand in a denial."""
    first, end = parse.tokens.sentences[sentence]
    found: list[Seeker] = []
    covered = first
    for i in parse.tokens_in(first, end, INITIATIVE):
        if i < covered:
            continue
        hit = seeking_hit(parse, i, "after", "from")
        if hit is None or hit.pronoun or _is_denied(parse, i, first, said):
            continue
        assert isinstance(hit.entry, Initiative)
        who, after = _who_follows(parse, hit.after, end)
        if who is None or (hit.entry.frame == "from" and (who.group is None or who.group.type not in ("person", "organization"))):
            continue
        found.append(Seeker(i, hit.after, after, hit.entry, who))
        covered = after
    return found


def _who_follows(parse: Parse, j: int, end: int) -> tuple[Filler | None, int]:
    """Whom the words name that start at a token, and the token after them."""
    for _ in range(_MOST_BETWEEN):
        if j >= end:
            break
        side = seeking_hit(parse, j, "side") if parse.group_at[j] is None else None
        if side is not None and side.after < end:
            j = side.after
        group = parse.group_at[j]
        if group is not None:
            if group.first != j or not may_seek(parse, group):
                break
            return filler_of(group), coordinated(parse, group)[-1].after
        nation = nation_at(parse, j, joined=False)
        if nation is not None:
            known = not nation[0].startswith("nisba:") or any(nation[0] in g.nations for g in parse.groups)
            return (Filler("initiative", nation=nation[0], token=j), nation[1]) if known else (None, j)
        step = 0 if side is not None else _passed_over(parse, j)
        if step == 0:
            break
        j += step
    return None, j


def _passed_over(parse: Parse, j: int) -> int:
    """How many tokens from j may stand before whoever sought it: `من`, `من قبل`, an article, a demonstrative, an adjective."""
    for hit in parse.hits[j]:
        if type(hit.entry) is Particle and not hit.pronoun:
            words = parse.words(hit.first, hit.after)
            if words == "من" or words in AGENT or hit.entry.type in ("article", "demonstrative"):
                return hit.after - j
    return 1 if parse.tags[j] & ADJECTIVE else 0


def filler_of(group: Group) -> Filler:
    """A group as the one who sought it; a capital stands for its state."""
    if group.known is not None and group.known.stands_for and group.head is None:
        return Filler("initiative", nation=group.known.stands_for, token=group.first)
    return Filler("initiative", group)


def may_seek(parse: Parse, group: Group) -> bool:
    """True for a state, body or person, but for pairs (`الجانبان`) and for those known only as someone's own (`محاميه`)."""
    if group.number == "d" or group.anaphor in ("persons", "organizations", "counterparts"):
        return False
    if group.head is not None and not group.anaphor and any(h.entry is group.head and h.pronoun for h in parse.hits[group.first]):
        return False
    if group.type == "place":
        return group.speaks
    return group.type in ("person", "organization") or (group.type == "group" and group.definite)


def seeking_hit(parse: Parse, i: int, *frames: str) -> Hit | None:
    """The word of seeking at token i that has one of some frames."""
    if not parse.tags[i] & INITIATIVE:
        return None
    return next((h for h in parse.hits[i] if type(h.entry) is Initiative and h.entry.frame in frames), None)


def _is_denied(parse: Parse, i: int, first: int, said: list[Said]) -> bool:
    """True for words in a denial, or a few words behind a negator (`لم يكن الاتصال بمبادرة`)."""
    if any(s.act == "deny" and s.holds(i) for s in said):
        return True
    before = range(max(first, i - _NEGATED_WITHIN), i)
    return any(type(h.entry) is Particle and h.entry.type == "negator" for j in before for h in parse.hits[j])
