"""Who and what documents name, beyond any one of them, and the judgements that say which names are one."""

from datetime import datetime

from msgspec import Struct

from riwaya.model.interval import Span


class Form(Struct, frozen=True, kw_only=True):
    """A printed form of an entity: how often it stands in how many documents, and where it stands first."""

    text: str
    mentions: int
    documents: int
    document: str
    span: Span


class LedgerEntity(Struct, frozen=True, kw_only=True):
    """Someone or something that the documents of a ledger name.

    `id` is that of the knowledge base, or `TYPE:name` for one that the base does not know. `keys` are the ids under which its names were met
    before they were judged to be one; `forms` its printed forms, the most frequent first; `members` its entities in the documents, as
    `DOCUMENT#x3`. `labels` name it by language, `confidence` is the lowest of the links that made it, None where the base does not know it.
    """

    id: str
    type: str
    name: str
    labels: dict[str, str]
    known: str | None = None
    wikidata: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    radius_km: float | None = None
    confidence: float | None = None
    keys: tuple[str, ...]
    forms: tuple[Form, ...]
    members: tuple[str, ...]


class EntityJudgement(Struct, frozen=True, kw_only=True):
    """Whether two names are one entity: `same`, `different` or `unsure`, by whom, when, how surely and why.

    `left` and `right` are keys of entities, in order; one of a single document is `DOCUMENT@TYPE:name`. `by` is `link` where Riwaya made it, else
    the person; `at` is None where Riwaya made it, since the same documents give the same judgements at any time. `score` is the probability
    that they are one; a person's is 1, 0, or 0.5 where unsure.
    """

    left: str
    right: str
    verdict: str
    score: float
    reason: str
    by: str
    at: datetime | None
    rule: str
