"""An explanation as lines for the terminal."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import msgspec
from rich.text import Text

from riwaya.cli.passage_text import context_of, lit_lines
from riwaya.cli.terminal import clean, field, is_arabic, isolate
from riwaya.cli.values import said_value
from riwaya.engine.explained import Chain, Explanation, Told, Voice
from riwaya.engine.rules import RuleFact
from riwaya.export.report.labels import load_labels, word
from riwaya.model import Dispute, Judgement

_ADVERSE = "red"
_UNSAID = frozenset(("id", "rule", "start", "end", "trigger", "evidence", "cues", "content", "place_span"))
"""Fields of an item that its words show, or nobody reads."""


def explained_lines(found: Explanation, texts: Mapping[str, str], *, width: int) -> Iterator[Text]:
    """Every line of an explanation; `texts` holds the text of each document whose words it shows."""
    yield Text.assemble(isolate(Text(clean(found.cell), style="bold")), f"  {found.is_a}{f', {found.field}' if found.field else ''}")
    yield from _value_lines(found, width=width)
    for note in found.notes:
        yield from _said("", note, width=width) if is_arabic(note) else field("", said=note, width=width)
    yield from _words_lines(found, texts, width=width)
    if found.rules:
        yield from _heading("Rules")
        for rule in found.rules:
            yield from _rule_lines(rule, width=width)
    if found.chains:
        yield from _heading("Who says so")
        for chain in found.chains:
            yield from _chain_lines(chain, width=width)
    if found.incident:
        yield from _incident_lines(found, texts, width=width)


def _value_lines(found: Explanation, *, width: int) -> Iterator[Text]:
    """What the cell holds; of a whole item, field by field."""
    if found.field is not None:
        yield from _said("value", *said_value(found.value), width=width)
        return
    for name, value in msgspec.to_builtins(found.value).items():
        if name not in _UNSAID and value not in (None, (), [], {}):
            yield from _said(name, *said_value(value), width=width)


def _words_lines(found: Explanation, texts: Mapping[str, str], *, width: int) -> Iterator[Text]:
    shown: set[tuple[str, tuple[int, int]]] = set()
    if found.words:
        yield from _heading("Words")
    for document, group in groupby(found.words, key=lambda words: words.document):
        words, text = list(group), texts.get(document, "")
        for word_ in words:
            context = context_of(text, word_.span)
            yield Text(f"   {word_.label}  characters {word_.span[0]} to {word_.span[1]}", style="dim")
            if (document, context) not in shown:
                spans = [other.span for other in words if context[0] <= other.span[0] and other.span[1] <= context[1] and other.label == word_.label]
                yield from lit_lines(text, context, spans, width=width)
                shown.update({(document, context)} if len(spans) > 1 else ())


def _rule_lines(rule: RuleFact, *, width: int) -> Iterator[Text]:
    gloss = f" ({rule.gloss})" if rule.gloss else ""
    yield from field(rule.id, said=f"{rule.says}{gloss}", width=width)
    if rule.lemma:
        yield from field("", said=f"{rule.file}, line {rule.line}", printed=rule.lemma, width=width)


def _chain_lines(chain: Chain, *, width: int) -> Iterator[Text]:
    acts = load_labels().acts
    if chain.statement is None:
        yield from field("voice", said="the outlet itself, in its own words", width=width)
    else:
        yield from field(chain.statement, said=word(acts, chain.act).lower(), width=width)
        for label, voices in (("source", chain.sources), ("through", chain.relays)):
            for voice in voices:
                yield from field(label, said=_latin(voice), printed=voice.text, width=width)
        if not chain.sources:
            yield from field("source", said="nobody is named", width=width)
        for cue in chain.cues:
            yield from field("cue", printed=cue.text, width=width, style="magenta")
    outlet = chain.outlet or "unknown"
    yield from _said("outlet", "" if is_arabic(outlet) else clean(outlet), outlet if is_arabic(outlet) else "", width=width)
    yield from field("told on", said=chain.told.isoformat() if chain.told else "a day that is not settled", width=width)


def _incident_lines(found: Explanation, texts: Mapping[str, str], *, width: int) -> Iterator[Text]:
    labels = load_labels()
    yield from _heading(f"Incident {found.incident}: {found.kind}")
    why = labels.standing_rules.get(found.standing_rule or "") or labels.standing_reasons.get(found.standing or "", "")
    yield from field("standing", said=f"{found.standing}: {why} [{found.standing_rule}]", width=width)
    if found.field_standing:
        yield from field("field", said=f"{found.field}: {found.field_standing}", width=width)
    for dispute in found.disputes:
        yield from _dispute_lines(dispute, width=width)
    for told in found.accounts:
        yield from _told_lines(told, texts, width=width, field_name=None if found.is_a == "statement" else found.field)
    if found.judgements:
        yield from _heading("What joined the accounts")
        for judgement in found.judgements:
            yield from _judgement_lines(judgement, width=width)


def _told_lines(told: Told, texts: Mapping[str, str], *, width: int, field_name: str | None) -> Iterator[Text]:
    marks = [mark for mark, is_so in (("this cell", told.own), ("a copy", told.copy)) if is_so]
    act = word(load_labels().acts, told.chain.act).lower()
    about = f"{act}{f', {chr(44).join(marks)}' if marks else ''}, {told.chain.told.isoformat() if told.chain.told else 'day unknown'}"
    style = _ADVERSE if told.chain.act == "deny" else ""
    yield Text.assemble("   ", isolate(Text(clean(told.cell), style="bold")), "  ", (about, style))
    who = " + ".join(voice.text for voice in told.chain.sources) or "the outlet itself"
    outlet = told.chain.outlet or ""
    yield from _said("  by", "" if is_arabic(who) else clean(who), who if is_arabic(who) else "", width=width)
    if outlet:
        yield from _said("  in", "" if is_arabic(outlet) else clean(outlet), outlet if is_arabic(outlet) else "", width=width)
    if field_name is not None:
        said, printed = said_value(told.value) if told.given else ("does not say", "")
        yield from _said(f"  {field_name}", said, printed, width=width)
    else:
        text = texts.get(told.evidence.document, "")
        yield from lit_lines(text, told.evidence.span, (), width=width)


def _dispute_lines(dispute: Dispute, *, width: int) -> Iterator[Text]:
    for value in dispute.values:
        said, printed = said_value(value.value)
        count = len(value.accounts)
        yield from _said("disputed", f"{dispute.field}: {said} ({count} account{'' if count == 1 else 's'})", printed, width=width)


def _judgement_lines(judgement: Judgement, *, width: int) -> Iterator[Text]:
    by = "" if judgement.by == "fuse" else f", by {clean(judgement.by)}"
    yield Text.assemble(
        "   ", isolate(clean(judgement.left)), "  ", isolate(clean(judgement.right)), f"  {judgement.verdict} {judgement.score:+.2f}{by}"
    )
    for reason in judgement.reasons:
        yield from field(
            "",
            said=f"{reason.weight:+.2f}  {reason.feature}: {'' if is_arabic(reason.says) else clean(reason.says)}",
            printed=reason.says if is_arabic(reason.says) else "",
            width=width,
        )


def _said(label: str, said: str, printed: str = "", *, width: int) -> Iterator[Text]:
    yield from field(label, said=said if not is_arabic(said) else "", printed=printed or (said if is_arabic(said) else ""), width=width)


def _latin(voice: Voice) -> str:
    return "" if is_arabic(voice.name) else clean(voice.name)


def _heading(title: str) -> Iterator[Text]:
    yield Text()
    yield Text(title, style="bold")
