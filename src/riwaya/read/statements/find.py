"""Statements: who says something, through whom, by which words, and what.

A cue of the lexicon opens a statement where one of the openers that it takes follows: a complementiser, a quotation or
colon, a preposition, an object. Its source is the subject after or before it, or, where the subject is dropped, the last
source that agrees. See `cueing.py` for which words are cues, `sources.py` for who the source is.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Cue, Particle
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import is_finite
from riwaya.read.groups import Group
from riwaya.read.names.entities import Entities
from riwaya.read.parse import Parse
from riwaya.read.statements.attributions import add_attribution, add_channel, before_marks
from riwaya.read.statements.contents import Ahead, content_before, content_of, resumed_at, up_to_comma
from riwaya.read.statements.cueing import Candidate, find_candidates
from riwaya.read.statements.nesting import background_at, conjoined_at, cut, enclosing, is_sibling, relay_outer, same_sources
from riwaya.read.statements.openers import Opener, find_opener
from riwaya.read.statements.sources import Speakers
from riwaya.read.statements.subjects import antecedent, is_asyndetic
from riwaya.read.statements.voices import Said, Voice
from riwaya.read.tags import ARTICLE, AUXILIARY, CUE, EARLIER
from riwaya.text.function_words import ALL_RELATIVES, OWN_WORDS, POINTING, RELATIVES, RELAYING, THIS
from riwaya.text.inflection import FIXED, NOUN, PARTICIPLE
from riwaya.text.tokens import BREAK, MARK


def find_statements(parse: Parse, entities: Entities) -> list[Said]:
    """Every statement of the document in the order of their cues."""
    found: list[Said] = []
    speakers = Speakers(parse, entities)
    story = -1
    for number, (first, after) in enumerate(parse.tokens.sentences):
        if parse.story_of(first) != story:
            story = parse.story_of(first)
            speakers.forget()
        if parse.language_of(first) != "ar" or parse.is_question(number):
            continue
        _read_sentence(parse, speakers, number, first, after, found)
    return found


def _read_sentence(parse: Parse, speakers: Speakers, number: int, first: int, after: int, found: list[Said]) -> None:
    start = len(found)
    speakers.open_sentence()
    headline = _colon_speech(parse, speakers, number, first, after)
    if headline is not None:
        found.append(headline)
    covered = first
    for candidate in find_candidates(parse, first, after):
        frame = candidate.cue.frame
        if candidate.hit.first < covered:
            continue
        if frame == "channel":
            add_channel(parse, speakers, candidate, found, start)
        elif frame in ("attribution", "attribution_clause"):
            covered = add_attribution(parse, speakers, candidate, found, start)
        else:
            covered = _add_verbal(parse, speakers, candidate, found, start)
    if len(found) > start:
        speakers.close_sentence([said.sources for said in found[start:] if said.outer < 0], parse.groups_in(first, after))


# --- verbs of saying ---------------------------------------------------------------------------------------------------


def _add_verbal(parse: Parse, speakers: Speakers, candidate: Candidate, found: list[Said], start: int) -> int:
    """Add the statement of a verb of saying; returns the token up to which its own words reach."""
    cue, hit = candidate.cue, candidate.hit
    opener = find_opener(parse, cue, hit)
    if cue.frame == "relay" and hit.form.part == FIXED and len(found) > start and _ascribe(parse, speakers, candidate, opener, found[-1]):
        return hit.after
    if candidate.verbal and _is_shown_by_thing(parse, hit):
        return hit.after
    resumed = resumed_at(parse, hit)
    if resumed is not None and candidate.verbal and opener is not None and opener.kind == "object":
        opener = None  # وهي رواية رفضتها كييف جملة وتفصيلا
    if opener is None and (ahead := content_before(parse, candidate)) is not None:
        return _add_postposed(parse, speakers, candidate, ahead, found, start)
    if _says_nothing(parse, candidate, opener, found, start, resumed=resumed is not None):
        return hit.after
    if resumed is not None:
        cut(parse, found, start, resumed)
    outer = enclosing(found, start, hit.first)
    if hit.form.part == NOUN and hit.pronoun and len(found) > start and _is_stance_of(parse, found[-1], hit, opener):
        return hit.after
    if outer >= 0 and is_sibling(parse, found[outer], hit):
        at = background_at(parse, found[outer], hit) or conjoined_at(parse, hit)
        topic = None if not candidate.verbal or hit.before.conjunction or at < hit.first else parse.group_at[hit.first - 1]
        cut(parse, found, start, topic.first if topic is not None and not topic.preposition else at)
        outer = enclosing(found, start, hit.first)
    said = Said([(hit.first, hit.after)], cue.act, cue.id, parse.tokens.sentence_of[hit.first], outer=outer)
    chain = speakers.chain(candidate, opener, outer=found[outer].sources if outer >= 0 else None, before=_spoke_before(parse, found, start, hit))
    if chain is None:
        return hit.after
    said.sources, said.relays, said.time, said.addressee = chain.sources, chain.relays, chain.time, chain.addressee
    said.fresh = not _is_earlier(parse, hit)
    _go_on(said, candidate, found, start)
    if cue.confirms and (hit.pronoun or (opener is not None and opener.kind == "object" and parse.tokens.words[opener.first] in POINTING)):
        said.act = "confirm"  # وأكدت إسرائيل ذلك
    if opener is not None and opener.preposition not in cue.issuer:  # لم يصدر عن الجيش تعليق: who is silent says nothing
        _fill(parse, speakers, candidate, opener, said)
    found.append(said)
    return opener.at if opener is not None and cue.frame == "relay" else hit.after


def _says_nothing(parse: Parse, candidate: Candidate, opener: Opener | None, found: list[Said], start: int, *, resumed: bool) -> bool:
    """True for a cue without the content that it must have, or whose content is another's or only says more of a noun."""
    cue, hit = candidate.cue, candidate.hit
    if opener is None:
        has_object = candidate.verbal and hit.pronoun and "object" in cue.takes
        return not cue.bare and not has_object and not _denies_all(parse, candidate)
    if _is_anothers(parse, found, start, hit, opener) or _passes_cue(parse, hit, opener):
        return True
    return not resumed and (_is_relative(parse, candidate, opener) or _is_aside(parse, found, start, hit))


def _go_on(said: Said, candidate: Candidate, found: list[Said], start: int) -> None:
    """Give a statement what it shares with the one before or around it: the day, the relays, of `قائلا` the act."""
    hit, earlier = candidate.hit, found[-1] if found else None
    if earlier is not None and not any(v.group is not None for v in said.sources) and said.time < 0 and same_sources(earlier, said):
        said.fresh = said.fresh and earlier.fresh  # `وأضافت` goes on with what was said then
        said.time = earlier.time
    here = hit.form.part == PARTICIPLE and len(found) > start
    if said.outer >= 0:
        relay_outer(said, found[said.outer])
    elif here and earlier is not None and not said.relays and same_sources(earlier, said):
        said.relays = list(earlier.relays)  # قال لقناة …، محذرا
    if here and earlier is not None and candidate.cue.plain and same_sources(earlier, said):
        said.act = earlier.act  # `هدد … قائلا`: the saying is the threat


def _fill(parse: Parse, speakers: Speakers, candidate: Candidate, opener: Opener, said: Said) -> None:
    """Give a statement its content, and of a relay the words and the speaker right before it."""
    cue, hit = candidate.cue, candidate.hit
    said.content, said.quoted = content_of(parse, opener, hit.first)
    if hit.form.part == NOUN and opener.kind in ("object", "preposition"):
        said.content = up_to_comma(parse, said.content, quoted=said.quoted)
    if cue.frame == "relay" and parse.tokens.words[opener.at - 1] in OWN_WORDS:
        said.cues.append((opener.at - 1, opener.at))
    if cue.frame == "relay" and said.sources and (teller := _told_by(parse, said, opener)) is not None:
        said.relays = [*said.sources, *said.relays]  # نقلت الوكالة عن المتحدث قول الرئيس إن
        said.sources = [speakers.voice(teller)]


def _spoke_before(parse: Parse, found: list[Said], start: int, hit: Hit) -> list[list[Voice]]:
    """The sources of the sentence's statements so far, from whom one without a source of its own may go on.

    A participle goes on from the main clause, or from the quotation that closes right before it, wherever that began.
    """
    if hit.form.part != PARTICIPLE:
        return [said.sources for said in found[start:]]
    last = found[-1] if found else None
    if last is not None and last.quoted and last.content is not None and 0 <= hit.first - last.content[1] <= 1:
        return [last.sources]
    return [said.sources for said in found[start:] if said.outer < 0]


def _ascribe(parse: Parse, speakers: Speakers, candidate: Candidate, opener: Opener | None, last: Said) -> bool:
    """Give a statement the source from which its speaker has it: `ذكرت الوكالة نقلا عن مصدر طبي أن`; False where none is named."""
    hit = candidate.hit
    chain = speakers.chain(candidate, opener, outer=None, before=[])
    if chain is None or not chain.sources or last.cues[0][0] >= hit.first or not last.sources:
        return False
    last.relays = [voice for voice in (*last.sources, *last.relays) if all(voice.entity != s.entity for s in chain.sources)]
    last.sources = chain.sources
    last.cues.append((hit.first, hit.after))
    last.rule = f"{last.rule}+{candidate.cue.id}"
    if opener is not None:
        last.content, last.quoted = content_of(parse, opener, hit.first)
    elif last.content is not None and not last.quoted and last.content[0] < hit.first < last.content[1]:
        last.content = (last.content[0], before_marks(parse, hit.first))
    return True


def _told_by(parse: Parse, said: Said, opener: Opener) -> Group | None:
    """Whoever stands behind a noun of saying between the one whom a relay names and what is said; None where nobody does."""
    named = said.sources[-1].group
    at = -1 if named is None else named.after
    if not 0 <= at < opener.at - 1 or not parse.tags[at] & CUE:
        return None
    group = parse.group_at[at + 1]
    noun = any(type(h.entry) is Cue and h.form.part == NOUN and not h.pronoun for h in parse.hits[at])
    return group if noun and group is not None and group.first == at + 1 and group.speaks and group.after <= opener.at else None


def _is_stance_of(parse: Parse, carrier: Said, hit: Hit, opener: Opener | None) -> bool:
    """True for a noun of stance that the verb before it only carries, one statement with it: `أعرب عن ترحيبه`, `جددت الوزارة نفيها أن`."""
    content = carrier.content
    if content is None or not (content[0] == hit.first or (opener is not None and carrier.cues[0][1] <= hit.first < content[0] == opener.first)):
        return False
    entry = hit.entry
    if type(entry) is Cue and carrier.act in ("assert", "confirm") and entry.act != "assert":
        carrier.act = entry.act
        carrier.rule = f"{carrier.rule}+{entry.id}"
        carrier.cues.append((hit.first, hit.after))
        if opener is not None and content[0] == hit.first:
            carrier.content, carrier.quoted = content_of(parse, opener, hit.first)
    return True


def _is_shown_by_thing(parse: Parse, hit: Hit) -> bool:
    """True for a verb whose subject, behind a demonstrative, is a thing that cannot speak: `يؤكد هذا الهجوم هشاشة الهدنة`."""
    j = hit.after
    if hit.pronoun or j + 1 >= parse.sentence_end(hit.first) or parse.tokens.words[j] not in THIS:
        return False
    group = parse.group_at[j + 1]
    return bool(parse.tags[j + 1] & ARTICLE) and not (group is not None and group.speaks)


def _is_anothers(parse: Parse, found: list[Said], start: int, hit: Hit, opener: Opener) -> bool:
    """True for a verb in a relative clause that seems to open what the verb above it says: `وقال في الكلمة التي بثها التلفزيون: …`."""
    if len(found) == start or not hit.pronoun or not hit.first or parse.tokens.words[hit.first - 1] not in ALL_RELATIVES:
        return False
    content = found[-1].content
    return content is not None and content[0] >= opener.at


def _passes_cue(parse: Parse, hit: Hit, opener: Opener) -> bool:
    """True for a noun of saying whose opener stands behind another one: `جاءت تصريحاته بالتزامن مع إعلان الوزارة عن`."""
    if hit.form.part != NOUN:
        return False
    return any(
        parse.tags[j] & CUE and parse.group_at[j] is None and any(type(h.entry) is Cue and h.form.part == NOUN for h in parse.hits[j])
        for j in range(hit.after, opener.at)
    )


def _is_aside(parse: Parse, found: list[Said], start: int, hit: Hit) -> bool:
    """True for a verb that only says more of the speaker, before what that one says: `تظهر وثائق اطلعت عليها الصحيفة أن`."""
    if len(found) == start or not is_asyndetic(parse, hit.first):
        return False
    content = found[-1].content
    return content is not None and hit.after <= content[0]


def _is_relative(parse: Parse, candidate: Candidate, opener: Opener) -> bool:
    """True for a verb of a relative clause, which only says more of a noun (`التي أكدت`) or is one (`ما سمعه السكان كان`)."""
    hit = candidate.hit
    if not candidate.verbal or hit.before.conjunction or not hit.first:
        return False
    before = parse.tokens.words[hit.first - 1]
    if before in RELATIVES and opener.kind == "object" and antecedent(parse, hit) is not None and _is_own_deed(parse, hit, opener):
        return False  # الجيش الذي أعلن قبل يومين استعادة الجسر
    return (before in RELATIVES and opener.kind == "object") or (before == "ما" and bool(hit.pronoun) and opener.kind not in ("quote", "preposition"))


def _is_own_deed(parse: Parse, hit: Hit, opener: Opener) -> bool:
    """True where nobody else stands between a verb in a relative clause and its object, and the object does not point back."""
    if any(parse.group_at[j] is not None and parse.time_at(j) is None for j in range(hit.after, opener.at)):
        return False
    return parse.group_at[opener.first] is None and not any(h.pronoun and h.form.part == NOUN for h in parse.hits[opener.first])


def _denies_all(parse: Parse, candidate: Candidate) -> bool:
    """True for a denial that ends its sentence and says nothing of what it denies, as headlines have it: `… وكييف تنفي`."""
    hit = candidate.hit
    subject = parse.group_at[hit.first - 1] if hit.first else None
    if candidate.cue.act != "deny" or not candidate.verbal or subject is None or not subject.speaks:
        return False
    if hit.after < parse.sentence_end(hit.first) and parse.tokens.kinds[hit.after] not in (MARK, BREAK):
        return False
    if subject.joined:
        subject.preposition = ""  # السيطرة على البلدة وكييف تنفي: no second town, but who denies
    return not subject.preposition


def _add_postposed(parse: Parse, speakers: Speakers, candidate: Candidate, ahead: Ahead, found: list[Said], start: int) -> int:
    hit = candidate.hit
    content, quoted = ahead
    chain = speakers.chain(candidate, None, outer=None, before=[])
    if chain is None or not chain.sources or any(said.holds(content[0]) for said in found[start:]):
        return hit.after
    said = Said([(hit.first, hit.after)], candidate.cue.act, candidate.cue.id, parse.tokens.sentence_of[hit.first])
    said.sources, said.relays, said.time, said.content = chain.sources, chain.relays, chain.time, content
    said.quoted = quoted
    found.append(said)
    return hit.after


def _is_earlier(parse: Parse, hit: Hit) -> bool:
    """True for what was said before the story's day: `وكانت الوزارة قد أعلنت`, `في وقت سابق`."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]][0]
    for j in parse.tokens_in(max(first, hit.first - 8), min(hit.after + 8, parse.sentence_end(hit.first)), EARLIER | AUXILIARY):
        for other in parse.hits[j]:
            if type(other.entry) is Particle and other.entry.type in ("earlier", "past_auxiliary"):
                if other.entry.type == "earlier" or j < hit.first:
                    return True
    return False


# --- headlines ---------------------------------------------------------------------------------------------------------


def _speaks_itself(parse: Parse, i: int) -> bool:
    """True where "we" do what is told from token i on: `كييف: لم نقصف`."""
    forms = (form for j in range(i, min(i + 2, parse.sentence_end(i))) if (form := is_finite(parse, j)) is not None)
    return any(form.person == 1 for form in forms)


def _colon_speech(parse: Parse, speakers: Speakers, number: int, first: int, after: int) -> Said | None:
    """`الكرملين: …`, `مصدر دبلوماسي لرويترز: …`: a source, a colon and what it says; a place before the colon is a topic."""
    group: Group | None = parse.group_at[first]
    if group is None or group.first != first:
        return None
    told = _told_to(parse, group)
    colon = group.after if told is None else told.after
    if colon >= after - 2 or parse.tokens.words[colon] != ":":
        return None
    if group.preposition or group.joined or not group.speaks or (group.type == "place" and told is None and not _speaks_itself(parse, colon + 1)):
        return None
    if group.head is not None and group.head.document and group.definite and group.of is None:
        return None  # الحصيلة: 14 قتيلا
    said = Said([(colon, colon + 1)], "assert", "headline.colon", number, sources=[speakers.voice(group)])
    said.relays = [speakers.voice(told)] if told is not None and told.type == "medium" else []
    said.content, said.quoted = content_of(parse, Opener("quote", colon + 1, colon), colon)
    return said


def _told_to(parse: Parse, group: Group) -> Group | None:
    """The one group between a speaker and its colon, to whom or where it spoke: `لرويترز`, `في مقابلة`, `لنظيره اليوناني`."""
    if group.after >= parse.sentence_end(group.first):
        return None
    at = group.after if parse.group_at[group.after] is not None else group.after + 1
    other = parse.group_at[at] if at < parse.sentence_end(group.first) else None
    return other if other is not None and other.first == at and other.preposition in RELAYING else None
