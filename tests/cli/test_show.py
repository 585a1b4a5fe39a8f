"""Tests `cli/show.py` and what it is made of: every part is there, and no line can scramble."""

import io
import re
import unicodedata
from datetime import date
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from riwaya.cli.main import cli
from riwaya.cli.show import reading_lines
from riwaya.cli.terminal import clean, field, isolate, row, wrap
from riwaya.model import Interval, Reading
from tests.articles import BRIDGE, MINISTER, QUIET
from tests.model.records import reading

ISOLATED = re.compile("\u2068[^\u2068\u2069]*\u2069")


def shown(what: Reading, *, width: int = 80) -> str:
    return "\n".join(line.plain for line in reading_lines(what, width=width, lit=False))


def plain(text: str) -> str:
    """Lines without isolates and marks, runs of spaces as one."""
    return re.sub(" +", " ", re.sub("[\u2068\u2069\u200f]", "", text))


def is_safe(line: str) -> bool:
    """Whatever is written from right to left stands in isolates that open and close on the line, left-to-right words before it."""
    outside = ISOLATED.sub("", line)
    if any(unicodedata.bidirectional(c) in ("R", "AL") or c in "\u2068\u2069" for c in outside):
        return False
    return "\u2069" not in line or not line[line.index("\u2069") :].strip("\u2069\u2068\u200f ") or "\u2068" in line[line.index("\u2069") :]


@pytest.mark.parametrize(("label", "line"), [("when", "   when      88"), ("settlement", "   settlement 88"), ("settlements", "   settlements 88")])
def test_a_label_never_touches_its_value(label: str, line: str) -> None:
    assert [text.plain for text in field(label, said="88", width=60)] == [line]


@pytest.mark.parametrize("width", [40, 57, 80, 110])
def test_no_line_scrambles_or_overflows(width: int) -> None:
    for line in shown(reading(), width=width).split("\n"):
        assert is_safe(line), line
        assert cell_len(line) <= width, line


def test_every_part_is_shown() -> None:
    text = plain(shown(reading()))
    for part in (
        "bridge\n",
        " outlet السراج",
        " day 2024-05-17",
        " because 2024-05-17 (today, with weekday and date)\n اليوم الجمعة 17 مايو/أيار 2024\n",
        " [headline]\n الجيش يعلن استعادة جسر الشرق",
        " [body, machine translated]\n",
        " 2024-05-17 اليوم الجمعة 17 مايو/أيار 2024",
        " 3 days ثلاثة أيام",
        " x0 organization Russian Ministry of Defence\n وزارة الدفاع الروسية",
        " x1 organization هيئة الأركان الأوكرانية",
        " s0 assert\n source x0 Russian Ministry of Defence وزارة الدفاع الروسية\n cue أعلنت\n says أن قواتها",
        " said on 2024-05-17 اليوم الجمعة",
        " s1 deny\n source x1 هيئة الأركان الأوكرانية\n through x3 Telegram تيليغرام\n cue نفت\n قالت\n",
        " e0 seizure, happened\n trigger سيطرت\n actor x0",
        " where x2 Vovchansk فوفتشانسك",
        " when 2024-05-17 (announced) اليوم الجمعة",
        " told by s0 assert وزارة الدفاع الروسية",
        " e1 casualties, happened\n trigger مقتل\n killed about at least 12 12 جنديا\n told by the outlet itself",
    ):
        assert part in text, part


def test_the_whole_text_is_there() -> None:
    words = plain(shown(reading())).split()
    assert [word for word in BRIDGE.split() if word not in words] == []


def test_what_there_is_nothing_of_is_said() -> None:
    empty = msgspec.structs.replace(reading(), entities=(), mentions=(), times=(), statements=(), events=())
    text = shown(empty)
    for part in ("Times   none", "Names   none", "Statements   none: the text reports nobody's words.", "Events   none: the text tells of none."):
        assert part in text


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "day not settled by the text\n"),
        (Interval(date(2024, 5, 1), date(2024, 5, 31)), "day not settled by the text: 2024-05-01 to 2024-05-31\n"),
        (Interval(date(2024, 5, 1), None), "day not settled by the text: from 2024-05-01\n"),
    ],
)
def test_a_day_that_is_not_settled(days: Interval | None, words: str) -> None:
    unsettled = msgspec.structs.replace(reading().document, published=None, published_range=days, published_evidence=())
    assert words in plain(shown(msgspec.structs.replace(reading(), document=unsettled)))


def test_each_story_has_its_day() -> None:
    whole = reading()
    second = msgspec.structs.replace(whole.stories[0], id=1, start=200, published=date(2024, 6, 1), published_evidence=())
    text = plain(shown(msgspec.structs.replace(whole, stories=(*whole.stories, second))))
    assert re.search(r"story 0 .*\n( .*\n)? day 2024-05-17", text)
    assert re.search(r"story 1 .*\n( .*\n)? day 2024-06-01", text)
    assert "[headline, story 0]" in text


def test_colours_light_what_was_read() -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, color_system="standard", width=80, highlight=False, no_color=False)
    for line in reading_lines(reading(), width=80, lit=True):
        console.print(line, soft_wrap=True)
    text = file.getvalue()
    for code, words in (("36", "فوفتشانسك"), ("33", "اليوم الجمعة"), ("35", "أعلنت"), ("1;31", "سيطرت"), ("35", "cues")):
        assert f"\x1b[{code}m{words}" in text


def test_text_cannot_command_the_terminal() -> None:
    assert clean("قال\x1b]0;x\x07\u202eب\u2069") == "قال\ufffd]0;x\ufffdب"
    hostile = msgspec.structs.replace(reading(), document=msgspec.structs.replace(reading().document, id="a\x1b[2J\u202e", title="\x9b2J"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown(hostile))


def test_isolates_keep_the_direction_of_arabic_lines() -> None:
    assert isolate("قال").plain == "\u2068قال\u2069"
    assert isolate("F-16 فوق البلدة", right_to_left=True).plain == "\u2068\u200fF-16 فوق البلدة\u2069"


def test_wrapping_breaks_at_words_and_long_words() -> None:
    text = "قال الوزير\n\nإن ال" + "ـ" * 30 + "معبر مفتوح"
    lines = [text[a:b] for a, b in wrap(text, 12)]
    assert lines[:2] == ["قال الوزير", "إن"]
    assert all(cell_len(line) <= 12 for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert wrap("", 10) == wrap(" \n ", 10) == []


def test_rows_and_fields_of_long_things() -> None:
    for lines in (
        row("x0 " + "organization " * 5, ["الجيش " * 20, "القوات"], width=60),
        row("x0", ["كلمة" * 30], width=60),
        field("source", said="x0 " + "word " * 30, printed="قال " * 40, width=60),
        field("source", width=60),
    ):
        assert all(isinstance(line, Text) and cell_len(line.plain) <= 60 and is_safe(line.plain) for line in lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("جسر", BRIDGE), ("وزير", MINISTER), ("متحف", QUIET)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_all_documents_are_shown(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["show", str(folder)])
    assert result.exit_code == 0
    assert all(f"\u2068{name}\u2069" in result.stdout for name in ("جسر", "وزير", "متحف"))
    assert "\x1b" not in result.stdout, "no colour codes into a pipe"
    assert all(is_safe(line) and cell_len(line) <= 80 for line in result.stdout.split("\n"))


def test_one_document_is_chosen(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["show", str(folder), "--document", "وزير"])
    assert result.exit_code == 0
    assert "القاهرة" in result.stdout
    assert "مخطوطات" not in result.stdout


def test_problems_are_told(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["show", str(folder / "متحف.txt"), str(folder / "gone.txt")])
    assert result.exit_code == 1
    assert "[input.missing]" in result.stderr
    assert "مخطوطات" in result.stdout


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"COLUMNS": "60"}])
def test_the_environment_is_followed(folder: Path, variables: dict[str, str]) -> None:
    result = CliRunner().invoke(cli, ["show", str(folder / "جسر.txt")], env=variables)
    assert result.exit_code == 0
    assert ("\x1b[3" in result.stdout) == ("FORCE_COLOR" in variables and "NO_COLOR" not in variables)
    if "COLUMNS" in variables:
        assert all(cell_len(line) <= 60 for line in result.stdout.split("\n"))


def test_several_documents_begin_with_their_ids(folder: Path) -> None:
    several = plain(CliRunner().invoke(cli, ["show", str(folder)]).stdout)
    assert several.startswith("Documents --document ID shows one alone\n")
    assert {"جسر", "متحف", "وزير"} == set(several.split("\n")[1].split())
    assert "--document ID" not in CliRunner().invoke(cli, ["show", str(folder / "جسر.txt")]).stdout


def test_readings_are_told_from_documents(tmp_path: Path) -> None:
    path = tmp_path / "readings.jsonl"
    path.write_bytes(msgspec.json.encode(reading()) + b"\n" + msgspec.json.encode(reading()) + b"\n")
    result = CliRunner().invoke(cli, ["show", str(path)])
    assert (result.exit_code, result.stderr.count("[input.readings]")) == (1, 1)
    assert "riwaya load" in result.stderr


def test_help_explains_what_is_said_of_an_event() -> None:
    told = CliRunner().invoke(cli, ["show", "--help"]).stdout
    assert all(word in told for word in ("(stated)", "(announced)", "the outlet itself"))
