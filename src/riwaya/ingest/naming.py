"""Which outlet a document is of, where nobody said: by its address."""

from msgspec.structs import replace

from riwaya.model import Document
from riwaya.outlets.registry import load_outlets


def with_outlet(document: Document, *, told: str | None) -> Document:
    """A document with its outlet: as its provider `told`, else the registered name of its address, else as the page calls itself, else the domain.

    Stays None without an address, and where the address is that of a platform.
    """
    if told is not None or document.url is None:
        return document
    outlets = load_outlets()
    registered = outlets.of_url(document.url)
    name = registered.name if registered else document.outlet or outlets.name_of_url(document.url)
    return document if name == document.outlet else replace(document, outlet=name)
