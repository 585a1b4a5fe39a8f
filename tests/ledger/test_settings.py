"""Tests `ledger/settings.py`."""

from pathlib import Path

import pytest

from riwaya.errors import StoreError
from riwaya.ledger.settings import Keeping
from riwaya.ledger.store import open_ledger
from tests.ledger.made import alter


def test_a_ledger_knows_where_raw_bytes_are_kept_also_when_it_was_moved(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    with open_ledger(here / "war.db", write=True) as ledger:
        assert ledger.keeping() == Keeping()
        ledger.set_keeping(Keeping((here / "war.db.kept", tmp_path / "elsewhere"), everything=True))
    here.rename(there)
    with open_ledger(there / "war.db") as ledger:
        assert ledger.keeping() == Keeping((there / "war.db.kept", tmp_path / "elsewhere"), everything=True)


def test_a_broken_note_is_told(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war.db", write=True) as ledger:
        ledger.set_keeping(Keeping((tmp_path / "a",)))
    alter(tmp_path / "war.db", "UPDATE meta SET value = '{' WHERE name = 'keeping'")
    with open_ledger(tmp_path / "war.db") as ledger, pytest.raises(StoreError, match="--keep"):
        ledger.keeping()
