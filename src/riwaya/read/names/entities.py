"""The document's own entities as they are filled in reading order, and what each is called."""

from __future__ import annotations

from collections.abc import Hashable

from riwaya.lexicon.entries import Name
from riwaya.read.groups import Group
from riwaya.read.names.drafts import Draft, group_span, span_of, split_names
from riwaya.read.parse import Parse
from riwaya.text.fold import fold_word

Key = Hashable
_FACILITIES = frozenset(("airport", "camp", "crossing", "dam", "facility", "plant", "port"))
"""Levels of the places that a list knows by a word for their kind too (`مطار زيلوفا`: المطار)."""


def with_article(group: Group, words: str) -> str:
    """The folded words of a group whose article ل has swallowed, with the article: `للتنظيم` as `التنظيم`."""
    head = group.head
    if not group.skip or head is None or not group.definite or not words.startswith("ل") or head.lemma.startswith(("ل", "ال")):
        return words
    return "ال" + words[1:]


class Entities:
    """The entities of one document, filled in reading order."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.drafts: list[Draft] = []
        self.by_key: dict[Key, int] = {}
        self.recent: dict[int, None] = {}  # numbers, the one named last at the end
        self.by_name: dict[str, Name] = {}
        self.split_names = split_names(parse)
        self.one_army = len({g.nations for g in parse.groups if g.nations and g.head is not None and g.head.level == "army"}) < 2
        self.capitals: dict[str, Name] = {}

    def nation(self, place_id: str) -> int:
        """The entity of a nation named by its adjective, of the lists or (`nisba:STEM`) of the document alone."""
        if place_id.startswith("nisba:"):
            if place_id not in self.by_key:
                self.by_key[place_id] = len(self.drafts)
                self.drafts.append(Draft(len(self.drafts), "place", "nation.adjective", label=place_id[6:], nation=place_id))
            return self.by_key[place_id]
        entry = self.entry(place_id)
        return self.known(entry, rule=place_id)

    def known(self, entry: Name, *, rule: str) -> int:
        """The entity of a known name; a person may have been named before by a surname alone, an army as the forces of its state."""
        if entry.id not in self.by_key:
            number = None
            if entry.type == "person":
                number = next((self.by_key[k] for k in (("person", fold_word(s)) for s in entry.short) if k in self.by_key), None)
            elif entry.type == "organization" and (force := self._force_of(entry)) is not None:
                number = self.by_key.setdefault(force, len(self.drafts))
                number = number if number < len(self.drafts) else None
            if number is None:
                number = len(self.drafts)
                self.drafts.append(Draft(number, entry.type, rule, entry, entry.forms[0], True))
            self.drafts[number].known = self.drafts[number].known or entry
            self.by_key[entry.id] = number
            if entry.type in ("organization", "medium") or entry.level in _FACILITIES:
                self.drafts[number].kinds.update(fold_word(f.split()[0]).removeprefix("ال") for f in entry.forms if " " in f)
            if entry.type == "person":
                for short in (*entry.short, *(f.split()[-1] for f in entry.forms)):
                    self.by_key.setdefault(("person", fold_word(short)), number)
        return self.by_key[entry.id]

    def _force_of(self, entry: Name) -> Key | None:
        """The key of the forces of a state, for a known body whose names say that it is its army (`الجيش الروسي`)."""
        state = self.parse.lexicon.by_id.get(f"place.{entry.of}") if entry.of else None
        if not isinstance(state, Name) or not any(form == f"الجيش ال{adj.split(';')[0]}" for adj in state.adjective for form in entry.forms):
            return None
        return ("force", state.id)

    def capital(self, state: str) -> Name | None:
        """The known capital of a state."""
        if not self.capitals:
            named = [e for e in self.parse.lexicon.by_id.values() if isinstance(e, Name) and e.stands_for]
            self.capitals = {e.stands_for: e for e in reversed(named)}
        return self.capitals.get(state)

    def city(self, group: Group) -> int:
        """The entity of a group where it is a place: a capital that is one is itself, not its state."""
        if group.known is not None and group.known.stands_for and group.head is None:
            return self.known(group.known, rule=group.rule)
        return group.entity

    def new(self, group: Group, *, rule: str, label: str = "") -> int:
        """A new entity of the group's type."""
        number = len(self.drafts)
        self.drafts.append(Draft(number, group.type, rule, label=label, speaks=group.speaks))
        return number

    def owner(self, group: Group) -> str | None:
        """Whose office or body it is: the country's id, or the owning entity."""
        if group.nations:
            return group.nations[0]
        if group.of is not None:
            if group.of.known is not None and group.of.type == "place":
                return group.of.known.stands_for or group.of.known.id
            return self.state_of(group.of.entity) or f"#{group.of.entity}"
        if group.known is not None and group.type != "person" and group.known.type == "place":
            return group.known.stands_for or group.known.id
        return None

    def add(self, group: Group, number: int) -> None:
        """Count a group among those of an entity, which is then the one named last."""
        group.entity = number
        draft = self.drafts[number]
        draft.groups.append(group)
        draft.openings.add(self.first_word(group))
        if group.head is not None:
            draft.heads.add(group.head.id)
        self.recent.pop(number, None)
        self.recent[number] = None

    def first_word(self, group: Group) -> str:
        """The first word of a group, without the clitics before it and the article."""
        words = self.parse.tokens.words
        start = group.office[0] if group.office is not None else group.first
        word = with_article(group, words[start][group.skip :]) if start == group.first else words[start]
        return word[2:] if word.startswith("ال") else word

    def state_of(self, number: int) -> str | None:
        """The place id of an entity that is a state."""
        draft = self.drafts[number]
        if draft.type != "place":
            return None
        if draft.known is not None:
            return draft.known.id if draft.known.level == "country" else None
        return draft.nation or None

    def folded(self, group: Group) -> str:
        """The folded words of a group without the clitics before it."""
        return with_article(group, self.parse.words(group.first, group.after)[group.skip :])

    def best_name(self, draft: Draft) -> str:
        """The longest proper name that the text gives an entity, else its known name, else its first description."""
        spans = [
            group_span(self.parse, g) if g.level == "facility" else span_of(self.parse, *g.name, skip=g.skip if g.name[0] == g.first else 0)
            for g in draft.groups
            if g.name is not None
            and g.type == draft.type
            and not (draft.known is not None and g.known is not None and g.known.stands_for == draft.known.id)  # موسكو, for Russia
            and not (g.head is not None and (g.head.direction or g.head.level == "border"))
        ]
        if spans:
            names = [self._named(start, end, draft.known) for start, end in spans]
            return names[0] if len(names) == 1 else max(names, key=lambda n: (len(n), n))
        if draft.known is not None:
            return draft.known.forms[0]
        return draft.label or (self.label(draft.groups[0]) if draft.groups else "")

    def printed(self, group: Group) -> str:
        """The printed words of a group without the clitics before it."""
        start, end = group_span(self.parse, group)
        return self.parse.document.text[start:end]

    def label(self, group: Group) -> str:
        """The printed words of a group as they name it."""
        return self._restored(*group_span(self.parse, group))

    def _named(self, start: int, end: int, known: Name | None) -> str:
        """The printed words of a span, with the article where ل has swallowed it, unless they are one of the known names as they stand (`للبنان`)."""
        text, restored = self.parse.document.text[start:end], self._restored(start, end)
        if known is not None and restored != text and fold_word(text) in map(fold_word, known.forms):
            return text
        return restored

    def _restored(self, start: int, end: int) -> str:
        """The printed words of a span, with the alif of the article where ل has swallowed it (للجيش: الجيش)."""
        text = self.parse.document.text
        swallowed = start and text.startswith("لل", start - 1) and not text.startswith("ه", start + 1)
        return f"ا{text[start:end]}" if swallowed else text[start:end]

    def entry(self, place_id: str) -> Name:
        """The known name of that id."""
        entry = self.parse.lexicon.by_id[place_id]
        assert isinstance(entry, Name)
        return entry
