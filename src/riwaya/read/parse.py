"""The shared shallow parse of one document, which every reader asks and adds to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field

from riwaya.lexicon.compiled import Lexicon
from riwaya.lexicon.entries import Particle
from riwaya.lexicon.scan import Hit, scan
from riwaya.model import Document, Passage, Span, Story
from riwaya.read.tags import CONJUNCTION, NATION, NUMBER
from riwaya.text.fold import Folded, fold
from riwaya.text.tokens import MARK, Tokens, tokenise
from riwaya.text.tokens import NUMBER as NUMERAL

if TYPE_CHECKING:
    from riwaya.read.clauses.find import Clause
    from riwaya.read.groups import Group
    from riwaya.read.times.numbers_raw import Amount
    from riwaya.read.times.numerals import Numeral
    from riwaya.read.times.raw import RawTime
    from riwaya.text.inflection import Form


_LONGEST_NUMBER = 8
"""Tokens that a number and the bound behind it may take."""
_CONJOINED = ("و", "ف")
_QUESTION = frozenset("؟?")


class Stretch(Struct):
    """Tokens `[first, after)` of one passage, read with the lexicon of its language."""

    first: int
    after: int
    passage: Passage
    lexicon: Lexicon


class Parse(Struct):
    """Working state of the reading of one document; each reader fills its own layer.

    `hits[i]` are the lexical hits that start at token i, longest first. Token ranges are half-open everywhere.
    What the document itself teaches: `nisbas`, the stems of relational adjectives that no list knows; `learned`, unknown words to
    what they name (person, place, land); `families`, the last words of the names of persons.
    """

    document: Document
    folded: Folded
    tokens: Tokens
    stories: tuple[Story, ...]
    passages: tuple[Passage, ...]
    stretches: list[Stretch] = field(default_factory=list)
    languages: list[str | None] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    passage_starts: list[int] = field(default_factory=list)
    story_starts: list[int] = field(default_factory=list)
    hits: list[list[Hit]] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    number_hits: dict[int, list[Hit]] | None = None
    numerals: list[Numeral] | None = None
    raw_times: list[RawTime] = field(default_factory=list)
    time_starts: list[int] = field(default_factory=list)
    times_over: dict[int, RawTime] = field(default_factory=dict)
    amounts: list[Amount] = field(default_factory=list)
    amount_starts: list[int] = field(default_factory=list)
    amount_at: dict[int, Amount] = field(default_factory=dict)
    amount_to: dict[int, Amount] = field(default_factory=dict)
    by_tag: defaultdict[int, list[int]] | None = None
    tagged: dict[int, list[int]] = field(default_factory=dict)
    openings: set[int] = field(default_factory=set)
    groups: list[Group] = field(default_factory=list)
    group_at: list[Group | None] = field(default_factory=list)
    group_starts: list[int] = field(default_factory=list)
    shared_starts: set[int] = field(default_factory=set)
    finite: dict[int, Form | None] = field(default_factory=dict)
    clauses: dict[int, list[Clause]] = field(default_factory=dict)
    questions: set[int] | None = None
    first_sentences: dict[int, int] = field(default_factory=dict)
    nisbas: set[str] = field(default_factory=set)
    learned: dict[str, str] = field(default_factory=dict)
    families: set[str] = field(default_factory=set)

    def keep_times(self, times: list[RawTime]) -> None:
        """Add the layer of the time expressions, in the order of their first tokens."""
        self.raw_times, self.time_starts = times, [time.first for time in times]
        ends = [*self.time_starts[1:], len(self.tokens)]
        self.times_over = {i: time for time, end in zip(times, ends, strict=False) for i in range(time.first, min(time.after, end))}

    def keep_amounts(self, amounts: list[Amount]) -> None:
        """Add the layer of the numbers, in the order of their own first tokens."""
        self.amounts, self.amount_starts = amounts, [amount.number_first for amount in amounts]
        for amount in amounts:
            self.amount_at.setdefault(amount.first, amount)
            self.amount_at.setdefault(amount.number_first, amount)
            for after in (amount.after, amount.number_after):
                if after - amount.number_first <= _LONGEST_NUMBER:
                    self.amount_to.setdefault(after, amount)

    def keep_groups(self, groups: list[Group]) -> None:
        """Add the layer of the noun groups, in the order of their first tokens; of two that start at one token, the longer one first."""
        groups.sort(key=_start_and_length)
        self.groups, self.group_starts = groups, [g.first for g in groups]
        self.shared_starts = {first for first, other in pairwise(self.group_starts) if first == other}
        group_at = self.group_at = [None] * len(self.tokens)
        for group in reversed(groups):  # of two over the same words, the first
            group_at[group.first : group.after] = [group] * (group.after - group.first)

    def tokens_by_tag(self) -> dict[int, list[int]]:
        """The tokens of each tag that the text has, in order; gathered once."""
        if self.by_tag is None:
            self.by_tag = defaultdict(list)
            for i, tag in enumerate(self.tags):
                self.by_tag[tag].append(i)
        return self.by_tag

    def untag(self, i: int, bits: int) -> None:
        """Take some bits from the tag of token i."""
        tag = self.tags[i]
        if tag & bits:
            self.tags[i] = tag & ~bits
            if self.by_tag is not None:
                self.by_tag[tag].remove(i)
                insort(self.by_tag[tag & ~bits], i)
                self.tagged.clear()

    def tokens_with(self, bits: int) -> list[int]:
        """The tokens that have any of some bits, in order."""
        if bits not in self.tagged:
            self.tagged[bits] = sorted([i for tag, tokens in self.tokens_by_tag().items() if tag & bits for i in tokens])
        return self.tagged[bits]

    def tokens_in(self, first: int, after: int, bits: int) -> list[int]:
        """The tokens of a range that have any of some bits, in order."""
        found = self.tagged.get(bits)
        if found is None:
            found = self.tokens_with(bits)
        low = bisect_left(found, first)
        return found[low : bisect_left(found, after, low)]

    def span(self, first: int, after: int) -> Span:
        """The printed span of a token range."""
        return self.folded.printed(self.tokens.starts[first], self.tokens.ends[after - 1])

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon of the document's main language."""
        return self.stretches[0].lexicon

    def story_of(self, i: int) -> int:
        """The number of the story that holds token i."""
        if len(self.stories) == 1:
            return self.stories[0].id
        if not self.story_starts:
            self.story_starts = [self.token_at(story.start) for story in self.stories]
        number = bisect_right(self.story_starts, i) - 1
        return self.stories[number].id if number >= 0 else 0

    def language_of(self, i: int) -> str | None:
        """The language of token i's passage, None for one that is not read (boilerplate, unknown languages)."""
        if not self.languages:
            self.languages = [None] * len(self.tokens)
            for stretch in self.stretches:
                self.languages[stretch.first : stretch.after] = [stretch.lexicon.language] * (stretch.after - stretch.first)
        return self.languages[i]

    def role_of(self, i: int) -> str:
        """The role of token i's passage."""
        if not self.roles:
            self.roles = [""] * len(self.tokens)
            for passage in self.passages:
                first = self.token_at(passage.start)
                after = self.token_at(passage.end)
                self.roles[first:after] = [passage.role] * (after - first)
        return self.roles[i]

    def token_at(self, offset: int) -> int:
        """The first token that starts at a printed offset or behind it (the number of tokens where none does)."""
        offsets = self.folded.offsets
        return bisect_left(self.tokens.starts, offset if offsets is None else bisect_left(offsets, offset))

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that holds a printed offset."""
        if not self.passage_starts:
            self.passage_starts = [passage.start for passage in self.passages]
        number = bisect_right(self.passage_starts, offset) - 1
        return self.passages[number] if number >= 0 and offset < self.passages[number].end else None

    def groups_from(self, i: int) -> list[Group]:
        """The groups that start with the group over token i (two where a dual names two)."""
        group = self.group_at[i]
        if group is None:
            return []
        if group.first not in self.shared_starts:
            return [group]
        number = bisect_left(self.group_starts, group.first)
        after = number + 1
        while after < len(self.groups) and self.group_starts[after] == group.first:
            after += 1
        return self.groups[number:after]

    def groups_in(self, first: int, after: int) -> list[Group]:
        """The groups that start in a token range, in order."""
        starts = self.group_starts
        low = bisect_left(starts, first)
        return self.groups[low : bisect_left(starts, after, low)]

    def amounts_in(self, first: int, after: int) -> list[Amount]:
        """The numbers whose own tokens start in a token range, in order."""
        starts = self.amount_starts
        low = bisect_left(starts, first)
        return self.amounts[low : bisect_left(starts, after, low)]

    def amount_before(self, i: int) -> Amount | None:
        """The number that ends, with or without its bound, right before token i."""
        if i < 1 or not (self.tags[i - 1] & NUMBER or "0" <= self.tokens.words[i - 1][-1] <= "9"):
            return None
        return self.amount_to.get(i)

    def amount_from(self, i: int) -> Amount | None:
        """The number that starts (with its bound) at token i."""
        amount = self.amount_at.get(i)
        return amount if amount is not None and (self.tags[i] & NUMBER or self.tokens.kinds[i] == NUMERAL) else None

    def nation_adjective(self, i: int) -> bool:
        """True where token i can be the relational adjective of a nation."""
        return bool(self.tags[i] & NATION)

    def opens_quote(self, i: int) -> bool:
        """True for a quotation mark that opens: it leans on the word after it (straight marks do not say)."""
        tokens = self.tokens
        if tokens.words[i] in "«“„‹":
            return True
        leans_back = i > 0 and tokens.ends[i - 1] == tokens.starts[i] and tokens.kinds[i - 1] != MARK
        return not leans_back

    def conjoins(self, i: int) -> bool:
        """True where token i begins with a conjunction or is one."""
        if not (self.tags[i] & CONJUNCTION or self.tokens.words[i].startswith(_CONJOINED)):
            return False
        for hit in self.hits[i]:
            if hit.before.conjunction or (isinstance(hit.entry, Particle) and hit.entry.type == "conjunction"):
                return True
        return False

    def is_question(self, sentence: int) -> bool:
        """True for a sentence that asks: it asserts nothing."""
        if self.questions is None:
            words, ends = self.tokens.words, self.tokens.sentences
            asked = [] if _QUESTION.isdisjoint(words) else enumerate(ends)
            self.questions = {number for number, (first, after) in asked if not _QUESTION.isdisjoint(words[max(first, after - 3) : after])}
        return sentence in self.questions

    def first_sentence(self, i: int) -> int:
        """The number of the first sentence of the story that holds token i."""
        story = self.story_of(i)
        if story not in self.first_sentences:
            self.first_sentences[story] = self.opening(self.stories[story])
        return self.first_sentences[story]

    def opening(self, story: Story) -> int:
        """The number of a story's first sentence (0 where it has none)."""
        tokens, first = self.tokens, self.token_at(story.start)
        if first == len(tokens):
            return 0
        number = tokens.sentence_of[first]
        if tokens.sentences[number][0] < first:
            number += 1
        return number if number < len(tokens.sentences) else 0

    def times_in(self, first: int, after: int) -> range:
        """The numbers of the time expressions that start in a token range."""
        low = bisect_left(self.time_starts, first)
        return range(low, bisect_left(self.time_starts, after, low))

    def time_at(self, i: int) -> RawTime | None:
        """The time expression that token i is part of."""
        return self.times_over.get(i)

    def sentence_end(self, i: int) -> int:
        """The token after the sentence that holds token i."""
        return self.tokens.sentence_ends[i]

    def words(self, first: int, after: int) -> str:
        """The folded words of a token range, one space between them."""
        return " ".join(self.tokens.words[first:after])


def _start_and_length(group: Group) -> tuple[int, int]:
    return group.first, -group.after


def parse_text(text: str, lexicon: Lexicon) -> Parse:
    """The parse of a bare text as one body passage, for tests and tools."""
    document = Document(id="text", text=text, sha256="")
    folded = fold(text)
    tokens = tokenise(folded)
    passage = Passage(start=0, end=len(text), role="body", story=0, language=lexicon.language)
    parse = Parse(document, folded, tokens, (Story(id=0, start=0, end=len(text)),), (passage,))
    parse.stretches.append(Stretch(0, len(tokens), passage, lexicon))
    parse.tags = [0] * len(tokens)
    parse.hits = scan(lexicon, tokens, masks=parse.tags)
    return parse
