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
from riwaya.model import Contact, Incident, Problem, Reading, Relation
from tests.export.incidents import contact, made, sample_incidents, sample_readings
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
    return " ".join(re.sub("<[^>]+>", " ", found[0]).split())


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
        "Accounts differ on children among them (2 or 3); killed (7 or at least 11)",
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


def test_days_come_in_order_and_the_unknown_last() -> None:
    titles = re.findall(r'<h3 id="day-\d+">(.*?) <span', sample_page())
    assert titles == ["Thursday 9 October 2031", "Tuesday 21 October 2031", "Day not known"]


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
