"""Tests `link/base.py`: what is compiled, when, and what is kept of it."""

import os
import time
from pathlib import Path

import pytest

from riwaya.engine import keys
from riwaya.lexicon.compiled import DATA
from riwaya.lexicon.terms import parse_offices
from riwaya.link import load_base
from riwaya.link.base import compile_facts
from riwaya.link.facts import Fact


def test_a_base_that_nobody_opened_for_long_is_removed(tmp_path: Path) -> None:
    old, young, other = (tmp_path / name for name in ("knowledge-0.sqlite", "knowledge-1.sqlite", "other.sqlite"))
    for path in (old, young, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (0, 0))
    made = load_base(DATA, cache=tmp_path).path
    assert sorted(tmp_path.iterdir()) == sorted((young, other, made))


def test_opening_a_base_keeps_it_in_use(tmp_path: Path) -> None:
    path = load_base(DATA, cache=tmp_path).path
    os.utime(path, (0, 0))
    load_base(DATA, cache=tmp_path)
    assert time.time() - path.stat().st_mtime < 3600


def test_the_rows_of_many_facts_come_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.link.base._PIECE", 2)
    offices = parse_offices("mayor@aleppo:2023..")
    facts = [Fact(id=f"person.{n}", type="person", names={"en": (f"Person {n}",)}, offices=offices) for n in range(5)]
    pieces = list(compile_facts(facts))
    assert [row[0] for table, rows in pieces for row in rows if table == "facts"] == [0, 1, 2, 3, 4]
    assert max(len(rows) for _, rows in pieces) == 2
    assert sorted(row[2] for table, rows in pieces for row in rows if table == "offices") == [0, 1, 2, 3, 4]  # type: ignore[type-var]


def test_the_readers_key_changes_with_all_that_linking_uses(tmp_path: Path) -> None:
    for name in ("gazetteer", "names", "lexicon", "ontology"):
        (tmp_path / name).mkdir()
    seen = {keys.reader_fingerprint(tmp_path)}
    for path in ("gazetteer/where.tsv", "gazetteer/settlements.tsv", "gazetteer/feature_levels.tsv", "names/rules.toml"):
        (tmp_path / path).write_text("one", encoding="utf-8")
        seen.add(keys.reader_fingerprint(tmp_path))
        (tmp_path / path).write_text("two", encoding="utf-8")
        seen.add(keys.reader_fingerprint(tmp_path))
    seen |= {keys.reader_fingerprint(tmp_path, own=own) for own in (["a"], ["b"], ["a", "b"])}
    assert len(seen) == 12


def test_endless_names_are_not_compared(tmp_path: Path) -> None:
    base = load_base(DATA, cache=tmp_path)
    assert base.spelled("Lloyd Austin", type="person")
    begun = time.process_time()
    assert base.spelled(f"Lloyd {'Austin' * 2000}", type="person") == ()
    assert time.process_time() - begun < 1
