"""Makes the test pages and their gold: `python -m tests.pages.make_pages` writes `html/` and `gold.json`, the same bytes each time.

Templates mark what belongs to a story with characters of the private use area, which are taken out again: so the page and its gold come
of one rendering. Everything that is not so marked is boilerplate.
"""

import hashlib
import json
import re
from base64 import b64encode
from datetime import date
from random import Random
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree, html
from markupsafe import Markup, escape
from msgspec import Struct

from tests.pages.filler import drawing, script, style_sheet
from tests.pages.specs import HERE, WEEKDAYS, Article, PageSpec, Pool, Post, load_articles, load_pool, load_specs

OPEN, CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f"{OPEN}(.)(.)(.*?){CLOSE}", re.DOTALL)
_MARKS = re.compile(f"{OPEN}..|{CLOSE}")
_KINDS = {"H": "headline", "S": "subhead", "B": "body", "P": "quote_post", "O": "optional"}
_MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
_LINKED = ("الأمم المتحدة", "مجلس الأمن", "الخرطوم", "موسكو", "الجيش الإسرائيلي", "الصليب الأحمر", "وزارة الصحة", "طرابلس", "الحديدة")
_SKIPPED = ("script", "style", "noscript", "template", "iframe")
_STYLES = {"wordpress", "amp", "blogspot", "agency", "portal", "drupal", "asp", "next", "live", "posts", "gulf", "aggregator"}


class Item(Struct, frozen=True):
    """A block of a story: `paragraph`, `subhead`, `stamp`, `post` or `insert`."""

    kind: str
    text: str = ""
    post: Post | None = None


class Story(Struct, frozen=True):
    headline: str
    deck: str | None
    caption: str | None
    items: list[Item]


def marker(kind: str) -> Any:
    """The template's function that marks a text of a story; words of the body are linked as sites link them."""

    def mark(text: str | None, story: int = 0) -> Markup:
        inner = str(escape(text or ""))
        if kind == "B":
            for name in _LINKED:
                linked, count = re.subn(rf"(?<!\w){name}(?!\w)", f'<a href="/tag/{quote(name)}">{name}</a>', inner, count=1)
                if count:
                    return Markup(f"{OPEN}{kind}{story}{linked}{CLOSE}")
        return Markup(f"{OPEN}{kind}{story}{inner}{CLOSE}") if inner else Markup("")

    return mark


def story_of(article: Article, spec: PageSpec, *, first: bool) -> Story:
    """An article as blocks, with what its page inserts between the paragraphs of its first story."""
    items, count = [], 0
    for line in article.body:
        if line.startswith("## "):
            items.append(Item("subhead", line[3:]))
        elif line.startswith("@ "):
            items.append(Item("stamp", line[2:]))
        elif post := re.fullmatch(r"<<(\d)>>", line):
            items.append(Item("post", post=spec.posts[int(post[1]) - 1]))
        else:
            items.append(Item("paragraph", line))
        if items[-1].kind == "paragraph":
            count += 1
            items += [Item("insert", kind) for after, kind in spec.inserts if first and after == count]
    return Story(article.headline, article.deck, article.caption, items)


def printed_day(day: date, style: int) -> str:
    """A day as sites print it by the headlines of other stories, in four ways."""
    written = f"{day.day} {_MONTHS[day.month - 1]}"
    return (f"{written}، {day.year}", f"{WEEKDAYS[day.weekday()]} {written} {day.year}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d} 10:24")[style % 4]


def context(spec: PageSpec, number: int, *, articles: dict[str, Article], pool: Pool) -> dict[str, Any]:
    """All that a template is given; its chance hangs on the page's id alone."""
    random = Random(f"page {spec.id}")
    deck: list[int] = []

    def teasers(count: int) -> list[dict[str, str]]:
        found = []
        for _ in range(count):
            if not deck:
                deck.extend(random.sample(range(len(pool.related)), len(pool.related)))
            other = pool.related[deck.pop()]
            kind, folder = random.choice(("news", "story", "article")), f"{random.randint(2019, 2024)}/{random.randint(10, 12)}"
            url = f"https://{spec.site.domain}/{kind}/{random.randint(10**5, 10**7)}/{quote(other.title.replace(' ', '-'))}"
            image = f"https://cdn.{spec.site.domain}/uploads/{folder}/{random.randint(10**6, 10**8)}-390x220.jpg"
            found.append({"title": other.title, "text": other.text, "url": url, "image": image, "printed": printed_day(other.day, number)})
        return found

    def hashed(text: str) -> str:
        return hashlib.sha256(f"{spec.id} {text}".encode()).hexdigest()[:8]

    stories = [story_of(articles[name], spec, first=i == 0) for i, name in enumerate(spec.stories)]
    picture = f"https://cdn.{spec.site.domain}/images/{hashed('picture')}.jpg"
    others = [{"title": t["title"], "excerpt": t["text"], "href": t["url"], "date": t["printed"]} for t in teasers(12)]
    functions = {name: marker(name) for name in "HSBPO"}
    functions["C"] = functions["O"]
    return {
        **functions,
        "page": Namespace(spec, offset=number),
        "stories": stories,
        "pool": pool,
        "author": pool.authors[number % len(pool.authors)],
        "Markup": Markup,
        "teasers": teasers,
        "hashed": hashed,
        "picture": lambda: picture,
        "pictures": True,
        "number": lambda: random.randint(10**11, 10**12),
        "tags": lambda count: random.sample(pool.tags, count),
        "link": lambda name: f"/{quote(name)}/",
        "icon": lambda: Markup(drawing(random)),
        "css": lambda rules: Markup(style_sheet(random, rules)),
        "js": lambda statements: Markup(script(random, statements)),
        "state": b64encode(random.randbytes(6_000)).decode(),
        "quoted": lambda page: articles[spec.stories[0]].body[1],
        "next_data": Markup(json.dumps({"props": {"pageProps": {"latest": others}}, "buildId": hashed("build")}, ensure_ascii=False)),
    }


class Namespace:
    """A page's data as the template sees it: the specification, the JSON-LD as text, its number."""

    def __init__(self, spec: PageSpec, *, offset: int) -> None:
        for name in spec.__struct_fields__:
            setattr(self, name, getattr(spec, name))
        self.jsonld = Markup(json.dumps(spec.jsonld, ensure_ascii=False, indent=1)) if spec.jsonld else ""
        self.offset = offset


def _text_of(rendered: str) -> str:
    """The text that a page shows, one line for each run between tags; what is marked stays on one."""
    tree = html.fromstring(rendered)
    etree.strip_elements(tree, *_SKIPPED, etree.Comment, with_tail=False)
    body, text = tree.find("body"), ""
    assert body is not None
    for run in map(str, body.itertext()):
        text += run if text.count(OPEN) > text.count(CLOSE) else "\n" + run
    return text


def gold_of(rendered: str, spec: PageSpec, articles: dict[str, Article]) -> dict[str, Any]:
    """What the page says, by its marks: the lines of its stories in order (`optional` may be read or left), stories, posts, boilerplate."""
    text = _text_of(rendered)
    lines = [
        {"kind": _KINDS[kind], "story": int(story), "text": " ".join(inside.split())}
        for kind, story, inside in _MARKED.findall(text)
    ]  # fmt: skip
    around = [" ".join(line.split()) for line in _MARKED.sub("\n", text).split("\n")]
    told = [articles[name] for name in spec.stories]
    return {
        "id": spec.id,
        "style": spec.style,
        "file": f"{spec.id}.html",
        "url": spec.url,
        "encoding": spec.encoding,
        "tests": spec.tests,
        "stories": [{"starts": a.headline, "published": a.day if a.dated else None, "true_day": a.day} for a in told],
        "lines": lines,
        "posts": [
            {"author": p.author, "handle": p.handle, "platform": p.platform, "language": p.language, "published": p.day, "text": p.text}
            for p in spec.posts
        ],
        "boilerplate": list(dict.fromkeys(line for line in around if any(c.isalpha() for c in line))),
    }


def make_page(spec: PageSpec, number: int, *, articles: dict[str, Article], pool: Pool, environment: Environment) -> tuple[bytes, dict[str, Any]]:
    """The bytes of a page and its gold."""
    rendered = environment.get_template(f"{spec.style}.html").render(context(spec, number, articles=articles, pool=pool))
    page = _MARKS.sub("", rendered)
    return page.encode(spec.encoding, "xmlcharrefreplace"), gold_of(rendered, spec, articles)


def main() -> None:
    """Write every page and the gold."""
    articles, pool, specs = load_articles(), load_pool(), load_specs()
    environment = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined)
    gold = []
    (HERE / "html").mkdir(exist_ok=True)
    for number, spec in enumerate(specs):
        raw, told = make_page(spec, number, articles=articles, pool=pool, environment=environment)
        (HERE / "html" / told["file"]).write_bytes(raw)
        gold.append(told)
    (HERE / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1, default=date.isoformat) + "\n", encoding="utf-8")
    assert {spec.style for spec in specs} == _STYLES


if __name__ == "__main__":
    main()
