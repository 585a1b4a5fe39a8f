"""What it costs that one group of letters is spelled as another: learnt weights, by pair of scripts.

A cost is that of a joint model of letter groups, relative to how common either group is: `-ln(P(left, right) / sqrt(P(left) P(right)))`, in
hundredths of a nat; the cheapest way to cut both words into groups is their distance. It is 0 where two groups always stand for each other,
and the same from either side. Sources: Ristad and Yianilos (1998), Learning string-edit distance; Jiampojamarn, Kondrak and Sherif (2007),
Applying many-to-many alignments and hidden Markov models to letter-to-phoneme conversion. `python -m benchmarks.fit_names` learns them.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.names.files import DATA, read_rows
from riwaya.names.letters import SCRIPTS, Script

COLUMNS = ("scripts", "left", "right", "cost")
UNSEEN = 700
"""A letter that has no counterpart, where the data has shown none such; hundredths of a nat."""
FAR = 1_000_000
"""More than any two words cost."""


class Costs(Struct, frozen=True):
    """From words of one script (`left`) to those of another (`right`); `^` and `$` are a word's edges.

    `by_right` maps a group of the right side to the groups of the left that it may stand for; `dropped` a letter of the left to the cost
    of its having no counterpart; `least` a group of the left to the lowest cost of any of its counterparts. The longest groups are counted in
    letters, edges among them.
    """

    by_right: Mapping[str, Mapping[str, int]]
    dropped: Mapping[str, int]
    least: Mapping[str, int]
    longest_left: int
    longest_right: int


Weights = Mapping[tuple[Script, Script], Costs]


def compile_costs(rows: Iterable[tuple[str, str, int]]) -> Costs:
    """The costs of (left group, right group, cost)."""
    by_right: dict[str, dict[str, int]] = {}
    dropped: dict[str, int] = {}
    least: dict[str, int] = {}
    for left, right, cost in rows:
        if left and cost < least.get(left, FAR):
            least[left] = cost
        if right:
            by_right.setdefault(right, {})[left] = cost
        else:
            dropped[left] = cost
    return Costs(by_right, dropped, least, max(map(len, least), default=1), max(map(len, by_right), default=1))


def both_ways(tables: Mapping[tuple[Script, Script], Iterable[tuple[str, str, int]]]) -> Weights:
    """Weights from either side of each table's pair of scripts."""
    found: dict[tuple[Script, Script], Costs] = {}
    for (left, right), rows in tables.items():
        listed = list(rows)
        found[left, right] = compile_costs(listed)
        found[right, left] = compile_costs((b, a, cost) for a, b, cost in listed)
    return found


@cache
def load_weights(data: Path = DATA) -> Weights:
    """The weights in a data folder; raises `DataFileError` where the file is missing or wrong."""
    path = data / "costs.tsv"
    codes = {f"{a}-{b}": (a, b) for n, a in enumerate(SCRIPTS) for b in SCRIPTS[n:]}
    tables: dict[tuple[Script, Script], list[tuple[str, str, int]]] = {scripts: [] for scripts in codes.values()}
    for number, (scripts, left, right, cost) in enumerate(read_rows(path, COLUMNS), start=2):
        if scripts not in codes or not cost.isdigit():
            raise DataFileError("not a pair of scripts and a cost", path=path, line=number)
        tables[codes[scripts]].append((left, right, int(cost)))
    return both_ways(tables)
