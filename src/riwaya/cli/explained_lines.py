"""An explanation as lines for the terminal."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import msgspec
from rich.text import Text

from riwaya.cli.explained_incident import incident_lines
from riwaya.cli.passage_text import context_of, lit_lines
from riwaya.cli.reading_tables import NOBODY, OUTLET
from riwaya.cli.terminal import clean, field, heading, isolate, said_field
from riwaya.cli.values import said_teller, value_lines
from riwaya.engine.explained import Chain, Explanation
from riwaya.engine.rules import RuleFact
from riwaya.export.report.labels import load_labels, word
from riwaya.text.direction import is_arabic

_SINGULAR = {"sources": "source", "relays": "through", "initiative": "sought by"}
"""The label of each item of a field."""

_UNSAID = frozenset(
    ("id", "rule", "start", "end", "trigger", "evidence", "cues", "content", "place_span", "standing", "background", "background_rule")
)
"""Fields of an item that its words show, or nobody reads."""


def explained_lines(found: Explanation, texts: Mapping[str, str], *, width: int, why: bool = False) -> Iterator[Text]:
    """Every line of an explanation; `texts` holds the text of each document whose words it shows, `why` adds what joined accounts."""
    yield Text.assemble(isolate(Text(clean(found.cell), style="bold")), f"  {found.is_a}{f', {found.field}' if found.field else ''}")
    yield from _value_lines(found, width=width)
    for note in found.notes:
        yield from said_field("", note, width=width)
    yield from _words_lines(found, texts, width=width)
    disputed = {dispute.rule for dispute in found.disputes}
    rules = [rule for rule in found.rules if rule.id not in disputed] if found.is_a != "incident" or why else []
    if rules:
        yield from heading("Rules")
        for rule in rules:
            yield from _rule_lines(rule, width=width)
    if found.chains:
        yield from heading("Who says so")
        for chain in found.chains:
            yield from _chain_lines(chain, width=width)
    if found.incident:
        yield from incident_lines(found, texts, width=width, why=why)


def _value_lines(found: Explanation, *, width: int) -> Iterator[Text]:
    """What the cell holds; of a whole item, field by field, names in place of ids."""
    if found.field == "background":
        yield from said_field("value", "the text only mentions it" if found.value else "the text tells it", width=width)
        return
    if found.field is not None:
        yield from value_lines(_SINGULAR.get(found.field, "value"), found.value, names=found.names, width=width)
        return
    for name, value in msgspec.to_builtins(found.value).items():
        if name == "statements":
            yield from _teller_lines(found, width=width)
        elif name == "background" and value:
            yield from said_field(name, "the text only mentions it", width=width)
        elif name == "place" and isinstance(value, dict):
            yield from said_field(name, value["name"], width=width)
        elif name not in _UNSAID and value not in (None, (), [], {}):
            yield from value_lines(_SINGULAR.get(name, name), value, names=found.names, width=width)


def _teller_lines(found: Explanation, *, width: int) -> Iterator[Text]:
    """Who tells an event: each statement by its act, its source and its cue."""
    for number, chain in enumerate(found.chains):
        said, printed = said_teller(chain)
        told = f"{chain.statement}, {word(load_labels().acts, chain.act).lower()}" if chain.statement else ""
        cue = f"«{chain.cues[0].text}»" if chain.cues else ""
        about = ", ".join(filter(None, (told, said)))
        yield from said_field("told by" if number == 0 else "", about, "  ".join(filter(None, (printed, cue))), width=width)


def _words_lines(found: Explanation, texts: Mapping[str, str], *, width: int) -> Iterator[Text]:
    shown: set[tuple[str, tuple[int, int]]] = set()
    if found.words:
        yield from heading("Words")
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
        yield from field("voice", said=f"{OUTLET}, in its own words", width=width)
    else:
        yield from field(chain.statement, said=word(acts, chain.act).lower(), width=width)
        for label, voices in (("source", chain.sources), ("through", chain.relays)):
            for voice in voices:
                name = "" if voice.name == voice.text or is_arabic(voice.name) else voice.name
                yield from said_field(label, name, voice.text, width=width)
        if not chain.sources:
            yield from field("source", said=NOBODY, width=width)
        for cue in chain.cues:
            yield from field("cue", printed=cue.text, width=width, style="magenta")
    yield from said_field("outlet", chain.outlet or "unknown", width=width)
    yield from field("told on", said=chain.told.isoformat() if chain.told else "a day that is not settled", width=width)
