"""From a page to its reading: the readers in their order, each with what it needs and what it adds.

The order is checked when this module is loaded: a reader whose needs no earlier one provides is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_

from msgspec import Struct, structs

from riwaya.errors import RiwayaError
from riwaya.lexicon.compiled import Lexicon, collector_paused
from riwaya.lexicon.entries import Head, Name, Particle, Word
from riwaya.lexicon.scan import Hit, scan
from riwaya.model import Interval, Page, Passage, Reading, Story, StoryDay, TimeExpression
from riwaya.read.events.english import find_english_events
from riwaya.read.events.find import find_events
from riwaya.read.events.sharing import Happening
from riwaya.read.names.entities import Entities
from riwaya.read.names.find import find_groups
from riwaya.read.names.references import resolve_entities
from riwaya.read.parse import Parse, Stretch
from riwaya.read.passages.find import find_passages
from riwaya.read.passages.stories import SAME_DAY
from riwaya.read.published.decide import judge_published, witness_given
from riwaya.read.records import build_reading
from riwaya.read.statements.english import find_english_statements
from riwaya.read.statements.find import find_statements
from riwaya.read.statements.voices import Said
from riwaya.read.tags import AUXILIARY, COMPLEMENTISER, VERB
from riwaya.read.times.find import find_times, resolve_times
from riwaya.read.times.numbers import find_amounts
from riwaya.text.fold import Folded, fold
from riwaya.text.tokens import tokenise

GIVEN, JUDGED = "given", "judged"
"""What the day of a story rests on; others are told from outside (`StoryDay`)."""

_MARBUTA = re.compile("ة")
_WAS = re.compile("كان")
_AND_HAMZA = re.compile(r"(?<!\w)وأ")
_WAS_OR_AS_IF = AUXILIARY | COMPLEMENTISER


class Work(Struct):
    """What the readers share: the page, its parse, and the layers that are filled one after another."""

    page: Page
    lexicons: Mapping[str, Lexicon]
    parse: Parse
    times: tuple[TimeExpression, ...] = ()
    entities: Entities | None = None
    said: list[Said] = []
    happenings: list[Happening] = []


class Reader(Struct, frozen=True):
    """One step: a function over the work, the layers that it needs and those that it adds."""

    name: str
    needs: tuple[str, ...]
    adds: tuple[str, ...]
    run: Callable[[Work], None]


def _scan(work: Work) -> None:
    parse = work.parse
    parse.hits = [[]] * len(parse.tokens)  # where no lexicon reads, nobody adds to them
    parse.tags = [0] * len(parse.tokens)
    marbuta = _ends_in_marbuta(parse)
    for stretch in parse.stretches:
        parse.hits[stretch.first : stretch.after] = scan(
            stretch.lexicon, parse.tokens, first=stretch.first, after=stretch.after, marbuta=marbuta, masks=parse.tags
        )
    _tell_was_from_as_if(parse)
    _tell_and_from_letter(parse)


def _tell_was_from_as_if(parse: Parse) -> None:
    """Folding makes كان (was) and كأن (as if) one word: where no hamza is printed, it is the verb."""
    ends = parse.tokens.ends
    for found in _WAS.finditer(parse.folded.text):
        i = bisect_left(ends, found.end())
        if i == len(ends) or ends[i] != found.end() or parse.tags[i] & _WAS_OR_AS_IF != _WAS_OR_AS_IF:
            continue
        hits = parse.hits[i]
        types = {hit.entry.type for hit in hits if isinstance(hit.entry, Particle) and hit.after == i + 1}
        if {"past_auxiliary", "complementiser"} <= types and "أ" not in parse.document.text[slice(*parse.span(i, i + 1))]:
            parse.hits[i] = [hit for hit in hits if not (isinstance(hit.entry, Particle) and hit.entry.type == "complementiser")]


def _tell_and_from_letter(parse: Parse) -> None:
    """Folding makes وأدى (and it led) and وادي (valley) one word: before a printed أ, و is the conjunction wherever a reading has it so."""
    ends = parse.tokens.ends
    offsets = parse.folded.offsets
    for found in _AND_HAMZA.finditer(parse.document.text):
        at = found.start() if offsets is None else bisect_left(offsets, found.start())
        i = bisect_left(ends, at + 1)
        if i == len(ends) or parse.tokens.starts[i] != at:
            continue
        hits = parse.hits[i]
        if any(hit.before.conjunction for hit in hits) and any(_is_other_word(hit) for hit in hits):
            parse.hits[i] = [hit for hit in hits if not _is_other_word(hit)]
            parse.tags[i] = reduce(or_, [hit.mask for hit in parse.hits[i]])


def _is_other_word(hit: Hit) -> bool:
    """True for a word of its own that begins with و and a bare alif."""
    return not hit.before.length and hit.after == hit.first + 1 and isinstance(hit.entry, Head | Word | Name)


def _ends_in_marbuta(parse: Parse) -> frozenset[int]:
    """The tokens that end in a printed ة, which folding makes ه."""
    offsets, ends = parse.folded.offsets, parse.tokens.ends
    printed = [found.start() for found in _MARBUTA.finditer(parse.document.text)]
    letters = printed if offsets is None else [bisect_left(offsets, at) for at in printed]
    found = [(bisect_left(ends, at + 1), at + 1) for at in letters]
    return frozenset([i for i, end in found if i < len(ends) and ends[i] == end])


def _times(work: Work) -> None:
    parse = work.parse
    parse.keep_times(find_times(parse))
    for raw in parse.raw_times:
        for i in range(raw.first, raw.after):
            parse.untag(i, VERB)  # بعد ظهر السبت
            parse.finite.pop(i, None)
    parse.keep_amounts(find_amounts(parse))  # after the times, whose day numbers are no amounts


def _published(work: Work) -> None:
    parse = work.parse
    settled = {day.story: day for day in work.page.days if day.basis != GIVEN}
    first = parse.stories[0]
    if first.rule not in SAME_DAY:
        parse.stories = tuple(_dated(work, story, settled.get(story.id)) for story in parse.stories)
        return
    whole = _dated(work, structs.replace(first, end=parse.stories[-1].end), settled.get(first.id))
    told = {name: getattr(whole, name) for name in ("published", "published_range", "published_evidence", "published_basis")}
    parse.stories = tuple(structs.replace(story, **told) for story in parse.stories)  # one publication: what dates an entry dates them all


def _dated(work: Work, story: Story, settled: StoryDay | None) -> Story:
    """The story with its day judged from its words and witnesses, or with what these hold against the day that it came with or that was
    settled since.
    """
    parse, witnesses = work.parse, work.page.witnesses
    if settled is not None:
        return _settled(work, story, settled)
    if story.published is not None:
        told = witness_given(parse, parse.raw_times, story=story, witnesses=witnesses)
        came_with = work.page.document.published_evidence if story.id == 0 else ()
        return structs.replace(story, published_evidence=(*came_with, *told), published_basis=GIVEN)
    day, interval, evidence = judge_published(parse, parse.raw_times, story=story, witnesses=witnesses)
    basis = None if day is None else JUDGED
    return structs.replace(story, published=day, published_range=interval, published_evidence=evidence, published_basis=basis)


def _settled(work: Work, story: Story, settled: StoryDay) -> Story:
    """The story on the day that was settled outside its page, with what settled it and what its own words and witnesses say."""
    day = settled.first if settled.first == settled.last else None
    story = structs.replace(
        story, published_given=story.published, published=day, published_range=Interval(settled.first, settled.last), published_basis=settled.basis
    )
    _given, *told = witness_given(work.parse, work.parse.raw_times, story=story, witnesses=work.page.witnesses) or (None,)
    return structs.replace(story, published_evidence=(*settled.evidence, *told))


def _resolved_times(work: Work) -> None:
    work.times = resolve_times(work.parse, work.parse.raw_times)


def _names(work: Work) -> None:
    find_groups(work.parse)
    work.entities = resolve_entities(work.parse)


def _statements(work: Work) -> None:
    assert work.entities is not None
    work.said = find_statements(work.parse, work.entities)
    if any(stretch.lexicon.language == "en" for stretch in work.parse.stretches):
        shift = len(work.said)
        english = find_english_statements(work.parse)
        for item in english:
            item.outer += shift if item.outer >= 0 else 0
        work.said += english


def _events(work: Work) -> None:
    assert work.entities is not None
    ontology = work.parse.lexicon.ontology
    work.happenings = find_events(work.parse, work.entities, times=work.times, said=work.said, ontology=ontology)
    if any(stretch.lexicon.language == "en" for stretch in work.parse.stretches):
        work.happenings += find_english_events(work.parse, times=work.times, said=work.said, ontology=ontology)


READERS = (
    Reader("scan", ("passages",), ("hits",), _scan),
    Reader("times", ("hits",), ("raw_times", "amounts"), _times),
    Reader("names", ("hits", "raw_times"), ("groups", "entities"), _names),
    Reader("published", ("raw_times", "passages", "groups"), ("published",), _published),
    Reader("resolved times", ("raw_times", "published"), ("times",), _resolved_times),
    Reader("statements", ("entities", "groups", "raw_times"), ("statements",), _statements),
    Reader("events", ("statements", "times", "amounts", "entities"), ("events",), _events),
)


def check_order(readers: tuple[Reader, ...]) -> None:
    """Refuse an order in which a reader needs what no earlier one adds; raises `RiwayaError`."""
    have = {"passages"}
    for reader in readers:
        missing = [need for need in reader.needs if need not in have]
        if missing:
            raise RiwayaError(f"reader {reader.name!r} needs {', '.join(missing)}, which no reader before it adds; move it behind the one that does")
        have.update(reader.adds)


check_order(READERS)


def read_document(page: Page, *, lexicons: Mapping[str, Lexicon]) -> Reading:
    """Read one page with the lexicons of its languages; Arabic is the main one.

    The collector is paused: the work on a page holds no cycles, and would be searched for some all along.
    """
    with collector_paused():
        return _read(page, lexicons)


def _read(page: Page, lexicons: Mapping[str, Lexicon]) -> Reading:
    work = begin(page, lexicons)
    for reader in READERS:
        reader.run(work)
    assert work.entities is not None
    return build_reading(work.page, work.parse, entities=work.entities, times=work.times, said=work.said, happenings=work.happenings)


def begin(page: Page, lexicons: Mapping[str, Lexicon]) -> Work:
    """The work on a page before the first reader: its passages, folded text and tokens."""
    document = page.document
    given = {day.story: day.first for day in page.days if day.basis == GIVEN}
    folded = fold(document.text)
    stories, passages = find_passages(page, folded)
    stories = tuple(structs.replace(story, published=given.get(story.id, story.published)) for story in stories) if given else stories
    tokens = tokenise(folded, cuts=_cuts(document.text, folded, passages))
    parse = Parse(document, folded, tokens, stories, passages)
    _stretch(parse, lexicons)
    return Work(page, lexicons, parse, said=[], happenings=[])


def _cuts(text: str, folded: Folded, passages: tuple[Passage, ...]) -> list[int]:
    """The folded offsets of passages that start within a line: no sentence runs over them."""
    within = [p.start for p in passages if p.start and text[p.start - 1] != "\n" and text[: p.start].rstrip(" \t\r\xa0")[-1:] not in ("", "\n")]
    return within if folded.offsets is None else [bisect_left(folded.offsets, at) for at in within]


def _stretch(parse: Parse, lexicons: Mapping[str, Lexicon]) -> None:
    """Runs of tokens of one language, so that each is scanned once; boilerplate and unknown languages are not read."""
    last: Stretch | None = None
    for passage in parse.passages:
        lexicon = lexicons.get("ar" if passage.language == "und" else passage.language)
        first, i = parse.token_at(passage.start), parse.token_at(passage.end)
        if first == i:
            continue
        if lexicon is None and passage.role == "quote_post" and passage.published is not None:
            lexicon = lexicons.get("en")  # whatever its own language, the platform prints who signs it and when in English
        if lexicon is None or passage.role == "boilerplate":
            last = None
            continue
        if last is not None and last.lexicon is lexicon and last.passage.story == passage.story:
            last.after = i
        else:
            last = Stretch(first, i, passage, lexicon)
            parse.stretches.append(last)
    if not parse.stretches:
        nothing = Passage(start=0, end=0, role="body", story=0, language="ar")
        parse.stretches.append(Stretch(0, 0, parse.passages[0] if parse.passages else nothing, lexicons["ar"]))
