"""Events of English sentences: triggers as verbs, participles and nouns, with roles, place, day, numbers, status and who asserts them.

A definite noun that brings nothing of its own points back and is no event. Each event owns the tokens from the trigger before it to the
trigger behind it: its numbers, and where no words say otherwise its place and day, stand there.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.model import TimeExpression
from riwaya.ontology.load import Ontology
from riwaya.read.clauses.english_verbs import ACTIVE, ATTRIBUTE, ING, NOMINAL, PASSIVE, REDUCED, Use, object_of, use_of
from riwaya.read.clauses.find import Clause, find_clauses
from riwaya.read.events.english_places import english_place, english_when, next_english_scene
from riwaya.read.events.english_roles import english_counts, fill_english_roles
from riwaya.read.events.english_status import english_status
from riwaya.read.events.frames import Filler, Frame
from riwaya.read.events.initiative import find_initiatives, forget_seekers
from riwaya.read.events.needs import need_distance
from riwaya.read.events.quantities import Count
from riwaya.read.events.seekers import find_seekers
from riwaya.read.events.sharing import Happening, follow_leads, share, share_days, share_exchanges, share_talks
from riwaya.read.groups import Group
from riwaya.read.names.english_names import is_capital, nation_hit
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said
from riwaya.text.function_words_english import AUXILIARY, COORDINATE, DETERMINERS, PREPOSITIONS
from riwaya.text.inflection import FIXED, NOUN, PARTICIPLE, PAST, PRESENT, Form
from riwaya.text.tokens import WORD

_ALSO_SAID = ("agreement", "proposal", "call", "meeting", "decree")
_TALKS = ("meeting", "call", "agreement", "proposal", "exchange", "aid", "sanction")
_ASKING = ("accuse", "demand", "warn", "threaten")
_SUFFERED = ("casualties", "damage", "detention", "displacement", "interception", "siege", "exchange", "sanction")
_LEAD_SENTENCES = 3
_MOST_FRESH = 2
_NEAR = 4
_JOINED = 14


def find_english_events(parse: Parse, *, times: tuple[TimeExpression, ...], said: list[Said], ontology: Ontology) -> list[Happening]:
    """Every event of the English passages in text order."""
    found: list[Happening] = []
    scene: Group | None = None
    story: tuple[int, str] = (-1, "")
    for number, (first, after) in enumerate(parse.tokens.sentences):
        if parse.language_of(first) != "en" or parse.is_question(number):
            continue
        passage = parse.passage_at(parse.span(first, first + 1)[0])
        here_story = (parse.story_of(first), passage.role if passage is not None and passage.role == "quote_post" else "")
        if here_story != story:
            story, scene = here_story, None
        here = _read_sentence(parse, number, found, times=times, said=said, ontology=ontology, scene=scene)
        found.extend(here)
        scene = next_english_scene(parse, here, (first, after), scene=scene)
    share_days(parse, [item for item in found if item.frame.hit.form.number != "p" or item.frame.hit.form.part != NOUN], times)
    share_exchanges(parse, found)
    share_talks(found)
    follow_leads(parse, found)
    return found


def _read_sentence(
    parse: Parse, number: int, found: list[Happening], *, times: tuple[TimeExpression, ...], said: list[Said], ontology: Ontology, scene: Group | None
) -> list[Happening]:
    first, after = parse.tokens.sentences[number]
    cues = {j for s in said if s.sentence == number for cue in s.cues for j in range(*cue)}
    triggers = find_english_triggers(parse, first, after)
    triggers = [(h, e, u) for h, e, u in triggers if h.first not in cues or e.kind in _ALSO_SAID]
    clauses, seekers = find_clauses(parse, number), find_seekers(parse, number, said=said)
    here: list[Happening] = []
    for place, (hit, entry, use) in enumerate(triggers):
        low = max((h.after for h, e, _ in triggers[:place]), default=first)
        high = min((_start(parse, h, u) for h, e, u in triggers[place + 1 :] if not _only_definite(parse, h, u)), default=after)
        high = max(high, hit.after)
        by = _asserting(parse, said, hit.first, number)
        clause = Clause(*_own_words(parse, said, by, hit.first, (first, after)), opener="start")
        frame = _open(hit, entry, clause, ontology, None if by is None else said[by])
        fill_english_roles(parse, frame, use, low=max(low, clause.first), high=min(high, clause.after))
        forget_seekers(frame, seekers)
        item = _build(parse, frame, use, times=times, said=said, by=by, scene=scene, own=(max(low, clause.first), min(high, clause.after)))
        if item is not None and not _absorb(here, item) and not _merge(parse, here, item):
            here.append(item)
    share(parse, [item for item in here if not item.frame.entry.background])
    find_initiatives(parse, here, seekers=seekers, clauses=clauses, earlier=found)
    return here


def _start(parse: Parse, hit: Hit, use: Use) -> int:
    """Where the words of the next event begin: at its trigger, of a passive at the number that it is told of (`…, four others were injured`)."""
    if use.kind not in (PASSIVE, REDUCED):
        return hit.first
    amounts = parse.amounts_in(max(0, use.first - _NEAR), use.first)
    return amounts[-1].first if amounts else hit.first


def _only_definite(parse: Parse, hit: Hit, use: Use) -> bool:
    """True for a definite noun, which mostly points back: `three were killed in the raid on Monday`."""
    return use.kind == NOMINAL and hit.first > 0 and parse.tokens.words[hit.first - 1] in ("the", "that", "this")


# --- triggers ----------------------------------------------------------------------------------------------------------


def find_english_triggers(parse: Parse, first: int, after: int) -> list[tuple[Hit, Trigger, Use]]:
    """The trigger of each token where its context lets one be, with how it is used; the longest first, none inside a name."""
    found: list[tuple[Hit, Trigger, Use]] = []
    i = first
    while i < after:
        best = None if parse.time_at(i) is not None else _trigger_at(parse, i)
        if best is None:
            i += 1
            continue
        found.append(best)
        i = best[0].after
    return found


def _trigger_at(parse: Parse, i: int) -> tuple[Hit, Trigger, Use] | None:
    group = parse.group_at[i]
    options: list[tuple[int, int, bool, int, Hit, Trigger, Use]] = []
    for number, hit in enumerate(parse.hits[i]):
        entry = hit.entry
        if not isinstance(entry, Trigger) or (group is not None and not (group.first == i and hit.after > group.after)):
            continue
        use = _use(parse, hit, entry)
        if use is None or not _suffers(parse, hit, entry, use) or not _has_object(parse, hit, entry, use):
            continue
        if use.kind == NOMINAL and (_in_title(parse, hit) or _modifies_weapon(parse, hit)):
            continue
        distance = need_distance(parse, hit, entry) if entry.needs else 6
        if distance is not None:
            options.append((-hit.after, distance, use.kind == NOMINAL, number, hit, entry, use))
    if not options:
        return None
    best = min(options, key=lambda o: o[:4])
    return best[4], best[5], best[6]


def _has_object(parse: Parse, hit: Hit, entry: Trigger, use: Use) -> bool:
    """False for a verb of firing whose object is no weapon: `launched a campaign`, `launched a “tank attack”`."""
    if entry.object != "weapon" or use.kind in (NOMINAL, PASSIVE, REDUCED):
        return True
    target = object_of(parse, hit.after, parse.sentence_end(hit.first))
    if target is None:
        return entry.subject == "weapon"
    behind = parse.hits[target.after] if target.after < len(parse.tokens) else ()
    return target.type == "weapon" and not any(isinstance(h.entry, Trigger) and h.form.part in (NOUN, FIXED) for h in behind)


def _modifies_weapon(parse: Parse, hit: Hit) -> bool:
    """True for a noun that only says what a weapon is for: `attack drones`."""
    here = parse.hits[hit.after] if hit.after < len(parse.tokens) else ()
    return any(isinstance(h.entry, Head) and h.entry.type == "weapon" for h in here)


def _suffers(parse: Parse, hit: Hit, entry: Trigger, use: Use) -> bool:
    """False for a verb of freeing or holding that no people suffer: `a statement released by the office`."""
    if entry.kind not in ("exchange", "detention") or use.kind == NOMINAL or hit.form.part == FIXED:
        return True
    if use.kind in (PASSIVE, REDUCED):
        group = next(iter(reversed(parse.groups_in(max(0, use.first - 10), use.first))), None)
    else:
        group = object_of(parse, hit.after, parse.sentence_end(hit.first))
    if group is None:
        return parse.amount_from(hit.after) is not None or parse.amount_before(use.first) is not None
    return group.type in ("group", "person", "organization")


def _in_title(parse: Parse, hit: Hit) -> bool:
    """True for a capitalised noun beside another capital within a sentence: part of a name that no list knows."""
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    if hit.first == first or parse.role_of(hit.first) == "headline" or not is_capital(parse, hit.first):
        return False
    beside = [j for j in (hit.first - 1, hit.after) if first <= j < end and parse.tokens.kinds[j] == WORD]
    small = sum(parse.tokens.kinds[j] == WORD and not is_capital(parse, j) for j in range(first, end))
    return small > 3 and any(is_capital(parse, j) for j in beside)


def _use(parse: Parse, hit: Hit, entry: Trigger) -> Use | None:
    """How a trigger is used; None for an attribute (`the destroyed bridge`), a verb form that is no verb here, and no noun at all."""
    words, suffers = parse.tokens.words, entry.kind in _SUFFERED and bool(entry.object)
    before = words[hit.first - 1] if hit.first else ""
    form = hit.form.part
    if form == NOUN:
        if before == "to" or before in ("he", "she", "they", "we", "who", "which"):
            return None
        return None if before in ("no", "any", "without", "whether") else Use(NOMINAL, hit.first)
    if form == FIXED:
        return _phrase_use(parse, hit, entry)
    use = use_of(parse, hit, suffers=suffers)
    if use.kind == ATTRIBUTE or (use.kind == NOMINAL and form in (PAST, PRESENT)):
        return None
    if use.kind == ING and _is_noun(parse, hit, before):
        behind = parse.hits[hit.after] if hit.after < len(parse.tokens) else None
        if behind == [] and parse.tokens.kinds[hit.after] == WORD and words[hit.after] not in PREPOSITIONS | COORDINATE | AUXILIARY:
            return None  # a killing zone
        nominal = any(h.entry is entry and h.form.part == NOUN and h.after == hit.after for h in parse.hits[hit.first])
        return Use(NOMINAL, hit.first) if nominal else None
    return use


def _is_noun(parse: Parse, hit: Hit, before: str) -> bool:
    """True for a form in -ing that is a noun: behind an article, a nation or a possessive, before `of`, or with nothing that it does."""
    if before in DETERMINERS - {"that"} or before == "s" or (hit.first and nation_hit(parse, hit.first - 1) is not None):
        return True
    end = parse.sentence_end(hit.first)
    if hit.after < end and parse.tokens.words[hit.after] == "of":
        return True
    return before != "," and object_of(parse, hit.after, end) is None and not parse.amount_from(hit.after)


def _phrase_use(parse: Parse, hit: Hit, entry: Trigger) -> Use:
    """A fixed phrase is used as its first word is: `took control of` is a verb, `prisoner swap` a noun."""
    first = parse.tokens.words[hit.first]
    if not (entry.subject and entry.object) and not first.endswith("ed"):
        return Use(NOMINAL, hit.first)
    part = PARTICIPLE if first.endswith("ing") else PAST
    return use_of(parse, Hit(hit.first, hit.after, hit.entry, Form(part), hit.before, "", "", hit.mask), suffers=entry.kind in _SUFFERED)


# --- one event ---------------------------------------------------------------------------------------------------------


def _asserting(parse: Parse, said: list[Said], at: int, number: int) -> int | None:
    """The innermost statement whose content holds a token; of a quotation that goes on, the one before it."""
    best = None
    for n, item in enumerate(said):
        if item.holds(at) and (best is None or (item.content or (0, 0))[0] >= (said[best].content or (0, 0))[0]):
            best = n
    if best is not None or parse.tokens.words[parse.tokens.sentences[number][0]] not in ("“", '"'):
        return best
    if any(item.sentence == number for item in said):
        return None
    before = [n for n, item in enumerate(said) if item.sentence == number - 1 and item.quoted]
    return before[-1] if before else None


def _own_words(parse: Parse, said: list[Said], by: int | None, at: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The tokens that tell an event: those of the content that asserts it, else of the sentence, without the contents of others."""
    first, after = sentence
    if by is not None and (content := said[by].content) is not None:
        return max(first, content[0]), min(after, content[1])
    for item in said:
        for span in (item.content, *item.cues):
            if span is not None and first <= span[0] and span[1] <= at:
                first = max(first, span[1]) if item.content == span else first
            elif span is not None and at < span[0] < after and item.content == span:
                after = span[0]
    return first, after


def _open(hit: Hit, entry: Trigger, clause: Clause, ontology: Ontology, inner: Said | None) -> Frame:
    frame = Frame(hit, entry, ontology.kinds[entry.kind], clause, form=hit.form)
    if inner is not None:
        frame.speaker = inner.sources[0].group if inner.sources else None
        frame.accused = inner.addressee if inner.act in _ASKING else None
    return frame


def _build(
    parse: Parse,
    frame: Frame,
    use: Use,
    *,
    times: tuple[TimeExpression, ...],
    said: list[Said],
    by: int | None,
    scene: Group | None,
    own: tuple[int, int],
) -> Happening | None:
    inner = said[by] if by is not None else None
    counts = english_counts(parse, frame, use, low=own[0], high=own[1])
    taken = {item.time for item in said if item.sentence == parse.tokens.sentence_of[frame.hit.first] and item.time >= 0}
    when = english_when(parse, frame, times, taken=taken, own=own)
    place = english_place(parse, frame, scene=scene, own=own)
    own_place = place is not None and place is not scene
    if use.kind == NOMINAL and _points_back(parse, frame, counts, own_place=own_place, own_day=when >= 0):
        return None
    if (use.negated and use.mood) or _is_nobody(parse, frame, use):
        return None
    if frame.entry.needs == ("quantity",) and not counts:
        return None
    if frame.entry.background and when < 0 and not counts and not own_place:
        return None
    status = english_status(parse, frame, use, said=inner)
    if status == "denied" and use.kind == NOMINAL and not (frame.fillers or own_place):
        return None
    published = parse.stories[parse.story_of(frame.hit.first)].published
    day = times[when].from_ if when >= 0 else None
    if status == "happened" and day is not None and published is not None and day > published:
        status = "planned"
    announced = when < 0 and status == "happened" and _is_fresh(parse, frame, use, counts, inner)
    return Happening(frame, (frame.hit.first, frame.hit.after), status, place, when, announced, counts, [] if by is None else [by], around=place)


def _is_nobody(parse: Parse, frame: Frame, use: Use) -> bool:
    """True where the subject says that there was none: `no one was injured`, `neither vessel was damaged`."""
    words = parse.tokens.words
    before = words[max(frame.clause.first, use.first - 7) : use.first]
    return use.kind in (ACTIVE, PASSIVE, REDUCED) and any(word in ("no", "none", "nobody", "neither") for word in before)


def _points_back(parse: Parse, frame: Frame, counts: list[Count], *, own_place: bool, own_day: bool) -> bool:
    """True for a definite or a bare plural noun without participant, number, place or day of its own."""
    before = parse.tokens.words[frame.hit.first - 1] if frame.hit.first else ""
    definite = before in ("the", "this", "that", "these", "those", "its", "their", "his", "her", "such", "under", "on")
    if before == "on" and not frame.fillers:
        return True  # went on strike
    bare = (frame.hit.form.part == NOUN and frame.hit.form.number == "p") or frame.entry.background
    if frame.entry.kind in _TALKS and not frame.fillers and not own_place and not own_day and not counts:
        return True
    return (definite or bare) and not frame.fillers and not counts and not own_place and not (own_day and not definite)


def _is_fresh(parse: Parse, frame: Frame, use: Use, counts: list[Count], said: Said | None) -> bool:
    """A single fresh happening told by a past verb takes the day of its announcement: no tally, no plural noun, nothing told as earlier."""
    if not frame.kind.fresh or frame.entry.background or use.perfect or use.kind not in (ACTIVE, PASSIVE, REDUCED):
        return False
    if frame.form.part not in (PAST, PARTICIPLE, FIXED) or any(c.what in ("settlements", "attacks", "regions") and c.min != 1 for c in counts):
        return False
    words = parse.tokens.words
    if any(w in ("far", "since", "earlier", "previously") for w in words[frame.clause.first : frame.clause.after]):
        return False
    if said is None:
        return parse.tokens.sentence_of[frame.hit.first] - parse.first_sentence(frame.hit.first) <= _LEAD_SENTENCES
    return said.fresh and said.act in ("assert", "confirm")


# --- events of one sentence --------------------------------------------------------------------------------------------


def _absorb(here: list[Happening], new: Happening) -> bool:
    """The attack that is repelled, or announced by a noun of its own, is no further event."""
    if not here or new.frame.entry.kind not in here[-1].frame.kind.absorbs or new.trigger[0] - here[-1].trigger[1] > _NEAR:
        return False
    old = here[-1]
    known = {id(f.group) for f in old.frame.fillers}
    old.frame.fillers += [Filler("target", f.group, f.nation, f.token) for f in new.frame.fillers if f.role == "actor" and id(f.group) not in known]
    old.counts += [c for c in new.counts if c not in old.counts]
    old.when, old.announced = (new.when, False) if old.when < 0 <= new.when else (old.when, old.announced)
    old.place, old.around = (new.place, new.around) if new.place is not None else (old.place, old.around)
    return True


def _merge(parse: Parse, here: list[Happening], new: Happening) -> bool:
    """Join a trigger to the event of its kind that the sentence told just before: `killed 5 and wounded 10`, `a strike hit the dam`."""
    for old in reversed(here):
        if old.frame.entry.kind != new.frame.entry.kind or old.status != new.status or old.said != new.said:
            continue
        gap = new.trigger[0] - old.trigger[1]
        between = parse.tokens.words[old.trigger[1] : new.trigger[0]]
        toll = old.frame.entry.kind == "casualties" and gap <= _JOINED and bool(COORDINATE & set(between)) and "after" not in between
        carries = (
            gap <= _NEAR + 2
            and (old.frame.hit.form.part in (NOUN, FIXED) or new.frame.hit.form.part in (NOUN, FIXED))
            and not COORDINATE & set(between)
            and "," not in between
            and old.frame.entry.kind != "casualties"
        )
        again = old.frame.entry.kind == "casualties" and gap <= _NEAR and "," not in between
        if not (toll or carries or again):
            return False
        seen = {(c.what, c.min, c.max) for c in old.counts}
        old.counts += [c for c in new.counts if (c.what, c.min, c.max) not in seen]
        played = {id(f.group) for f in old.frame.fillers if f.group is not None}
        old.frame.fillers += [f for f in new.frame.fillers if f.group is None or id(f.group) not in played]
        if new.place is not None and (old.place is None or carries):
            old.place, old.around = new.place, new.around
        old.when = new.when if old.when < 0 else old.when
        return True
    return False
