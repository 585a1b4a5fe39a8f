"""Scores incidents: which gold events are put into one incident, and which disputes are found."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from riwaya.evaluate.gold import Cluster
from riwaya.evaluate.judged import Finding, Judged, quoted
from riwaya.evaluate.predicted import PredictedIncident
from riwaya.evaluate.tally import Figures, Tallies, harmonic

Member = tuple[str, int]
"""A gold event: its document and its number from 0."""


def score_incidents(
    documents: Mapping[str, Judged], tallies: Tallies, *, incidents: Sequence[PredictedIncident], clusters: Sequence[Cluster]
) -> tuple[dict[str, Figures], list[Finding]]:
    """Measures `incident.link`, `incident.link_all` and `dispute` into the tallies, and the figures of `incident.b3`.

    Gold events in no cluster stand alone.
    """
    findings: list[Finding] = []
    incident_of = _homes(incidents, findings)
    gold_of: dict[Member, str | int] = {(name, j): f"alone {name} {j}" for name, doc in documents.items() for j in range(len(doc.gold.events))}
    for number, cluster in enumerate(clusters):
        gold_of.update({(name, j): number for name, j in cluster.members if name in documents})
    placed: dict[Member, str] = {}
    for name, j in gold_of:
        incident = incident_of.get((name, documents[name].matched_events.get(j)))
        if incident is not None:
            placed[name, j] = incident
    _score_pairs(documents, tallies, gold_of=gold_of, placed=placed, findings=findings)
    p, r = b_cubed({member: gold_of[member] for member in placed}, placed)
    _score_disputes(tallies, placed, incidents=incidents, clusters=clusters, findings=findings)
    b3: Figures = {"p": round(p, 4), "r": round(r, 4), "f1": round(harmonic(p, r), 4), "placed": len(placed), "gold": len(gold_of)}
    return {"incident.b3": b3}, findings


def b_cubed(gold_of: Mapping[Member, str | int], predicted_of: Mapping[Member, str]) -> tuple[float, float]:
    """B-cubed (precision, recall; 0 to 1) over the items; both arguments map the same items to clusters.

    >>> b_cubed({("a", 0): 1, ("b", 0): 1}, {("a", 0): "i", ("b", 0): "j"})
    (1.0, 0.5)
    """
    together_g: defaultdict[str | int, set[Member]] = defaultdict(set)
    together_p: defaultdict[str, set[Member]] = defaultdict(set)
    for item in gold_of:
        together_g[gold_of[item]].add(item)
        together_p[predicted_of[item]].add(item)
    both = {i: len(together_g[gold_of[i]] & together_p[predicted_of[i]]) for i in gold_of}
    n = len(gold_of) or 1
    precision = sum(both[i] / len(together_p[predicted_of[i]]) for i in gold_of) / n
    return precision, sum(both[i] / len(together_g[gold_of[i]]) for i in gold_of) / n


def _homes(incidents: Sequence[PredictedIncident], findings: list[Finding]) -> dict[tuple[str | None, str | None], str]:
    """The incident of each predicted event; the first counts where an event wrongly stands in two."""
    homes: dict[tuple[str | None, str | None], str] = {}
    for incident in incidents:
        for account in incident.accounts or []:
            if account.event is None:
                continue
            if homes.setdefault((account.document, account.event), incident.id) != incident.id:
                findings.append(Finding(str(account.document), "incident", f"event {account.event} stands in two incidents"))
    return homes


def _score_pairs(
    documents: Mapping[str, Judged], tallies: Tallies, *, gold_of: Mapping[Member, str | int], placed: Mapping[Member, str], findings: list[Finding]
) -> None:
    link, link_all = tallies["incident.link"], tallies["incident.link_all"]
    for a, b in combinations(sorted(gold_of), 2):
        together_g = gold_of[a] == gold_of[b]
        seen = a in placed and b in placed
        together_p = seen and placed[a] == placed[b]
        link_all.add(together_g and together_p, together_p, together_g)
        if seen:
            link.add(together_g and together_p, together_p, together_g)
            if together_g != together_p:
                one, other = (f"{m[0]} {quoted(documents[m[0]].gold.events[m[1]].trigger)}" for m in (a, b))
                what = "not joined" if together_g else "wrongly joined"
                findings.append(Finding(a[0], "incident.link", f"{one} and {other} {what}"))


def _score_disputes(
    tallies: Tallies,
    placed: Mapping[Member, str],
    *,
    incidents: Sequence[PredictedIncident],
    clusters: Sequence[Cluster],
    findings: list[Finding],
) -> None:
    by_id = {i.id: i for i in incidents}
    for number, cluster in enumerate(clusters):
        wanted = set(cluster.disputes)
        homes = Counter(placed[member] for member in cluster.members if member in placed)
        given = {d.field for d in by_id[homes.most_common(1)[0][0]].disputes or []} if homes else set()
        tallies["dispute"].add(len(wanted & given), len(given), len(wanted))
        for field in sorted(wanted - given):
            findings.append(Finding(f"cluster {number}", "dispute", f"missed that {field} is disputed: {cluster.title}"))
