"""The body of which some people or forces are a part: `عناصر من قوات الأمن`, `وحدات من اللواء الرابع عشر`.

Source: Ryding (2005), 16.2 (من that tells the whole of a part).
"""

from __future__ import annotations

from riwaya.read.groups import Group
from riwaya.read.names.modifiers import Nested
from riwaya.read.parse import Parse
from riwaya.text.quotes import CLOSERS, OPENING


def whole_of(parse: Parse, group: Group, nested: Nested) -> Group | None:
    """The body behind من, of which indefinite fighters or troops are some, or right behind in quotation marks: `قوات كبيرة من الجيش`,
    `مقاتلو "الشباب"`; None where there is none."""
    head = group.head
    if head is None or group.definite or not head.force or group.name is not None or group.of is not None:
        return None
    end, j = parse.sentence_end(group.first) - 1, group.after
    parted = j < end and parse.tokens.words[j] == "من"
    if not parted and head.part and j < end and group.type == "organization":
        owner = nested(j)
        if owner is not None and owner.type == "organization" and owner.preposition == "ل" and not owner.joined:
            return owner  # دورية للشرطة
    j += parted
    quoted = j < end and parse.tokens.words[j] in OPENING
    if not (parted or quoted):
        return None
    whole = nested(j + quoted) if j + quoted <= end else None
    if whole is None or whole.type not in (("organization", "group") if quoted else ("organization",)) or whole.preposition or whole.joined:
        return None
    if quoted and whole.after <= end and parse.tokens.words[whole.after] in CLOSERS:
        whole.after += 1  # مقاتلو "الشباب"
    return whole
