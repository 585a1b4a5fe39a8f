"""Tests `ingest/fetching/addresses.py`."""

import ipaddress

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.fetching.addresses import find_ways, is_public, parse_address

PRIVATE = [
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.2.1", "198.18.0.1",
    "224.0.0.1", "255.255.255.255", "240.0.0.1", "::", "::1", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2002:a00:1::1", "2001:0:7f00:1::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "192.0.43.8", "2001:500:88:200::8", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
LOCAL = [
    "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0/",
    "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::]/", "http://127.0.0.1./",
]  # fmt: skip
BROKEN = [
    "ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)", "https://", "https:///a", "https://user:word@example.com/",
    "https://user@example.com/", "https://example.com:0/", "https://example.com:99999/", "https://exa mple.com/", "https://example.com/a b",
    "https://example.com/\r\nHost: other", "https://[::1/", "https://example.com\\@other/", "https://" + "a" * 70 + ".com/",
]  # fmt: skip


@pytest.mark.parametrize("ip", PRIVATE)
def test_what_not_everybody_can_reach_is_not_public(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", PUBLIC)
def test_what_everybody_can_reach_is_public(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("url", LOCAL)
def test_no_writing_of_this_machine_s_address_gets_by(url: str) -> None:
    with pytest.raises(DocumentError) as caught:
        find_ways(parse_address(url), allow_private=False)
    assert caught.value.rule in ("input.private", "input.unreachable")


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost/", "http://2130706433/"])
def test_a_private_network_may_be_allowed(url: str) -> None:
    assert find_ways(parse_address(url), allow_private=True)


@pytest.mark.parametrize("url", BROKEN)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_address(url)
    assert caught.value.rule == "input.address"


def test_an_address_is_sent_as_it_must_be() -> None:
    found = parse_address("https://موقع.Example.com:8443/خبر/%d8%a7?q=هدنة&a=1#top")
    assert (found.site, found.authority) == ("https://xn--4gbrim.example.com:8443", "xn--4gbrim.example.com:8443")
    assert found.target == "/%D8%AE%D8%A8%D8%B1/%d8%a7?q=%D9%87%D8%AF%D9%86%D8%A9&a=1"
    assert parse_address("../b", base="https://example.com/x/y/a").url == "https://example.com/x/b"
    assert parse_address("//other.example/b", base="https://example.com/a").url == "https://other.example/b"
