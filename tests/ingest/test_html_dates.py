"""Days in addresses and printed lines, and what a page records in its body."""

from datetime import date

import pytest

from riwaya.ingest.extracting import extract
from riwaya.ingest.html.dates import printed_days, url_day
from riwaya.ingest.raw import HTML, Raw

TEXT = "أعلنت السلطات المحلية إعادة فتح الجسر الشرقي أمام الشاحنات بعد ثلاثة أسابيع من الإغلاق، وقالت إن الفرق الهندسية رممت الدعامة الثانية."


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://difaf.example/2013/middle_east/8/3/jisr/index.html", date(2013, 8, 3)),
        ("http://difaf.example/2009/WORLD/meast/01/05/jisr/index.html", date(2009, 1, 5)),
        ("https://difaf.example/2021/sports/13/40/", None),
        ("https://difaf.example/2022/10/21/jisr", date(2022, 10, 21)),
    ],
)
def test_a_year_may_stand_before_the_section_of_an_address(url: str, day: date | None) -> None:
    found = url_day(url)
    assert (found[0] if found else None) == day


@pytest.mark.parametrize(
    ("line", "sure"),
    [("الجمعة 22 شوال 1444هـ", True), ("السبت 22 شوال 1444هـ", False), ("22/10/1444", False)],
)
def test_a_hijri_date_is_sure_where_its_weekday_bears_it_out(line: str, sure: bool) -> None:
    assert [(found.day, found.hijri) for found in printed_days(line)] == [(date(2023, 5, 12), not sure)]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("23 كانون1/ديسمبر 2022", date(2022, 12, 23)),
        ("الخميس, 09 تشرين2 2017 12:40", date(2017, 11, 9)),
        ("14 كانون2 2018", date(2018, 1, 14)),
        ("Lundi 29 août 2022", date(2022, 8, 29)),
        ("21 مايو2022", date(2022, 5, 21)),
    ],
)
def test_months_with_figures_and_in_french(line: str, day: date) -> None:
    assert [found.day for found in printed_days(line)] == [day]


def _witnesses(above: str, below: str = "") -> set[tuple[str, date]]:
    page = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>فتح الجسر الشرقي أمام الشاحنات</title></head><body>
<article><h1>فتح الجسر الشرقي أمام الشاحنات</h1>{above}<p>{TEXT}</p><p>{TEXT}</p>{below}</article></body></html>"""
    return {(w.kind, w.day) for w in extract(Raw(id="a", place="a.html", form=HTML, raw=page.encode())).witnesses}


@pytest.mark.parametrize(
    ("above", "witnesses"),
    [
        ('<span property="schema:dateCreated" content="2022-10-21T09:00:00+00:00"></span>', {("metadata", date(2022, 10, 21))}),
        ('<div property="dc:modified schema:dateModified" content="2022-10-23"></div>', {("modified", date(2022, 10, 23))}),
        ("<div>21 أكتوبر 2022</div>", {("stamp", date(2022, 10, 21))}),
        ('<div class="story-date">الساعة الخامسة من مساء 21 أكتوبر 2022 بتوقيت العاصمة</div>', {("stamp", date(2022, 10, 21))}),
        ("<div>10.11.2020 - محدّث : 11.11.2020</div>", {("stamp", date(2020, 11, 10)), ("modified", date(2020, 11, 11))}),
        ("<div>الأربعاء، 28 آب/أغسطس 2013، آخر تحديث 14:00</div>", {("modified", date(2013, 8, 28))}),
        ('<span class="itemDateCreated">الجمعة, 23 كانون1/ديسمبر 2022 09:14</span>', {("stamp", date(2022, 12, 23))}),
        ("<div>السبت 22 شوال 1444هـ</div>", {("hijri", date(2023, 5, 12))}),
    ],
)
def test_dates_below_the_headline(above: str, witnesses: set[tuple[str, date]]) -> None:
    assert _witnesses(above) == witnesses


def test_a_record_at_the_foot_of_the_story() -> None:
    assert _witnesses("", '<div><abbr itemprop="datePublished" title="2015-04-03T22:32:00+03:00">10:32 م</abbr></div>') == {
        ("metadata", date(2015, 4, 3))
    }


def test_a_date_above_the_headline_in_the_same_element_is_the_story_s() -> None:
    page = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>فتح الجسر الشرقي أمام الشاحنات</title></head><body>
<div id="top"><span>الخميس, 07 آذار 2024</span></div><div class="itemView">
<div class="itemHeader"><span class="itemDateCreated">23 كانون1/ديسمبر 2022</span>
<h2 class="itemTitle">فتح الجسر الشرقي أمام الشاحنات</h2></div><div class="itemBody"><p>{TEXT}</p><p>{TEXT}</p></div></div></body></html>"""
    witnesses = {(w.kind, w.day) for w in extract(Raw(id="a", place="a.html", form=HTML, raw=page.encode())).witnesses}
    assert ("header", date(2022, 12, 23)) not in witnesses
    assert {day for kind, day in witnesses if kind in ("stamp", "printed")} == {date(2022, 12, 23)}


def test_the_days_of_other_stories_in_rows_below_are_not_the_story_s() -> None:
    row = '<table><tr><td>21/10/1444</td><td><a href="/b">المجلس البلدي يقر موازنة العام الجديد</a></td></tr></table>'
    assert _witnesses("<div>24 أوت 2022</div>", row) == {("stamp", date(2022, 8, 24))}
