"""Which document gets which id in a ledger, where several share one.

Two documents are the same where their content is, and where they came from one file, or were fetched from one page at one time: then the
newer takes the place of the older. Of the
others that share an id, the one that was fetched first keeps it (where that is not known, the one with the smallest digest of its
content), every other one gets `ID~` and the first digits of its digest. That is decided in the end, of all that the ledger holds, so
that neither the order of documents nor that of runs decides anything; while a run goes on, documents are put where there is room.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from riwaya.engine.keys import ELSEWHERE, OWN_ID, InputKey, is_same_origin, parse_key

_NEVER = "~"
_DIGITS = (8, 16, 32, 64)


class Claim(Struct):
    """A document of this run: the id that it came with, the digest of its content, the first place it was found, the files it came from,
    and its id for now."""

    id: str
    digest: str
    place: str
    origins: set[str]
    name: str


class Move(Struct, frozen=True):
    """A document of the ledger that is to be kept as `to`, with the key `key`, in place of `name`."""

    name: str
    to: str
    key: InputKey


class Claims:
    """The ids of a ledger during a run: `held` maps those that it has to the keys of their inputs, `hashes` to those of their bytes."""

    def __init__(self, held: Mapping[str, str], *, hashes: Mapping[str, str], reader: str) -> None:
        self.held = {name: parse_key(key, name=name) for name, key in held.items()}
        self._hashes, self._reader = hashes, reader
        self._names: dict[str, list[str]] = {}
        for name, key in self.held.items():
            self._names.setdefault(key.id, []).append(name)
        self._by_id: dict[str, dict[str, Claim]] = {}
        self._owners: dict[str, Claim] = {}

    def claim(self, id: str, digest: str, *, place: str, origin: str, sha256: str) -> Claim | None:
        """Give a document an id for now: that under which the ledger has it or what it replaces, else its own, else one beside.

        None where the same content came before in this run.
        """
        alike = self._by_id.setdefault(id, {})
        if (known := alike.get(digest)) is not None:
            known.place = min(known.place, place)
            known.origins.add(origin)
            return None
        claim = Claim(id, digest, place, {origin}, id)
        claim.name = self._name_now(claim, origin, sha256=sha256)
        alike[digest] = self._owners[claim.name] = claim
        return claim

    def key(self, claim: Claim) -> InputKey:
        """The key of a document's input, as far as it is known by now."""
        return InputKey(claim.digest, self._reader, claim.id, tuple(sorted(claim.origins)))

    def is_read(self, claim: Claim) -> bool:
        """Whether the ledger has that document, read by the same reader."""
        key = self.held.get(claim.name)
        return self.is_stored(claim) and key is not None and key.reader == self._reader

    def is_stored(self, claim: Claim) -> bool:
        """Whether the ledger has that document under its id for now."""
        key = self.held.get(claim.name)
        return key is not None and (key.id, key.digest) == (claim.id, claim.digest)

    def documents(self) -> Iterator[Claim]:
        """Every document of the run so far."""
        for alike in self._by_id.values():
            yield from alike.values()

    def forget(self, name: str) -> None:
        """Let go of a document that the ledger does not have any more."""
        del self.held[name]
        claim = self._owners.pop(name, None)
        if claim is not None:
            del self._by_id[claim.id][claim.digest]

    def settle(self, moments: Mapping[str, str] | None = None) -> tuple[list[Move], list[str]]:
        """What is to be kept otherwise than it is, and the ids to let go of afterwards; the run's documents get their final ids.

        `moments` tell when documents of the ledger were fetched, as text that sorts.
        """
        homes: dict[tuple[str, str], str] = {}
        keys: dict[tuple[str, str], InputKey] = {}
        for name in sorted(self.held):
            key = self._settled(self.held[name])
            if key is not None:
                who = (key.id, key.digest)
                homes.setdefault(who, name)
                # A run that was stopped may leave a document under two ids
                keys[who] = replace(key, origins=tuple(sorted({*key.origins, *keys[who].origins}))) if who in keys else key
        final = _final_names({who: (moments or {}).get(home, "") for who, home in homes.items()})
        moves = [Move(homes[who], to, keys[who]) for who, to in final.items() if homes[who] != to or keys[who] != self.held[homes[who]]]
        given = set(final.values())
        for claim in self.documents():
            unread = claim.name if claim.name in self.held else next(name for name in _names(claim) if name not in given)
            claim.name = final.get((claim.id, claim.digest), unread)
        return moves, sorted(name for name in self.held if name not in given)

    def _name_now(self, claim: Claim, origin: str, *, sha256: str) -> str:
        free = sorted((name for name in self._names.get(claim.id, ()) if name not in self._owners), key=lambda name: (name != claim.id, name))
        at_home = [name for name in free if self.held[name].digest == claim.digest]
        replaced = [name for name in free if all(is_same_origin(origin, known) for known in self.held[name].origins)]
        same = [name for name in free if self._hashes.get(name) == sha256 and ELSEWHERE in (self._reader, self.held[name].reader)]
        if same and not at_home:
            # A reading of that page made elsewhere, or the page of such a reading: it came from where that one came from
            claim.origins.update(self.held[same[0]].origins)
            claim.origins.difference_update({OWN_ID} if claim.origins != {OWN_ID} else ())
        room = [name for name in _names(claim) if name not in self._owners and name not in self.held]
        return (at_home or same or replaced or room)[0]

    def _settled(self, key: InputKey) -> InputKey | None:
        """The key of a document with the files that it stands for now; None where all of them hold something else since."""
        alike = self._by_id.get(key.id, {})
        own = alike.get(key.digest)
        taken = {origin for claim in alike.values() if claim is not own and self.is_stored(claim) for origin in claim.origins}
        origins = {*key.origins, *(own.origins if own else ())}
        left = origins - (taken - (own.origins if own else set())) or origins & {OWN_ID}
        return replace(key, origins=tuple(sorted(left))) if left else None


def _final_names(documents: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The id that each document gets, by the id that it came with and the digest of its content; mapped to when it was fetched."""
    ordered = sorted(documents, key=lambda who: (who[0], documents[who] or _NEVER, who[1]))
    taken = {id for id, _ in ordered}
    found: dict[tuple[str, str], str] = {}
    before = None
    for id, digest in ordered:
        found[id, digest] = id if id != before else next(name for name in beside(id, digest) if name not in taken)
        taken.add(found[id, digest])
        before = id
    return found


def _names(claim: Claim) -> list[str]:
    """The ids that a document may have, the best first."""
    return [claim.id, *beside(claim.id, claim.digest)]


def beside(id: str, digest: str) -> list[str]:
    """The ids under which a document may be kept beside another one, the best first."""
    return [f"{id}~{digest[:digits]}" for digits in _DIGITS]
