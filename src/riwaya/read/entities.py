"""Clusters the groups of a document into its own entities: names, offices, nations, metonyms and anaphors.

A person is known by surname, and by office and nation (`وزير الدفاع الروسي`); a body by its head and nation; a force of a
nation is one entity (`القوات الأوكرانية`, `الجيش الأوكراني`); a capital that acts is its country. An anaphor takes the
latest entity whose words begin alike, or of its kind. Nothing is joined on a given name alone.
"""

from __future__ import annotations

from collections.abc import Hashable

from riwaya.lexicon.entries import Name, Trigger
from riwaya.read.anaphors import is_named_place, latest_settlement, settlement_beside
from riwaya.read.drafts import Draft, group_span, level_gap, one_edit_apart, span_of, split_names
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import NATION
from riwaya.text.fold import fold_word
from riwaya.text.function_words import LOCATIVE, MOVEMENT

Key = Hashable
_LONG_ENOUGH_TO_FUZZ = 6
_ATTACKS = frozenset(("strike", "assault", "siege", "seizure"))


class Entities:
    """The entities of one document, filled in reading order."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.drafts: list[Draft] = []
        self.by_key: dict[Key, int] = {}
        self.recent: dict[int, None] = {}  # numbers, the one named last at the end
        self.by_name: dict[str, Name] = {}
        self.split_names = split_names(parse)

    def resolve(self, group: Group) -> int:
        """The number of the group's entity, made where it is new; inner groups first."""
        if group.of is not None and group.of is not group and group.of.entity < 0:
            group.of.entity = self.resolve(group.of)
        if group.type == "person" and group.number == "d" and group.definite and group.name is None and not group.nations and group.of is None:
            group.members = self._latest_two()
        number = self._find(group)
        group.entity = number
        draft = self.drafts[number]
        draft.groups.append(group)
        draft.openings.add(self._first_word(group))
        if group.head is not None:
            draft.heads.add(group.head.id)
        self.recent.pop(number, None)
        self.recent[number] = None
        return number

    def _latest_two(self) -> tuple[int, ...]:
        """The two persons named last, whom a dual (`الوزيران`) means; none where fewer than two have been named."""
        found: list[int] = []
        for number in reversed(self.recent):
            draft = self.drafts[number]
            if draft.type == "person" and (draft.named or draft.nation) and number not in found:
                found.append(number)
                if len(found) == 2:
                    return (found[1], found[0])
        return ()

    def nation(self, place_id: str) -> int:
        """The entity of a nation named by its adjective, of the lists or (`nisba:STEM`) of the document alone."""
        if place_id.startswith("nisba:"):
            if place_id not in self.by_key:
                self.by_key[place_id] = len(self.drafts)
                self.drafts.append(Draft(len(self.drafts), "place", "nation.adjective", label=place_id[6:]))
            return self.by_key[place_id]
        entry = self._entry(place_id)
        return self._known(entry, rule=place_id)

    # -- finding -----------------------------------------------------------------------------------------------------

    def _find(self, group: Group) -> int:
        if group.type == "person":
            return self._person(group)
        if group.type == "place":
            return self._place(group)
        if group.rule == "people.nation":
            return self.nation(group.nations[0])
        if group.anaphor:
            back = self._anaphor(group)
            if back is not None:
                return back
        if group.known is not None and group.known.type == group.type and group.type != "group":
            return self._known(group.known, rule=group.rule, group=group)
        return self._described(group)

    def _person(self, group: Group) -> int:
        office = self._office_key(group)
        if group.known is not None:
            number = self._known(group.known, rule=group.rule, group=group)
        elif group.name is not None:
            number = self._named_person(group, office)
        elif office is not None and (holder := self._holder(group, office)) is not None:
            number = holder
        elif group.anaphor:
            back = self._anaphor(group)
            number = back if back is not None else self._described(group)
        else:
            number = self._same_office(group)
        if office is not None:
            self.by_key.setdefault(office, number)
        return number

    def _holder(self, group: Group, office: Key) -> int | None:
        """Who holds the office: known by it already, or named with it where no nation was told (but not the counterpart's other)."""
        if office in self.by_key:
            return self.by_key[office]
        if not group.anaphor.startswith("counterpart"):
            return None
        assert isinstance(office, tuple)
        latest = next((n for n in reversed(self.recent) if self.drafts[n].type == "person"), -1)
        for draft in self.drafts:
            if draft.number != latest and draft.named and draft.office == office[1] and draft.nation in ("", group.nations[0]):
                draft.nation = group.nations[0]
                return draft.number
        return None

    def _office_key(self, group: Group) -> Key | None:
        if group.head is None or group.head.type != "office":
            counterpart = self._counterpart_office(group)
            if counterpart is None:
                return None
            return ("office", counterpart, group.nations[0])
        owner = self._owner(group)
        if owner is None:
            return None
        draft_office = group.head.id
        return ("office", draft_office, owner)

    def _counterpart_office(self, group: Group) -> str | None:
        """The office that `نظيره` shares with the person before it."""
        if not group.anaphor.startswith("counterpart") or not group.nations:
            return None
        for number in reversed(self.recent):
            draft = self.drafts[number]
            if draft.type == "person" and draft.office:
                return draft.office
        return None

    def _owner(self, group: Group) -> str | None:
        """Whose office or body it is: the country's id, or the owning entity."""
        if group.nations:
            return group.nations[0]
        if group.of is not None:
            if group.of.known is not None and group.of.type == "place":
                return group.of.known.stands_for or group.of.known.id
            return f"#{group.of.entity}"
        if group.known is not None and group.type != "person" and group.known.type == "place":
            return group.known.stands_for or group.known.id
        return None

    def _named_person(self, group: Group, office: Key | None) -> int:
        assert group.name is not None
        words = self.parse.tokens.words[group.name[0] : group.name[1]]
        words = [words[0][group.skip :] if group.name[0] == group.first else words[0], *words[1:]]
        last = words[-1]
        known = self._known_surname(group, words)
        if known is not None:
            group.known = known
            return self._known(known, rule=group.rule, group=group)
        found = self.by_key.get(("person", last))
        if found is None:
            found = self._fuzzy_person(last)
        if found is not None and len(words) > 1 and not self._may_be_same(found, words):
            found = None
        if found is None and office is not None and office in self.by_key and not self.drafts[self.by_key[office]].named:
            found = self.by_key[office]
        if found is None:
            found = self._new(group, rule=group.rule)
        draft = self.drafts[found]
        text = " ".join(words)
        if len(text) > len(draft.label) or not draft.named:
            draft.label = text
        draft.named = True
        self._remember_office(draft, group)
        self.by_key.setdefault(("person", last), found)
        return found

    def _known_surname(self, group: Group, words: list[str]) -> Name | None:
        """The known person whose surname ends the name and whose given name begins it (فلاديمير ف. بوتين)."""
        assert group.name is not None
        for hit in self.parse.hits[group.name[1] - 1]:
            entry = hit.entry
            if (
                isinstance(entry, Name)
                and entry.type == "person"
                and hit.before.length == 0
                and any(fold_word(f).split()[0] == words[0] for f in entry.forms)
            ):
                return entry
        return None

    def _remember_office(self, draft: Draft, group: Group) -> None:
        if group.head is not None and group.head.type == "office" and not draft.office:
            draft.office = group.head.id
        elif group.anaphor == "counterpart" and not draft.office:
            draft.office = self._counterpart_office(group) or ""
        if group.nations and not draft.nation:
            draft.nation = group.nations[0]

    def _fuzzy_person(self, last: str) -> int | None:
        if len(last) < _LONG_ENOUGH_TO_FUZZ:
            return None
        for key, number in self.by_key.items():
            if isinstance(key, tuple) and key[0] == "person" and one_edit_apart(str(key[1]), last):
                return number
        return None

    def _may_be_same(self, number: int, words: list[str]) -> bool:
        label = self.drafts[number].label.split()
        return len(label) < 2 or label[0][0] == words[0][0] or label[0] in words

    def _same_office(self, group: Group) -> int:
        """An office without its owner's name: the latest holder of that office in the text, else a new entity."""
        head = group.head
        if head is not None and head.type == "office" and not group.nations and group.of is None:
            for number in reversed(self.recent):
                if self.drafts[number].type == "person" and self.drafts[number].office == head.id:
                    return number
        number = self._new(group, rule=group.rule)
        draft = self.drafts[number]
        draft.label = self.label(group)
        self._remember_office(draft, group)
        if group.of is not None:
            draft.role_of = group.of.entity
        elif group.nations:
            draft.role_of = self.nation(group.nations[0])
        return number

    def _place(self, group: Group) -> int:
        if group.anaphor == "place":
            back = self._anaphor(group)
            if back is not None:
                return back
        if group.rule == "name.land":
            number = self.nation(group.nations[0])
            self.drafts[number].label = self.label(group)
            return number
        entry = self._homonym(group)
        directed = group.head is not None and group.head.direction
        if group.head is not None and group.head.level == "border":
            return self._described(group)  # حدود أرمينيا is not Armenia
        if entry is not None and not (directed and group.level == "direction"):
            if entry.stands_for and group.head is None and self._acts(group):
                return self._known(self._entry(entry.stands_for), rule="metonym.capital", group=group)
            return self._known(self._shared(entry, group), rule=group.rule, group=group)
        if group.nations and group.head is not None and group.head.level == "country":
            return self.nation(group.nations[0])
        if group.head is not None and group.head.type == "facility":
            return self._facility(group)
        if group.name is not None and not directed and not (group.of is not None and group.of.known is not None):
            key = ("place", self._proper(group))
            if key not in self.by_key:
                self.by_key[key] = self._new(group, rule=group.rule, label=str(key[1]))
            return self.by_key[key]
        if directed and group.of is not None and group.level in ("city", "town", "village", "settlement"):
            if group.of.entity < 0:
                group.of.entity = self.resolve(group.of)
            return group.of.entity
        return self._described(group)

    def _proper(self, group: Group) -> str:
        assert group.name is not None
        return self.parse.words(*group.name)[group.skip if group.name[0] == group.first else 0 :]

    def _facility(self, group: Group) -> int:
        """A facility is known by its kind and name (`جسر أوسترين`, then `معبر أوسترين`); a bare definite one is the last of its kind."""
        head = group.head
        assert head is not None
        kind = ("head", "place", head.level or head.id)
        if group.definite and group.number == "s" and group.after - group.first == 1 and kind in self.by_key:
            number = self.by_key[kind]
            if is_named_place(self.drafts[number]):
                group.anaphor = "place"
            return number
        if group.name is not None:
            key: Key = ("facility", head.level or head.id, self._proper(group))
            if key not in self.by_key:
                self.by_key[key] = self._new(group, rule=group.rule, label=self.label(group))
            number = self.by_key[key]
        else:
            number = self._described(group)
        if group.number == "s":
            self.by_key[kind] = number
        return number

    def _acts(self, group: Group) -> bool:
        """True for a capital that stands for its state: no preposition of place before it, and no attack on it."""
        if group.preposition == "علي":
            before = range(max(0, group.first - 6), group.first)
            return not any(isinstance(h.entry, Trigger) and h.entry.kind in _ATTACKS for j in before for h in self.parse.hits[j])
        return group.preposition not in LOCATIVE | MOVEMENT

    def city(self, group: Group) -> int:
        """The entity of a group where it is a place: a capital that is one is itself, not its state."""
        if group.known is not None and group.known.stands_for and group.head is None:
            return self._known(group.known, rule=group.rule)
        return group.entity

    def _homonym(self, group: Group) -> Name | None:
        """Of places of one name, the one whose level the head says; without a head, a state before a town before a region."""
        entry = group.known
        if entry is None or group.name is None:
            return entry
        level = group.head.level if group.head is not None and not group.head.direction else ""
        first = group.name[0]
        skip = group.skip if first == group.first else 0
        options = [
            h.entry
            for h in self.parse.hits[first]
            if isinstance(h.entry, Name)
            and h.entry.type == "place"
            and h.after == group.name[1]
            and h.form.part == "fixed"
            and h.before.length >= skip
        ]
        return min(options, key=lambda e: (level_gap(e.level, level), e.id != entry.id), default=entry)

    def _shared(self, entry: Name, group: Group) -> Name:
        """A town and its region under one name are one entity, unless the document tells them apart by their heads."""
        assert group.name is not None
        name = fold_word(entry.forms[0])
        if name in self.split_names:
            return entry
        return self.by_name.setdefault(name, entry)

    def _described(self, group: Group) -> int:
        """An entity known only by its description: the same words (or force and nation) are the same entity."""
        owner = self._owner(group)
        key: Key
        if group.head is not None and group.head.force and group.type == "organization" and owner is not None and self._is_general_force(group):
            key = ("force", self._country(owner))
        else:
            key = self._description(group)
            if group.definite and not group.nations and key not in self.by_key and group.head is not None and group.after - group.first == 1:
                latest = self.by_key.get(("head", group.type, group.head.id))
                if latest is not None:
                    return latest  # المسؤولون, after `مسؤولون أوكرانيون`
        if key not in self.by_key:
            self.by_key[key] = self._new(group, rule=group.rule, label=self.label(group))
        if group.head is not None:
            self.by_key[("head", group.type, group.head.id)] = self.by_key[key]
        return self.by_key[key]

    def _description(self, group: Group) -> Key:
        """What tells described entities apart: the head in whatever number and definiteness, its nations, what else qualifies it."""
        if group.head is None or group.name is not None:
            return (group.type, self.folded(group))
        tokens = self.parse.tokens.words
        start = group.first + len(group.head.lemma.split())
        rest = tuple(
            w[2:] if w.startswith("ال") else w
            for w, t in zip(tokens[start : group.after], self.parse.tags[start : group.after], strict=True)
            if not t & NATION
        )
        return (group.type, group.head.id, group.nations, rest)

    def _country(self, owner: str) -> str:
        if owner.startswith("place."):
            entry = self._entry(owner)
            return entry.stands_for or entry.id
        return owner

    def _is_general_force(self, group: Group) -> bool:
        """True where nothing but the nation qualifies the force."""
        assert group.head is not None
        words = len(group.head.lemma.split()) + len(group.nations) + (1 if group.name or group.of else 0)
        return group.after - group.first <= words

    def _known(self, entry: Name, *, rule: str, group: Group | None = None) -> int:
        if entry.id not in self.by_key:
            number = None
            if entry.type == "person":
                number = next((self.by_key[k] for k in (("person", fold_word(s)) for s in entry.short) if k in self.by_key), None)
            if number is None:
                number = len(self.drafts)
                self.drafts.append(Draft(number, entry.type, rule, entry, entry.forms[0], True))
            self.drafts[number].known = self.drafts[number].known or entry
            self.by_key[entry.id] = number
            if entry.type == "person":
                for short in (*entry.short, *(f.split()[-1] for f in entry.forms)):
                    self.by_key.setdefault(("person", fold_word(short)), number)
        number = self.by_key[entry.id]
        if group is not None and group.type == "person":
            self._remember_office(self.drafts[number], group)
        return number

    def _new(self, group: Group, *, rule: str, label: str = "") -> int:
        number = len(self.drafts)
        self.drafts.append(Draft(number, group.type, rule, label=label, speaks=group.speaks))
        return number

    # -- anaphors ------------------------------------------------------------------------------------------------------

    def _anaphor(self, group: Group) -> int | None:
        """The entity that a definite word points back to; None where the text has none that fits."""
        word = self.folded(group).split(" ")[0]
        word = word[2:] if word.startswith("ال") else word
        if group.nations:
            return None
        wanted = {  # what each kind of anaphor may mean; by default a body or medium
            "latest": ("person", "organization", "medium"),
            "person": ("person",),
            "persons": ("person",),
            "source": ("group", "medium", "person"),
            "place": ("place",),
        }.get(group.anaphor, ("organization", "medium"))
        if group.anaphor == "place" and (beside := settlement_beside(self.parse, self.drafts, self.recent, group=group)) is not None:
            return beside
        qualified = group.after - group.first > 1  # القوات المسلحة are no other قوات
        fallback = None
        for number in reversed(self.recent):
            draft = self.drafts[number]
            if draft.type not in wanted:
                continue
            if group.head.id in draft.heads if qualified and group.head is not None else word in draft.openings:
                return number
            if fallback is None and group.anaphor in ("latest",):
                fallback = number
        return fallback if group.anaphor != "place" else latest_settlement(self.parse, self.drafts, self.recent, group=group)

    def _first_word(self, group: Group) -> str:
        words = self.parse.tokens.words
        start = group.office[0] if group.office is not None else group.first
        word = words[start][group.skip :] if start == group.first else words[start]
        return word[2:] if word.startswith("ال") else word

    # -- words ----------------------------------------------------------------------------------------------------------

    def folded(self, group: Group) -> str:
        """The folded words of a group without the clitics before it."""
        return self.parse.words(group.first, group.after)[group.skip :]

    def best_name(self, draft: Draft) -> str:
        """The longest proper name that the text gives an entity, else its known name, else its first description."""
        spans = [
            group_span(self.parse, g) if g.level == "facility" else span_of(self.parse, *g.name, skip=g.skip if g.name[0] == g.first else 0)
            for g in draft.groups
            if g.name is not None and g.type == draft.type and not (g.head is not None and (g.head.direction or g.head.level == "border"))
        ]
        names = [self._restored(start, end) for start, end in spans]
        if names:
            return max(names, key=lambda n: (len(n), n))
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

    def _restored(self, start: int, end: int) -> str:
        """The printed words of a span, with the alif of the article where ل has swallowed it (للجيش: الجيش)."""
        text = self.parse.document.text
        return ("ا" if start and text[start - 1 : start + 1] == "لل" and text[start + 1 : start + 2] != "ه" else "") + text[start:end]

    def _entry(self, place_id: str) -> Name:
        entry = self.parse.lexicon.by_id[place_id]
        assert isinstance(entry, Name)
        return entry


def resolve_entities(parse: Parse) -> Entities:
    """Give every group (and what it belongs to) its entity, in reading order."""
    entities = Entities(parse)
    for group in parse.groups:
        entities.resolve(group)
    return entities
