"""Reads the Arabic pages of public test sets for extractors, in both modes, and tells whether their days of publication are right.

python -m benchmarks.web_pages [FOLDER] [--errors]

FOLDER (by default `../shared/data/html` beside the checkout; no part of Riwaya, see benchmarks/README.md) holds `htmldate_gold.json` with
`htmldate/*.html`, `fundus_lbc` and two pages whose sets give no day: those two days were read off the pages. Each page is read with the
address that its set gives, as if it had been fetched.

All of them have a day that can be recovered. One says two things: its address names 3 August 2013, when the story happened, and a line
below the headline 28 August with "last update"; there the day of the address is right and no day counts as right too.
"""

import argparse
import gzip
import json
import sys
from datetime import date
from pathlib import Path

from msgspec import Struct

from riwaya.engine.local import read_item
from riwaya.engine.tools import Tools, load_tools
from riwaya.ingest.raw import EXTRACTIONS, HTML, Known, Raw
from riwaya.model import Problem

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "html"
GOLD, LBC = "htmldate_gold.json", "fundus_lbc/LBCGroup_2026_01_08.html.gz"
ASSABAH, CNN = "trafilatura/assabah.com.tn.article.html", "newspaper4k/html/arabic_article.html"


class Wanted(Struct, frozen=True):
    """A page and its day; `or_none`: to leave it open is right as well."""

    path: Path
    url: str
    day: date
    or_none: bool = False


def wanted_pages(folder: Path) -> list[Wanted]:
    """The pages with their days; raises `OSError` where one of the lists is not there."""
    gold = json.loads((folder / GOLD).read_text(encoding="utf-8"))
    pages = [Wanted(folder / "htmldate" / page["file"], url, date.fromisoformat(page["date"])) for url, page in gold.items()]
    meta = json.loads((folder / "fundus_lbc" / "meta.info").read_text(encoding="utf-8"))
    told = json.loads((folder / "fundus_lbc" / "LBCGroup.json").read_text(encoding="utf-8"))["V1"]["publishing_date"]
    lbc = folder / LBC
    pages.append(Wanted(lbc, meta[lbc.name]["url"], date.fromisoformat(told[:10])))
    url = next(iter(json.loads((folder / "trafilatura_gold.json").read_text(encoding="utf-8"))))
    pages.append(Wanted(folder / ASSABAH, url, date(2019, 2, 8)))
    url = json.loads((folder / "newspaper4k" / "metadata" / "arabic_article.json").read_text(encoding="utf-8"))["url"]
    pages.append(Wanted(folder / CNN, url, date(2013, 8, 3), or_none=True))
    return pages


def judge(page: Wanted, mode: str, tools: Tools) -> str:
    """What is wrong with the day of a page's reading; empty where nothing is."""
    raw = page.path.read_bytes()
    raw = gzip.decompress(raw) if page.path.suffix == ".gz" else raw
    reading = read_item(Raw(id=page.path.stem, place=str(page.path), form=HTML, raw=raw, known=Known(url=page.url), extraction=mode), tools)
    if isinstance(reading, Problem):
        return f"problem: {reading.message}"
    found = reading.document.published
    if found == page.day or (found is None and page.or_none):
        return ""
    why = "; ".join(f"{evidence.why}: {evidence.says}" for evidence in reading.document.published_evidence)
    return f"{found}, not {page.day} ({len(reading.stories)} stories; {why})"


def main() -> int:
    """Print how many days are right; 2 where the pages are not there."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", 1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="list the pages whose day is wrong")
    options = parser.parse_args()
    try:
        pages = wanted_pages(options.folder)
    except OSError as error:
        print(f"{error.filename} is not there; benchmarks/README.md says what is expected and where it is had", file=sys.stderr)
        return 2
    tools = load_tools(own=())
    for mode in EXTRACTIONS:
        wrong = {page.path.name: said for page in pages if (said := judge(page, mode, tools))}
        print(f"{mode}: published right {len(pages) - len(wrong)} of {len(pages)}   (bar: all)")
        for name, said in wrong.items() if options.errors else ():
            print(f"  {name}: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
