"""Readings to incidents: compare the events of one kind, cluster them, and build of each cluster what its accounts tell together.

The result depends on the set of readings only, never on their order.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256

from msgspec import Struct

from riwaya.fuse.accounts import Voiced, accounts_of, bare_denial
from riwaya.fuse.candidates import are_apart, find_candidates
from riwaya.fuse.cluster import cluster
from riwaya.fuse.compare import compare, score
from riwaya.fuse.copies import find_copies
from riwaya.fuse.denials import find_denials
from riwaya.fuse.disputes import find_disputes
from riwaya.fuse.fused import entities_of, fused_participants, fused_place, fused_quantities, fused_status, fused_time
from riwaya.fuse.identity import Identities, Ids, identify
from riwaya.fuse.knowledge import Knowledge, load_knowledge
from riwaya.fuse.related import find_related
from riwaya.fuse.standing import judge_fields, judge_standing
from riwaya.fuse.tellings import Telling, tellings_of
from riwaya.fuse.ties import are_tied, find_tied_stories
from riwaya.model import Incident, Judgement, Reading, Reason, Relation

RULE = "fuse.cluster"
BY = "fuse"
_SURE = 1.5
"""Log-odds beyond which a judgement is `same` or `different`, and not `unsure`."""
_LASTING = frozenset(["agreement", "proposal", "decree", "casualties"])
"""Kinds of which two days may both be right: reached and taking effect, hit and dead of it."""


class Fusion(Struct, frozen=True):
    """What several readings tell together: the incidents by day (unknown last), kind and id, and the judgements that made them."""

    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...]


def fuse(readings: Sequence[Reading], knowledge: Knowledge | None = None, *, ids: Ids | None = None) -> Fusion:
    """The incidents that readings tell; their documents have ids of their own each.

    `knowledge` defaults to what comes with Riwaya; `ids` are those that linking gave to entities of different documents.
    """
    knows = knowledge or load_knowledge()
    ordered = sorted(readings, key=lambda r: r.document.id)
    identities = identify(ordered, knows.countries, ids=ids)
    tellings = [t for r in ordered for t in tellings_of(r, identities)]
    copies = find_copies(ordered, tellings, identities=identities)
    clusters, judgements = _clusters(tellings, copies, knowledge=knows)
    by_id = {_incident_id(found): found for found in clusters}
    related = find_related(by_id, knows)
    voiced = _voiced(ordered, by_id, tellings=tellings, copies=copies, identities=identities, knowledge=knows)
    incidents = []
    for id, found in by_id.items():
        relations = related.get(id, ())
        incidents.append(_incident(id, voiced[id], kind=found[0].kind, related=relations, identities=identities, knowledge=knows))
    return Fusion(tuple(sorted(incidents, key=_day_kind_id)), tuple(judgements))


def _clusters(tellings: Sequence[Telling], copies: Mapping[str, str], *, knowledge: Knowledge) -> tuple[list[list[Telling]], list[Judgement]]:
    numbers = {t.ref: n for n, t in enumerate(tellings)}
    ends = [(numbers[copy], numbers[original]) for copy, original in copies.items()]
    reprints = {(min(pair), max(pair)) for pair in ends}
    scores: dict[tuple[int, int], float] = {}
    vetoes: list[tuple[int, int]] = []
    judgements: list[Judgement] = []
    stories = find_tied_stories(tellings)
    for pair in sorted(find_candidates(tellings, stories) | reprints):
        a, b = (tellings[i] for i in pair)
        tied = are_tied(a, b, stories)
        compared = compare(a, b, containers=knowledge.containers, reprint=pair in reprints, tied=tied)
        if compared.veto:
            vetoes.append(pair)
            continue
        scores[pair] = score(compared, knowledge.weights)
        if scores[pair] > -_SURE:
            reasons = tuple(Reason(name, knowledge.weights.get(name, 0.0), says) for name, says in compared.features)
            judgements.append(_judgement(a, b, total=scores[pair], reasons=reasons))
    found = cluster(len(tellings), scores, vetoes=vetoes, unknown=knowledge.unknown, are_apart=lambda i, j: are_apart(tellings[i], tellings[j]))
    return [[tellings[i] for i in members] for members in found], judgements


def _judgement(a: Telling, b: Telling, *, total: float, reasons: tuple[Reason, ...]) -> Judgement:
    verdict = "same" if total > _SURE else "different" if total < -_SURE else "unsure"
    return Judgement(left=a.ref, right=b.ref, verdict=verdict, score=round(total, 3), reasons=reasons, by=BY, rule="fuse.compare")


def _voiced(
    readings: Sequence[Reading],
    clusters: Mapping[str, Sequence[Telling]],
    *,
    tellings: Sequence[Telling],
    copies: Mapping[str, str],
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
            found[id] += accounts_of(t, by_document[t.document], identities=identities, copy=t.ref in copies)
            found[id] += denials[t.ref]
    return found


def _incident(
    id: str, voiced: Sequence[Voiced], *, kind: str, related: tuple[Relation, ...], identities: Identities, knowledge: Knowledge
) -> Incident:
    disputes = find_disputes(voiced, containers=knowledge.containers, single=kind in knowledge.fresh and kind not in _LASTING)
    standing, why = judge_standing(voiced, disputes)
    status = fused_status(voiced)
    place = fused_place(voiced, status)
    participants = fused_participants(voiced, status, identities=identities)
    quantities = fused_quantities(voiced, status, identities=identities)
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
        field_standing=judge_fields(voiced, disputes),
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
