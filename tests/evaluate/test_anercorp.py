"""The benchmark on names in a corpus of others, with sentences of our own."""

from collections import Counter
from pathlib import Path

import pytest
from benchmarks.anercorp import FILE, compare, figures, load_sentences, main, names_of, part_of

ROWS = (
    "زار O\nالرئيس O\nماريك B-PERS\nدوفان I-PERS\nمدينة O\nحلب B-LOC",
    "وصل O\nالوفد O\nإلى O\nباريس B-LOC",
    "اجتمع O\nأعضاء O\nالأمم B-ORG\nالمتحدة I-ORG",
    "لعب O\nالبرازيليون B-MISC",
    "عاد O\nمن O\nبغداد B-LOC",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / FILE).write_text("\n\n".join(ROWS) + "\n", encoding="utf-8")
    return tmp_path


def test_sentences_and_their_parts(folder: Path) -> None:
    sentences = load_sentences(folder / FILE)
    assert [len(sentence) for sentence in sentences] == [6, 4, 4, 2, 3]
    assert part_of(sentences, "test") == sentences[4:]
    assert part_of(sentences, "rest") == sentences[:4]
    assert names_of(sentences[0]) == [("PERS", 2, 4), ("LOC", 5, 6)]


def test_a_name_counts_once_and_misc_neither_way() -> None:
    counts: Counter[str] = Counter()
    gold = [("PERS", 0, 2), ("LOC", 4, 5), ("MISC", 6, 7)]
    errors = compare(gold, [("person", 1, 2), ("place", 6, 7), ("place", 9, 10)], counts=counts)
    assert errors == [("missed", ("place", 4, 5)), ("too much", ("place", 9, 10))]
    exact, overlap = figures(counts, ("person", "place"))
    assert exact[1:3] == (0, 0)
    assert overlap[1:3] == (0.5, 0.5)


def test_the_reader_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["anercorp", str(folder), "--part", "rest"])
    main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "4 sentences, 16 tokens, part rest"
    assert next(line for line in lines if line.startswith("place          exact")).split()[2:] == ["1.000", "1.000", "1.000", "2", "2"]


def test_without_the_corpus_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["anercorp", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert f"no {FILE}" in (told := capsys.readouterr().err)
    assert "benchmarks/README.md" in told
