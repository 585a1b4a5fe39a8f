"""How statements of one sentence stand to each other: one inside what another says, beside it, or cutting it short."""

from __future__ import annotations

from riwaya.lexicon.scan import Hit
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said
from riwaya.text.function_words import CONTRASTING, CONTRASTING_PHRASES, FOCUSING, PLUPERFECT
from riwaya.text.inflection import NOUN
from riwaya.text.tokens import MARK

_EDGES = CONTRASTING | PLUPERFECT | frozenset("،,؛")
_BACKGROUND = 9


def same_sources(a: Said, b: Said) -> bool:
    return [v.entity for v in a.sources] == [v.entity for v in b.sources]


def relay_outer(said: Said, outer: Said) -> None:
    """A statement told inside another is known through the outer one's source; whoever denies it hands nothing on."""
    if outer.act in ("deny", "unverified"):
        return
    own = {voice.entity for voice in said.sources}
    for voice in (*outer.sources, *outer.relays):
        if voice.entity not in own and all(voice.entity != r.entity for r in said.relays):
            said.relays.append(voice)


def enclosing(found: list[Said], start: int, i: int) -> int:
    """The innermost statement of the sentence (or a running quotation) whose content holds token i."""
    best = -1
    for number in range(max(0, start - 3), len(found)):
        said = found[number]
        content = said.content
        if content is None or not content[0] <= i < content[1] or not (number >= start or said.quoted):
            continue
        if best < 0 or content[0] >= (found[best].content or (0, 0))[0]:
            best = number
    return best


def is_sibling(parse: Parse, outer: Said, hit: Hit) -> bool:
    """True for a cue that goes on beside the outer statement rather than inside what it says."""
    if outer.quoted or outer.rule.startswith("attribution"):
        return False
    if hit.form.part == "participle":
        return True
    if hit.before.conjunction or conjoined_at(parse, hit) < hit.first:
        return True
    if background_at(parse, outer, hit) is not None:
        return True
    i = hit.first - 1
    while i > 0 and parse.tokens.words[i] in FOCUSING:
        i -= 1
    subject = parse.group_at[i] if i >= 0 else None
    if subject is not None and not subject.preposition and subject.first > (outer.content or (0, 0))[0]:
        if subject.joined:
            return True
        i = subject.first - 1
        if _is_contrasted(parse, i):
            return True
    words = parse.tokens.words
    if i < 0 or i < (outer.content or (0, 0))[0]:
        return False
    if words[i] in PLUPERFECT or _is_contrasted(parse, i):
        return True
    return parse.tokens.kinds[i] == MARK and words[i] in "،,؛" and parse.conjoins(hit.first)


def conjoined_at(parse: Parse, hit: Hit) -> int:
    """Where the clause of a verb starts whose particles stand behind و: `…، ولم تقدم`; the verb itself where there are none."""
    i = hit.first - 1
    return i if i > 0 and parse.tokens.words[i][1:] in FOCUSING and parse.tokens.words[i][0] == "و" else hit.first


def background_at(parse: Parse, outer: Said, hit: Hit) -> int | None:
    """Where the outlet adds when it was, before a noun of saying: `…، وذلك بعد ساعات من اتهام الجيش`; None where it does not."""
    words = parse.tokens.words
    first = max((outer.content or (0, 0))[0], hit.first - _BACKGROUND)
    return next(
        (i for i in range(hit.first - 2, first, -1) if words[i] == "وذلك" and (hit.form.part == NOUN or words[i + 1] in ("بعد", "بعدما", "عقب"))),
        None,
    )


def _is_contrasted(parse: Parse, i: int) -> bool:
    """True where token i ends words that set one statement against another: `بينما`, `في حين`, `وفي المقابل`."""
    words = parse.tokens.words
    return words[i] in CONTRASTING or (i > 0 and (words[i - 1].removeprefix("و"), words[i]) in CONTRASTING_PHRASES)


def _opens_contrast(parse: Parse, i: int) -> bool:
    words = parse.tokens.words
    return i + 1 < len(words) and (words[i].removeprefix("و"), words[i + 1]) in CONTRASTING_PHRASES


def cut(parse: Parse, found: list[Said], start: int, at: int) -> None:
    """End the contents that run over `at` before it (and before the comma or conjunction there)."""
    end = at
    while end > 0 and (parse.tokens.words[end - 1] in _EDGES or _is_contrasted(parse, end - 1) or _opens_contrast(parse, end - 1)):
        end -= 1
    for said in found[start:]:
        if said.content is not None and said.content[0] < end < said.content[1] and not said.quoted:
            said.content = (said.content[0], end)
