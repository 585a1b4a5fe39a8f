"""Scores names: which gold entities are found under some form, and whether forms of one entity share one."""

from collections import Counter, defaultdict
from itertools import combinations

from riwaya.evaluate.judged import Judged, quoted
from riwaya.evaluate.matching import bare, fold, is_span
from riwaya.evaluate.tally import Tallies


def score_names(doc: Judged, tallies: Tallies) -> None:
    """Measures `name` (recall of gold entities) and `name.link` (pairs of forms rightly put into one entity)."""
    by_surface: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
    printed: dict[str, str] = {}
    for m in doc.reading.mentions or []:
        if is_span((m.start, m.end), len(doc.text)):
            words = doc.text[m.start : m.end]
            by_surface[bare(fold(words))][m.entity] += 1
            printed.setdefault(bare(fold(words)), words)
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for key, entity in doc.gold.entities.items():
        for form in entity.forms:
            owners[bare(fold(form))].add(key)
    placed: list[tuple[str, str, str | None]] = []
    for key, entity in doc.gold.entities.items():
        found = [form for form, keys in owners.items() if key in keys and form in by_surface]
        tallies["name"].add(bool(found), bool(found), 1)
        placed += [(key, form, by_surface[form].most_common(1)[0][0]) for form in found if len(owners[form]) == 1]
        if not found:
            doc.note("name", f"missed {entity.name or key}: {quoted(entity.forms[0] if entity.forms else None)}")
    for (key_a, form_a, entity_a), (key_b, form_b, entity_b) in combinations(placed, 2):
        together_g, together_p = key_a == key_b, entity_a == entity_b and entity_a is not None
        tallies["name.link"].add(together_g and together_p, together_p, together_g)
        if together_g != together_p:
            doc.note("name.link", f"{quoted(printed[form_a])} and {quoted(printed[form_b])} {'not joined' if together_g else 'wrongly joined'}")
