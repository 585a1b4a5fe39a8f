"""Every lexical hit that stands between token edges: each word looked up once, phrases in one pass of their automaton."""

from riwaya.lexicon.compiled import BARE, ENTRY, LAST, LONGEST, NOMINAL, PROPER, RELATIONAL, USES, VERBAL, Hit, Known, Lexicon, Use
from riwaya.lexicon.masks import ARTICLE, GIVEN, NAME, NATION
from riwaya.text.clitics import LONGEST_START, NONE, Proclitic, split_ends, split_starts
from riwaya.text.inflection import FIXED, PAST, PRESENT
from riwaya.text.tokens import Tokens

_PROPER = NAME | GIVEN | NATION
_ARTICLES = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وبال", "فلل")
__all__ = ["MEMO", "Hit", "scan"]
MEMO = 65536
"""How many words a lexicon remembers the readings of; then it forgets them all."""


def scan(
    lexicon: Lexicon,
    tokens: Tokens,
    *,
    first: int = 0,
    after: int | None = None,
    marbuta: frozenset[int] = frozenset(),
    masks: list[int] | None = None,
) -> list[list[Hit]]:
    """For each token of `[first, after)`, the hits that start there, longest first, then in the order of the data files.

    Tokens in `marbuta` end in a printed ة, which is no pronoun (سيطرة is no "controlled it"). `masks`, one a token of the text, gets
    the bits of each token added: what it can be, by the hits over it.
    """
    after = len(tokens) if after is None else after
    masks = [0] * len(tokens) if masks is None else masks
    words = tokens.words[first:after]
    known_at = _look_up(lexicon, words, first=first, marbuta=marbuta)
    masks[first:after] = [mask | known.mask for mask, known in zip(masks[first:after], known_at, strict=True)]
    found = [
        [Hit(at, at + 1, h.entry, h.form, h.before, h.pronoun, h.next_preposition, h.mask) for h in readings] if (readings := known.found) else []
        for at, known in enumerate(known_at, first)
    ]
    for i in [i for i, known in enumerate(known_at) if known.glued]:
        following = words[i + 1] if i + 1 < len(words) else ""
        found[i] = [hit for hit in found[i] if not hit.next_preposition or following.startswith(hit.next_preposition)]
        for hit in found[i]:
            masks[first + i] |= hit.mask
    _add_phrases(found, lexicon, words, first=first, marbuta=marbuta, masks=masks)
    return found


def _look_up(lexicon: Lexicon, words: list[str], *, first: int, marbuta: frozenset[int]) -> list[Known]:
    """What is known of each word; where it ends in a printed ة, it is remembered as such (no folded word ends so)."""
    memo = lexicon.memo
    if len(memo) >= MEMO:
        memo.clear()
    keys = list(words)
    for at in marbuta:
        if 0 <= at - first < len(words):
            keys[at - first] = words[at - first][:-1] + "ة"
    return [memo.get(key) or _remember(lexicon, key) for key in keys]


def _remember(lexicon: Lexicon, key: str) -> Known:
    """The readings of one word by itself; words come back so often that each is looked up once (Zipf's law)."""
    marbuta = key[-1] == "ة"
    word = key[:-1] + "ه" if marbuta else key
    found: list[Hit] = []
    patterns = _patterns_of(lexicon, word, marbuta=marbuta)
    for _, _, at, before, pronoun in patterns:
        _add_readings(found, lexicon, at, first=0, after=1, before=before, pronoun=pronoun)
    mask, glued = _bits_of(found)
    if len(patterns) > 1 and mask & _PROPER and any(hit.mask & _PROPER and not hit.before.length and hit.form.part == FIXED for hit in found):
        found = [hit for hit in found if not (hit.form.part in (PAST, PRESENT) and (hit.before.length or hit.pronoun))]
        mask, glued = _bits_of(found)
    if glued:
        mask = 0  # the next word decides
    if len(word) > 4 and word.startswith(_ARTICLES):
        mask |= ARTICLE
    known = lexicon.memo[key] = Known(tuple(found), mask, glued)
    return known


def _patterns_of(lexicon: Lexicon, word: str, *, marbuta: bool) -> list[tuple[int, int, int, Proclitic, str]]:
    """The patterns that a word may hold, those with the fewest letters of clitics first.

    Each with that number, its own, where its readings begin, and the clitics before and after it.
    """
    starts, look_up = split_starts(word), lexicon.automaton.get
    found: list[tuple[int, int, int, Proclitic, str]] = []
    for pronoun in split_ends(word):
        if marbuta and pronoun == "ه":
            continue
        rest = word.removesuffix(pronoun)
        for before in starts:
            value = look_up(rest[before.length :], None)
            if value is not None:
                found.append((before.length + len(pronoun), len(found), value >> 8, before, pronoun))
    if len(found) > 1:
        found.sort()
    return found


def _bits_of(found: list[Hit]) -> tuple[int, bool]:
    """The bits of all readings, and whether any wants something glued to the next word."""
    mask, glued = 0, False
    for hit in found:
        mask |= hit.mask
        if hit.next_preposition:
            glued = True
    return mask, glued


def _add_readings(found: list[Hit], lexicon: Lexicon, at: int, *, first: int, after: int, before: Proclitic, pronoun: str) -> None:
    """Add the hits of a pattern, whose readings begin there, over the tokens `[first, after)`: those that the clitics around it allow."""
    entries, uses, readings = lexicon.entries, lexicon.uses, lexicon.readings
    plain = not before.length and not pronoun
    packed = 0
    while not packed & LAST:
        packed = readings[at]
        at += 1
        use = uses[packed >> 1 & USES]
        if not (use.form.suffixed or use.after_article) if plain else _allowed(use, before=before, pronoun=pronoun):
            # an entry is asked for only here: it lies anywhere in memory
            found.append(Hit(first, after, entries[packed >> ENTRY], use.form, before, pronoun, use.next_preposition, use.mask))


def _add_phrases(found: list[list[Hit]], lexicon: Lexicon, words: list[str], *, first: int, marbuta: frozenset[int], masks: list[int]) -> None:
    """Add the hits of more than one word, before those of their first word alone, and their bits to the masks."""
    if not len(lexicon.phrases):  # an empty automaton cannot be run
        return
    changed: set[int] = set()
    text = " ".join(words)
    counted = final = 0  # words are counted on from the last phrase: phrases come by their ends
    for last, value in lexicon.phrases.iter(text):
        start = last + 1 - (value & LONGEST)
        begin = text.rfind(" ", 0, start) + 1
        skipped = start - begin
        if skipped > LONGEST_START:
            continue  # from within a word
        final += text.count(" ", counted, last)
        counted = last
        at = final - text.count(" ", begin, last)
        before = NONE if not skipped else next((clitic for clitic in split_starts(words[at]) if clitic.length == skipped), None)
        if before is None:
            continue
        pronoun = words[final][last - text.rfind(" ", 0, last) :]
        if pronoun and (pronoun not in split_ends(words[final]) or (pronoun == "ه" and first + final in marbuta)):
            continue
        following = words[final + 1] if final + 1 < len(words) else ""
        readings: list[Hit] = []
        _add_readings(readings, lexicon, value >> 8, first=first + at, after=first + final + 1, before=before, pronoun=pronoun)
        for hit in readings:
            if not hit.next_preposition or following.startswith(hit.next_preposition):
                found[at].append(hit)
                changed.add(at)
                for i in range(hit.first, hit.after):
                    masks[i] |= hit.mask
    for at in changed:
        found[at].sort(key=_longest_first)


def _longest_first(hit: Hit) -> tuple[int, int]:
    return -hit.after, hit.before.length + len(hit.pronoun)


def _allowed(use: Use, *, before: Proclitic, pronoun: str) -> bool:
    form, clitics, after_article = use.form, use.clitics, use.after_article
    if form.suffixed and not pronoun:
        return False
    if pronoun == "ي" and form.part in (PAST, PRESENT):
        return False  # verbs take ني: أوردي is a name, not "he brought me"
    if clitics == VERBAL:
        if before.article or (before.preposition and not (before.preposition == "ل" and form.part == PRESENT)):
            return False
        return not before.future or form.part == PRESENT
    if before.future:
        return False
    if after_article and not (before.article and before.preposition == "ل"):
        return False
    if clitics == RELATIONAL:
        return not pronoun
    if clitics == NOMINAL:
        return not (pronoun and (before.article or form.indefinite)) and not (before.article and (form.indefinite or form.construct))
    if clitics == PROPER:
        return not pronoun and before.article == after_article and (not after_article or before.preposition == "ل")
    return clitics == BARE and not before.article and not (pronoun and len(pronoun) < 2)
