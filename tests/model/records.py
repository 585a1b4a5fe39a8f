"""A reading and an incident made by hand, with every kind of record in them."""

import hashlib
from datetime import date

from riwaya.model import (
    Account,
    DayCount,
    Dispute,
    DisputedValue,
    Document,
    Entity,
    Event,
    EventTime,
    Evidence,
    FusedEntity,
    FusedParticipant,
    FusedQuantity,
    FusedTime,
    Incident,
    Interval,
    Link,
    Mention,
    Participant,
    Passage,
    Quantity,
    Reading,
    Relation,
    Span,
    Statement,
    StatementTime,
    Story,
    TimeExpression,
)
from tests.articles import BRIDGE

DAY = date(2024, 5, 17)
NAMES = (
    ("وزارة الدفاع الروسية", "organization"),
    ("هيئة الأركان الأوكرانية", "organization"),
    ("فوفتشانسك", "place"),
    ("تيليغرام", "medium"),
)
PARTY = Participant("actor", "x0", "m0", "وزارة الدفاع الروسية")


def at(words: str) -> Span:
    """Where words stand in the article."""
    start = BRIDGE.index(words)
    return start, start + len(words)


def reading() -> Reading:
    """The reading that a careful person would give of `BRIDGE`."""
    ministry, staff = Link("x0", "m0", "وزارة الدفاع الروسية"), Link("x1", "m1", "هيئة الأركان الأوكرانية")
    evidence = Evidence(at("اليوم الجمعة 17 مايو/أيار 2024"), "2024-05-17", "today, with weekday and date")
    told = Interval(DAY, DAY)
    head = BRIDGE.index("\n")
    return Reading(
        document=Document(
            id="bridge", text=BRIDGE, sha256=hashlib.sha256(BRIDGE.encode()).hexdigest(), outlet="السراج", language="ar",
            published=DAY, published_range=told, published_evidence=(evidence,),
        ),
        stories=(Story(id=0, start=0, end=len(BRIDGE), title=BRIDGE[:head], published=DAY, published_range=told, published_evidence=(evidence,)),),
        passages=(
            Passage(start=0, end=head, role="headline", story=0, language="ar"),
            Passage(start=head + 2, end=len(BRIDGE), role="body", story=0, language="ar", flags=("machine_translated",)),
        ),
        entities=(
            Entity(id="x0", type="organization", name="وزارة الدفاع الروسية", labels={"en": "Russian Ministry of Defence"}, rule="group.body"),
            Entity(id="x1", type="organization", name="هيئة الأركان الأوكرانية", rule="group.body"),
            Entity(id="x2", type="place", name="فوفتشانسك", labels={"en": "Vovchansk"}, precision="settlement", rule="places.vovchansk"),
            Entity(id="x3", type="medium", name="تيليغرام", labels={"en": "Telegram"}, rule="organizations.telegram"),
        ),
        mentions=tuple(
            Mention(id=f"m{n}", start=at(words)[0], end=at(words)[1], type=kind, entity=f"x{n}", rule="name")
            for n, (words, kind) in enumerate(NAMES)
        ),
        times=(
            TimeExpression(start=at("اليوم الجمعة")[0], end=at("أيار 2024")[1], from_=DAY, to=DAY, rule="time.full"),
            TimeExpression(start=at("ثلاثة أيام")[0], end=at("ثلاثة أيام")[1], from_=None, to=None, days=DayCount(3, 3), rule="time.duration"),
        ),
        statements=(
            Statement(
                id="s0", start=at("أعلنت")[0], end=at("12 جنديا")[1], cues=(at("أعلنت"),), act="assert", sources=(ministry,), relays=(),
                content=(at("أن قواتها")[0], at("12 جنديا")[1]), when=StatementTime(DAY, DAY, at("اليوم الجمعة")), rule="assert.alana",
            ),
            Statement(
                id="s1", start=at("نفت")[0], end=at("ذلك")[1], cues=(at("نفت"), at("قالت")), act="deny", sources=(staff,),
                relays=(Link("x3", "m3", "تيليغرام"),), content=None, when=None, rule="deny.nafa",
            ),
        ),
        events=(
            Event(
                id="e0", kind="seizure", trigger=at("سيطرت"), evidence=at("سيطرت على بلدة فوفتشانسك"), place="x2", place_span=at("فوفتشانسك"),
                participants=(PARTY, Participant("target", None, None, None)),
                when=EventTime(DAY, DAY, "announced", at("اليوم الجمعة")), quantities=(), status="happened",
                statements=("s0",), rule="seizure.saytara",
            ),
            Event(
                id="e1", kind="casualties", trigger=at("مقتل"), evidence=at("مقتل 12 جنديا"), place=None, place_span=None, participants=(), when=None,
                quantities=(Quantity(what="killed", min=12, max=None, approximate=True, span=at("12 جنديا"), rule="quantity.counted"),),
                status="happened", statements=(), rule="casualties.maqtal",
            ),
        ),
    )  # fmt: skip


def incident() -> Incident:
    """An incident that `BRIDGE` tells and its other side denies."""
    link = Link("x0", "m0", "وزارة الدفاع الروسية")
    accounts = tuple(
        Account(
            document="bridge", event=event, statement=statement, outlet="السراج", sources=(link,), relays=(), act=act, told=DAY,
            values={"place": "Vovchansk"}, evidence=at("سيطرت"), rule="fuse.account",
        )
        for event, statement, act in (("e0", "s0", "assert"), (None, "s1", "deny"))
    )  # fmt: skip
    return Incident(
        id="i0",
        kind="seizure",
        status="happened",
        when=FusedTime(DAY, DAY, "announced", at("اليوم الجمعة"), 0),
        place="bridge#x2",
        participants=(FusedParticipant("actor", "bridge#x0", "m0", "وزارة الدفاع الروسية", 0),),
        quantities=(FusedQuantity(what="settlements", min=1, max=1, approximate=False, of=None, span=at("بلدة"), account=0),),
        entities=(
            FusedEntity(id="bridge#x0", type="organization", name="وزارة الدفاع الروسية", labels={}, members=("bridge#x0",)),
            FusedEntity(id="bridge#x2", type="place", name="فوفتشانسك", labels={"en": "Vovchansk"}, members=("bridge#x2",)),
        ),
        related=(Relation("i1", "casualties"),),
        accounts=accounts,
        standing="contested",
        standing_rule="standing.denied",
        field_standing={"place": "uncontested"},
        disputes=(Dispute(field="occurrence", values=(DisputedValue(True, (0,)), DisputedValue(False, (1,))), rule="fuse.denial"),),
        copies=(),
        rule="fuse.cluster",
    )
