"""Five short stories of an invented war, written for these tests, and their readings by hand."""

import hashlib
from datetime import date

from riwaya.model import (
    Document,
    Entity,
    Event,
    EventTime,
    Evidence,
    Link,
    Mention,
    Participant,
    Passage,
    Quantity,
    Reading,
    Span,
    Statement,
    StatementTime,
    Story,
)

Who = tuple[str, str, str]
"""Type, the words that name it first, and an English label, empty where there is none."""

CAST: dict[str, Who] = {
    "ministry": ("organization", "وزارة الدفاع", "Ministry of Defence of Narva"),
    "army": ("organization", "جيش تورمان", ""),
    "market": ("place", "سوق كالدا", "Kalda market"),
    "torman": ("place", "تورمان", "Torman"),
    "people": ("group", "أشخاص", ""),
    "spokesman": ("person", "المتحدث باسم الجيش", ""),
    "platform": ("medium", "منصة نبضة", "Nabda"),
    "hospital": ("organization", "مستشفى كالدا العام", ""),
    "sand": ("person", "أمير ساند", "Amir Sand"),
    "kort": ("person", "يان كورت", "Jan Kort"),
    "hill": ("place", "تل الزيتون", "Olive Hill"),
}
THURSDAY, FRIDAY = date(2031, 10, 9), date(2031, 10, 10)

STRIKE = """صاروخان يصيبان سوق كالدا وسقوط قتلى

أعلنت وزارة الدفاع في نارفا، اليوم الجمعة 10 أكتوبر 2031، أن صاروخين من تورمان أصابا سوق كالدا أمس الخميس، ما أدى إلى مقتل سبعة أشخاص، بينهم طفلان.
"""
DENIAL = """نفى جيش تورمان ذلك، وقال المتحدث باسم الجيش عبر منصة نبضة إن مستودع ذخيرة انفجر قرب سوق كالدا يوم الخميس.

وأفاد مستشفى كالدا العام بمقتل أحد عشر شخصا، بينهم ثلاثة أطفال.
"""
CALL = """أجرى الوزير أمير ساند اتصالا هاتفيا مع يان كورت مساء الثلاثاء بطلب من كورت.

ومن المقرر أن يلتقي أمير ساند نظيره يان كورت الشهر المقبل.
"""
HILL = "اشتبكت قوات من جيش تورمان مع مسلحين عند تل الزيتون، وأجلي السكان.\n"


class _Draft:
    """A reading in the making: records point at words, which are looked up in the text."""

    def __init__(self, name: str, text: str, *, outlet: str, told: date | None, url: str | None = None) -> None:
        self.name, self.text, self.outlet, self.told, self.url = name, text, outlet, told, url
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.keys: dict[str, str] = {}
        for key, (kind, words, label) in CAST.items():
            if words in text:
                self.keys[key] = f"x{len(self.entities)}"
                labels = {"ar": words} | ({"en": label} if label else {})
                self.entities.append(Entity(id=self.keys[key], type=kind, name=words, labels=labels, rule="by.hand"))
                start, end = self.at(words)
                number = len(self.mentions)
                self.mentions.append(Mention(id=f"m{number}", start=start, end=end, type=kind, entity=self.keys[key], rule="by.hand"))

    def at(self, words: str) -> Span:
        start = self.text.index(words)
        return start, start + len(words)

    def link(self, key: str) -> Link:
        mention = next(m for m in self.mentions if m.entity == self.keys[key])
        return Link(mention.entity, mention.id, self.text[mention.start : mention.end])

    def says(self, cue: str, act: str, *, who: tuple[str, ...] = (), through: tuple[str, ...] = (), content: str = "", day: str = "") -> str:
        name = f"s{len(self.statements)}"
        start, end = self.at(cue)
        self.statements.append(
            Statement(
                id=name, start=start, end=self.at(content)[1] if content else end, cues=((start, end),), act=act,
                sources=tuple(map(self.link, who)), relays=tuple(map(self.link, through)), content=self.at(content) if content else None,
                when=StatementTime(self.told, self.told, self.at(day)) if day else None, rule="by.hand",
            )
        )  # fmt: skip
        return name

    def tells(
        self,
        kind: str,
        trigger: str,
        *,
        evidence: str,
        by: str = "",
        roles: tuple[tuple[str, str], ...] = (),
        place: str = "",
        day: tuple[date, str] | None = None,
        amounts: tuple[tuple[str, int, int | None, str], ...] = (),
        status: str = "happened",
    ) -> None:
        participants = [(role, self.link(key)) for role, key in roles]
        self.events.append(
            Event(
                id=f"e{len(self.events)}", kind=kind, trigger=self.at(trigger), evidence=self.at(evidence),
                participants=tuple(Participant(role, link.entity, link.mention, link.text) for role, link in participants),
                place=self.keys[place] if place else None, place_span=self.at(CAST[place][1]) if place else None,
                when=EventTime(day[0], day[0], "stated", self.at(day[1])) if day else None,
                quantities=tuple(Quantity(what=w, min=low, max=high, span=self.at(words)) for w, low, high, words in amounts),
                status=status, statements=(by,) if by else (), initiative=self.link("kort") if kind == "call" else None, rule="by.hand",
            )
        )  # fmt: skip

    def reading(self, *evidence: Evidence) -> Reading:
        return Reading(
            document=Document(
                id=self.name, text=self.text, sha256=hashlib.sha256(self.text.encode()).hexdigest(), outlet=self.outlet, language="ar",
                published=self.told, published_evidence=evidence, url=self.url,
            ),
            stories=(Story(id=0, start=0, end=len(self.text), published=self.told, published_evidence=evidence),),
            passages=(Passage(start=0, end=self.text.index("\n"), role="headline", story=0, language="ar"),) if "\n\n" in self.text else (),
            entities=tuple(self.entities), mentions=tuple(self.mentions), times=(), statements=tuple(self.statements), events=tuple(self.events),
        )  # fmt: skip


def readings() -> tuple[Reading, ...]:
    """The five readings: a strike with its dead (`a1`), its denial with another toll (`a2`), a copy of the first (`a3`), a call, a fight."""
    return (
        _strike("a1", "السراج", url="https://siraj.example/1"),
        _denial(),
        _strike("a3", "الأصيل", url=None),
        _call(),
        _hill(),
    )


def _strike(name: str, outlet: str, *, url: str | None) -> Reading:
    draft = _Draft(name, STRIKE, outlet=outlet, told=FRIDAY, url=url)
    day = "اليوم الجمعة 10 أكتوبر 2031"
    said = draft.says(
        "أعلنت", "assert", who=("ministry",), content="أن صاروخين من تورمان أصابا سوق كالدا أمس الخميس، ما أدى إلى مقتل سبعة أشخاص", day=day
    )
    hit = "صاروخين من تورمان أصابا سوق كالدا أمس الخميس"
    roles = (("actor", "torman"), ("target", "market"))
    draft.tells(
        "strike", "أصابا", evidence=hit, by=said, roles=roles, place="market", day=(THURSDAY, "أمس الخميس"), amounts=(("missiles", 2, 2, "صاروخين"),)
    )
    dead = (("killed", 7, 7, "سبعة أشخاص"), ("children", 2, 2, "طفلان"))
    draft.tells(
        "casualties", "مقتل", evidence="مقتل سبعة أشخاص، بينهم طفلان", by=said, roles=(("target", "people"),), place="market",
        day=(THURSDAY, "أمس الخميس"), amounts=dead,
    )  # fmt: skip
    return draft.reading(Evidence(draft.at(day), "2031-10-10", "today, with weekday and date"))


def _denial() -> Reading:
    draft = _Draft("a2", DENIAL, outlet="شبكة ضفاف", told=FRIDAY)
    draft.says("نفى", "deny", who=("army",))
    said = draft.says("وقال", "assert", who=("spokesman",), through=("platform",), content="إن مستودع ذخيرة انفجر قرب سوق كالدا يوم الخميس")
    draft.tells("strike", "انفجر", evidence="مستودع ذخيرة انفجر قرب سوق كالدا", by=said, place="market", day=(THURSDAY, "يوم الخميس"))
    said = draft.says("وأفاد", "assert", who=("hospital",))
    amounts = (("killed", 11, None, "أحد عشر شخصا"), ("children", 3, 3, "ثلاثة أطفال"))
    draft.tells("casualties", "بمقتل", evidence="بمقتل أحد عشر شخصا", by=said, place="market", day=(THURSDAY, "يوم الخميس"), amounts=amounts)
    return draft.reading()


def _call() -> Reading:
    draft = _Draft("a4", CALL, outlet="المرسى", told=date(2031, 10, 22))
    parties = (("party", "sand"), ("party", "kort"))
    draft.tells("call", "اتصالا", evidence="أجرى الوزير أمير ساند اتصالا", roles=parties, day=(date(2031, 10, 21), "مساء الثلاثاء"))
    draft.tells("meeting", "يلتقي", evidence="يلتقي أمير ساند نظيره", roles=parties, status="planned")
    return draft.reading()


def _hill() -> Reading:
    draft = _Draft("a5", HILL, outlet="المرسى", told=None)
    draft.tells("assault", "اشتبكت", evidence="اشتبكت قوات من جيش تورمان", roles=(("actor", "army"),), place="hill")
    draft.tells("displacement", "وأجلي", evidence="وأجلي السكان", place="hill")
    return draft.reading()
