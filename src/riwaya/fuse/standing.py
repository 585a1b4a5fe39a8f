"""How well an incident, and each field of it, stands: by who vouches for it, who denies it and who could not verify it.

Two accounts corroborate each other where neither reprints the other and their sources are independent: named both, and not of one side (a ministry
and its spokesman are one voice; the two parties of a war are two). Who is unnamed may be anybody, so he corroborates nobody. The outlet's own voice
counts only where it names no source at all, and only beside another outlet's own voice: beside a source it may only repeat him. Of two accounts that
corroborate each other one at least stands in an unflagged passage: what a machine translated or what was spoiled does not bear out its like.
Two versions of one page never do.
"""

from collections.abc import Mapping, Sequence

from riwaya.fuse.accounts import Voiced
from riwaya.fuse.denials import UNVERIFIED, same_voice
from riwaya.model import Dispute

UNCONTESTED, CORROBORATED, CONTESTED = "uncontested", "corroborated", "contested"
Versions = Mapping[str, str]
NO_VERSIONS: Versions = {}
_SKIPPED = frozenset(["occurrence", "status"])


def judge_standing(accounts: Sequence[Voiced], disputes: Sequence[Dispute], *, versions: Versions = NO_VERSIONS) -> tuple[str, str]:
    """The standing of an incident and the rule that gives it; `versions` leads from documents that are versions of one page to one of them."""
    fields = {d.field for d in disputes}
    if "occurrence" in fields:
        return CONTESTED, "standing.denied"
    if any(v.denies for v in accounts):
        return CONTESTED, "standing.only_denied"
    if fields:
        return CONTESTED, "standing.contradicted"
    if _corroborated([v for v in accounts if v.vouches], versions):
        return CORROBORATED, "standing.independent_sources"
    if any(v.account.act == UNVERIFIED and not v.voices for v in accounts):
        return UNVERIFIED, "standing.not_verified"
    return UNCONTESTED, "standing.one_voice"


def judge_fields(accounts: Sequence[Voiced], disputes: Sequence[Dispute], *, versions: Versions = NO_VERSIONS) -> dict[str, str]:
    """The standing of each field that an account gives, in order of name."""
    disputed = {d.field for d in disputes}
    claims = [v for v in accounts if v.claims]
    found = {}
    for field in sorted({f for v in claims for f in v.account.values} - _SKIPPED):
        groups: list[tuple[object, list[Voiced]]] = []
        for v in claims:
            if field in v.account.values:
                _put(groups, _plain(v, field), v)
        agreed = any(_corroborated([v for v in alike if v.vouches], versions) for _, alike in groups)
        found[field] = CONTESTED if field in disputed else CORROBORATED if agreed else UNCONTESTED
    return found


def _put(groups: list[tuple[object, list[Voiced]]], value: object, account: Voiced) -> None:
    """Put an account with those that give the same value."""
    alike = next((alike for known, alike in groups if known == value), None)
    if alike is None:
        groups.append((value, [account]))
    else:
        alike.append(account)


def _plain(v: Voiced, field: str) -> object:
    """The value of a field as far as two accounts must agree in it: a day whatever its basis, an entity whatever its printed name."""
    value = v.account.values[field]
    if field == "when":
        return value["from"], value["to"]
    if field == "place":
        return value["entity"]
    if field == "participants":
        return sorted((p["role"], p["entity"] or p["name"]) for p in value)
    return value


def _corroborated(accounts: Sequence[Voiced], versions: Versions) -> bool:
    sourced = {v.account.document for v in accounts if v.voices}
    own = [v for v in accounts if not v.copy and (v.voices or v.account.document not in sourced)]
    return any(_independent(a, b) and not _versions_of_one(a, b, versions) for n, a in enumerate(own) for b in own[:n])


def _versions_of_one(a: Voiced, b: Voiced, versions: Versions) -> bool:
    """True for two versions of one page: what it says again, or instead, it says itself."""
    ours, theirs = a.account.document, b.account.document
    return ours != theirs and ours in versions and versions[ours] == versions.get(theirs)


def _independent(a: Voiced, b: Voiced) -> bool:
    if a.account.flags and b.account.flags:
        return False
    if not a.voices and not b.voices:
        return a.account.outlet is not None and b.account.outlet is not None and a.account.outlet != b.account.outlet
    named = all(any(i.named for i in v.voices) for v in (a, b))
    return named and not same_voice(a.voices, b.voices)
