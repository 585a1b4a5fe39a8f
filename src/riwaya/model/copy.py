"""Which documents reprint others, in whole or in part (`docs/copies.md`)."""

from msgspec import Struct

from riwaya.model.document import Evidence
from riwaya.model.interval import Span


class Stretch(Struct, frozen=True):
    """Words that two texts share: where they stand in the copy and in the original, each a span of the document's text."""

    span: Span
    of_span: Span


class Copy(Struct, frozen=True, kw_only=True):
    """A story of a document that is another's text, or holds a part of it.

    `kind`: `exact` (the same words), `near` (most of them), `partial` (stretches of the one stand in the other), `version` (one page at
    another time). `resemblance` is the share of all their runs of three words that both have, `containment` the share of those of the
    shorter (0 to 1). `stretches` are sorted by `span` and do not overlap there. `basis` tells why `document` and not `of` is the copy:
    `credit`, `day`, `agency`, `containment`, for a version `day`; None where nothing tells, and `of` is merely the first by day and id.
    `credited` is the outlet that the copy names as its source, None where it names none. The spans of `evidence` stand in the copy.
    """

    document: str
    story: int
    of: str
    of_story: int
    kind: str
    resemblance: float
    containment: float
    stretches: tuple[Stretch, ...]
    basis: str | None
    credited: str | None
    evidence: tuple[Evidence, ...]
    rule: str
