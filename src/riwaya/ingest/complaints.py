"""What is wrong with a record of JSON, in words for whoever wrote it."""

import re
from difflib import get_close_matches

import msgspec

_MISMATCH = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_MISSING = re.compile(r"Object missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]+)`")
_WHERE = re.compile(r" - at `\$\.?([^`]*)`")
_WORDS = {
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
    "date": "a day",
}
_LIKE = 0.8


def said_mismatch(error: Exception) -> str:
    """What a record has that it should not have, or lacks.

    >>> said_mismatch(Exception("Expected `str`, got `int` - at `$.id`")), said_mismatch(Exception("Object missing required field `id`"))
    ('`id` is a number, not a text', '`id` is missing')
    """
    told = str(error)
    where = place_in(error)
    if mismatch := _MISMATCH.search(told):
        wanted, got = (" or ".join(dict.fromkeys(_WORDS.get(name.strip(), name.strip()) for name in side.split("|"))) for side in mismatch.groups())
        return f"{f'`{where}`' if where else 'the line'} is {got}, not {wanted}"
    if missing := _MISSING.search(told):
        return f"`{where + '.' if where else ''}{missing[1]}` is missing"
    if unknown := _UNKNOWN.search(told):
        return f"`{where + '.' if where else ''}{unknown[1]}` is not known"
    return f"`{where}` has a value that cannot be" if where else "a value in it cannot be"


def said_broken(error: Exception) -> str:
    """Why a line is no JSON.

    >>> said_broken(Exception("JSON is malformed: invalid character (byte 4)")), said_broken(Exception("Input data was truncated"))
    ('invalid character (byte 4)', 'it breaks off')
    """
    told = str(error)
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return "it breaks off" if "truncated" in told else told.removeprefix("JSON is malformed: ")


def place_in(error: Exception) -> str:
    """The path of the key that an error of decoding is about; empty for the whole record.

    >>> place_in(Exception("Invalid date - at `$.stories[0].published`"))
    'stories[0].published'
    """
    found = _WHERE.search(str(error))
    return found[1] if found else ""


def near_keys(line: bytes, known: tuple[str, ...]) -> list[tuple[str, str]]:
    """The keys of an object that are nearly known ones, each with the one that is meant; nothing for what is no object.

    >>> near_keys(b'{"id": "a", "publisehd": "2025-01-01", "lang": "ar"}', ("id", "text", "published"))
    [('publisehd', 'published')]
    """
    try:
        keys = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    near = ((key, get_close_matches(key, [name for name in known if name not in keys], n=1, cutoff=_LIKE)) for key in keys if key not in known)
    return [(key, meant[0]) for key, meant in near if meant]
