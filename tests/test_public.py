"""Tests `riwaya/__init__.py`: the public names, and that importing them is cheap."""

import subprocess
import sys

import pytest

import riwaya


def test_the_public_names_are_few_and_there() -> None:
    assert len(riwaya.__all__) <= 12
    for name in riwaya.__all__:
        assert getattr(riwaya, name) is not None
        assert name in dir(riwaya)


def test_the_version_is_the_package_s() -> None:
    assert riwaya.__version__[0].isdigit()


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'fusion'"):
        _ = riwaya.fusion


@pytest.mark.parametrize("first", ["import riwaya.read.parse", "from riwaya.engine.local import read_page", "pass"])
def test_read_is_the_function_whatever_is_imported_first(first: str) -> None:
    """The stage's package has the same name as the function."""
    code = f"{first}\nimport riwaya\nfrom riwaya.read.parse import Parse\nassert callable(riwaya.read), riwaya.read"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_is_cheap() -> None:
    code = "import riwaya, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"msgspec", "ahocorasick", "trafilatura", "click", "rich"} & set(loaded)
