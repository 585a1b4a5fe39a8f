"""Rules in words: the entry of the lexicon, or the decision, behind the `rule` of a record."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.engine.lexicons import LANGUAGES
from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.lexicon.entries import Anaphor, Counted, Cue, Entry, Head, Initiative, Light, Limit, Name, Number, Particle, Status, Time, Trigger, Word
from riwaya.lexicon.load import Located, load_entries
from riwaya.ontology.load import Ontology, load_ontology

_SEVERAL = "+"
_MOST = 4
"""Forms of an entry that are shown."""


class RuleFact(Struct, frozen=True):
    """A part of a rule: what it does, in a sentence; for an entry of the lexicon its file below the data folder, line, lemma and gloss."""

    id: str
    says: str
    file: str | None = None
    line: int | None = None
    lemma: str | None = None
    gloss: str | None = None


class _Decisions(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    rules: dict[str, str]


def explain_rule(rule: str, *, data: Path = DATA) -> tuple[RuleFact, ...]:
    """The parts of a rule, in order; one that nothing is known of says so."""
    entries, decisions, ontology = _known(data)
    found = []
    for part in dict.fromkeys(filter(None, rule.split(_SEVERAL))):
        located = entries.get(part)
        if located is None:
            found.append(RuleFact(part, _decision(part, decisions)))
            continue
        says, lemma, gloss = describe(located.entry, ontology)
        found.append(RuleFact(part, says, Path(located.path).relative_to(data).as_posix(), located.line, lemma, gloss))
    return tuple(found)


def describe(entry: Entry, ontology: Ontology) -> tuple[str, str, str]:
    """What an entry does, in a sentence, its lemma, and what it means (empty where the data do not say)."""
    match entry:
        case Cue(act=act):
            says = "before whoever is silent" if entry.issuer else "its source is read as who speaks"
            return f"a cue of the act {act}: {says}", _forms(entry.verb, (entry.masdar,), entry.phrase), act
        case Trigger(kind=kind):
            title = ontology.kinds[kind].title if kind in ontology.kinds else kind
            roles = [f"its {part} is the {role}" for part, role in (("subject", entry.subject), ("object", entry.object)) if role not in ("", "none")]
            told = f", {entry.status}" if entry.status else ""
            return f"tells an event of the kind {kind}{told}{''.join(f'; {role}' for role in roles)}", _verbal(entry), title
        case Status(status=status):
            return f"says of the event below it that it is {status}", _verbal(entry), status
        case Light():
            return "a verb that only carries the event's noun", _forms(entry.verb, (entry.masdar,), entry.phrase), ""
        case Initiative():
            return "says who sought a contact", _forms(entry.verb, (entry.masdar,), entry.phrase), ""
        case Limit(frame=frame):
            return LIMITS[frame], _forms(entry.verb, (entry.masdar,), entry.noun, entry.plural, entry.phrase), ""
        case Head(type=type):
            return f"a common noun that opens the name of {_a(type)}", entry.lemma, entry.en
        case Name(type=type):
            return f"{_a(type)} of the gazetteer", _forms(entry.forms), entry.en
        case Counted(what=what):
            return f"a noun that counts {_plain(what)}", entry.lemma, what
        case Anaphor(refers=refers):
            return f"points back to {_a(refers)} named before it", entry.lemma, ""
        case Time(type=type):
            return f"a word of time ({_plain(type)})", _forms(entry.forms), ""
        case Number(type=type):
            return f"a word of number ({_plain(type)})", _forms(entry.forms), ""
        case Particle(type=type):
            return f"a word of grammar ({_plain(type)})", entry.lemma, ""
        case Word():
            return "a word of the word lists", entry.lemma, ""


LIMITS = {
    "manner": "says that a denial denies only how the deed was done",
    "part": "says that a denial denies only having had a hand in the deed",
    "rank": "gives a rank among the events of a time, which it does not date",
    "topic": "is what is told of, not the deed behind it",
    "act": "only says what sort of deed the next noun is",
    "link": "only says that something came when, or because, another thing had",
    "copula": "says what something is, not that it happened",
    "recall": "reminds of what is known",
    "lasting": "says that something goes on",
    "fiction": "is something made up, in which what is told happened to nobody",
    "custom": "says that something is done as a rule",
    "answer": "says what is answered, which has happened whatever the answer will be",
    "matter": "is nothing that can be struck, taken or hurt by force",
    "nature": "strikes without a hand that does it",
    "field": "names a field that is fought over without arms",
    "speech": "is a means of attack that consists of words",
    "arena": "is of a contest or a market",
    "trial": "says that a weapon is only tried",
    "illness": "is what the sick suffer from, not the wounded",
    "amounts": "calls one thing by the name of another",
    "sharp": "says of an attack that it is one in words",
    "critic": "is someone who attacks in words",
    "cyber": "is of computers and their networks",
}
"""What a word of limit does, by its frame."""


def _verbal(entry: Trigger | Status) -> str:
    return _forms(entry.verb, (entry.masdar,), entry.noun, entry.phrase, entry.passive)


def _forms(*groups: tuple[str, ...]) -> str:
    forms = list(dict.fromkeys(form for group in groups for form in group if form))
    return "، ".join(forms[:_MOST]) + (" …" if len(forms) > _MOST else "")


def _decision(rule: str, decisions: Mapping[str, str]) -> str:
    name = rule
    while name and name not in decisions:
        name = name.rpartition(".")[0]
    return decisions[name] if name else "not of this Riwaya: the reading was made elsewhere, or by another release"


def _a(word: str) -> str:
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {_plain(word)}"


def _plain(word: str) -> str:
    return word.replace("_", " ")


@lru_cache(maxsize=2)
def _known(data: Path) -> tuple[Mapping[str, Located], Mapping[str, str], Ontology]:
    ontology = load_ontology(data)
    entries = {e.entry.id: e for language in reversed(LANGUAGES) for e in load_entries(data, language, ontology=ontology)}
    path = data / "rules" / "decisions.toml"
    try:
        decisions = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Decisions)
    except OSError as error:
        raise DataFileError("cannot be read; is this a Riwaya data folder?", path=path) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError(str(error), path=path) from error
    return entries, decisions.rules, ontology
