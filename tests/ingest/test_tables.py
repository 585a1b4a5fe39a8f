"""Tests `ingest/tables.py` and `ingest/columns.py`: rows of tables as documents."""

import csv
import io
import json
from datetime import date

import pytest

from riwaya.errors import DocumentError, UsageError
from riwaya.ingest.columns import day_of, parse_columns, prove_order
from riwaya.ingest.forms import find_form
from riwaya.ingest.jsonl import open_jsonl
from riwaya.ingest.opening import Opening, Source
from riwaya.model import Witness
from tests.articles import BRIDGE, MINISTER
from tests.forms import open_bytes, pages_of, problems_of, raws_of

HEADER = ["guid", "Body", "pub_date", "link", "source"]
ROWS = [
    ["g1", BRIDGE, "17/05/2024", "https://sarraj.example/1", "السراج"],
    ["g2", MINISTER, "03/04/2024 10:00", "https://sarraj.example/2", "السراج"],
]


def table(rows: list[list[str]], *, delimiter: str = ",", header: list[str] = HEADER) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([header, *rows])
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_rows_are_documents(delimiter: str, encoding: str) -> None:
    found = open_bytes(table(ROWS, delimiter=delimiter).encode(encoding), "csv", name="t.csv")
    first, second = raws_of(found)
    assert (first.id, first.raw.decode(), first.known.url) == ("g1", BRIDGE, "https://sarraj.example/1")
    assert (first.known.published, second.known.published) == (date(2024, 5, 17), date(2024, 4, 3))
    assert first.witnesses == (Witness("export", date(2024, 5, 17), "17/05/2024"),)
    assert (first.told, first.container) == ("row", "t.csv")
    assert pages_of(found)[0].document.text == BRIDGE
    ((rule, message),) = problems_of(found)
    assert rule == "input.columns"
    assert "id=guid, text=Body, url=link, outlet=source, published=pub_date" in message


def test_what_was_stated_is_not_told() -> None:
    stated = {"id": "guid", "text": "Body", "published": "pub_date", "url": "link", "outlet": "source"}
    assert problems_of(open_bytes(table(ROWS).encode(), "csv", columns=stated)) == []


def test_a_day_is_never_guessed_from_an_open_order() -> None:
    rows = [ROWS[1], ["g3", BRIDGE, "05/06/2024", "", ""]]
    found = open_bytes(table(rows).encode(), "csv")
    assert [raw.known.published for raw in raws_of(found)] == [None, None]
    assert [rule for rule, _ in problems_of(found)] == ["input.columns", "input.published", "input.published"]
    assert "--day-order" in problems_of(found)[1][1]
    found = open_bytes(table(rows).encode(), "csv", day_order="mdy")
    assert [raw.known.published for raw in raws_of(found)] == [date(2024, 3, 4), date(2024, 5, 6)]


def test_orders_that_contradict_each_other_prove_nothing() -> None:
    assert prove_order(["17/05/2024", "05/17/2024"]) is None
    assert day_of("1715929200", order=None) is None
    assert day_of("31/02/2024", order="dmy") is None
    assert day_of("الجمعة", order=None) is None


def test_rows_of_the_wrong_length_are_problems_of_their_own() -> None:
    raw = table(ROWS).encode() + b"g9,too,few\r\n" + b"\r\n" + table([["g4", MINISTER, "2024-05-18", "", ""]]).split("\r\n", 1)[1].encode()
    found = open_bytes(raw, "csv", name="t.csv")
    assert [item.id for item in raws_of(found)] == ["g1", "g2", "g4"]
    wrong = [(place, message) for place, item in found for rule, message in problems_of([(place, item)]) if rule == "input.row"]
    assert [place for place, _ in wrong] == ["t.csv:4"]
    assert "3 fields where the first line has 5" in wrong[0][1]


def test_quoted_newlines_and_huge_fields_stay_whole() -> None:
    text = ('قال «الوزير», إن "المعبر" مفتوح.\n' * 20_000).strip()
    (only,) = raws_of(open_bytes(table([["g", text, "", "", ""]]).encode(), "csv"))
    assert only.raw.decode() == text
    found = open_bytes(table([["g", text, "", "", ""]]).encode(), "csv", max_bytes=1000)
    assert [rule for rule, _ in problems_of(found)] == ["input.columns", "input.oversize"]


def test_excel_states_its_delimiter() -> None:
    assert len(raws_of(open_bytes(b"sep=;\r\n" + table(ROWS, delimiter=";").encode(), "csv"))) == 2


def test_html_in_a_cell_is_extracted() -> None:
    body = "".join(f"<p>{line}</p>" for line in BRIDGE.splitlines() if line)
    (page,) = pages_of(open_bytes(table([["g", body, "2024-05-17", "", ""]]).encode(), "csv"))
    assert "<p>" not in page.document.text
    assert "وأسفر عن مقتل 12 جنديا." in page.document.text


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b"one column\r\nx\r\n", "input.table"),
        (b"a,a,b\r\n1,2,3\r\n", "input.table"),
        (b"x,y\r\n1,2\r\n", "input.columns"),
        (b"id,text\r\n", "input.empty"),
    ],
)
def test_what_is_no_table_of_texts(raw: bytes, rule: str) -> None:
    with pytest.raises(DocumentError) as caught:
        open_bytes(raw, "csv")
    assert caught.value.rule == rule


def test_a_stated_column_must_be_there() -> None:
    with pytest.raises(DocumentError, match="no column 'boddy'") as caught:
        open_bytes(table(ROWS).encode(), "csv", columns={"text": "boddy"})
    assert caught.value.rule == "input.columns"
    for stated in ("text", "text=", "words=body", "text=a,text=b"):
        with pytest.raises(UsageError):
            parse_columns(stated)


def test_json_arrays_alone_or_in_an_object() -> None:
    items = [{"_id": 5, "content": BRIDGE, "meta": {"date": "2024-05-17"}}, {"_id": 6, "content": MINISTER}, 7, {"_id": 8}]
    for whole in (items, {"count": 4, "articles": items[:2]}):
        raw = json.dumps(whole, ensure_ascii=False, indent=1).encode()
        found = open_bytes(raw, "json", columns={"published": "meta.date"})
        assert [item.id for item in raws_of(found)] == ["5", "6"]
        assert raws_of(found)[0].known.published == date(2024, 5, 17)
    found = open_bytes(json.dumps(items).encode(), "json", columns={"published": "meta.date"})
    assert [rule for rule, _ in problems_of(found)] == ["input.columns", "input.row", "input.empty"]


def test_json_lines_with_keys_of_their_own() -> None:
    lines = (
        "\n".join(json.dumps(item) for item in ({"doc_id": "x", "body": BRIDGE, "date": "2024-05-17"}, {"doc_id": "y", "body": MINISTER})) + "\n{\n"
    )
    found = list(open_jsonl(io.BytesIO(lines.encode()), Source(None, "a.jsonl", "a", None), Opening()))
    assert [(item.id, item.known.published) for item in raws_of(found)] == [("x", date(2024, 5, 17)), ("y", None)]
    assert [rule for rule, _ in problems_of(found)] == ["input.columns", "input.row"]
    named = list(open_jsonl(io.BytesIO(b'{"a": "b"}\n'), Source(None, "a", "a", None), Opening(columns={"text": "a"})))
    assert raws_of(named)[0].raw == b"b"


@pytest.mark.parametrize("extraction", ["thorough", "fast"])
def test_a_short_text_in_a_cell_of_html_is_read_whole(extraction: str) -> None:
    row = [{"id": "a", "title": "غارة", "content": "<p>قتل جنديان في غارة أمس.</p>"}]
    (page,) = pages_of(open_bytes(json.dumps(row).encode(), "json", extraction=extraction))
    assert (page.document.text, [part.role for part in page.parts]) == ("غارة\nقتل جنديان في غارة أمس.", ["headline", "body"])


def test_a_list_of_json_in_one_line_is_told_from_json_lines() -> None:
    item = {"title": "غارة", "content": BRIDGE, "publishedAt": "2024-05-17T09:00:00Z"}
    wrapped = json.dumps({"status": "ok", "totalResults": 1, "articles": [item]}).encode()
    source = Source(None, "a.json", "a", None)
    assert find_form(wrapped, source) == find_form(wrapped + b"\n", source) == "json"
    assert raws_of(open_bytes(wrapped, "json"))[0].known.published == date(2024, 5, 17)
    assert find_form(json.dumps({"id": "a", "authors": [{"name": "x"}], "text": BRIDGE}).encode(), source) == "jsonl"


@pytest.mark.parametrize(("name", "raw", "says"), [("a.json", b"42", "JSON, but no list"), ("a.json", b"[1]", "JSON"), ("a.xml", b"<a>x</a>", "XML")])
def test_json_and_xml_of_other_kinds_are_no_text(name: str, raw: bytes, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        find_form(raw, Source(None, name, "a", None))
    assert find_form(raw, Source(None, "a.txt", "a", None)) == "text"
