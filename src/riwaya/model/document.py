"""What goes in (`DocumentInput`) and what every reading starts from (`Document`, its stories and passages)."""

from datetime import date

from msgspec import Struct

from riwaya.model.interval import Interval, Span


class StoryInput(Struct, frozen=True, forbid_unknown_fields=True):
    """A later story of a page: the first words of it, and its day of publication where known."""

    starts: str
    published: date | None = None


class DocumentInput(Struct, frozen=True):
    """One line of the JSON Lines input; exactly one of `text` and `file` is given.

    `file` is relative to the JSON Lines file. Unknown keys are let through, so that exports of other tools can be fed.
    """

    id: str
    text: str | None = None
    file: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    fetched: str | None = None
    stories: tuple[StoryInput, ...] = ()


class Evidence(Struct, frozen=True):
    """One witness for a day of publication: the words (`span`, None for outside evidence), what they say, why it counts."""

    span: Span | None
    says: str
    why: str


class Custody(Struct, frozen=True, kw_only=True):
    """Whence a document's bytes came and how its text was had of them, so that it can be had again.

    `form`: of what was read (`text`, `html`, `pdf`, `post`, `entry`, `row`). `container` names the archive, feed or table without its
    folder, `record` the place in it (the id of a WARC record, a member of a ZIP file, a line). `encoding` is that of the bytes, `repairs`
    what was put right in them; `extraction` is the mode that found the text of a page. `anchors` map the text back to the decoded page:
    (start, end) of a line of the text, (start, end) of the page's code points that print it; sorted, empty where the text is the page.
    """

    form: str
    bytes: int
    media_type: str | None = None
    encoding: str | None = None
    repairs: tuple[str, ...] = ()
    extraction: str | None = None
    container: str | None = None
    record: str | None = None
    kept: bool = False
    anchors: tuple[tuple[int, int, int, int], ...] = ()


class Witness(Struct, frozen=True):
    """What stands outside the running text and bears on a story's day of publication.

    `kind`: `metadata` (the page's own record), `modified` (of its last change), `printed` (a date beside the story that the text left out),
    `header` (a date of the whole page, such as that above its menu), `url`, `feed`, `export` (a tool's record of it), `archived` (when it was
    captured: no story of the page is younger), `hijri` (a printed Hijri date by the tables of Umm al-Qura, a day off at most), `url_month`
    (the first day of the month that the address names). `says` is what was found, as found.
    """

    kind: str
    day: date
    says: str
    story: int = 0


class Document(Struct, frozen=True, kw_only=True):
    """A page as decoded, with what is known of it; `published…` are those of its first story. `witnesses` are of all its stories.

    `fetched` is when it was, as its provider says; `sha256` is that of the raw bytes.
    """

    id: str
    text: str
    sha256: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    fetched: str | None = None
    published: date | None = None
    published_range: Interval | None = None
    published_evidence: tuple[Evidence, ...] = ()
    published_basis: str | None = None
    witnesses: tuple[Witness, ...] = ()
    custody: Custody | None = None


class Story(Struct, frozen=True, kw_only=True):
    """One news story of a page and the day it was published; None where the text cannot settle the day.

    `published_basis` is `given` (it came with the document), `judged` (by its witnesses and words), `corrected` (by a person) or
    `inferred` (from dated pages that tell the same); None where the day is not known. `published_given` is the day that came
    with the document, where it was corrected since.
    """

    id: int
    start: int
    end: int
    title: str | None = None
    published: date | None = None
    published_range: Interval | None = None
    published_evidence: tuple[Evidence, ...] = ()
    published_basis: str | None = None
    published_given: date | None = None
    rule: str = "story.whole"


class Passage(Struct, frozen=True, kw_only=True):
    """A run of text in one role and one language; `author`, `platform`, `published` only for a quoted post.

    `flags` say what is wrong with it (`machine_translated`, `garbled`), `flag_evidence` the words that show it: for a translation those of
    its story where it has none of its own.
    """

    start: int
    end: int
    role: str
    story: int
    language: str
    flags: tuple[str, ...] = ()
    flag_evidence: tuple[Evidence, ...] = ()
    author: str | None = None
    platform: str | None = None
    published: date | None = None
    rule: str = "passage.line"


class Problem(Struct, frozen=True):
    """A document, or a part of one, that could not be processed; never lost silently."""

    stage: str
    document: str
    rule: str
    message: str
