"""A web archive of 1 GiB into a ledger: constant memory, and the same ledger whether the run was killed or not.

    python -m benchmarks.warc_resume [--mebibytes 1024] [--kills 3] [--seed 1] [--workers 2]

from the root of a checkout. The archive is made in a temporary folder: articles of a seeded generator in pages as sites write them (some 100 KB
of head, scripts, menus and teasers around each), and pictures, all in records packed by gzip one by one, until the file has its size. One run
goes undisturbed, with the memory of its processes taken four times a second; another is killed (SIGKILL) at random moments and started again
until it ends. Then both ledgers must hold the same documents with the same digests, readings and incidents, each page once.
The exit status is 1 where they differ, a page is lost, or memory grows while pages are read.
"""

import argparse
import gzip
import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct
from tests.archives import digest_of, http, record

from riwaya.ingest.urls import identity_of_url
from riwaya.ledger.store import open_ledger

_MIB = 1 << 20
_SAMPLED = 0.25
"""Seconds between two looks at the memory of a run."""

_PICTURE = 350_000
"""Bytes of a picture; one stands behind every page, as in a crawl of a news site."""

_BODIES = (
    "وزارة الدفاع الروسية", "وزارة الدفاع الأوكرانية", "هيئة الأركان الأوكرانية", "قوات الدعم السريع", "القوات المسلحة السودانية", "وزارة الصحة",
    "وزارة الخارجية المصرية", "جماعة الحوثي", "القيادة المركزية الأمريكية", "الأمم المتحدة", "الهلال الأحمر", "وزارة الداخلية", "السلطات المحلية",
)  # fmt: skip
_PLACES = (
    "كييف", "خاركيف", "خيرسون", "أوديسا", "دونيتسك", "باخموت", "غزة", "رفح", "خان يونس", "جنين", "نابلس", "الخرطوم", "أم درمان", "الفاشر",
    "بورتسودان", "صنعاء", "الحديدة", "مأرب", "تعز", "حلب", "إدلب", "درعا", "بيروت", "صور", "النبطية", "الموصل", "كركوك", "طرابلس", "مصراتة", "سبها",
)  # fmt: skip
_MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
_SENTENCES = (
    "أعلنت {body} في {when} أن قواتها سيطرت على بلدة قرب {place} بعد قصف استمر {few} أيام، وأسفر عن مقتل {many} جنديا.",
    "وقال متحدث باسم {body} إن {many} شخصا أصيبوا في غارة على {place} فجر {when}.",
    "ونفت {body} ذلك، وقالت في بيان إن المعارك ما زالت جارية في محيط {place}.",
    "ودعت {body} إلى وقف إطلاق النار في {place} وإيصال المساعدات إلى {many} ألف نازح.",
    "وأفادت وسائل إعلام محلية بأن {few} صواريخ سقطت على {place} من دون وقوع ضحايا.",
    "وأكد مسؤول في {body} أن محادثات ستعقد في {place} في {when}.",
)


class Made(Struct):
    """What an archive was made of: the digest of each page by its address, the bytes of all pages unpacked."""

    digests: dict[str, str]
    unpacked: int = 0


class Memory(Struct):
    """The memory of a run's processes in MiB, sample by sample: of the first process, and of all, while pages were read and while all was fused."""

    reading: list[tuple[float, float]]
    fusing: list[tuple[float, float]]


def main() -> int:
    """Make the archive, run, kill, compare, and print what came of it."""
    parser = argparse.ArgumentParser(description="A large web archive: constant memory, resumed where it was killed.")
    for name, value in (("mebibytes", 1024), ("kills", 3), ("seed", 1), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "crawl.warc.gz"
        made = _write(archive, size=options.mebibytes * _MIB, draw=random.Random(options.seed))
        print(
            f"{archive.stat().st_size / _MIB:,.0f} MiB: {len(made.digests):,} pages ({made.unpacked / _MIB:,.0f} MiB unpacked) and as many pictures",
            flush=True,
        )
        begun = time.monotonic()
        memory = _run_watched(archive, folder / "whole.db", options.workers)
        took = time.monotonic() - begun
        grows = _tell_memory(memory)
        print(f"undisturbed: {took:,.0f} s", flush=True)
        moments = _kill(archive, folder / "killed.db", options, longest=len(memory.reading) * _SAMPLED)
        print(f"killed after {', '.join(f'{moment:,.0f} s' for moment in moments)}, then finished", flush=True)
        wrong = _compare(made, folder / "whole.db", folder / "killed.db")
    print("\n".join(wrong) or "the same documents, digests, readings and incidents in both ledgers; each page once, none lost")
    return 1 if wrong or grows else 0


def _write(path: Path, *, size: int, draw: random.Random) -> Made:
    made = Made({})
    style = "".join(f".c{n}{{margin:{n}px;color:#{draw.randrange(1 << 24):06x}}}\n" for n in range(900))
    with open(path, "wb") as file:
        while file.tell() < size:
            number = len(made.digests)
            url = f"https://sarraj.example/news/{number}"
            page = _page(number, style, draw).encode()
            made.digests[url] = hashlib.sha256(page).hexdigest()
            made.unpacked += len(page)
            for address, block in ((url, http(page)), (f"{url}.jpg", http(draw.randbytes(_PICTURE), media_type="image/jpeg"))):
                data = record(address, block, headers=[f"WARC-Block-Digest: {digest_of(block)}"])
                file.write(gzip.compress(data, 1, mtime=0))
    return made


def _page(number: int, style: str, draw: random.Random) -> str:
    """A page of a news site: some 100 KB, of which the article is a hundredth."""
    day = date(2022, 1, 1) + timedelta(days=draw.randrange(1000))
    told = draw.sample(_SENTENCES, draw.randrange(3, 6))
    lines = [_sentence(sentence, day, draw) for sentence in (_SENTENCES[0], *told)]
    state = "".join(f'{{"id":"{draw.randrange(1 << 64):016x}","t":{draw.randrange(1 << 30)}}},' for _ in range(700))
    menu = "".join(f'<li class="c{n}"><a href="/section/{n}">قسم {n}</a></li>' for n in range(120))
    teasers = "".join(
        f'<div class="teaser"><a href="/news/{draw.randrange(1 << 20)}"><img src="/i/{n}.jpg" alt=""><h4>اقرأ أيضا {n}</h4></a></div>'
        for n in range(60)
    )
    title = f"{draw.choice(_PLACES)}: تطورات اليوم {number}"
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return (
        '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
        f'<meta property="article:published_time" content="{day}T06:00:00Z"><title>{title}</title><style>{style}</style>'
        f"<script>window.__STATE__=[{state}];</script></head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"<main><article><h1>{title}</h1>{paragraphs}</article></main><aside>{teasers}</aside>"
        "<footer><p>جميع الحقوق محفوظة</p></footer></body></html>"
    )


def _sentence(sentence: str, day: date, draw: random.Random) -> str:
    when = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return sentence.format(body=draw.choice(_BODIES), place=draw.choice(_PLACES), when=when, few=draw.randrange(3, 11), many=draw.randrange(11, 99))


def _command(archive: Path, ledger: Path, workers: int) -> list[str]:
    return [sys.executable, "-m", "riwaya.cli.main", "run", str(archive), "--ledger", str(ledger), "--workers", str(workers), "--extraction", "fast"]


def _run_watched(archive: Path, ledger: Path, workers: int) -> Memory:
    """Run to the end, with the memory of its processes taken on the way; workers are there while pages are read."""
    memory = Memory([], [])
    with open(ledger.with_suffix(".err"), "wb") as errors:
        process = subprocess.Popen(_command(archive, ledger, workers), stdout=subprocess.DEVNULL, stderr=errors)
        while process.poll() is None:
            children = [_resident(pid) for pid in _children(process.pid)]
            own = _resident(process.pid)
            (memory.reading if children else memory.fusing).append((own, own + sum(children)))
            time.sleep(_SAMPLED)
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}: {ledger.with_suffix('.err').read_text()[-2000:]}")
    return memory


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _resident(pid: int) -> float:
    """The memory of a process in MiB, shared pages counted in each; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / _MIB
    except OSError:
        return 0.0


def _tell_memory(memory: Memory) -> bool:
    """Print the memory of both parts of the run; returns whether that of reading grows over its second half."""
    reading = memory.reading[len(memory.reading) // 10 :] or [(0.0, 0.0)]
    half = len(reading) // 2
    for name, at in (("the first process", 0), ("all processes", 1)):
        first, second = (max((sample[at] for sample in part), default=0.0) for part in (reading[:half], reading[half:]))
        print(f"memory while pages are read, {name}: at most {first:,.0f} MiB in the first half, {second:,.0f} MiB in the second")
    print(f"memory while all is fused: at most {max((own for own, _ in memory.fusing), default=0.0):,.0f} MiB", flush=True)
    before, after = (max((own for own, _ in part), default=0.0) for part in (reading[:half], reading[half:]))
    return after > before * 1.2 + 16


def _kill(archive: Path, ledger: Path, options: argparse.Namespace, *, longest: float) -> list[float]:
    """Kill runs while pages are read, or soon after, then let one finish; returns the moments of those that were still running."""
    draw, hit = random.Random(options.seed + 1), list[float]()
    for _ in range(options.kills):
        process = subprocess.Popen(_command(archive, ledger, options.workers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        moment = draw.uniform(0.1, 1.2) * longest
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            hit.append(moment)
            with open_ledger(ledger) as stored:
                print(f"killed after {moment:,.0f} s with {len(stored.inputs()):,} documents stored", flush=True)
    subprocess.run(_command(archive, ledger, options.workers), stdout=subprocess.DEVNULL, check=True)
    return hit


def _compare(made: Made, whole: Path, killed: Path) -> list[str]:
    """What differs between two ledgers, or between them and the pages that there are."""
    wanted = {identity_of_url(url): digest for url, digest in made.digests.items()}
    wrong = []
    contents = []
    for path in (whole, killed):
        with open_ledger(path) as ledger:
            held = {row.id: row.sha256 for row in ledger.documents()}
            if held != wanted:
                wrong.append(f"{path.name}: {len(wanted.keys() - held.keys())} pages lost, {len(held.keys() - wanted.keys())} that nobody gave")
            digest = hashlib.sha256()
            for items in (ledger.readings(), ledger.incidents(), ledger.judgements(), ledger.problems()):
                for item in items:
                    digest.update(msgspec.json.encode(item))
            contents.append((digest.hexdigest(), ledger.inputs()))
    return wrong if contents[0] == contents[1] else [*wrong, "the readings, incidents, judgements or problems of the two ledgers differ"]


if __name__ == "__main__":
    sys.exit(main())
