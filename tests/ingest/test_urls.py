import pytest

from riwaya.ingest.urls import identity_of_url

SAME = (
    ("http://sarraj.example/news/1.html", "https://sarraj.example/news/1.html"),
    ("https://sarraj.example:443/news/", "https://SARRAJ.example/news#comments"),
)
OTHER = (
    ("https://sarraj.example/news?id=1", "https://sarraj.example/news?id=2"),
    ("https://sarraj.example/news?id=1", "https://sarraj.example/news/id-1"),
    ("https://sarraj.example/a+b", "https://sarraj.example/a-b"),
    ("https://sarraj.example/" + "a" * 100, "https://sarraj.example/" + "a" * 101),
    ("https://sarraj.example/أ", "https://sarraj.example/ب"),
)


@pytest.mark.parametrize(("first", "second"), SAME)
def test_addresses_of_one_document_give_one_id(first: str, second: str) -> None:
    assert identity_of_url(first) == identity_of_url(second)


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_addresses_of_two_documents_give_two_ids(first: str, second: str) -> None:
    assert identity_of_url(first) != identity_of_url(second)


@pytest.mark.parametrize("url", ["", "http://", "http://[broken/x", "%%%", "https://a.example/\x00\ud800#~", "https://u:p@a.example/x"])
def test_whatever_the_address_the_id_is_a_line_without_marks_of_its_own(url: str) -> None:
    found = identity_of_url(url)
    assert found
    assert found.isprintable()
    assert not set("#~@") & set(found)
