"""Tests `export/report`: what the page holds, without a browser."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser

import msgspec
import pytest

from riwaya.export.report import render_report
from riwaya.fuse.fusion import fuse
from riwaya.model import Contact, Dispute, DisputedValue, Incident, Problem, Reading, Relation
from tests.export.incidents import contact, made, sample_incidents, sample_readings
from tests.fuse import tellers
from tests.fuse.tellers import NATION, Count, Told
from tests.model.records import incident, reading

PROBLEM = Problem("ingest", "scan.pdf", "input.binary", "a PDF file, not text; extract its text first")
VOID = {"meta", "link", "br", "input"}
change = msgspec.structs.replace


class Outline(HTMLParser):
    """The elements of a page: those left open, ids, headings, buttons and addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.cells: list[dict[str, str]] = []
        self.wrong: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) < len(attrs):
            self.wrong.append(f"{tag}: an attribute stands twice")
        self.open += [tag] if tag not in VOID else []
        self.ids += [given["id"]] if "id" in given else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag == "button" and "data-c" in given:
            self.cells.append(given)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


def render(
    incidents: tuple[Incident, ...] = (), readings: tuple[Reading, ...] = (), contacts: tuple[Contact, ...] = (), problems: tuple[Problem, ...] = ()
) -> str:
    return render_report(incidents=incidents, readings=readings, contacts=contacts, problems=problems, title="War")


@lru_cache(maxsize=1)
def sample_page() -> str:
    return render(sample_incidents(), sample_readings(), problems=(PROBLEM,))


def card(page: str, anchor: str) -> str:
    """The words of an incident's card."""
    found = re.search(rf'<article id="{re.escape(anchor)}".*?</article>', page, flags=re.DOTALL)
    assert found, f"no card {anchor}"
    plain = re.sub("[\u2068\u2069]", "", found[0])
    return " ".join(re.sub("<[^>]+>", " ", plain).split())


@pytest.mark.parametrize("page", [sample_page, render, lambda: render((incident(),), (reading(),))], ids=["samples", "empty", "one"])
def test_elements_close_ids_are_unique_and_headings_go_down_step_by_step(page: Callable[[], str]) -> None:
    outline = Outline(page())
    assert (outline.open, outline.wrong) == ([], [])
    assert len(set(outline.ids)) == len(outline.ids)
    assert outline.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False))


def test_equal_records_give_equal_pages() -> None:
    assert sample_page() == render(sample_incidents(), sample_readings(), problems=(PROBLEM,))


def test_nothing_is_asked_of_the_network() -> None:
    page = sample_page()
    outline = Outline(page)
    assert [link for link in outline.links if not link.startswith(("#", "data:,"))] == ["https://siraj.example/1"], (
        "the page of a document, for a person"
    )
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|https?://", page.replace("https://siraj.example/1", ""))
    assert "default-src &#39;none&#39;" in page


def test_inner_links_lead_somewhere() -> None:
    outline = Outline(sample_page())
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)


def test_every_cell_points_into_its_document() -> None:
    documents = json.loads(re.findall(r'id="texts">(.*?)</script>', sample_page())[0])["documents"]
    cells = Outline(sample_page()).cells
    assert len(cells) > 60
    for cell in cells:
        document = documents[int(cell["data-d"])]
        start, end = map(int, cell["data-s"].split())
        assert cell["data-c"].split("#")[0] == document["id"]
        assert 0 <= start < end <= len(document["text"])


def test_a_card_tells_who_says_what_and_where_they_differ() -> None:
    words = card(sample_page(), "incident-dead-1")
    for said in (
        "Casualties Kalda market سوق كالدا",
        "9 October 2031",
        "Contested",
        "Accounts differ on killed (7 or more than 10); children among them (2 or 3)",
        "differs · B",
    ):
        assert said in words


def test_cells_bear_the_words_of_their_field() -> None:
    texts = {r.document.id: r.document.text for r in sample_readings()}
    spans = {c["data-c"]: c["data-s"] for c in Outline(sample_page()).cells}
    killed = {cell: texts[cell.split("#")[0]][slice(*map(int, span.split()))] for cell, span in spans.items() if cell.endswith(".killed")}
    assert killed == {"a1#e1.killed": "سبعة أشخاص", "a2#e1.killed": "أحد عشر شخصا", "a3#e1.killed": "سبعة أشخاص"}
    assert texts["a1"][slice(*map(int, spans["a1#e0.participants"].split()))] == "سوق كالدا"


def test_a_denial_and_a_copy_are_marked() -> None:
    words = card(sample_page(), "incident-strike-1")
    assert "denies it" in words
    assert "4 accounts side by side, 1 of them a copy" in words
    assert "Related: Casualties" in words


def test_a_hand_made_incident_with_an_english_label_shows_both_names() -> None:
    words = card(render((incident(),), (reading(),)), "incident-i0")
    assert "Seizure Vovchansk فوفتشانسك" in words
    assert "i1 (not in this report)" in words


def test_values_of_any_shape_are_said() -> None:
    odd = {"broken_bridges": ["two", {"min": 3, "max": None}], "when": {"from": "2024-05-01", "to": "2024-05-31"}, "note": {"by": 1, "sent_to": None}}
    plain = incident()
    told = change(plain, accounts=(change(plain.accounts[0], values=odd), *plain.accounts[1:]))
    words = card(render((told,), (reading(),)), "incident-i0")
    for said in ("Broken bridges two", "at least 3", "May 2024", "By: 1; Sent to: not said"):
        assert said in words


def test_documents_that_are_missing_leave_values_without_words() -> None:
    page = render((incident(),))
    assert Outline(page).cells == []
    assert "Contested" in card(page, "incident-i0")


def test_days_come_newest_first_and_the_unknown_last() -> None:
    titles = re.findall(r'<h3 id="(day-[\w-]+)">(.*?) <span', sample_page())
    assert titles == [
        ("day-2031-10-21", "Tuesday 21 October 2031"),
        ("day-2031-10-09", "Thursday 9 October 2031"),
        ("day-unknown", "Day not known"),
    ]
    assert "Newest day first; within a day the contested ones" in sample_page()
    assert "What has no known day stands last." in sample_page()


def test_the_index_leads_to_every_day() -> None:
    index = sample_page().split('<details id="index"')[1].split("</nav>")[0]
    assert " ".join(re.sub("<[^>]+>", " ", index).split()).endswith("2031 3 October 3 21 1 9 2 Day not known 3")
    assert re.findall('href="#(.*?)"', index) == ["day-2031-10-21", "day-2031-10-09", "day-unknown"]


def dated(start: date | None, end: date | None, *, status: str = "happened", key: str = "i0", basis: str = "stated") -> Incident:
    when = incident().when
    assert when
    return change(incident(), id=key, status=status, when=change(when, from_=start, to=end, basis=basis))


def test_years_and_months_stand_where_they_begin_and_plans_behind_all_days() -> None:
    told = reading().document.published
    assert told
    spans = {
        "day": (date(2024, 5, 17), date(2024, 5, 17), "happened"),
        "month": (date(2024, 5, 1), date(2024, 5, 31), "happened"),
        "year": (date(2024, 1, 1), date(2024, 12, 31), "happened"),
        "night": (date(2024, 4, 30), date(2024, 5, 1), "happened"),
        "plan": (date(2039, 1, 2), date(2039, 1, 2), "planned"),
    }
    page = render(tuple(dated(start, end, status=status, key=key) for key, (start, end, status) in spans.items()), (reading(),))
    assert re.findall(r'<article id="incident-(\w+)"', page) == ["day", "month", "night", "year", "plan"]
    index = page.split('<details id="index"')[1].split("</nav>")[0]
    assert " ".join(re.sub("<[^>]+>", " ", index).split()).endswith(
        "2024 4 May 2 17 1 all month 1 April 1 30 – 1 May 1 longer 1 2024 1 Still ahead 1"
    )


def test_the_period_is_that_of_known_days_that_have_come() -> None:
    told = change(reading(), document=change(reading().document, published=date(2024, 6, 1)))
    wide = dated(date(2022, 1, 1), date(2022, 12, 31))
    days = (dated(date(2024, 5, 3), date(2024, 5, 3), key="i1"), dated(date(2024, 5, 17), date(2024, 5, 17), key="i2"))
    late = (dated(date(2024, 7, 1), date(2024, 7, 1), status="planned", key="i3"), dated(date(2025, 7, 1), date(2025, 7, 1), key="i4"))
    head = render((wide, *days, *late), (told,)).split("</header>")[0]
    assert "<span>3–17 May 2024</span>" in head
    assert "2022" not in head


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), "2022 ... the text gives the year"),
        (date(2022, 2, 1), date(2022, 2, 28), "February 2022 ... the text gives the month"),
        (date(2022, 2, 3), date(2022, 2, 5), "3–5 February 2022 ... the text gives these days"),
        (date(2022, 2, 3), date(2022, 2, 3), "3 February 2022 ... the text gives the day"),
        (date(2022, 2, 3), None, "from 3 February 2022 ... the text gives one end"),
    ],
)
def test_what_the_text_gives_is_said_as_it_is(start: date, end: date | None, said: str) -> None:
    when, basis = said.split(" ... ")
    words = card(render((dated(start, end),), (reading(),)), "incident-i0")
    assert when in words
    assert f"{basis} Contested" in words or f"{basis} accounts differ" in words


def rivals(*, amounts: tuple[int, ...]) -> tuple[Incident, Reading]:
    """Casualties told by one document in as many accounts as there are amounts of dead, with a dispute over them."""
    first = next(i for i in sample_incidents() if i.id == "dead-1")
    account = first.accounts[0]
    accounts = tuple(
        change(account, outlet=f"outlet {n}", values=account.values | {"killed": {"min": amount, "max": amount, "approximate": False}})
        for n, amount in enumerate(amounts)
    )
    values = tuple(
        DisputedValue({"min": a, "max": a, "approximate": False}, tuple(n for n, b in enumerate(amounts) if a == b)) for a in dict.fromkeys(amounts)
    )
    dispute = Dispute(field="killed", values=values, rule="by.hand")
    return change(first, accounts=accounts, disputes=(dispute,), copies=()), sample_readings()[0]


@pytest.mark.parametrize(
    ("amounts", "marks"),
    [
        ((4, 7, 4, 4), ["version A", "version A", "version A", "differs · B"]),
        ((4, 7, 4), ["differs · A", "differs · A", "differs · B"]),
        ((4, 7, 9, 4), ["differs · A", "differs · A", "differs · B", "differs · C"]),
    ],
)
def test_versions_stand_together_and_only_the_odd_one_is_marked(amounts: tuple[int, ...], marks: list[str]) -> None:
    told, held = rivals(amounts=amounts)
    page = render((told,), (held,))
    assert re.findall(r'<span class="(?:mark|most)">(.*?)</span>', page) == marks
    heads = re.findall('data-version="(.)"', page)
    assert heads == sorted(mark[-1] for mark in marks)


def test_participants_stand_on_somebodys_word() -> None:
    words = card(sample_page(), "incident-strike-1")
    assert "By Torman تورمان (per Ministry of Defence of Narva)" in words
    strike = next(i for i in sample_incidents() if i.id == "strike-1")
    one, *_, other = strike.accounts
    both = change(strike, accounts=(one, other), disputes=(), copies=(), field_standing={"participants": "corroborated"})
    assert "(per Ministry" in card(render((both,), sample_readings()), "incident-strike-1"), "one voice in two outlets"
    apart = change(both, accounts=(one, change(other, statement=None, sources=())))
    assert "(per" not in card(render((apart,), sample_readings()), "incident-strike-1"), "two independent ones agree"
    alone = change(apart, field_standing={})
    assert "(per Ministry of Defence of Narva and الأصيل)" in card(render((alone,), sample_readings()), "incident-strike-1")


def test_no_source_is_not_the_outlets_own_voice() -> None:
    own = card(sample_page(), "incident-call-1")
    assert "One account: the outlet itself asserts, in المرسى" in own
    assert "(per المرسى)" in own
    call = next(i for i in sample_incidents() if i.id == "call-1")
    unnamed = change(call, accounts=(change(call.accounts[0], statement="s0"),))
    words = card(render((unnamed,), sample_readings()), "incident-call-1")
    assert "One account: nobody named asserts, in المرسى" in words
    assert "(nobody named, in المرسى)" in words


def test_printed_words_stand_for_a_name_that_is_a_part_of_them() -> None:
    first = next(i for i in sample_incidents() if i.id == "strike-1")
    cut = tuple(change(e, name="الدفاع", labels={"ar": "الدفاع"}) if e.name == "وزارة الدفاع" else e for e in first.entities)
    words = card(render((change(first, entities=cut),), sample_readings()), "incident-strike-1")
    assert "asserts وزارة الدفاع in السراج" in words


@pytest.mark.parametrize("title", ["الرئيسية | أخبار | رياضة", None])
def test_a_line_of_navigation_is_no_title(title: str | None) -> None:
    plain = reading()
    text = "الرئيسية | أخبار | رياضة\nعاد الهدوء إلى المدينة\n" + plain.document.text
    bare = change(plain, document=change(plain.document, text=text, title=title), passages=(), stories=())
    assert '<bdi lang="ar">عاد الهدوء إلى المدينة</bdi></button>' in render(readings=(bare,)).split('id="documents"')[1]


def test_documents_without_an_outlet_are_not_counted_as_outlets() -> None:
    nameless = change(reading(), document=change(reading().document, outlet=None))
    assert "outlet" not in re.sub("<[^>]+>", " ", render(readings=(nameless,)).split("<body>")[1].split('<p class="guide">')[0])


def test_planned_incidents_say_so() -> None:
    page = render((change(incident(), status="planned"),), (reading(),))
    assert "planned" in card(page, "incident-i0")
    assert "planned" in card(sample_page(), "incident-meeting-1")


def test_empty_parts_are_said_in_words() -> None:
    page = render()
    for said in ("No incidents yet: the ledger holds no documents.", "No contacts:", "No sources yet:", "No documents:", "No problems:"):
        assert said in page
    assert "the documents tell of no event" in render(readings=(reading(),))


def test_problems_and_contacts_have_their_lines() -> None:
    call = next(i for i in sample_incidents() if i.kind == "call")
    pair = (call.participants[0].entity or "", call.participants[1].entity or "")
    lines = (contact(call, pair), contact(call, pair, gap_days=3, previous=call.id, initiative=pair))
    page = render(sample_incidents(), sample_readings(), lines, (PROBLEM,))
    assert "extract its text first" in page
    assert "3 days later" in page
    assert "person:" not in re.sub("<[^>]+>", " ", page.split('id="contacts"')[1].split("</section>")[0]), "names, not ids"


def test_sources_tell_how_many_of_their_claims_are_denied() -> None:
    rows = re.findall(r"<tr>.*?</tr>", sample_page().split('id="sources"')[1].split("</section>")[0], flags=re.DOTALL)
    denied = [row for row in rows if "وزارة الدفاع" in row]
    assert any("1 of 2" in row and "#incident-strike-1" in row for row in denied)


def test_what_documents_print_cannot_become_markup() -> None:
    evil = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\u202eابجد\x07'
    plain = reading()
    document = change(plain.document, text=evil + plain.document.text[len(evil) :], outlet=evil, title=evil, url="javascript:alert(3)", id='a"b#<i>')
    told = change(incident(), accounts=tuple(change(a, document=document.id, outlet=evil) for a in incident().accounts), id='x" onclick="y')
    page = render((told,), (change(plain, document=document),), problems=(Problem("a", evil, evil, evil),))
    outline = Outline(page)
    assert (outline.open, outline.wrong) == ([], [])
    assert "<img" not in page
    assert page.count("<script") == 2
    assert "javascript:" not in page
    assert "\u202e" not in page.split('id="texts"')[0], "direction marks stay in the texts"


def test_incidents_of_one_day_without_a_place_are_headed_by_their_parties() -> None:
    call = next(i for i in sample_incidents() if i.kind == "call" and not i.place)
    assert card(sample_page(), f"incident-{call.id}").startswith("Call Amir Sand أمير ساند Jan Kort يان كورت")


def test_an_interval_stands_under_its_own_heading() -> None:
    when = incident().when
    assert when
    wide = change(incident(), when=change(when, to=date(2024, 5, 20)), related=(Relation("i0", "same_happening"),))
    assert ">17–20 May 2024 <span" in render((wide,), (reading(),))


def test_a_member_without_events_is_shown() -> None:
    first = sample_readings()[0]
    alone = made(sample_readings(), "one", [(first.document.id, first.events[0].id)])
    assert "One account:" in card(render((alone,), sample_readings()), "incident-one")


def test_how_many_took_part_is_not_who_took_part() -> None:
    count = Count(what="participants", words="40 دولة", min=40, max=40)
    told = Told(kind="meeting", trigger="اجتماع", roles={"party": (NATION,)}, counts=(count,))
    held = tellers.reading("a", f"عُقد اجتماع شاركت فيه {NATION} و40 دولة أخرى.", names={NATION: "place"}, tells=[told])
    page = render(incidents=fuse([held]).incidents, readings=(held,))
    assert "People taking part" in page
    assert {cell["data-c"] for cell in Outline(page).cells} >= {"a#e0.participants_count", "a#e0.participants"}
