"""The accounts of an incident side by side: a column per account, a row per field, rival values lettered."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_uppercase
from typing import Any

import msgspec

from riwaya.export.report.archive import ITSELF, Archive, Cast, behind
from riwaya.export.report.labels import Labels, word
from riwaya.export.report.views import Box, Cell, Column, Row
from riwaya.export.report.words import Name, Said, clean, said_day, said_value
from riwaya.model import Account, Dispute, Incident, Link, Span
from riwaya.text.direction import is_arabic
from riwaya.text.fold import fold

ROLES = ("actor", "party", "host", "target", "weapon")
FIRST = ("occurrence", "status", "when", "place", "participants", *ROLES, "initiative")
AMOUNTS = ("killed", "wounded", "missing", "captured", "released", "displaced")
"""The order of rows: these fields, these amounts, then the other amounts by name."""
_WORD = re.compile(r"\w+")
_MOST = 2 / 3
"""The share of accounts above which one version is that of most."""


class Scene:
    """An incident with all that is needed to put its cells in words."""

    def __init__(self, incident: Incident, archive: Archive, labels: Labels) -> None:
        self.incident, self.archive, self.labels = incident, archive, labels
        self.cast = Cast(incident, archive)
        self.values = tuple(_spread(account, archive) for account in incident.accounts)

    def cell(self, account: Account, said: Said, *, field: str, path: str) -> Cell:
        """The cell of a value that an account gives; `path` is its id within the document."""
        span = behind(account, field, entity=said.entity, archive=self.archive, cast=self.cast)
        return self.pinned(said.name, account, span=span, path=path)

    def pinned(self, name: Name, account: Account, *, span: Span | None, path: str) -> Cell:
        """A cell whose words are known; a name that is a part of what was printed gives way to it."""
        printed = self.archive.printed(account.document, span) if span else ""
        words = self.archive.words(account.document, span, near=account.evidence, cell=path)
        if _is_part(name, printed):
            return Cell(name=Name(printed), words=words)
        return Cell(name=name, printed="" if printed in (name.text, name.other) else printed, words=words)

    def order(self) -> list[int]:
        """Positions of accounts as columns: by their versions of what is disputed, tellings before denials, then by document; copies last."""
        copies, accounts = set(self.incident.copies), self.incident.accounts
        sides = [letters_of(dispute) for dispute in self.disputes()]

        def key(n: int) -> tuple[object, ...]:
            # who takes no side in a dispute stands behind those who do
            return n in copies, *(letters.get(n, "~") for letters in sides), denies(accounts[n]), accounts[n].document, n

        return sorted(range(len(accounts)), key=key)

    def disputes(self) -> list[Dispute]:
        """The disputes, in the order of their rows."""
        return sorted(self.incident.disputes, key=lambda dispute: rank(dispute.field))


def columns_of(scene: Scene) -> tuple[Column, ...]:
    """A column per account, in the order of `Scene.order`, numbered from 1."""
    order, copies = scene.order(), set(scene.incident.copies)
    letters = letters_of(next(iter(scene.disputes()), None))
    versions = [letters.get(at, "") for at in order]
    return tuple(
        _column(scene, at, number=n + 1, copy=at in copies, version=versions[n], turn=n > 0 and versions[n] != versions[n - 1])
        for n, at in enumerate(order)
    )


def letters_of(dispute: Dispute | None) -> dict[int, str]:
    """The letter of the version that each account gives, by its position; empty without a dispute."""
    return {at: ascii_uppercase[n % 26] for n, value in enumerate(dispute.values) for at in value.accounts} if dispute else {}


def rows_of(scene: Scene) -> tuple[Row, ...]:
    """A row per field that an account gives or that is disputed; what happened comes first, amounts last."""
    order, standing, rows = scene.order(), scene.incident.field_standing, []
    disputed = {dispute.field: dispute for dispute in scene.incident.disputes}
    fields = {"occurrence"} | {field for values in scene.values for field in values} | set(disputed)
    fields -= {"status"} - set(disputed)  # what happened says as much
    fields -= {"participants"} if any(role in fields for role in ROLES) else set()
    for field in sorted(fields, key=rank):
        dispute = disputed.get(field) or of_role(disputed.get("participants"), field)
        letters = letters_of(dispute)
        usual = _usual(letters, copies=scene.incident.copies)
        rival = {at: value.value for value in dispute.values for at in value.accounts} if dispute and dispute.field == field else {}
        boxes = tuple(
            Box(_cells(scene, at, field=field, rival=rival.get(at)), letters.get(at, ""), at in letters and letters[at] != usual) for at in order
        )
        rows.append(
            Row(
                field=field,
                label=scene.labels.field(field),
                versions=len(dispute.values) if dispute else 0,
                corroborated=standing.get(field, standing.get("participants") if field in ROLES else None) == "corroborated",
                varies=not dispute and field not in FIRST and len({box.cells[0].name.text for box in boxes if box.cells}) > 1,
                boxes=boxes,
            )
        )
    return tuple(row for row in rows if row.field == "occurrence" or any(box.cells for box in row.boxes))


def _usual(letters: Mapping[int, str], *, copies: Iterable[int]) -> str:
    """The version that more than two thirds of the accounts give, copies aside; empty where none has so many."""
    own = [letter for at, letter in letters.items() if at not in copies]
    letter, count = Counter(own).most_common(1)[0] if own else ("", 0)
    return letter if count > _MOST * len(own) else ""


def _is_part(name: Name, printed: str) -> bool:
    """True where an Arabic name holds only some of the printed words, as an adjective of its noun."""
    if name.other or not is_arabic(name.text):
        return False
    known, given = ({*_WORD.findall(fold(text).text)} for text in (name.text, printed))
    return known < given


def of_role(dispute: Dispute | None, role: str) -> Dispute | None:
    """A dispute over participants, where it is (also) over those of a role; else None."""
    if dispute is None or role not in ROLES:
        return None
    values = [item for value in dispute.values for item in (value.value if isinstance(value.value, (list, tuple)) else [])]
    roles = {item.get("role") for item in values if isinstance(item, dict)} - {None}
    return dispute if role in roles or not roles else None


def rank(field: str) -> tuple[int, str]:
    """Sorts fields in the order of rows."""
    ordered = FIRST + AMOUNTS
    return (ordered.index(field) if field in ordered else len(ordered), field)


def _spread(account: Account, archive: Archive) -> dict[str, Any]:
    """The values of an account with participants parted by role, from its event where the values name none."""
    values: dict[str, Any] = msgspec.to_builtins(account.values)
    given = values.get("participants")
    if given is None and not any(role in values for role in ROLES):
        event = archive.event(account.document, account.event)
        told = event.participants if event else ()
        given = [{"role": p.role, "entity": p.entity and f"{account.document}#{p.entity}", "text": p.text} for p in told]
    if isinstance(given, dict):
        roles = given if set(given) <= set(ROLES) else {}
    else:
        listed = given if isinstance(given, list) else []
        if not all(isinstance(item, dict) and "role" in item for item in listed):
            return values
        roles = {}
        for item in listed:
            roles.setdefault(item["role"], []).append(item)
    return {field: value for field, value in values.items() if field != "participants"} | roles


def _cells(scene: Scene, at: int, *, field: str, rival: Any) -> tuple[Cell, ...]:
    account = scene.incident.accounts[at]
    if field == "occurrence":
        return (_occurrence(scene, account),)
    value = scene.values[at].get(field, msgspec.to_builtins(rival))
    said = said_value(value, field=field, names=scene.cast.name, labels=scene.labels)
    path = f"{account.event or account.statement or ''}.{'participants' if field in ROLES and field not in account.values else field}"
    return tuple(scene.cell(account, one, field=field, path=path) for one in _once(said))


def denies(account: Account) -> bool:
    """True where an account says that it did not happen."""
    return account.act == "deny" or account.values.get("occurrence") is False


def _occurrence(scene: Scene, account: Account) -> Cell:
    event = scene.archive.event(account.document, account.event)
    if denies(account):
        text = "denies it" if account.act == "deny" else "did not happen"
    elif event is None:
        text = word(scene.labels.acts, account.act)
    else:
        text = word(scene.labels.statuses, event.status)
    return scene.cell(account, Said(Name(text)), field="occurrence", path=account.event or account.statement or "")


def _once(said: Iterable[Said]) -> list[Said]:
    return list(dict.fromkeys(said))


def _column(scene: Scene, at: int, *, number: int, copy: bool, version: str, turn: bool) -> Column:
    account, archive = scene.incident.accounts[at], scene.archive
    statement = archive.statement(account.document, account.statement)
    path = account.statement or account.event or ""
    cue = statement.cues[0] if statement and statement.cues else None
    return Column(
        number=number,
        version=version,
        turn=turn,
        act=account.act,
        act_label=word(scene.labels.acts, account.act),
        denies=denies(account),
        act_words=archive.words(account.document, cue, near=account.evidence, cell=f"{path}.act" if account.statement else path),
        sources=_linked(scene, account, account.sources, path=f"{path}.sources") or _unnamed(scene, account),
        relays=_linked(scene, account, account.relays, path=f"{path}.relays"),
        own_voice=account.statement is None and not account.sources,
        outlet=clean(account.outlet or ""),
        document=account.document,
        told=said_day(account.told) if account.told else "",
        copy=copy,
        evidence=archive.words(account.document, account.evidence, near=account.evidence, cell=account.event or path),
        printed=archive.printed(account.document, account.evidence),
    )


def _linked(scene: Scene, account: Account, links: tuple[Link, ...], *, path: str) -> tuple[Cell, ...]:
    cells = []
    for link in links:
        span = scene.archive.mention(account.document, link.mention)
        cells.append(scene.pinned(scene.cast.source(link, account.document).name, account, span=span, path=path))
    return tuple(cells)


def _unnamed(scene: Scene, account: Account) -> tuple[Cell, ...]:
    """What stands in the place of a source: the outlet itself, or nobody named."""
    return tuple(Cell(name=source.name if account.statement else ITSELF) for source in scene.cast.teller(account))
