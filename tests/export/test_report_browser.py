"""Tests the report in a real browser: it opens from disk, asks for nothing, and every cell lights its exact words."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.export.report import render_report
from riwaya.model import Incident, Reading
from riwaya.text.fold import fold_word
from tests.export.incidents import sample_incidents, sample_readings
from tests.model.records import incident, reading

playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need Playwright: pip install 'riwaya[dev]'")
CHROMIUM = os.environ.get("RIWAYA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SLOWEST_S = 10
"""What 300 incidents may take to open on a slow machine that does other work; about a fifth of a second is usual."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser: put chromium or google-chrome on PATH, or name one in RIWAYA_CHROMIUM")
change = msgspec.structs.replace
Page = Any


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("report"), sample_incidents(), sample_readings())


class Watched:
    """A page, what it asked for and what it complained of."""

    def __init__(self, browser: Any, path: Path, *, width: int = 1400, height: int = 900, **options: Any) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())
        self.home = path.as_uri()

    def close(self) -> None:
        self.page.context.close()
        assert self.complaints == []
        assert [url for url in self.asked if url != self.home and not url.startswith("data:")] == []


def written(folder: Path, incidents: tuple[Incident, ...], readings: tuple[Reading, ...]) -> Path:
    """A report in a folder whose name needs care in an address."""
    path = folder / "تقرير 1 #%.html"
    page = render_report(incidents=incidents, readings=readings, contacts=(), problems=(), title="War", ledger="my war.db")
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def texts_of(page: Page) -> list[dict[str, str]]:
    documents: list[dict[str, str]] = json.loads(page.locator("#texts").text_content())["documents"]
    return documents


def check_every_cell(page: Page) -> int:
    """Open each cell and compare the lit words with the text; the number of cells."""
    lit = page.evaluate("""() => [...document.querySelectorAll("button.w")].map((button) => {
        button.click();
        const found = [...document.querySelectorAll("#drawer-text mark")].map((mark) => mark.textContent);
        const whole = document.getElementById("drawer-text").textContent;
        document.getElementById("drawer").close();
        return [button.dataset.d, button.dataset.s, found, whole];
    })""")
    texts = texts_of(page)
    for document, span, marks, whole in lit:
        text = texts[int(document)]["text"]
        start, end = map(int, span.split())
        assert marks == [text[start:end]]
        assert whole == text
    return len(lit)


def test_every_cell_lights_its_exact_words(browser: Any, samples: Path) -> None:
    watched = Watched(browser, samples)
    assert check_every_cell(watched.page) > 60
    watched.close()


def test_words_after_astral_characters_are_lit_exactly(browser: Any, tmp_path: Path) -> None:
    plain = reading()
    document = change(plain.document, text=plain.document.text.replace("الشرق", "\U0001f600\U00010908شرق").replace("بعد", "\U0001d538\r\n"))
    assert len(document.text) == len(plain.document.text), "offsets hold"
    watched = Watched(browser, written(tmp_path, (incident(),), (change(plain, document=document),)))
    assert check_every_cell(watched.page) > 5
    watched.close()


def test_the_drawer_shows_where_the_words_stand_and_gives_the_focus_back(browser: Any, samples: Path) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    button = page.locator("#incident-dead-1 td button.w[data-c='a1#e1.killed']")
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("#drawer[open]").count() == 1
    assert page.locator("#drawer mark").text_content() == "سبعة أشخاص"
    assert page.locator("#drawer-of").text_content() == "السراج, 10 October 2031"
    assert page.locator("#drawer-command").text_content() == "riwaya explain a1#e1.killed --ledger 'my war.db'"
    assert page.evaluate("getComputedStyle(document.getElementById('drawer-text')).unicodeBidi") == "plaintext"
    box, frame = page.locator("#drawer mark").bounding_box(), page.locator("#drawer-text").bounding_box()
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"], "scrolled into view"
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert page.locator("#drawer[open]").count() == 0
    assert page.evaluate("document.activeElement.dataset.c") == "a1#e1.killed"
    # the dialog's "close" event, which takes the mark away, comes in a task of its own after the dialog is closed
    page.wait_for_function("button => !button.hasAttribute('aria-expanded')", arg=button.element_handle())
    watched.close()


def shown(page: Page) -> int:
    page.wait_for_timeout(150)
    return int(page.locator("article.card:not([hidden])").count())


def test_filters_narrow_and_give_back(browser: Any, samples: Path) -> None:
    watched = Watched(browser, samples)
    page, everything = watched.page, len(sample_incidents())
    assert shown(page) == everything
    page.locator("[name=disputes]").check()
    assert shown(page) == 2
    assert page.locator("output").text_content() == f"2 of {everything} incidents"
    page.locator("[name=kind]").select_option("strike")
    assert shown(page) == 1
    assert page.locator("section.day:not([hidden])").count() == 1
    page.get_by_role("link", name="Casualties, Kalda market").first.click()
    assert shown(page) == everything, "a link to a hidden incident takes the filters away"
    page.locator("[name=words]").fill("كلمة لا توجد")
    assert shown(page) == 0
    assert page.locator("#nothing").is_visible()
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == everything
    page.locator("[name=outlets]").check()
    assert 0 < shown(page) < everything
    watched.close()


def test_a_standing_in_the_head_filters_at_one_press(browser: Any, samples: Path) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    button = page.locator("button.pick[data-standing=contested]")
    button.click()
    assert (shown(page), button.get_attribute("aria-pressed")) == (2, "true")
    assert page.locator("[name=standing]").input_value() == "contested"
    assert page.locator("#index li:not([hidden])").all_inner_texts() == ["9 2"]
    assert page.locator("section.day:not([hidden]) h3 .count").all_inner_texts() == ["2 incidents"]
    button.click()
    assert (shown(page), button.get_attribute("aria-pressed")) == (len(sample_incidents()), "false")
    assert page.locator("button.pick[data-standing=unverified]").is_disabled()
    watched.close()


def test_a_view_is_shared_by_its_address(browser: Any, samples: Path) -> None:
    first = Watched(browser, samples)
    first.page.locator("[name=words]").fill("وزارة & 100%")
    first.page.locator("[name=disputes]").check()
    assert shown(first.page) == 0
    address = first.page.url
    assert address.startswith(first.home + "#")
    second = Watched(browser, samples)
    second.page.goto(address)
    assert shown(second.page) == 0
    assert second.page.locator("[name=words]").input_value() == "وزارة & 100%"
    assert second.page.locator("[name=disputes]").is_checked()
    second.page.evaluate("location.hash = 'standing=contested&kind=strike&place=nowhere&other=1'")
    assert shown(second.page) == 1, "what the page does not know is passed over"
    second.page.get_by_role("button", name="Show all").click()
    assert (shown(second.page), second.page.url) == (len(sample_incidents()), second.home)
    first.close()
    second.close()


@pytest.mark.parametrize("link", ["call-1", "incident-call-1"])
def test_a_link_to_a_hidden_incident_takes_the_filters_away(browser: Any, samples: Path, link: str) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    page.locator("button.pick[data-standing=contested]").click()
    assert page.locator("#incident-call-1").is_hidden()
    page.evaluate("(hash) => { location.hash = hash; }", link)
    assert shown(page) == len(sample_incidents())
    assert page.locator("#incident-call-1").is_visible()
    assert page.url == f"{watched.home}#{link}"
    assert 0 <= page.locator("#incident-call-1").bounding_box()["y"] < 900
    watched.close()


def test_find_knows_ids_documents_and_outlets(browser: Any, samples: Path) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    for words, found in (("dead-1", ["dead-1"]), ("a3", ["strike-1", "dead-1"]), ("شبكة ضفاف", ["strike-1", "dead-1"])):
        page.locator("[name=words]").fill(words)
        shown(page)
        ids = page.locator("article.card:not([hidden]) .id code").all_inner_texts()
        assert sorted(ids) == sorted(found), words
    watched.close()


def test_the_id_of_a_card_is_copied(browser: Any, samples: Path) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("#incident-dead-1 .copy-id")
    button.click()
    page.wait_for_timeout(100)
    assert button.inner_text() in ("copied", "selected: copy it with the keyboard")
    assert "dead-1" in (page.evaluate("navigator.clipboard.readText()"), page.evaluate("getSelection().toString()"))
    watched.close()


def test_accounts_beyond_the_edge_are_told_and_reached(browser: Any, tmp_path: Path) -> None:
    watched = Watched(browser, written(tmp_path, long_names(), sample_readings()), width=900)
    page = watched.page
    page.locator("#incident-wide").scroll_into_view_if_needed()
    hint = page.locator("#incident-wide button.more")
    hint.wait_for()
    assert "more to the right" in hint.inner_text()
    before = int(hint.inner_text().split()[0])
    head = page.locator("#incident-wide thead .f")
    left = head.bounding_box()["x"]
    hint.click()
    page.wait_for_timeout(800)
    assert int(hint.inner_text().split()[0]) < before
    assert head.bounding_box()["x"] == left, "the names of the fields stay"
    page.evaluate("document.querySelector('#incident-wide .scroll').scrollLeft = 1e6")
    page.wait_for_timeout(300)
    assert hint.is_disabled()
    assert page.locator("#incident-call-1 button.more").count() == 0
    watched.close()


def test_on_a_phone_the_way_out_is_a_word_and_the_index_is_folded(browser: Any, samples: Path) -> None:
    watched = Watched(browser, samples, width=360, height=740)
    page = watched.page
    assert page.locator("#index[open]").count() == 0
    page.locator("#incident-dead-1 td button.w").first.click()
    close = page.locator("#close")
    page.wait_for_timeout(300)
    box = close.bounding_box()
    assert close.inner_text().strip() == "Close"
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    close.click()
    assert page.locator("#drawer[open]").count() == 0
    watched.close()


def test_search_folds_spelling_as_the_reader_does(browser: Any, samples: Path) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    counts = []
    for words in ("وزارة الدفاع", "وزاره الدفـاع", "  الدِفاع   وزارة "):
        page.locator("[name=words]").fill(words)
        counts.append(shown(page))
    assert counts[0] > 0
    assert len(set(counts)) == 1
    page.locator("[name=words]").fill("OCTOBER ٢٠٣١")
    assert shown(page) > 0
    for word in ("أشخاص", "إن", "٢٠٣١", "مستشفى", "ضِفاف", "ﻷمير"):
        page.locator("[name=words]").fill(word)
        many = shown(page)
        page.locator("[name=words]").fill(fold_word(word))
        assert shown(page) == many, word
    watched.close()


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_the_page_never_scrolls_sideways(browser: Any, tmp_path: Path, width: int) -> None:
    watched = Watched(browser, written(tmp_path, long_names(), sample_readings()), width=width, height=740)
    page = watched.page
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        """() => [...document.querySelectorAll("article.card, .facts dd, h4")].filter((e) => e.scrollWidth > e.clientWidth + 1).length"""
    )
    assert cut == 0
    watched.close()


def long_names() -> tuple[Incident, ...]:
    """The samples with one name that is long in both directions, in an incident of fifteen accounts."""
    arabic = "المجلس الأعلى المشترك للتنسيق والمتابعة وشؤون اللاجئين والمهجرين في محافظات الشمال والشمال الشرقي وما حولها"
    english = "Joint Supreme Council for Coordination and Follow-up in the Governorates of the North (F-16/ПВО unit №3) " + "x" * 80
    first = next(i for i in sample_incidents() if i.id == "dead-1")
    entities = tuple(change(e, name=arabic, labels={"en": english}) if n == 0 else e for n, e in enumerate(first.entities))
    wide = change(first, id="wide", entities=entities, accounts=first.accounts * 3, place=entities[0].id)
    return (wide, *sample_incidents())


def test_without_scripts_everything_can_be_read(browser: Any, samples: Path) -> None:
    watched = Watched(browser, samples, java_script_enabled=False)
    page = watched.page
    assert page.locator("#filters").is_hidden()
    assert page.locator("article.card").count() == len(sample_incidents())
    assert page.locator("#incident-dead-1 .evidence q").first.is_visible()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Any, samples: Path, scheme: str) -> None:
    watched = Watched(browser, samples, color_scheme=scheme)
    weak = watched.page.evaluate(CONTRAST)
    assert weak == []
    watched.close()


def test_three_hundred_incidents_open_and_filter_quickly(browser: Any, tmp_path: Path) -> None:
    many = tuple(change(i, id=f"{i.id}-{n}") for n in range(50) for i in sample_incidents())
    path = written(tmp_path, many, sample_readings())
    started = time.monotonic()
    watched = Watched(browser, path)
    watched.page.locator("[name=words]").fill("كالدا")
    assert (len(many), shown(watched.page)) == (300, 100)
    assert time.monotonic() - started < SLOWEST_S
    watched.close()


def test_an_empty_ledger_opens(browser: Any, tmp_path: Path) -> None:
    watched = Watched(browser, written(tmp_path, (), ()), width=360)
    assert watched.page.get_by_text("No incidents yet").is_visible()
    watched.close()


CONTRAST = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const weak = new Set();
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    if (![...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    if (element.closest("[hidden]") || element.closest("option")) continue;
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) weak.add(`${element.tagName}.${element.className} ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
  }
  return [...weak];
}"""
"""Elements whose words have a contrast below 4.5 to 1 (Web Content Accessibility Guidelines 2.2, 1.4.3)."""
