"""The incident of an explanation as lines for the terminal: how it stands, what is disputed, who tells it and in which words."""

from collections.abc import Iterator, Mapping

from rich.text import Text

from riwaya.cli.passage_text import context_of, lit_lines
from riwaya.cli.terminal import clean, field, heading, isolate, said_field
from riwaya.cli.values import said_teller, said_value, said_when, value_lines
from riwaya.engine.explained import Explanation, RelatedIncident, Told
from riwaya.export.report.labels import load_labels, word
from riwaya.model import Dispute, Judgement

_ADVERSE = "red"
_WEIGHTS = (
    "Each pair of events was compared. A weight above nought says that the two are one incident, below that they are two; `bias` is what "
    "is thought before anything is compared; the sum decides: same, different, or unsure (too near nought to tell; such a pair stands "
    "together only where others hold it together)."
)


def incident_lines(found: Explanation, texts: Mapping[str, str], *, width: int, why: bool) -> Iterator[Text]:
    """The incident that a cell stands in; `why` adds the judgements that joined its accounts, where the explanation has them."""
    if found.is_a != "incident":
        yield from heading(f"Incident {found.incident}: {found.kind}")
    yield from _standing_lines(found, width=width)
    reasons = {rule.id: rule.says for rule in found.rules}
    for dispute in found.disputes:
        yield from _dispute_lines(dispute, found, reason=reasons.get(dispute.rule, ""), width=width)
    for related in found.related:
        yield from _related_lines(related, width=width)
    if found.is_a == "incident":
        yield from heading(f"Accounts   {len(found.accounts)}")
    for told in found.accounts:
        yield from _told_lines(told, texts, width=width, field_name=None if found.is_a == "statement" else found.field)
    if found.judgements and why:
        yield from heading("What joined the accounts")
        yield from field("", said=_WEIGHTS, width=width)
        for judgement in found.judgements:
            yield from _judgement_lines(judgement, width=width)
    elif found.judgements:
        yield Text()
        yield from field("", said="--why tells what joined these accounts: every pair of events, and what was weighed", width=width)


def _standing_lines(found: Explanation, *, width: int) -> Iterator[Text]:
    labels = load_labels()
    why = labels.standing_rules.get(found.standing_rule or "") or labels.standing_reasons.get(found.standing or "", "")
    yield from field("standing", said=f"{found.standing}: {why} [{found.standing_rule}]", width=width)
    if found.field_standing:
        yield from field("field", said=f"{found.field}: {found.field_standing}", width=width)
    by_standing: dict[str, list[str]] = {}
    for name, standing in found.field_standings.items():
        by_standing.setdefault(standing, []).append(name)
    for number, (standing, names) in enumerate(sorted(by_standing.items())):
        yield from field("fields" if number == 0 else "", said=f"{standing}: {', '.join(names)}", width=width)


def _dispute_lines(dispute: Dispute, found: Explanation, *, reason: str, width: int) -> Iterator[Text]:
    yield from field("disputed", said=f"{dispute.field}{f': {reason}' if reason else ''}", width=width, style=_ADVERSE)
    for value in dispute.values:
        tellers = [said_teller(found.accounts[n].chain) for n in value.accounts if n < len(found.accounts)]
        latin = ", ".join(dict.fromkeys(said for said, printed in tellers if said and not printed))
        printed_names = "، ".join(dict.fromkeys(printed for _, printed in tellers if printed))
        said, printed = said_value(value.value)
        if said and not printed:
            yield from said_field(f"  {said}", latin, printed_names, width=width)
        else:
            yield from value_lines("value", value.value, names=found.names, width=width, indent="  ")
            yield from said_field("    by", latin, printed_names, width=width)


def _related_lines(related: RelatedIncident, *, width: int) -> Iterator[Text]:
    relation = word(load_labels().relations, related.relation).lower()
    about = ", ".join(filter(None, (f"{related.kind} {related.status}", said_when(related.when))))
    yield from said_field("related", f"{related.incident}, {relation}: {about}", related.place or "", width=width)


def _told_lines(told: Told, texts: Mapping[str, str], *, width: int, field_name: str | None) -> Iterator[Text]:
    chain = told.chain
    marks = "".join(f", {mark}" for mark, is_so in (("this cell", told.own), ("a copy of another account", told.copy)) if is_so)
    act = word(load_labels().acts, chain.act).lower()
    about = f"{act}{marks}, {chain.told.isoformat() if chain.told else 'day unknown'}"
    yield Text.assemble("   ", isolate(Text(clean(told.cell), style="bold")), "  ", (about, _ADVERSE if chain.act == "deny" else ""))
    yield from said_field("  by", *said_teller(chain), width=width)
    for relay in chain.relays:
        yield from said_field("  through", "", relay.text, width=width)
    if chain.outlet:
        yield from said_field("  in", "", chain.outlet, width=width)
    text = texts.get(told.evidence.document, "")
    if field_name is None:
        yield from lit_lines(text, told.evidence.span, (), width=width)
        return
    if not told.given:
        yield from field(f"  {field_name}", said="does not say", width=width)
        return
    yield from value_lines(field_name, told.value, names={}, width=width, indent="  ")
    if told.own:
        return  # its words are shown above
    shown: set[tuple[int, int]] = set()
    for words in told.words:
        context = context_of(text, words.span)
        if context not in shown:
            spans = [other.span for other in told.words if context[0] <= other.span[0] and other.span[1] <= context[1]]
            yield from lit_lines(text, context, spans, width=width)
            shown.add(context)


def _judgement_lines(judgement: Judgement, *, width: int) -> Iterator[Text]:
    by = "" if judgement.by == "fuse" else f", by {clean(judgement.by)}"
    yield Text.assemble(
        "   ", isolate(clean(judgement.left)), "  ", isolate(clean(judgement.right)), f"  {judgement.verdict} {judgement.score:+.2f}{by}"
    )
    for reason in judgement.reasons:
        yield from said_field("", f"{reason.weight:+.2f}  {reason.feature}:", reason.says, width=width)
