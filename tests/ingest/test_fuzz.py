"""Spoilt input goes the whole way without a crash, and nothing is lost without a word; ten times as much: benchmarks/fuzz_input.py."""

from pathlib import Path

import pytest

from riwaya.engine.tools import load_tools
from tests.fuzzing import FORMS, case_of, judge, small_pages

CASES, SEED, LONGEST = 1000, 7, 5.0


@pytest.mark.parametrize("share", range(4))
def test_spoilt_input_is_read_or_told(tmp_path: Path, share: int) -> None:
    tools, pages = load_tools(own=()), small_pages()
    wrong = []
    for number in range(share, CASES, 4):
        verdict = judge(case_of(number, seed=SEED, pages=pages, forms=FORMS), folder=tmp_path, tools=tools)
        if verdict.wrong or verdict.took > LONGEST:
            wrong.append((number, verdict.wrong or f"took {verdict.took:.1f} s"))
    assert not wrong
