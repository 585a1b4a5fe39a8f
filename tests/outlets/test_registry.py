"""The registry of outlets: its data, the addresses it knows, and its agreement with the gazetteer."""

from pathlib import Path

import pytest

from riwaya.errors import DataFileError
from riwaya.lexicon.rows import NAME_COLUMNS, OPTIONAL_COLUMNS, read_rows, split_cell
from riwaya.outlets.registry import COLUMNS, DATA, HOST_COLUMNS, load_outlets
from riwaya.text.fold import fold_word

OUTLETS = load_outlets()
GAZETTEER = DATA / "gazetteer"
MEDIA = {
    row["id"]: row
    for _, row in read_rows(GAZETTEER / "organizations.tsv", NAME_COLUMNS["organizations"], optional=OPTIONAL_COLUMNS["organizations"])
    if row["type"] == "medium"
}
PLACES = {row["id"] for _, row in read_rows(GAZETTEER / "places.tsv", NAME_COLUMNS["places"])}


def test_it_lists_what_arabic_news_comes_from() -> None:
    assert len(OUTLETS.by_id) >= 80
    assert sum(outlet.kind == "agency" for outlet in OUTLETS.by_id.values()) >= 30
    assert {"wafa", "saba", "saba_sanaa", "suna_agency", "aljazeera", "south24", "hespress"} <= OUTLETS.by_id.keys()


@pytest.mark.parametrize("id", OUTLETS.by_id)
def test_it_agrees_with_the_gazetteer(id: str) -> None:
    outlet = OUTLETS.by_id[id]
    assert outlet.country is None or outlet.country in PLACES
    if id in MEDIA:
        listed = {fold_word(name) for name in split_cell(MEDIA[id]["ar"])}
        assert listed & {fold_word(name) for name in (*outlet.names, *outlet.credits)}
        assert (MEDIA[id]["en"], MEDIA[id]["of"]) == (outlet.en, outlet.country or "")


def test_a_name_that_both_list_is_of_one_id() -> None:
    media = {fold_word(name): id for id, row in MEDIA.items() for name in (*split_cell(row["ar"]), row["en"])}
    wrong = [
        (outlet.id, media[fold_word(name)])
        for outlet in OUTLETS.by_id.values()
        for name in (*outlet.names, *outlet.credits)
        if media.get(fold_word(name), outlet.id) != outlet.id
    ]
    assert not wrong


def test_no_two_outlets_share_a_name() -> None:
    owners: dict[str, str] = {}
    shared = [
        (name, outlet.id, owners[fold_word(name)])
        for outlet in OUTLETS.by_id.values()
        for name in (*outlet.names, *outlet.credits)
        if owners.setdefault(fold_word(name), outlet.id) != outlet.id
    ]
    assert not shared


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://arabic.rt.com/world/1", "آر تي عربي"),
        ("http://www.aljazeera.net/news/2023/1/1/x", "الجزيرة نت"),
        ("https://AAWSAT.com:443/home", "الشرق الأوسط"),
        ("https://web.archive.org/web/20220101000000id_/https://sana.sy/?p=1", "سانا"),
        ("https://m.alakhbariya.example/1", "alakhbariya.example"),
        ("https://homs-diary.blogspot.com/2013/05/x.html", "homs-diary.blogspot.com"),
        ("https://t.me/s/somechannel/12", None),
        ("https://x.com/someone/status/1", None),
        ("https://notaljazeera.net/x", "notaljazeera.net"),
        ("https://[broken", None),
        ("urn:isbn:1", None),
        ("http://192.168.0.1/x", None),
        ("http://localhost:8000/x", None),
        ("https://أخبار.example/x", "أخبار.example"),
        ("", None),
        (None, None),
    ],
)
def test_an_address_names_its_outlet(url: str | None, name: str | None) -> None:
    assert OUTLETS.name_of_url(url) == name


def _folder(tmp_path: Path, *rows: dict[str, str], hosts: str = "") -> Path:
    folder = tmp_path / "outlets"
    folder.mkdir()
    lines = ["\t".join(row.get(column, "") for column in COLUMNS) for row in rows]
    (folder / "outlets.tsv").write_text("\n".join(["\t".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    (folder / "hosts.tsv").write_text("\t".join(HOST_COLUMNS) + "\n" + hosts, encoding="utf-8")
    return tmp_path


ROW = {"id": "asil", "ar": "الأصيل", "en": "Al Asil", "domains": "asil.example", "kind": "newspaper"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([ROW | {"kind": "blog"}], "kind 'blog' is none of"),
        ([ROW | {"months": "mashriqi|julian"}], "months 'julian' is none of"),
        ([ROW | {"domains": "www.asil.example"}], "is no domain"),
        ([ROW | {"domains": ""}], "an outlet needs"),
        ([ROW, ROW | {"id": "other"}], "another row's already"),
        ([ROW, ROW | {"domains": "other.example"}], "stands twice"),
        ([ROW | {"owner": "a foundation"}], "owner and owner_source stand together"),
        ([ROW | {"says_source": "https://asil.example/about"}], "says and says_source stand together"),
    ],
)
def test_a_wrong_cell_is_named(rows: list[dict[str, str]], message: str, tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=message) as raised:
        load_outlets(_folder(tmp_path, *rows))
    assert raised.value.line == len(rows) + 1


def test_a_host_is_a_platform_or_an_archive_and_nobodys_domain(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="another row's already"):
        load_outlets(_folder(tmp_path, ROW, hosts="cache\tarchive\tasil.example\n"))
