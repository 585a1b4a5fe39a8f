"""The body of which some people or forces are a part: `عناصر من قوات الأمن`, `وحدات من اللواء الرابع عشر`.

Source: Ryding (2005), 16.2 (من that tells the whole of a part).
"""

from __future__ import annotations

from riwaya.read.groups import Group
from riwaya.read.modifiers import Nested
from riwaya.read.parse import Parse


def whole_of(parse: Parse, group: Group, nested: Nested) -> Group | None:
    """The body behind من, of which indefinite fighters or troops are some: `قوات كبيرة من الجيش`; None where there is none."""
    head = group.head
    if head is None or group.definite or not head.force or group.name is not None or group.of is not None:
        return None
    if group.after >= parse.sentence_end(group.first) - 1 or parse.tokens.words[group.after] != "من":
        return None
    whole = nested(group.after + 1)
    return whole if whole is not None and whole.type == "organization" and not whole.preposition and not whole.joined else None
