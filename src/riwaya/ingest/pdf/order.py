"""Signs in the order in which they stand on a page, from left to right, put into the order in which they are read.

The inverse of what a renderer does (Unicode Standard Annex 9): a line that is read from right to left is turned round whole, then each run
that is read from left to right (words in other letters, numbers) is turned back; brackets change sides.
"""

import re
from collections.abc import Sequence

_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_RIGHT = re.compile(f"[{_ARABIC}]")
_LEFT = re.compile(f"(?![{_ARABIC}])[^\\W\\d_]")
_OTHER = f"(?:(?![{_ARABIC}])[^\\W\\d_])"
_RUN = re.compile(
    f"{_OTHER}(?:[^\\s{_ARABIC}]*(?:{_OTHER}|[{_DIGITS}%]))?(?:[ .,&'’-]+{_OTHER}(?:[^\\s{_ARABIC}]*(?:{_OTHER}|[{_DIGITS}%]))?)*"
    f"|[{_DIGITS}]+(?:[.,:/٫٬][{_DIGITS}]+)*[%٪]?|[%٪][{_DIGITS}]+(?:[.,٫٬][{_DIGITS}]+)*"
)
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def is_rightward(signs: Sequence[str]) -> bool:
    """True where a line is read from right to left: more of its words are in such letters than in others.

    >>> is_rightward("ةلود BBC"), is_rightward("BBC News ةلود"), is_rightward("12 - 13")
    (True, False, False)
    """
    text = "".join(signs)
    right, left = len(_RIGHT.findall(text)), len(_LEFT.findall(text))
    return right > left or (right > 0 and right * 3 > left * 2)


def read_order(signs: Sequence[str]) -> str:
    """The text of a line of signs as it is read; a sign may stand for several letters, which keep their order.

    >>> read_order(list("T-72 زارط نم) ةبابد 25 نإ لاق".replace("T-72", "(T-72")))
    'قال إن 25 دبابة (من طراز T-72)'
    >>> read_order(list("The عافد ministry said"))
    'The دفاع ministry said'
    """
    if not is_rightward(signs):
        return _turned_within(signs)
    text = "".join(sign if len(sign) == 1 else "\ue000" for sign in signs)
    out: list[str] = []
    last = 0
    for run in _RUN.finditer(text):
        out.extend(sign.translate(_MIRRORED) for sign in signs[last : run.start()])
        out.append("".join(signs[run.start() : run.end()]))
        last = run.end()
    out.extend(sign.translate(_MIRRORED) for sign in signs[last:])
    return _paired("".join(reversed(out)))


def _paired(text: str) -> str:
    """The text with brackets that open and close in turn: which side one has on the page is told differently by fonts and programs.

    >>> _paired("دبابة (من طراز T-72( دخلت"), _paired("(أ) و (ب)"), _paired("أ) كذا")
    ('دبابة (من طراز T-72) دخلت', '(أ) و (ب)', 'أ) كذا')
    """
    for first, second in ("()", "[]", "«»"):
        found = [c for c in text if c in (first, second)]
        if len(found) % 2 == 0 and found != [first, second] * (len(found) // 2):
            turns = iter([first, second] * (len(found) // 2))
            text = "".join(next(turns) if c in (first, second) else c for c in text)
    return text


def _turned_within(signs: Sequence[str]) -> str:
    """A line read from left to right, its words in Arabic letters turned round."""
    text = "".join(sign if len(sign) == 1 else "\u0627" for sign in signs)
    out: list[str] = []
    last = 0
    for run in re.finditer(f"[{_ARABIC}](?:[ {_ARABIC}]*[{_ARABIC}])?", text):
        out.extend(signs[last : run.start()])
        out.extend(reversed(signs[run.start() : run.end()]))
        last = run.end()
    return "".join((*out, *signs[last:]))
