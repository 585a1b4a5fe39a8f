"""On whose word a participant stands in the head of a card."""

from collections.abc import Iterable

from riwaya.export.report.accounts import Scene, denies, of_role
from riwaya.export.report.archive import Source
from riwaya.export.report.words import isolate
from riwaya.model import Account, FusedParticipant

_CORROBORATED, _CONTESTED = "corroborated", "contested"
_FEW = 2


def vouched(scene: Scene, participant: FusedParticipant) -> str:
    """Who says that a participant had his role, where a reader must know it: where it is contested, or rests on one voice or one side.

    Empty where independent sources agree on who took part, and where more than two tell it and nobody contradicts. Copies are not counted.
    """
    incident, field = scene.incident, participant.role
    standing = incident.field_standing.get(field) or incident.field_standing.get("participants") or ""
    contested = any(dispute.field == field or (dispute.field == "participants" and of_role(dispute, field)) for dispute in incident.disputes)
    contested = contested or incident.field_standing.get(field) == _CONTESTED
    voices = dict.fromkeys(source for at in _tellers(scene, participant) for source in scene.cast.teller(incident.accounts[at]))
    if not voices:
        return ""
    if contested or len(voices) == 1 or (len(voices) <= _FEW and standing != _CORROBORATED):
        return _said(voices, scene.incident.accounts[participant.account])
    return ""


def _tellers(scene: Scene, participant: FusedParticipant) -> Iterable[int]:
    incident, copies = scene.incident, set(scene.incident.copies)
    for at, account in enumerate(incident.accounts):
        own = at == participant.account
        if at not in copies and (own or (not denies(account) and _names(scene, at, participant=participant))):
            yield at


def _names(scene: Scene, at: int, *, participant: FusedParticipant) -> bool:
    given = scene.values[at].get(participant.role)
    for item in given if isinstance(given, list) else [given]:
        key = item.get("entity") if isinstance(item, dict) else item
        if key and participant.entity and _is_one(scene, str(key), participant.entity):
            return True
    return False


def _is_one(scene: Scene, left: str, right: str) -> bool:
    """True for one entity, and for two of one name: within an incident they are hardly two."""
    names = {scene.cast.name(key) for key in (left, right)}
    return scene.cast.same(left, right) or (len(names) == 1 and None not in names)


def _said(voices: Iterable[Source], account: Account) -> str:
    listed = list(voices)
    if len(listed) == 1 and not listed[0].type:
        return f"{listed[0].name.text}, in {isolate(account.outlet or account.document)}"
    names = list(dict.fromkeys(isolate(source.name.text) for source in listed))
    if len(names) > _FEW + 1:
        names = [*names[:_FEW], f"{len(names) - _FEW} more"]
    return f"per {' and '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}"
