"""What stands outside the running text (the page's record, its address, a feed, a printed date) judged against the story and against each other.

A day that the story contradicts is that of a visit or of a rendering; what is left is weighed by how it comes to be on a page, and two
days that weigh the same settle nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct, field

from riwaya.model import Span, Witness
from riwaya.read.published.text import OWN_RULES, what_differs
from riwaya.read.published.windows import Window
from riwaya.read.times import calendar
from riwaya.read.times.clues import Clues

_WEIGHTS = {"feed": 10, "export": 10, "metadata": 8, "stamp": 7, "url": 6, "printed": 4, "hijri": 3, "header": 2}
"""How a day comes to be there: recorded by who published the story, in the page's record, labelled, in its address, beside it, above the page."""
_LAST = frozenset(("modified", "archived"))
"""Kinds after whose day the story was not published."""
_RECORDS = frozenset(("feed", "export", "metadata", "stamp", "url", "printed"))
"""Kinds two of which, saying the same, overrule a change that would be older: templates are changed too, and bear days of their own."""
_RULE_WEIGHTS = {"published.header": 5, "published.header_met": 5, "published.post": 5, "published.lead_statement": 2}
_OWN_WEIGHT = 40
"""What weighs the day that the words of a story alone propose: by their rule, or as its own day in so many words."""
_WORDS = "words"
_ALONE = frozenset(("feed", "export", "metadata", "stamp", "url", _WORDS))
_LOOSE = frozenset(("header",))
"""Kinds that stand for the whole page: where the story names its own weekday, it must be theirs, to the day."""
_MOST_OUTSIDE = {"printed": 1, "hijri": 1, "header": 1}
"""How many persons named by their office, or counts from a war, speak against a day of that kind; two against a record."""
_EXACT, _WEAK = 4, 1
_VISIT = 1
"""What weighs a day on which the page was fetched: the site may have written it then."""
_REWRITTEN = 5
"""What weighs a record that is later than the day in the page's address: an address is made once, a record may be written anew."""


class Weighed(Struct):
    """A witness and how it was judged: the rule's id, with its reason behind a colon; empty while it is not. `words`: where the text prints it."""

    witness: Witness
    why: str = ""
    words: Span | None = None

    @property
    def day(self) -> date:
        """The day that it says."""
        return self.witness.day


class Verdict(Struct):
    """The day that the witnesses and the words give together; None where they leave it open.

    `rule` says what settles it, `weighed` holds each witness with its judgement, `last` is the day after which the story cannot be;
    `between` is the earliest and the latest of days that weigh the same.
    """

    day: date | None
    rule: str
    weighed: list[Weighed] = field(default_factory=list)
    last: date | None = None
    between: tuple[date, date] | None = None


def witnesses_of(witnesses: Iterable[Witness], story: int) -> tuple[Witness, ...]:
    """Those of a story, and the captures of the whole page, after which none of its stories was published."""
    return tuple(w for w in witnesses if w.story == story or w.kind == "archived")


def last_of(witnesses: Sequence[Witness]) -> date | None:
    """The day after which a story cannot be: one after its page's first capture, or after the last change of it, unless two records overrule that."""
    days = [w.day for w in witnesses if w.kind == "archived"]
    changes = [w.day for w in witnesses if w.kind == "modified"]
    if changes and not _is_overruled(witnesses, max(changes)):
        days.append(max(changes))
    return calendar.shift_days(min(days), 1) if days else None


def _is_overruled(witnesses: Sequence[Witness], change: date) -> bool:
    later = [w for w in witnesses if w.kind in _RECORDS and (w.day - change).days > 1]
    return any(len({w.kind for w in later if abs((w.day - one.day).days) <= 1}) > 1 for one in later)


def weigh(clues: Clues, weighed: list[Weighed], *, words: tuple[date | None, str], windows: Sequence[Window] = ()) -> Verdict:
    """Judge the witnesses of one story beside the day that its words alone propose, with its rule, and the windows in which they lie."""
    last = last_of([item.witness for item in weighed])
    _tell_bounds(weighed, last)
    own = words[0] if words[1] in OWN_RULES else None
    visits = {w.day for w in weighed if w.witness.kind == "archived"}
    left = _uncontradicted(clues, [w for w in weighed if w.witness.kind in _WEIGHTS], own=own, last=last, windows=windows)
    verdict = Verdict(*words, weighed=weighed, last=last)
    if words[0] is not None and last is not None and words[0] > last and not own:
        verdict.day, verdict.rule = None, ""
    if verdict.day is not None:
        left = [*left, Weighed(Witness(_WORDS, verdict.day, verdict.rule))]
    groups = _near_days(left)
    best = _heaviest(clues, groups, visits=visits)
    rendered = [*visits, *(w.day for w in weighed if w.witness.kind == "header")]
    if best is None:
        _tell_tie(verdict, left)
    elif _stands(clues, best, visits=visits, rendered=rendered):
        _settle(clues, verdict, best, left=left, own=own)
    else:
        for item in left:
            item.why = "published.unsupported: nothing in the story confirms it, so it may be the day of a visit or of another story"
    return verdict


def _tell_bounds(weighed: list[Weighed], last: date | None) -> None:
    for item in weighed:
        if item.witness.kind == "url_month":
            item.why = "published.url_month: the month in the page's address is that of the story"
        elif item.witness.kind in _LAST:
            item.why = f"published.not_after: a story is not younger than the day on which its page was {item.witness.kind}"
            if item.witness.kind == "modified" and _is_overruled([w.witness for w in weighed], item.day):
                item.why = "published.contradicted: two sorts of record agree on a later day, so that it is no change of the story"
            elif last is None or calendar.shift_days(item.day, 1) < last:
                item.why = "published.outweighed: it was changed again later"


def _uncontradicted(clues: Clues, weighed: list[Weighed], *, own: date | None, last: date | None, windows: Sequence[Window]) -> list[Weighed]:
    """Those that neither the story nor a later bound speaks against; the others are told why not."""
    left: list[Weighed] = []
    recorded = [item.day for item in weighed if item.witness.kind in _ALONE]
    for item in weighed:
        differs = what_differs(clues, item.day, slack=0 if item.witness.kind in _LOOSE else 1)
        if own is not None and abs((item.day - own).days) > 1:
            differs = f"the story gives its own day as {own}"
        elif own is not None:
            differs = ""
        elif not differs and last is not None and item.day > last:
            differs = "the page was captured or changed before"
        elif not differs:
            outside = [window for window in windows if not window.holds(item.day)]
            few = not any(abs((item.day - day).days) <= 1 for day in recorded)
            if len(outside) >= (_MOST_OUTSIDE.get(item.witness.kind, 2) if few else 2):
                differs = outside[0].says
        if differs:
            item.why = f"published.contradicted: {differs}, so that it is the day of a visit, of a rendering or of another story"
        else:
            left.append(item)
    return left


def _near_days(left: list[Weighed]) -> list[list[Weighed]]:
    """Witnesses whose days are one apart at most, which time zones explain."""
    groups: list[list[Weighed]] = []
    for item in sorted(left, key=lambda w: w.day):
        if groups and (item.day - groups[-1][0].day).days <= 1:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _heaviest(clues: Clues, groups: list[list[Weighed]], *, visits: set[date]) -> list[Weighed] | None:
    """The group that weighs most; None where there is none, or where two weigh the same."""
    addresses = [w.day for group in groups for w in group if w.witness.kind == "url"]

    def weight(group: list[Weighed]) -> int:
        kinds: dict[str, int] = {}
        for item in group:
            own = _weight_of(item.witness)
            if len(groups) > 1 and item.witness.kind in ("metadata", "printed", "hijri", "header"):
                if _is_visit(item.day, visits):
                    own = _VISIT
                elif item.witness.kind == "metadata" and any((item.day - day).days > 1 for day in addresses):
                    own = _REWRITTEN
            kinds[item.witness.kind] = max(kinds.get(item.witness.kind, 0), own)
        return sum(kinds.values()) + max(_support(clues, item.day) for item in group)

    ranked = sorted(groups, key=weight, reverse=True)
    if not ranked or (len(ranked) > 1 and weight(ranked[0]) == weight(ranked[1])):
        return None
    return ranked[0]


def _weight_of(witness: Witness) -> int:
    if witness.kind == _WORDS:
        return _OWN_WEIGHT if witness.says in OWN_RULES else _RULE_WEIGHTS.get(witness.says, _OWN_WEIGHT)
    return _WEIGHTS[witness.kind]


def _is_visit(day: date, visits: set[date]) -> bool:
    return any(abs((day - visit).days) <= 1 for visit in visits)


def _support(clues: Clues, day: date) -> int:
    """How well the story's words bear a day out that they do not contradict."""
    if what_differs(clues, day, slack=0):
        return 0
    if clues.weekdays() or clues.tells_day(day):
        return _EXACT
    if any(0 <= (day - posted).days <= 1 for _, posted in clues.posts) or any(raw.day is not None for raw, _, _ in clues.months):
        return _EXACT
    near = {day.weekday(), calendar.shift_days(day, -1).weekday()}
    return _WEAK if clues.lead_weekdays & near else 0


def _stands(clues: Clues, group: list[Weighed], *, visits: set[date], rendered: list[date]) -> bool:
    """True where the group may settle the day: by a record or the address, else only with the story's own words beside it.

    A date beside the story that is older than a visit, or than the day that the page shows of itself, is no rendering.
    """
    kinds = {item.witness.kind for item in group}
    if kinds & _ALONE:
        return True
    days = {item.day for item in group}
    if "printed" in kinds and rendered and all((day - max(days)).days > 1 for day in rendered):
        return True
    support = max(_support(clues, day) for day in days)
    visited = any(_is_visit(day, visits) for day in days)
    return support == _EXACT or (support == _WEAK and kinds != {"header"} and not visited)


def _settle(clues: Clues, verdict: Verdict, best: list[Weighed], *, left: list[Weighed], own: date | None) -> None:
    day = _day_of(clues, best, own=own)
    if day != verdict.day:
        chief = max(best, key=lambda w: (w.day == day, _weight_of(w.witness)))
        verdict.day, verdict.rule = day, f"published.{chief.witness.kind}"
    for item in left:
        if item not in best:
            item.why = f"published.outweighed: {day} is borne out better"
        elif item.day == day:
            item.why = _accepted(item)
        else:
            item.why = "published.day_off: a day off, as time zones and midnight allow"


def _accepted(item: Weighed) -> str:
    kind = item.witness.kind
    return f"published.{kind}: {_BECAUSE.get(kind, '')}"


_BECAUSE = {
    "feed": "the feed records it for this story",
    "export": "the export records it for this story",
    "metadata": "the page's own record, which the story does not contradict",
    "stamp": "a date that the page labels as that of the story, which does not contradict it",
    "url": "the page's address, which the story does not contradict",
    "printed": "a date printed beside the story, which its words bear out, or which is older than a visit",
    "hijri": "a Hijri date, by the story's own weekday, or a day off a better witness",
    "header": "a date above the page, on which the story's own weekday falls",
}


def _day_of(clues: Clues, group: list[Weighed], *, own: date | None) -> date:
    """Of days one apart: the story's own unless two kinds speak against it, the one that its words bear out, that of the best record."""
    kinds: dict[date, set[str]] = {}
    for item in group:
        if item.witness.kind != _WORDS:
            kinds.setdefault(item.day, set()).add(item.witness.kind)
    if own is not None:
        off = [day for day in sorted(kinds) if day != own and len(kinds[day] - _LOOSE) > 1]
        return off[0] if off and own not in kinds else own
    days = {item.day for item in group}
    borne = [day for day in sorted(days) if not what_differs(clues, day, slack=0)]
    if clues.weekdays() and len(borne) == 1 and (borne[0] not in kinds or kinds[borne[0]] & _ALONE):
        return borne[0]
    if not kinds:
        return min(days)
    return max(kinds, key=lambda day: (max(_WEIGHTS[kind] for kind in kinds[day]), len(kinds[day]), day))


def _tell_tie(verdict: Verdict, left: list[Weighed]) -> None:
    """Several days weigh the same: nothing settles it."""
    for item in left:
        item.why = "published.disagree: another says otherwise, as strongly"
    days = [item.day for item in left]
    verdict.day, verdict.rule = None, ""
    verdict.between = (min(days), max(days)) if days else None
