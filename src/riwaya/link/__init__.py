"""From a document's own entities to what is known of them beyond the document."""

from riwaya.link.base import Base, load_base
from riwaya.link.resolve import link

__all__ = ["Base", "link", "load_base"]
