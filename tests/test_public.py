"""Tests `riwaya/__init__.py`: the public names, and that importing them is cheap."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import riwaya
from riwaya.errors import RiwayaError


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


@pytest.mark.parametrize("first", ["import riwaya.read.parse", "from riwaya.engine.local import read_item", "pass"])
def test_read_is_the_function_whatever_is_imported_first(first: str) -> None:
    """The stage's package has the same name as the function."""
    code = f"{first}\nimport riwaya\nfrom riwaya.read.parse import Parse\nassert callable(riwaya.read), riwaya.read"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_is_cheap() -> None:
    code = "import riwaya, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"msgspec", "ahocorasick", "trafilatura", "click", "rich"} & set(loaded)


TEXT = "قالت وزارة الدفاع الروسية إن قواتها سيطرت أمس على بلدة أفدييفكا."


def test_two_readings_of_one_id_are_refused() -> None:
    with pytest.raises(RiwayaError, match=r"two of the readings are of a document 'text'; give each its own id: riwaya\.read\(text, id=…\)"):
        riwaya.fuse([riwaya.read(TEXT), riwaya.read(TEXT + ".")])
    assert riwaya.fuse([riwaya.read(TEXT, id="a"), riwaya.read(TEXT + ".", id="b")])


def test_one_reading_and_one_path_may_stand_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (reading,) = riwaya.read_paths(str(tmp_path))
    assert list(riwaya.read_paths(tmp_path / "a.txt")) == [reading]
    assert isinstance(reading, riwaya.Reading)
    assert riwaya.fuse(reading) == riwaya.fuse([reading])


def of_any(call: Callable[..., object], *arguments: object, **options: object) -> object:
    """A call with what its types forbid."""
    return call(*arguments, **options)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: of_any(riwaya.read, TEXT.encode()), "a text is needed, not bytes; decode it first"),
        (lambda: of_any(riwaya.read, None), "a text is needed, not NoneType"),
        (lambda: of_any(riwaya.read, TEXT, id=""), "is no id"),
        (lambda: of_any(riwaya.read, TEXT, published=5), "is not a day"),
        (lambda: of_any(riwaya.fuse, "a"), "readings are needed, not str"),
    ],
)
def test_what_cannot_be_read_or_fused_says_so(call: Callable[[], object], words: str) -> None:
    with pytest.raises(RiwayaError, match=words):
        call()


def test_only_public_names_are_listed() -> None:
    assert {name for name in dir(riwaya) if not name.startswith("__")} == set(riwaya.__all__)
