"""The classes of lexicon entry: what a data file may say, checked on loading.

`hit` and `miss` are sentences that the entry must, and must not, be read in; `hard_hit` and `hard_miss` are those that the
reader does not get right yet: they are run and counted, and may fail.
"""

from msgspec import Struct, field


class Cue(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="cue"):
    """A word or phrase by which a source is said to say something.

    `takes`: what opens its content (`that`, `quote`, `object`, or a preposition); without one of them the cue does not count,
    unless `bare`. `frame`: `verb` (its subject is the source), `relay` (its subject hands on what the group after عن says),
    `attribution` (a source follows; the content is the clause before or after), `attribution_clause` (a verb of saying follows),
    `channel` (a medium follows). `subjects` restricts the type of the source; `target`: addresses someone before the content;
    `objects`: words of which one must follow in the clause (رفض counts only with an accusation or a claim); `issuer`:
    prepositions before whoever stays silent (لم يصدر تعليق عن الجيش); `plain`: says
    nothing of how it is said, so that its participle takes the act of the cue before it (`هدد … قائلا`);
    `confirms`: confirms where its object only points back (`أكدت ذلك`).
    """

    id: str
    act: str
    verb: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    masdar: str = ""
    participle: str = ""
    phrase: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    frame: str = "verb"
    target: bool = False
    bare: bool = False
    negated: bool = False
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    plain: bool = False
    confirms: bool = False
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Trigger(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="trigger"):
    """A word or phrase that tells an event of one kind.

    `subject`, `object`: the role of the grammatical subject and object; `masdar_of`: whose genitive the verbal noun takes;
    `roles`: preposition to role; `needs`: types of which one must stand in its clause; `unless`: nouns that may not stand right
    by it; `given`: nouns of which one must stand by or behind it; `background`: counts only with a day, place or number of its own.
    `people`: names those whom it befell. `counts`: what a number beside it counts where its noun does not say (killed, wounded).
    `figurative`: the press uses it of words, markets and games as well.
    """

    id: str
    kind: str
    verb: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    masdar: str = ""
    participle: str = ""
    noun: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    subject: str = ""
    object: str = ""
    masdar_of: str = "subject"
    roles: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    status: str = ""
    counts: str = ""
    background: bool = False
    people: bool = False
    either: bool = False
    figurative: bool = False
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Light(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="light"):
    """A verb that only carries a trigger noun; `subject` is the role that its own subject gets in the carried event; `negated` the
    status of the event where the verb itself is denied, `perceives`: it is heard or seen.
    """

    id: str
    verb: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    masdar: str = ""
    phrase: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    subject: str = "actor"
    status: str = ""
    negated: str = ""
    perceives: bool = False
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Status(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="status"):
    """A word above a trigger that says whether the event happened: attempted, planned, ended, hypothetical, denied."""

    id: str
    status: str
    verb: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    masdar: str = ""
    participle: str = ""
    noun: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Initiative(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="initiative"):
    """Words that say who sought a call, a meeting or a summons.

    `frame`: `after` (whoever sought it follows: بمبادرة من), `from` (the same, and a party too: اتصال من), `subject` (the verb's
    subject sought it: بادر إلى; the contact is the verb itself or stands where `takes` says), `receiver` (whoever sought it stands
    behind the prepositions of `takes`: تلقى اتصالا من), `link` (a verb that only ties the contact to such words: جاء بطلب),
    `side` (stands before a nation's adjective: الجانب الأميركي), `other` (does something else with a contact, which is then
    what was sought: أرجأ اللقاء بطلب). `governed`: a verb may govern the words instead (رحب بمبادرة).
    """

    id: str
    frame: str = "after"
    verb: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    masdar: str = ""
    phrase: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    governed: bool = False
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Limit(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="limit"):
    """Words that bound what others say of a deed: a denial that spares it, a rank among others of a period, which does not date it,
    a noun that is told of it.

    `frame`: `manner` (لم تستهدف المستشفى عمدا), `part` (نفت ضلوعها في الهجوم), `rank` (أسوأ اشتباكات هذا العام), `topic` (قضية اغتيال النائب)
    or `act` (عملية اغتيال: only the sort of deed), `link` (جاء ذلك بعد هجوم: what came with it is told), `copula` (يعد اعتداء: what it is),
    `recall` (يذكر أن: what is known), `lasting` (المستمر منذ: goes on), `answer` (ردا على: what is answered has happened), `fiction`, `custom`.
    The others say that a word of violence beside them tells of none: `matter` (what cannot be struck), `nature` (what strikes without
    a hand), `field`, `speech`, `sharp`, `critic`, `cyber`, `arena`, `trial`, `illness`, `amounts`.
    """

    id: str
    frame: str
    verb: tuple[str, ...] = ()
    masdar: str = ""
    participle: str = ""
    noun: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Head(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="head"):
    """The head of a noun group: office, title, body, medium_head, place_head, facility, people, weapon."""

    id: str
    type: str
    lemma: str
    plural: tuple[str, ...] = ()
    feminine: bool = False
    en: str = ""
    body: str = ""
    level: str = ""
    force: bool = False
    speaks: bool = False
    document: bool = False
    direction: bool = False
    civil: bool = False
    part: bool = False
    irregular: bool = False
    counts: str = ""
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Counted(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="counted"):
    """A noun that numbers count, and what of the contract's quantities it counts; `factor` converts to that unit."""

    id: str
    lemma: str
    what: str
    plural: tuple[str, ...] = ()
    factor: float = 1
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Anaphor(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="anaphor"):
    """A definite word that points back to a person, body, place or source of the same document."""

    id: str
    lemma: str
    refers: str
    plural: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Time(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="time"):
    """A word of time: month, weekday, unit, day, part, shift, era, season; `value` and `unit` are read by its type.

    `forms` are surface forms (clitics apart). The values of each type are explained in docs/lexicon.md.
    """

    id: str
    type: str
    forms: tuple[str, ...]
    value: int = 0
    unit: str = ""
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Number(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="number"):
    """A number word with its bounds: `exact` (value), `multiplier` (hundred, thousand), `vague` (min, max), `bound` (at least, about)."""

    id: str
    type: str
    forms: tuple[str, ...]
    min: int | None = None
    max: int | None = None
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    hard_hit: tuple[str, ...] = ()
    hard_miss: tuple[str, ...] = ()


class Particle(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="particle"):
    """A function word: preposition, conjunction, relative, complementiser, negator, conditional, modal, adverb, …"""

    id: str
    lemma: str
    type: str


class Word(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="word"):
    """An ordinary word: `part` is verb, noun or adjective. It tells what is no name."""

    id: str
    lemma: str
    part: str
    present: tuple[str, ...] = ()
    masdar: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()


class Name(Struct, frozen=True, forbid_unknown_fields=True, tag_field="class", tag="name"):
    """A proper name that is known: `type` is person, organization, medium, place or weapon; `level` the kind of place.

    `forms` are its names, `short` the ways a second reference names it, `adjective` its relational adjective (masculine singular,
    irregular plurals after a semicolon), `stands_for` the country whose government a capital stands for, `of` what it belongs to, `offices` a
    person's terms of office as the table has them (`lexicon.terms`).
    """

    id: str
    type: str
    en: str
    forms: tuple[str, ...]
    short: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ()
    level: str = ""
    role: str = ""
    of: str = ""
    stands_for: str = ""
    offices: str = ""


Entry = Cue | Trigger | Light | Status | Initiative | Limit | Head | Counted | Anaphor | Time | Number | Particle | Word | Name
TOML_CLASSES: dict[str, type[Entry]] = {
    "cue": Cue,
    "trigger": Trigger,
    "light": Light,
    "status": Status,
    "initiative": Initiative,
    "limit": Limit,
    "head": Head,
    "counted": Counted,
    "anaphor": Anaphor,
    "time": Time,
    "number": Number,
}
