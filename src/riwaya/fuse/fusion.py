"""Readings to incidents: compare the events of one kind, cluster them, and build of each cluster what its accounts tell together.

The result depends on the set of readings only, never on their order.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256

from msgspec import Struct

from riwaya.copies.find import find_copies
from riwaya.copies.units import units_of
from riwaya.fuse.accounts import Voiced, accounts_of, bare_denial
from riwaya.fuse.copies import find_reprints
from riwaya.fuse.denials import find_denials
from riwaya.fuse.disputes import find_disputes
from riwaya.fuse.fused import entities_of, fused_participants, fused_place, fused_quantities, fused_status, fused_time
from riwaya.fuse.identity import Identities, Ids, identify
from riwaya.fuse.joining import find_followers, join
from riwaya.fuse.knowledge import Knowledge, load_knowledge
from riwaya.fuse.related import find_related
from riwaya.fuse.standing import judge_fields, judge_standing
from riwaya.fuse.tellings import Telling, tellings_of
from riwaya.model import Copy, Incident, Judgement, Reading, Relation
from riwaya.versions.order import versions_of

RULE = "fuse.cluster"
_LASTING = frozenset(["agreement", "proposal", "decree", "casualties"])
"""Kinds of which two days may both be right: reached and taking effect, hit and dead of it."""


class Fusion(Struct, frozen=True):
    """What several readings tell together: the incidents by day (unknown last), kind and id, the judgements that made them, and which texts
    are copies of others.
    """

    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...]
    copies: tuple[Copy, ...]


def fuse(readings: Sequence[Reading], knowledge: Knowledge | None = None, *, ids: Ids | None = None) -> Fusion:
    """The incidents that readings tell; their documents have ids of their own each.

    `knowledge` defaults to what comes with Riwaya; `ids` are those that linking gave to entities of different documents.
    """
    knows = knowledge or load_knowledge()
    ordered = sorted(readings, key=lambda r: r.document.id)
    identities = identify(ordered, knows.countries, ids=ids)
    tellings = [t for r in ordered for t in tellings_of(r, identities)]
    pages = versions_of(r.document for r in ordered)
    copied = find_copies((unit for r in ordered for unit in units_of(r)), versions=pages)
    copies = find_reprints(ordered, tellings, identities=identities, documents=copied)
    followers = find_followers(tellings, copies, documents=copied)
    clusters, judgements = join(tellings, copies, followers=followers, knowledge=knows)
    by_id = {_incident_id(found): found for found in clusters}
    related = find_related(by_id, knows)
    voiced = _voiced(ordered, by_id, tellings=tellings, copies=copies, followers=followers, identities=identities, knowledge=knows)
    versions = {document: page[0] for page in pages for document in page}
    ages = {document: age for page in pages for age, document in enumerate(page)}
    incidents = []
    for id, found in by_id.items():
        said, kind, near = voiced[id], found[0].kind, related.get(id, ())
        incidents.append(_incident(id, said, kind=kind, related=near, versions=versions, ages=ages, identities=identities, knowledge=knows))
    return Fusion(tuple(sorted(incidents, key=_day_kind_id)), tuple(judgements), copied)


def _voiced(
    readings: Sequence[Reading],
    clusters: Mapping[str, Sequence[Telling]],
    *,
    tellings: Sequence[Telling],
    copies: Mapping[str, str],
    followers: Mapping[str, str],
    identities: Identities,
    knowledge: Knowledge,
) -> dict[str, list[Voiced]]:
    """The accounts of each incident, in the order of document and text, bare denials after what they deny."""
    by_document = {r.document.id: r for r in readings}
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        told[telling.document].append(telling)
    denials: defaultdict[str, list[Voiced]] = defaultdict(list)
    for reading in readings:
        for telling, statement in find_denials(reading, told[reading.document.id], identities=identities, knowledge=knowledge):
            denials[telling.ref].append(bare_denial(telling, statement, reading, identities=identities, copy=telling.ref in copies))
    found: dict[str, list[Voiced]] = {}
    for id, members in clusters.items():
        found[id] = []
        for t in members:
            found[id] += accounts_of(t, by_document[t.document], identities=identities, copy=t.ref in copies, follows=t.ref in followers)
            found[id] += denials[t.ref]
    return found


def _incident(
    id: str,
    voiced: Sequence[Voiced],
    *,
    kind: str,
    related: tuple[Relation, ...],
    versions: Mapping[str, str],
    ages: Mapping[str, int],
    identities: Identities,
    knowledge: Knowledge,
) -> Incident:
    single = kind in knowledge.fresh and kind not in _LASTING
    disputes = find_disputes(voiced, containers=knowledge.containers, single=single, versions=versions)
    standing, why = judge_standing(voiced, disputes, versions=versions)
    status = fused_status(voiced)
    place = fused_place(voiced, status)
    participants = fused_participants(voiced, status, identities=identities)
    quantities = fused_quantities(voiced, status, identities=identities, versions=versions, ages=ages)
    named = _named(voiced, [place, *(p.entity for p in participants), *(q.of for q in quantities)])
    return Incident(
        id=id,
        kind=kind,
        status=status,
        when=fused_time(voiced, status),
        place=place,
        participants=participants,
        quantities=quantities,
        entities=entities_of(named, identities=identities, documents={v.account.document for v in voiced}),
        related=related,
        accounts=tuple(v.account for v in voiced),
        standing=standing,
        standing_rule=why,
        field_standing=judge_fields(voiced, disputes, versions=versions),
        disputes=disputes,
        copies=tuple(i for i, v in enumerate(voiced) if v.copy),
        rule=RULE,
    )


def _named(voiced: Sequence[Voiced], fused: Sequence[str | None]) -> list[str | None]:
    """The ids of all entities that an incident speaks of: those of the fused view, of each account's values, and of its sources."""
    ids = list(fused)
    for v in voiced:
        values = v.account.values
        ids += [values["place"]["entity"]] if "place" in values else []
        ids += [p["entity"] for p in values.get("participants", ())]
        ids += [values.get("initiative"), *(who.id for who in v.voices)]
    return ids


def _incident_id(members: Sequence[Telling]) -> str:
    """An id that holds as long as the incident's first event does, by document and order."""
    first = min(members, key=lambda t: (t.document, t.order))
    return "i" + sha256(f"{first.kind} {first.ref}".encode()).hexdigest()[:12]


def _day_kind_id(incident: Incident) -> tuple[str, str, str]:
    day = str(incident.when.from_) if incident.when and incident.when.from_ else "~"
    return day, incident.kind, incident.id
