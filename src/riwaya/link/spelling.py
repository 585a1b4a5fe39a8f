"""Which names are worth comparing: a cheap test by consonants before the dear one by letters."""

from collections.abc import Sequence

from riwaya.names import skeletons

_SHORTEST = {"person": 2}
"""Consonants of a skeleton below which too many names share it; of anything but persons, whose first words are compared too, three."""


def consonants(words: Sequence[str], type: str) -> tuple[str, ...]:
    """The skeletons by which a name is looked for: of a person's last word, of the longest of anything else.

    >>> consonants(["سيرغي", "شويغو"], "person"), bool(set(consonants(["Donetsk"], "place")) & set(consonants(["دونيتسك"], "place")))
    (('CG', 'CFG', 'CGF', 'CK', 'SG', 'CFGF', 'CFK', 'CKF'), True)
    """
    main = words[-1] if type == "person" and words else max(words, key=len, default="")
    return tuple(dict.fromkeys(key for key in skeletons(main) if len(key) >= _SHORTEST.get(type, 3))) if main else ()


def may_spell(words: Sequence[str], others: Sequence[str], type: str) -> bool:
    """True for names of as many words; of persons, for full names whose first words share their consonants."""
    if type != "person":
        return len(words) == len(others)
    return len(words) > 1 < len(others) and not set(skeletons(words[0])).isdisjoint(skeletons(others[0]))
