"""The frame of an event: a trigger in its clause, what fills its roles, and how to find more of it in the clause."""

from __future__ import annotations

from msgspec import Struct, field

from riwaya.lexicon.entries import Counted, Cue, Limit, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.ontology.load import Kind
from riwaya.read.clauses.agreement import agrees
from riwaya.read.clauses.find import Clause, inherits, is_finite
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, ARTICLE, AUXILIARY, CUE, HEAD, LIMIT, NATION, NOUN, NUMBER, PREPOSITION, TIME, TRIGGER, VERB
from riwaya.text.function_words import AGENT, ASIDE, OTHER
from riwaya.text.inflection import FIXED, PAST, PRESENT, Form
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.tokens import MARK, WORD
from riwaya.text.tokens import NUMBER as NUMERAL

FARTHEST_ARGUMENT = 30
SOME = frozenset(("عدد", "عددا", "وعدد", "وعددا"))
"""Words that, before من, say that there are some."""
_ATTRIBUTING = ("attribution", "attribution_clause")
_ADJECTIVES = 4
_CONVEYANCES = ("vehicles", "aircraft", "ships")
_COMMAS = ("،", ",")
_NUMBERS = 3
_TAKEN = ("detention", "displacement")
_FACILITIES = frozenset(("facility", "plant", "dam", "airport", "port", "crossing"))


class Filler(Struct):
    """An entity in a role: by a group, or by the adjective of a nation at a token."""

    role: str
    group: Group | None = None
    nation: str = ""
    token: int = -1
    entity: int = -1


class Frame(Struct):
    """A trigger in its clause, with what fills it so far; `finite`: it is a finite verb.

    `vague`: people who are nobody unless a number counts them (`أشخاص`).
    """

    hit: Hit
    entry: Trigger
    kind: Kind
    clause: Clause
    form: Form
    fillers: list[Filler] = field(default_factory=list)
    light: Hit | None = None
    speaker: Group | None = None
    accused: Group | None = None
    opens_content: bool = False
    denies: bool = False
    background: bool = False
    places: list[Group] = field(default_factory=list)
    vague: list[Group] = field(default_factory=list)
    finite: bool = False

    def __post_init__(self) -> None:
        """Note whether the form is a finite verb's, which is asked again and again."""
        self.finite = self.form.part in (PAST, PRESENT)

    def add(self, role: str, group: Group, *, subject: bool = False) -> bool:
        """Put a group in a role that its type may play; `place` is no participant, nor is a town under fire (unless the `subject`)."""
        if role == "place":
            if group.type == "place":
                self.places.append(group)
                if not self.kind.scene and may_play(self.kind, "target", group):
                    self.fillers.append(Filler("target", group))  # what is annexed is target and place
                return True
            return False
        if role == "target" and group.type == "weapon" and not may_play(self.kind, role, group) and not any(f.role == "weapon" for f in self.fillers):
            role = "weapon"  # فجر انتحاري سيارة مفخخة: the means, in the place of an object
        if not may_play(self.kind, role, group) or self.holds(group):
            return False
        if self._is_vague(role, group):
            self.vague.append(group)
            return False
        loser = group.preposition == "من"  # استعادة البلدة من أوكرانيا
        if role == "target" and group.type == "place" and self.kind.scene and not is_object(group) and not (subject and group.speaks) and not loser:
            self.places.append(group)
            struck = self.entry.kind == "strike" and group.preposition in ("", "علي") and not group.anaphor  # قصفت كييف, غارة على بلدة حانين
            if group.level != "country" and not struck and (group.known is not None or group.name is not None or group.anaphor):
                return True
        attacked = subject and self.entry.kind == "strike" and group.level == "capital"  # تعرضت كييف لقصف
        if role == "target" and group.type == "place" and (attacked or (is_object(group) and (group.name is not None or group.anaphor == "place"))):
            self.places.append(group)
        self.fillers.append(Filler(role, group))
        return True

    def holds(self, group: Group) -> bool:
        """True for a group that has a role already."""
        for filler in self.fillers:
            if filler.group is group:
                return True
        return False

    def has(self, role: str) -> bool:
        """True where someone or something has the role already."""
        for filler in self.fillers:
            if filler.role == role:
                return True
        return False

    def _is_vague(self, role: str, group: Group) -> bool:
        """True for those whom an event only counts: persons who are killed, prisoners who are exchanged."""
        head = group.head
        if head is None or group.type != "group" or group.nations or group.of is not None:
            return False
        people = role == "target" and head.en == "person" and group.after - group.first == 1
        return (self.entry.kind == "exchange" and role == "party") or (people and self.entry.kind not in _TAKEN)


def is_object(group: Group) -> bool:
    """True for a place that is a thing to hit (a bridge, a depot) rather than somewhere."""
    return (group.head is not None and group.head.type == "facility") or (group.known is not None and group.level in _FACILITIES)


def may_play(kind: Kind, role: str, group: Group) -> bool:
    """True where the group's type may play the role; of places, only states act."""
    if role == "place":
        return group.type == "place"
    if group.type not in kind.roles.get(role, ()):
        return False
    if role == "actor" and kind.scene and group.type != "person" and group.head is not None and group.head.civil:
        return False
    if group.type == "place" and role != "target":
        return group.speaks
    if group.type == "group" and role in ("actor", "party", "host"):  # of people, those who fight, speak or belong to a nation act
        belongs = bool(group.nations) or (group.of is not None and group.of.type == "organization")
        return belongs or group.head is None or group.head.force or (group.head.speaks and not kind.scene)
    return True


def fits_pronoun(group: Group, pronoun: str) -> bool:
    """True where a pronoun on a verbal noun may mean the group, by gender and number."""
    if pronoun == "هم" and (group.type in ("place", "weapon") or (group.type == "group" and group.number == "s")):
        return False
    if pronoun == "ها" and group.type == "group" and group.number == "p" and group.gender != "f":
        return False  # مسلحون takes هم
    if pronoun == "ه" and group.type == "group" and group.number in ("d", "p"):
        return False
    gender = group.gender if group.type != "place" or group.head is not None else "f"
    return (gender == "f") == (pronoun == "ها") or (not gender and group.type != "place")


def _counted_jointly(parse: Parse, first: int, after: int) -> bool:
    """True where only numbers stand between two groups, the last with و: `عسكريين اثنين وثلاثة مدنيين`."""
    if not 0 < after - first <= _NUMBERS or not any(parse.tokens.words[j].startswith("و") for j in range(first, after)):
        return False
    return all(parse.tags[j] & NUMBER or parse.tokens.kinds[j] == NUMERAL for j in range(first, after))


def coordinated(parse: Parse, group: Group) -> list[Group]:
    """A group and those joined to it by و right after it (or sharing its words): `شويغو وأوستن`."""
    found = [group]
    last = group
    for other in parse.groups_in(group.first, group.after + 30):
        joined = other.joined or (last.after < other.first <= last.after + _NUMBERS and _counted_jointly(parse, last.after, other.first))
        if not joined or other is group:
            continue
        if other.joined and other.first != group.first and not 0 <= other.first - last.after <= 1:
            break
        if other.type == group.type or (other.speaks and group.speaks):  # إسرائيل وحماس
            found.append(other)
            last = other
    return found


def free_after(parse: Parse, first: int, after: int) -> list[Group]:
    """Groups in a range that no preposition governs, in order, up to the next trigger noun that takes over."""
    found: list[Group] = []
    j, end = first, min(after, first + FARTHEST_ARGUMENT)
    while j < end:
        mask = parse.tags[j]
        if mask & CUE and attributes(parse, j):
            break
        group = parse.group_at[j]
        if group is not None and group.first >= first:
            for item in parse.groups_from(j):
                if not item.preposition or counts_some(parse, item):
                    found.append(item)
            j = max(group.after, j + 1)
            continue
        if (
            mask & TRIGGER
            and mask & NOUN
            and group is None
            and parse.time_at(j) is None
            and (j > first or any(h.before.preposition for h in parse.hits[j]))
        ):
            led = mask & ARTICLE and j > 0 and parse.tags[j - 1] & PREPOSITION
            if not led or (parse.amount_from(j + 1) is None and (j + 1 >= after or parse.group_at[j + 1] is None)):  # قتل في القصف ثلاثة
                break
        if parse.tokens.words[j] in ASIDE:
            break  # …، وهي منطقة تستهدفها الجماعات
        if j > first and mask & AUXILIARY and _tells_of_thing(parse, j):
            break  # هاجمت قوة كانت تؤمن الطريق
        if j > first and mask & VERB and (before := parse.group_at[j - 1]) is not None and _opens_other(parse, j, before):
            break
        j += 1
    return found


def _tells_of_thing(parse: Parse, j: int) -> bool:
    """True for كان right behind an indefinite noun, of which it tells: what follows is in its clause."""
    if parse.conjoins(j) or parse.group_at[j - 1] is not None:
        return False
    return bool(parse.tags[j - 1] & (NOUN | HEAD)) and not parse.tags[j - 1] & (ARTICLE | TIME) and parse.tokens.kinds[j - 1] == WORD


def _opens_other(parse: Parse, j: int, before: Group) -> bool:
    """True for a finite verb behind a group, which opens a clause of its own: it takes the noun up, or tells of a noun that a preposition governs
    (`قرب سيارة تقل مسؤولا`, `وفي الضفة صادرت السلطات`)."""
    if before.preposition and before.after == j and is_finite(parse, j) is not None:
        return not any(h.before.conjunction for h in parse.hits[j] if h.after == j + 1 and h.mask & VERB)
    return _takes_up_noun(parse, j)


def _takes_up_noun(parse: Parse, j: int) -> bool:
    """True for a finite verb whose pronoun takes up the indefinite noun before it: what follows is in its clause (`حاجز نصبته مجموعة`)."""
    return is_finite(parse, j) is not None and any(h.pronoun and h.form.part in (PAST, PRESENT) and not h.before.conjunction for h in parse.hits[j])


def is_some(parse: Parse, j: int) -> bool:
    """True where words say that there are some, without a number: `عدد من القتلى`."""
    words = parse.tokens.words
    return words[j] in SOME and words[j + 1] == "من"


def counts_some(parse: Parse, group: Group) -> bool:
    """True for those of whom a number or عدد counts some: `عدد من الصحفيين`, `ثلاثة من الجرحى`."""
    j = group.first - 1
    if group.preposition != "من" or j < 1 or parse.tokens.words[j] != "من":
        return False
    return is_some(parse, j - 1) or parse.amount_before(j) is not None or (group.type == "weapon" and is_portioned(parse, j))


def is_portioned(parse: Parse, j: int) -> bool:
    """True for من at token j behind a noun of a portion, with no more than adjectives between: `موجة جديدة من الصواريخ`."""
    return any(portion_end(parse, k) == j + 1 for k in range(max(j - _ADJECTIVES + 1, 0), j))


def portion_end(parse: Parse, j: int) -> int | None:
    """The token behind the من of a noun of a portion at token j; None where none stands there."""
    if not parse.tags[j] & LIMIT or not any(isinstance(h.entry, Limit) and h.entry.frame == "portion" for h in parse.hits[j]):
        return None
    k = j + 1
    while k < len(parse.tokens) and k < j + _ADJECTIVES and parse.tags[k] & (ADJECTIVE | NATION) and not parse.tags[k] & PREPOSITION:
        k += 1
    return k + 1 if k < len(parse.tokens) and parse.tokens.words[k] == "من" else None


def attributes(parse: Parse, j: int) -> bool:
    """True where an attribution starts at a token (`وفق`, `على ما ذكر`): what follows is its source, no participant."""
    for hit in parse.hits[j] if parse.tags[j] & CUE else ():
        entry = hit.entry
        if type(entry) is Cue and entry.frame in _ATTRIBUTING:
            return True
    return False


def add_joined(parse: Parse, frame: Frame, role: str, groups: list[Group]) -> None:
    """Put the first of some groups, and those joined to it, in a role."""
    added = False
    last = None
    for group in groups:
        if role == "target" and group.type == "weapon" and carries(parse, group) and not may_play(frame.kind, role, group):
            break  # استهدف مدرعتين: no means
        if role == "target" and frame.entry.kind == "casualties" and group.type == "place" and not group.speaks:
            break  # a town is not killed
        if group.head is not None and group.head.direction and group.first > frame.hit.after + 1 and group.type == "place":
            break  # استهدف منطقة شمال البلاد: where, not what
        if (
            added
            and last is not None
            and not (group.joined and group.first - last.after <= 2)
            and not _counted_jointly(parse, last.after, group.first)
        ):
            break  # قتل خمسة هنود وأربعة باكستانيين
        if frame.add(role, group) or (role == "place" and frame.add("target", group)):
            added, last = True, group
        elif not added:
            break


def carries(parse: Parse, group: Group) -> bool:
    """True for a weapon that is counted as a vehicle, an aircraft or a ship under the same words: مدرعة, but not سيارة مفخخة."""
    last = group.after if group.head is None else group.first + len(group.head.lemma.split())
    return any(isinstance(h.entry, Counted) and h.entry.what in _CONVEYANCES and h.after >= last for h in parse.hits[group.first])


def subject_before(parse: Parse, frame: Frame, clauses: list[Clause], *, role: str = "") -> Group | None:
    """The subject before the verb in its clause, else the one that the clause inherits, where it may play the role."""
    clause = frame.clause
    role = role or frame.entry.subject or "actor"
    found = None
    if not frame.hit.pronoun and tells_of_noun(parse, frame.hit):
        return None
    behind = frame.hit.after
    if not frame.hit.pronoun and behind < clause.after and parse.tokens.words[behind] in OTHER:
        return None  # استشهد آخر في جنين
    if any(a.after == frame.hit.first and a.number_after == a.after for a in parse.amounts_in(clause.first, frame.hit.first)):
        return None  # بينهم 15 قضوا: the number is the subject
    for group in free_after(parse, clause.first, frame.hit.first):
        if not group.joined and agrees(group, frame.form, before_subject=False) and may_play(frame.kind, role, group):
            found = group
    if found is not None:
        return found
    if clause.opener == "resume":
        return clause.subject if clause.subject is not None and may_play(frame.kind, role, clause.subject) else None
    if clause.opener == "relative":
        return antecedent(parse, clause, frame, role) if not frame.hit.pronoun else None
    if frame.accused is not None and frame.form.person == 3 and may_play(frame.kind, role, frame.accused) and clause.opener != "start":
        return frame.accused  # اتهمت كييف موسكو بأنها قصفت
    if (
        frame.hit.first != clause.verb
        and clause.subject is not None
        and clause.verb >= 0
        and agrees(clause.subject, frame.form, before_subject=False)
    ):
        return clause.subject if may_play(frame.kind, role, clause.subject) else None
    above = clause.parent if inherits(parse, clause) else -1
    near = frame.speaker
    if above >= 0 and clause.opener == "that" and near is not None and (lead := clauses[above].subject) is not None:
        if lead.first < near.first < clause.first and agrees(near, frame.form, before_subject=False) and may_play(frame.kind, role, near):
            return near  # قالت الحركة …، ومن جانبها قالت الحكومة إنها صدت
    while above >= 0:
        parent = clauses[above]
        if parent.subject is not None and agrees(parent.subject, frame.form, before_subject=False):
            return parent.subject if may_play(frame.kind, role, parent.subject) else None
        above = parent.parent if inherits(parse, parent) else -1
    speaker = frame.speaker
    if speaker is not None and may_play(frame.kind, role, speaker):
        if frame.form.person == 1 or (clause.opener == "that" and inherits(parse, clause) and agrees(speaker, frame.form, before_subject=False)):
            return speaker  # إعلان أوكرانيا أنها أسقطت; "هاجمنا"
    return None


def tells_of_noun(parse: Parse, hit: Hit) -> bool:
    """True for a verb that, without a relative, tells of the indefinite noun of event right before it and its adjectives
    (`قصف روسي واسع استهدف المدينة`): that noun is its subject. Source: Ryding (2005), 14.2 (indefinite relative clauses).
    """
    j = _before_means(parse, hit.first - 1)
    if hit.before.conjunction or j < 0:
        return False
    while j > max(0, hit.first - _ADJECTIVES) and parse.tags[j] & (ADJECTIVE | NATION) and not parse.tags[j] & ARTICLE:
        j -= 1
    if not parse.tags[j] & TRIGGER or not parse.tags[j] & NOUN or parse.tags[j] & ARTICLE:
        return False
    if parse.tokens.words[hit.first - 1] in _COMMAS and not any(_agree(h.form, hit.form) for h in parse.hits[j] if type(h.entry) is Trigger):
        return False
    return any(type(h.entry) is Trigger and h.form.part in (NOUN_FORM, FIXED) and h.after <= hit.first and not h.pronoun for h in parse.hits[j])


def _agree(noun: Form, verb: Form) -> bool:
    """True where a noun of event may be the subject of the verb behind it: `غارة جوية، استهدفت`."""
    return verb.part == PAST and verb.number == "s" and verb.gender == ("f" if noun.number == "p" else noun.gender)


def _before_means(parse: Parse, j: int) -> int:
    """The token before the indefinite weapon that ends at token j, which says by what the noun of event before it was done (`هجوم بسيارة مفخخة`)."""
    j -= parse.tokens.words[j] in _COMMAS
    group = parse.group_at[j] if j > 0 else None
    if group is None or group.type != "weapon" or group.definite or group.joined:
        return j
    return group.first - 1 - (group.preposition in AGENT)


def is_own(parse: Parse, frame: Frame, group: Group) -> bool:
    """True where the subject before the verb stands in the verb's own clause."""
    return frame.clause.first <= group.first < frame.hit.first


def antecedent(parse: Parse, clause: Clause, frame: Frame, role: str) -> Group | None:
    """What a relative clause is about: the group right before it, where it may play the role."""
    j = clause.first - 1
    while j >= 0 and parse.tokens.kinds[j] == MARK:
        j -= 1
    group = parse.group_at[j] if j >= 0 else None
    return group if group is not None and may_play(frame.kind, role, group) else None
