"""The bars of the day of publication on bare texts; what is measured: benchmarks/published.py."""

import pytest
from benchmarks.published import GOLD, SAMPLES, read_bare


def test_no_day_of_the_samples_is_wrong() -> None:
    found = list(read_bare(SAMPLES))
    assert [bare for bare in found if bare.verdict not in ("right", "open")] == []
    assert sum(bare.verdict == "right" for bare in found) >= 20


@pytest.mark.skipif(not GOLD.is_file(), reason="the gold of the shared folder is not here; nothing else needs it")
def test_no_day_of_the_seeds_is_wrong_and_ranges_hold() -> None:
    found = list(read_bare(GOLD))
    assert [bare for bare in found if bare.verdict not in ("right", "open")] == []
    for bare in found[:2]:
        assert bare.width_days is not None
        assert bare.width_days < 31
