"""Which document of a run gets which id in a ledger, where several differ and share one.

The one with the smallest digest of its content keeps the id, every other one gets `ID~` and the first digits of its digest. While a run
goes on, documents are put where there is room; `moves` tells what is to change places in the end, so that the order of the documents
decides nothing.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from riwaya.engine.keys import digest_in

_DIGITS = (8, 16, 32, 64)


class Claim(Struct):
    """A document of this run: the id that it came with, the digest of its content, the first place it was found, and its id for now."""

    id: str
    digest: str
    place: str
    name: str


class Claims:
    """The ids of a ledger during a run; `held` maps those that it has to the keys of their inputs."""

    def __init__(self, held: Mapping[str, str]) -> None:
        self.held = dict(held)
        self._by_id: dict[str, dict[str, Claim]] = {}
        self._owners: dict[str, Claim] = {}

    def claim(self, id: str, digest: str, *, place: str) -> Claim | None:
        """Give a document an id for now: that under which the ledger has it, else its own, else one beside; None where it came before."""
        alike = self._by_id.setdefault(id, {})
        if (known := alike.get(digest)) is not None:
            known.place = min(known.place, place)
            return None
        claim = Claim(id, digest, place, id)
        free = [name for name in _names(claim) if name not in self._owners]
        at_home = [name for name in free if digest_in(self.held.get(name)) == digest]
        claim.name = (at_home or free)[0]
        alike[digest] = self._owners[claim.name] = claim
        return claim

    def documents(self) -> Iterator[Claim]:
        """Every document of the run so far."""
        for alike in self._by_id.values():
            yield from alike.values()

    def clashes(self) -> Iterator[Claim]:
        """The documents that share an id with a different one, by id and digest."""
        for id in sorted(self._by_id):
            if len(self._by_id[id]) > 1:
                yield from (claim for _, claim in sorted(self._by_id[id].items()))

    def moves(self) -> list[tuple[Claim, str]]:
        """The documents that are to have another id in the end, with that id."""
        taken, first, found = set(self._by_id), "", []
        for claim in self.clashes():
            name = claim.id
            if claim.id == first:
                name = next(name for name in _names(claim)[1:] if name not in taken)
                taken.add(name)
            first = claim.id
            found.append((claim, name))
        # A document that is alone with its id was kept out of it only by one that has to move, or by one that is not part of this run
        alone = (claim for alike in self._by_id.values() if len(alike) == 1 for claim in alike.values())
        found += [(claim, claim.id) for claim in alone if claim.id in self._owners or claim.id not in self.held]
        return [(claim, name) for claim, name in found if name != claim.name]

    def is_stored(self, claim: Claim) -> bool:
        """Whether the ledger has that document under its id for now."""
        return digest_in(self.held.get(claim.name)) == claim.digest

    def leftovers(self) -> list[str]:
        """Ids that hold a document which has its place elsewhere now: it was moved, or a run was stopped while it moved."""
        return [name for claim in self.documents() for name in _names(claim) if name != claim.name and digest_in(self.held.get(name)) == claim.digest]


def _names(claim: Claim) -> list[str]:
    """The ids that a document may have, the best first."""
    return [claim.id, *(f"{claim.id}~{claim.digest[:digits]}" for digits in _DIGITS)]
