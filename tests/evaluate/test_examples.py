"""Tests `evaluate/examples.py` with readings made by hand."""

import msgspec

from riwaya.evaluate.examples import check_examples, example_page
from riwaya.lexicon.entries import Cue, Particle, Trigger
from riwaya.lexicon.load import Located
from riwaya.model import Problem, Reading
from tests.model.records import reading


def read(sentence: str) -> Reading | Problem:
    """A reader that knows one verb and stumbles over another word."""
    if "عثرة" in sentence:
        return Problem("read", "example", "read.failure", "a reader failed on it")
    found = reading()
    return found if "نفت" in sentence else msgspec.structs.replace(found, statements=(), events=(), times=())


def test_hits_and_misses() -> None:
    cue = Cue(id="deny.nafa", act="deny", hit=("نفت الوزارة", "أنكرت الوزارة"), miss=("نفت إلى الخارج", "قالت الوزارة", "عثرة"))
    trigger = Trigger(id="seizure.saytara", kind="seizure", hit=("نفت سيطرته",))
    located = [Located(cue, "deny.toml", 5), Located(trigger, "seizure.toml", 9), Located(Particle("particles.fi", "في", "preposition"), "p.tsv", 2)]
    outcome = check_examples(located, read, lambda sentence: [])
    assert (outcome.entries, outcome.hits, outcome.misses) == (3, 3, 3)
    assert [str(failure).replace("\u2068", "").replace("\u2069", "") for failure in outcome.failures] == [
        "deny.toml:5: deny.nafa: أنكرت الوزارة: not found; it was read by group.body, name, organizations.telegram, places.vovchansk",
        "deny.toml:5: deny.nafa: نفت إلى الخارج: found, and must not be",
        "deny.toml:5: deny.nafa: عثرة: a reader failed on it",
    ]


def test_the_page_of_an_example_has_a_day() -> None:
    page = example_page("قال الوزير أمس")
    assert page.document.text == "قال الوزير أمس"
    assert page.document.published is not None
