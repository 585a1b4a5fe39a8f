"""Events: the happenings that a document tells, each at a trigger, with its roles, place, day, numbers and status.

A back-reference (a definite noun that brings nothing new) is no event; two triggers of one kind that one clause joins are
one. `triggers.py` finds the triggers, `roles.py` fills the roles, `placing.py` the place and day, `quantities.py` the numbers,
`status.py` the status; `initiative.py` says who sought a contact, `sharing.py` what events lend each other.
"""

from __future__ import annotations

from datetime import timedelta

from riwaya.lexicon.entries import Light, Particle, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.model import TimeExpression
from riwaya.ontology.load import Kind, Ontology
from riwaya.read.clauses.find import Clause, find_clauses, is_finite
from riwaya.read.events.announced import is_fresh
from riwaya.read.events.attacks import last_attack
from riwaya.read.events.background import is_background, is_habitual
from riwaya.read.events.claimed import summed_with
from riwaya.read.events.counted_once import count_once
from riwaya.read.events.figures import is_figure
from riwaya.read.events.frames import Frame, tells_of_noun
from riwaya.read.events.hanging import hung_status
from riwaya.read.events.initiative import find_initiatives, forget_seekers
from riwaya.read.events.merging import absorb, merge
from riwaya.read.events.placing import find_place, find_when, town_of
from riwaya.read.events.quantities import Count, add_parts, find_counts
from riwaya.read.events.roles import fill_roles
from riwaya.read.events.scenes import next_scene, open_scene, recalled_scene, scene_within
from riwaya.read.events.seekers import find_seekers
from riwaya.read.events.sharing import (
    Happening,
    follow_leads,
    next_told,
    share,
    share_days,
    share_exchanges,
    share_talks,
    shared_status,
    take_told_day,
)
from riwaya.read.events.sides import share_sides
from riwaya.read.events.status import denies_in_general, denies_manner, denies_part_in, judge_status
from riwaya.read.events.telling import judge_background
from riwaya.read.events.triggers import find_triggers
from riwaya.read.groups import Group
from riwaya.read.names.entities import Entities
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said, asserting_at, cues_by_sentence
from riwaya.read.tags import NUMBER, RELATIVE, TRIGGER
from riwaya.text.function_words import AMONG, CONTRASTING, RESUMPTIVE_ON
from riwaya.text.inflection import FIXED, PAST, PRESENT, Form
from riwaya.text.inflection import NOUN as NOUN_FORM

_LONG_AGO = timedelta(days=60)
_OPENING = 2
_ASIDE = 10
_NEAR = 4
_ALSO_SAID = ("agreement", "proposal", "call", "meeting")
_RECALLED = 12
_DOING = ("actor", "party")
_OWN_DOING = ("assert", "confirm", "promise")
_ASKING = ("accuse", "demand", "warn", "threaten")


def find_events(parse: Parse, entities: Entities, *, times: tuple[TimeExpression, ...], said: list[Said], ontology: Ontology) -> list[Happening]:
    """Every event of the document in text order."""
    found: list[Happening] = []
    scene: Group | None = None
    story = told = -1
    cues_of, asserting = cues_by_sentence(said), asserting_at(said, len(parse.hits))
    said_in: dict[int, list[Said]] = {}
    for item in said:
        said_in.setdefault(item.sentence, []).append(item)
    for number, (first, after) in enumerate(parse.tokens.sentences):
        if parse.language_of(first) != "ar" or parse.is_question(number):
            continue
        if parse.story_of(first) != story:
            story, scene, told = parse.story_of(first), None, -1
        here_said, cues = said_in.get(number, []), cues_of.get(number, ())
        scene = open_scene(parse, (first, after), scene=scene)
        at = parse.tokens_in(first, after, TRIGGER)
        triggers = find_triggers(parse, at, earlier=last_attack([h.frame.entry.kind for h in found[-_RECALLED:]])) if at else []
        seekers = find_seekers(parse, number, said=said)
        clauses = find_clauses(parse, number) if triggers or seekers else []
        recalled = recalled_scene(parse, found, (first, after), scene=scene, told=here_said) if triggers else None
        here: list[Happening] = []
        for hit, entry in triggers:
            if hit.first in cues and entry.kind not in _ALSO_SAID:
                continue
            clause = _clause_at(clauses, hit.first)
            by = asserting[hit.first]
            frame = _open_frame(parse, hit, ontology.kinds[entry.kind], clause=clause, inner=None if by is None else said[by])
            fill_roles(parse, frame, clauses)
            if is_figure(parse, frame):
                continue
            frame.background = is_background(parse, frame, clauses)
            if seekers:
                forget_seekers(frame, seekers)
            around = scene_within(here, None if frame.background and not hit.before.article else recalled)
            around = None if frame.background and not frame.finite and not hit.before.article else around
            happening = _build(parse, frame, clauses, times=times, said=said, by=by, scene=around, rest=after)
            if happening is None or (here and _qualifies_other(parse, here[-1], happening)):
                continue
            if here:
                happening.status = shared_status(parse, happening, here[-1])
                happening.status = hung_status(parse, happening, here, clauses=clauses)
            if not here or not (absorb(parse, here, happening) or merge(parse, here, happening)):
                here.append(happening)
        if here:
            count_once(here)
            here = judge_background(parse, here, clauses, times=times, said=said)
            share_sides(parse, here)
            share(parse, here)
        if here or seekers:
            find_initiatives(parse, here, seekers=seekers, clauses=clauses, earlier=found)
        if here:
            take_told_day(here, told)
            told = next_told(parse, here, times, told)
            found.extend(here)
        if here or scene is None:
            scene = next_scene(parse, here, (first, after), scene=scene, told=here_said, times=times)
    share_days(parse, found, times)
    share_exchanges(parse, found)
    share_talks(found)
    follow_leads(parse, found)
    return found


def _clause_at(clauses: list[Clause], i: int) -> Clause:
    """The clause of a sentence that holds its token i."""
    for clause in reversed(clauses):
        if clause.first <= i:
            return clause
    return clauses[0]


def _open_frame(parse: Parse, hit: Hit, kind: Kind, *, clause: Clause, inner: Said | None) -> Frame:
    """The frame of a trigger before its roles are filled; `inner`: the statement that asserts it."""
    assert isinstance(hit.entry, Trigger)
    frame = Frame(hit, hit.entry, kind, clause, form=_form_of(parse, hit))
    if inner is not None:
        content = inner.content
        frame.speaker = inner.sources[0].group if inner.sources else None
        frame.accused = inner.addressee if inner.act in _ASKING else None
        frame.denies = inner.act == "deny" and content is not None and hit.first - content[0] <= 2
        opens = content is not None and 0 <= hit.first - content[0] <= _OPENING and inner.act in _OWN_DOING
        frame.opens_content = opens and content is not None and _tells_own_doing(parse, inner, content, hit.first)
    return frame


def _tells_own_doing(parse: Parse, said: Said, content: tuple[int, int], at: int) -> bool:
    """True where a trigger opens the object of a cue before it (`أعلن الجيش إحباط هجوم`), no clause, no quotation, no other's doing."""
    before = parse.hits[max(0, content[0] - 1)]
    if parse.groups_in(content[0], at):
        return False
    if parse.tokens.words[content[0] - 1] == ":" or any(is_finite(parse, j) is not None for j in range(content[0], at)):
        return False  # كتب المستشار: تمت استعادة
    return said.cues[0][0] < content[0] and not any(isinstance(h.entry, Particle) and h.entry.type == "complementiser" for h in before)


def _form_of(parse: Parse, hit: Hit) -> Form:
    """The form that decides the word order: a phrase that opens with a finite verb (استعاد السيطرة على) is that verb's."""
    if hit.form.part != FIXED:
        return hit.form
    finite = is_finite(parse, hit.first)
    if finite is not None and finite.number == "d" and any(h.form.part == NOUN_FORM and h.form.indefinite for h in parse.hits[hit.first]):
        return hit.form  # قصفا جويا: no two who bomb
    return hit.form if finite is None else finite


def _build(
    parse: Parse,
    frame: Frame,
    clauses: list[Clause],
    *,
    times: tuple[TimeExpression, ...],
    said: list[Said],
    by: int | None,
    scene: Group | None,
    rest: int,
) -> Happening | None:
    hit, entry = frame.hit, frame.entry
    inner = said[by] if by is not None else None
    if is_habitual(parse, frame):
        return None
    if denies_part_in(parse, frame, inner):
        by, inner = None, None
        frame.fillers = [filler for filler in frame.fillers if filler.role != "actor"]
    counts = find_counts(parse, frame, first=_reach_left(parse, frame), after=_reach_right(parse, frame, rest))
    add_parts(parse, frame, counts)
    when = find_when(parse, frame, clauses, times=times, said=inner)
    place = find_place(parse, frame, scene=scene, content=None if inner is None else inner.content)
    if _points_back(parse, frame, counts, when, place is not None and place is not scene):
        return None
    if entry.kind == "seizure" and frame.form.part == PRESENT and when < 0 and not counts and _is_held(parse, frame):
        return None
    announced_so = frame.opens_content and inner is not None and inner.act == "assert"
    if entry.background and when < 0 and not counts and not announced_so and not (entry.kind == "agreement" and _is_done_again(frame)):
        return None
    status = judge_status(parse, frame, said=inner)
    if place is not None and when >= 0 and _is_long_ago(parse, hit.first, times[when]) and _is_of_old_scene(parse, frame, place):
        place = None
    own_place = place is not None and place is not scene
    if entry.kind == "appointment" and status == "happened" and frame.form.part == PRESENT and entry.subject == "target":
        return None  # الذي يتولى منصب رئيس المجلس: who holds it
    if status == "denied" and denies_manner(parse, frame):
        return None
    if status == "denied" and denies_in_general(parse, frame, inner, placed=own_place or when >= 0 or bool(counts)):
        return None
    if status == "happened" and when >= 0 and _is_ahead(parse, hit.first, times[when]):
        status = "planned"
    announced = when < 0 and status == "happened" and is_fresh(parse, frame, counts, inner)
    around = town_of(parse, frame, place=place, scene=scene)
    return Happening(
        frame,
        (hit.first, hit.after),
        status,
        place,
        when,
        announced,
        counts,
        [] if by is None else [by],
        around=around,
        told=-1 if inner is None else inner.time,
    )


def _is_of_old_scene(parse: Parse, frame: Frame, place: Group) -> bool:
    """True for a place of an earlier sentence to which no words of the clause point back."""
    if place.first >= parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]][0]:
        return False
    return not any(g.anaphor == "place" and g.level != "country" for g in parse.groups_in(frame.clause.first, frame.clause.after))


def _is_ahead(parse: Parse, at: int, time: TimeExpression) -> bool:
    """True for a time behind the story."""
    published = parse.stories[parse.story_of(at)].published
    return published is not None and time.from_ is not None and time.from_ > published


def _is_long_ago(parse: Parse, at: int, time: TimeExpression) -> bool:
    """True for a time long before the story, or as long as a year: what it dates is not of the scene."""
    published = parse.stories[parse.story_of(at)].published
    if published is None or time.from_ is None or time.to is None:
        return False
    return published - time.to > _LONG_AGO or time.to - time.from_ > _LONG_AGO


def _is_held(parse: Parse, frame: Frame) -> bool:
    """True for who holds a place, told only in passing to say which place it is: `العاصمة التي يسيطر عليها المتمردون`."""
    after = frame.hit.after
    return after < frame.clause.after and parse.tokens.words[after] in RESUMPTIVE_ON


def _qualifies_other(parse: Parse, last: Happening, new: Happening) -> bool:
    """True for a verb of attack that tells of a noun that is none: `عقوبات تستهدف أفرادا`."""
    if new.frame.entry.kind != "strike" or not new.frame.finite or last.frame.kind.scene:
        return False
    return new.trigger[0] - last.trigger[1] <= _NEAR and tells_of_noun(parse, new.frame.hit)


def _reach_left(parse: Parse, frame: Frame) -> int:
    if frame.hit.before.conjunction and not frame.finite:
        return frame.hit.first
    if frame.finite and frame.clause.first == frame.hit.first and (first := _before_aside(parse, frame.hit.first)) is not None:
        return first
    if frame.finite or (frame.hit.pronoun and frame.entry.noun and frame.entry.subject == "target"):
        return frame.clause.first  # لقي 15 مدنيا، بينهم أطفال، حتفهم
    carried = frame.light is not None and frame.entry.subject == "target" and frame.light.first < frame.hit.first
    near = frame.light.first if carried and frame.light is not None else frame.hit.first - 4  # لقي 17 جنديا و36 شرطيا حتفهم
    return max(frame.clause.first, min(near, frame.hit.first - 4))


def _before_aside(parse: Parse, i: int) -> int | None:
    """Where the subject starts whose members an aside names before its verb: `ثلاثة من الجرحى، بينهم مسعفة، فارقوا الحياة`; None without one."""
    words, first = parse.tokens.words, parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    if i - 1 <= first or words[i - 1] not in ("،", ","):
        return None
    for k in range(i - 2, max(first, i - _ASIDE), -1):
        if words[k] in ("،", ","):
            return max(first, k - _ASIDE) if words[k + 1] in AMONG or parse.words(k + 1, k + 3) in AMONG else None
    return None


def _reach_right(parse: Parse, frame: Frame, rest: int) -> int:
    """Numbers reach to the end of the clause; those of casualties to the end of the sentence or the next other trigger."""
    tally = frame.entry.kind == "casualties"
    first = frame.hit.after
    for j in range(first, rest) if tally else parse.tokens_in(first, frame.clause.after, TRIGGER):
        if tally and parse.tokens.words[j] in (":", "؛"):
            return j
        if tally and parse.tokens.words[j] in CONTRASTING and _turns_away(parse, j, rest):
            return j  # أصيب 30، بينما هرع العشرات
        if not parse.tags[j] & TRIGGER or parse.tags[j] & NUMBER or parse.group_at[j] is not None or _goes_with(parse, frame, j):
            continue
        kinds = [h.entry.kind for h in parse.hits[j] if isinstance(h.entry, Trigger)]
        if not kinds or frame.entry.kind in kinds:
            continue
        told = is_finite(parse, j) is not None and not _opens_relative(parse, j)  # عدد القتلى الذين نقلوا إلى المشرحة بلغ 17
        if told or not tally:
            return j
    return rest if tally else _shared_after(parse, frame, frame.clause.after)


def _shared_after(parse: Parse, frame: Frame, end: int) -> int:
    """Where the clause of a trigger ends, with the number that it shares with the verb joined behind: `اعترضت الدفاعات ودمرت 20 مسيرة`."""
    if frame.entry.kind != "interception" or end >= len(parse.hits) or end - frame.hit.after > _NEAR or parse.amounts_in(frame.hit.after, end):
        return end
    amount = parse.amount_from(end + 1)
    shares = amount is not None and parse.conjoins(end) and bool(parse.tags[end] & TRIGGER) and is_finite(parse, end) is not None
    return amount.number_after + _NEAR if shares and amount is not None else end


def _goes_with(parse: Parse, frame: Frame, j: int) -> bool:
    """True right behind a trigger for the noun that is its subject (`دمر القصف 35 منزلا`) and for a word that shares its number (`مقتل وأسر 40`)."""
    if j != frame.hit.after:
        return False
    return (frame.finite and parse.tokens.words[j].startswith("ال") and is_finite(parse, j) is None) or summed_with(parse, frame.hit)


def _turns_away(parse: Parse, j: int, rest: int) -> bool:
    """True where a clause of contrast at token j has a verb that tells of no casualties."""
    verb = next((i for i in range(j + 1, min(j + _NEAR, rest)) if is_finite(parse, i) is not None), None)
    if verb is None:
        return False
    told = range(verb, min(verb + _NEAR + 1, rest))  # فيما لا يزال سبعة في عداد المفقودين
    if any(isinstance(h.entry, Trigger) and h.entry.kind == "casualties" for i in told for h in parse.hits[i]):
        return False
    return not any(isinstance(h.entry, Light) for h in parse.hits[verb])


def _opens_relative(parse: Parse, j: int) -> bool:
    return bool(parse.tags[j - 1] & RELATIVE) and any(
        isinstance(h.entry, Particle) and h.entry.type == "relative" and h.after == j for h in parse.hits[j - 1]
    )


def _points_back(parse: Parse, frame: Frame, counts: list[Count], when: int, placed: bool) -> bool:
    """A definite noun that brings no participant, place, day or number of its own only points back."""
    if frame.finite or not (frame.hit.before.article or (frame.hit.pronoun and not frame.fillers)):
        return False
    if _is_done_again(frame):
        return False
    own = [f for f in frame.fillers if f.token >= 0 or (f.group is not None and abs(f.group.first - frame.hit.first) <= 6)]
    return not own and not counts and not placed and not (when >= 0 and abs(parse.raw_times[when].first - frame.hit.after) <= 4)


def _is_done_again(frame: Frame) -> bool:
    """True for a definite noun that a verb tells somebody to do: `وقع الوزيران على الاتفاق`, `تبادل الجيشان القصف`."""
    light = frame.light
    if light is None or not isinstance(light.entry, Light) or light.form.part not in (PAST, PRESENT) or frame.hit.pronoun:
        return False
    if frame.entry.kind != "agreement" and frame.hit.form.number != "p" and frame.entry.plural:
        return False  # تبنى التنظيم الهجوم
    return light.entry.subject in _DOING and "subject" not in light.entry.takes and light.first < frame.hit.first
