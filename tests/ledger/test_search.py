"""Tests `ledger/search.py`: what is found under which spelling, phrases, the spans of the words, and queries made to break it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from riwaya.errors import UsageError
from riwaya.ledger.search import find_runs, parse_query
from riwaya.ledger.store import Ledger, Stored, open_ledger
from tests.ledger.made import plain, readings

TEXTS = {
    "truce": "دخلت الهدنة حيز التنفيذ فجرا.",
    "joined": "رحّب الوسيط بالهدنة، وللهدنة شروط كثيرة.",
    "bare": "لا هدنة في الجنوب بعد.",
    "spelled": "أعلـــنت المسؤولةُ إلغاءَ الرّحلة إلى مستشفى المدينة.",
    "numbers": "سقط ١٢ صاروخا و1,200 قذيفة، وأقلعت طائرة F-16 من القاعدة.",
    "phrase": "قال وزير الدفاع إن القوات تتقدم. وزير الخارجية في الدفاع عن القرار.",
    "apart": "الدفاع شأن كل وزير.",
    "lam": "شكّل البرلمان لجنة للتحقيق، وقدّم للجنة وثائقه ولبغداد نسخة.",
    "future": "سيعقد المجلس جلسة، وسيارات الوفد تنتظر.",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "war.db", write=True) as ledger:
        ledger.put([Stored(plain(id, text), "k") for id, text in TEXTS.items()])
        yield ledger


def found(ledger: Ledger, words: str) -> set[str]:
    return {hit.document for hit in ledger.search(words)}


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("الهدنة", {"truce", "joined", "bare"}),
        ("هدنة", {"truce", "joined", "bare"}),
        ("هدنه", {"truce", "joined", "bare"}),
        ("بالهدنة", {"truce", "joined", "bare"}),
        ("وللهدنة", {"truce", "joined", "bare"}),
        ("هُدْنَة", {"truce", "joined", "bare"}),
        ("الهـدنـة", {"truce", "joined", "bare"}),
        ("اعلنت المسئولة", set()),  # ئ and ؤ are two letters once folded
        ("اعلنت المسؤوله", {"spelled"}),
        ("الغاء", {"spelled"}),
        ("مستشفي", {"spelled"}),
        ("12", {"numbers"}),
        ("١٢ صاروخا", {"numbers"}),
        ("1200", {"numbers"}),
        ("1,200", {"numbers"}),
        ("f-16", {"numbers"}),
        ("F-16", {"numbers"}),
        ("200", set()),
        ("لجنة", {"lam"}),
        ("اللجنة", {"lam"}),
        ("بغداد", {"lam"}),
        ("غداد", set()),
        ("يعقد", {"future"}),
        ("سيارات", {"future"}),
        ("ارات", set()),
        ("وزير الدفاع", {"phrase", "apart"}),
        ('"وزير الدفاع"', {"phrase"}),
        ("«وزير الدفاع» القوات", {"phrase"}),
        ('"الدفاع وزير"', set()),
        ("الهدنة التنفيذ", {"truce"}),
        ("الهدنة قذيفة", set()),
    ],
)
def test_what_is_found(ledger: Ledger, words: str, documents: set[str]) -> None:
    assert found(ledger, words) == documents


def test_spans_print_the_words(ledger: Ledger) -> None:
    def printed(words: str, document: str) -> list[str]:
        hit = next(hit for hit in ledger.search(words) if hit.document == document)
        assert (hit.start, hit.end) == (0, len(TEXTS[document]))
        return [TEXTS[document][start:end] for start, end in hit.spans]

    assert printed("الهدنة", "joined") == ["بالهدنة", "وللهدنة"]
    assert printed("اعلنت رحلة", "spelled") == ["أعلـــنت", "الرّحلة"]
    assert printed('"وزير الدفاع"', "phrase") == ["وزير الدفاع"]
    assert printed('"وزير الدفاع" الدفاع', "phrase") == ["وزير الدفاع", "الدفاع"]
    assert printed("1200 12", "numbers") == ["١٢", "و1,200"] or printed("1200 12", "numbers") == ["١٢", "1,200"]


def test_every_span_lies_in_its_passage(tmp_path: Path) -> None:
    texts = {reading.document.id: reading for reading in readings()}
    with open_ledger(tmp_path / "war.db", write=True) as ledger:
        ledger.put([Stored(reading, "k") for reading in readings()])
        hits = ledger.search("الجيش", limit=99)
    assert len(hits) > 3
    for hit in hits:
        assert (hit.start, hit.end) in {(p.start, p.end) for p in texts[hit.document].passages}
        for start, end in hit.spans:
            assert hit.start <= start < end <= hit.end
            assert "جيش" in texts[hit.document].document.text[start:end]


def test_every_word_of_a_text_finds_it(tmp_path: Path) -> None:
    sample = readings()[0]
    with open_ledger(tmp_path / "war.db", write=True) as ledger:
        ledger.put([Stored(sample, "k")])
        for word in set(sample.document.text.replace("،", " ").replace('"', " ").split()):
            if any(c.isalnum() for c in word):
                assert ledger.search(word), word


def test_the_best_come_first_and_the_order_is_the_same(tmp_path: Path) -> None:
    items = [Stored(plain("b", "الهدنة والهدنة"), "k"), Stored(plain("a", "كلام طويل عن أمور كثيرة فيه ذكر الهدنة مرة"), "k")]
    items += [Stored(plain(id, "الهدنة غدا"), "k") for id in ("d", "c")]
    orders = []
    for name, some in (("x", items), ("y", items[::-1])):
        with open_ledger(tmp_path / name, write=True) as ledger:
            for item in some:
                ledger.put([item])
            orders.append([hit.document for hit in ledger.search("هدنة")])
            assert [hit.document for hit in ledger.search("هدنة", limit=2)] == orders[-1][:2]
    assert orders[0] == orders[1] == ["b", "c", "d", "a"]


@pytest.mark.parametrize(
    "words",
    ['"', '""', "*", "؟!", "- + ( )", "", " ", "«»", "\0", "ـ", "َ", "😀"],
)
def test_a_query_without_a_word_is_refused(ledger: Ledger, words: str) -> None:
    with pytest.raises(UsageError, match="no word to search for"):
        ledger.search(words)


@pytest.mark.parametrize(
    "words",
    [
        'الهدنة"',
        'الهدنة" OR "x',
        "words:الهدنة",
        "الهدنة*",
        "الهدنة NOT x",
        "NEAR(الهدنة x)",
        "^الهدنة",
        "'; DROP TABLE documents; --",
        "{a b}:c",
        "a\0b",
        "AND",
    ],
)
def test_operators_are_words(ledger: Ledger, words: str) -> None:
    assert found(ledger, words) <= {"truce", "joined", "bare"}
    assert len(ledger.documents()) == len(TEXTS)


def test_quotes() -> None:
    assert parse_query('هدنة "وزير الدفاع" هدنة') == (("هدنه",), ("وزير", "دفاع"))
    assert parse_query('وزير "الدفاع هنا') == (("وزير",), ("دفاع",), ("هنا",)), "never closed"
    assert parse_query("“بيان الجيش”") == (("بيان", "جيش"),)


def test_long_words_are_found(tmp_path: Path) -> None:
    word = "هـ" * 300 + "ا" * 50_000
    with open_ledger(tmp_path / "war.db", write=True) as ledger:
        ledger.put([Stored(plain("long", f"{word} نهاية"), "k")])
        assert found(ledger, word) == {"long"}


def test_overlapping_runs_make_one_span() -> None:
    assert find_runs("وزير الدفاع الروسي", (("وزير", "دفاع"), ("دفاع", "روسي"))) == ((0, 18),)


def test_a_limit_below_one_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="a limit of 0 hits"):
        ledger.search("هدنة", limit=0)


def test_a_text_without_passages_is_kept(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war.db", write=True) as ledger:
        ledger.put([Stored(structs.replace(plain("bare", "هدنة"), passages=()), "k")])
        assert ledger.search("هدنة") == []
