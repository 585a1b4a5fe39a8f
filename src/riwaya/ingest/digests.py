"""Digests as web archives state them: an algorithm and, behind a colon, its value in one of the usual alphabets (ISO 28500, 5.8 and 5.9)."""

import base64
import hashlib

_ALGORITHMS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "sha512": "sha512", "sha-512": "sha512", "md5": "md5"}


def is_other(stated: str, *candidates: bytes) -> bool:
    """Whether a stated digest is that of none of the candidates; False too where nothing is stated, or in an unknown way.

    >>> is_other("sha1:Q36P4N6CURUQDRSTCBSVK4IJVFV7OVJ4", b"b"), is_other("md5:0cc175b9c0f1b6a831c399e269772661", b"a"), is_other("crc:1", b"a")
    (True, False, False)
    """
    algorithm, _, value = stated.strip().partition(":")
    name, value = _ALGORITHMS.get(algorithm.strip().lower()), value.strip()
    return bool(name and value) and not any(value in _spelled(hashlib.new(str(name), data, usedforsecurity=False).digest()) for data in candidates)


def _spelled(digest: bytes) -> tuple[str, ...]:
    base32 = base64.b32encode(digest).decode()
    return base32, base32.rstrip("="), base32.lower(), digest.hex(), digest.hex().upper(), base64.b64encode(digest).decode()
