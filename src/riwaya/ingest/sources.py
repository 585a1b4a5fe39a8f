"""Which files a run reads: paths to sources, folders walked in a fixed order, and the id that each file's document gets."""

import glob
import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from riwaya.ingest.fetching.addresses import is_address
from riwaya.ingest.forms import SUFFIXES, UNSETTLED, form_of
from riwaya.ingest.opening import STDIN, Source
from riwaya.ingest.paths import is_beside_page, is_pattern, printable, problem_of
from riwaya.ingest.urls import identity_of_url
from riwaya.model import Problem


def find_sources(paths: Sequence[str | Path], *, form: str | None = None, skip: Collection[Path] = ()) -> list[Source | Problem]:
    """Every file of the paths once, folders walked sorted, in order; what is missing or cannot be entered is a problem.

    A path may be a pattern (`news/**/*.html`). In folders only files of a known suffix (and, with `form`, of that form) are read, no hidden
    ones, and not what a browser saved beside a page; `skip` holds resolved paths that a folder may contain but that are not input (the
    run's own output).
    """
    found: list[Source | Problem] = []
    seen: set[str] = set()
    for path in map(str, paths):
        if path == STDIN:
            items: list[Source | Problem] = [Source(None, STDIN, "stdin", form)]
        elif is_address(path):
            items = [Source(None, path, identity_of_url(path), form)]
        elif os.path.isdir(path):
            items = list(_walk(Path(path), form=form, skip=skip, above=()))
            items = items or [Problem("ingest", printable(path), "input.none", _none_in_folder(form))]
        elif is_pattern(path):
            items = list(_matched(path, form=form, skip=skip))
        else:
            items = [_named(Path(path), form)]
        for item in items:
            key = item.document + item.rule if isinstance(item, Problem) else item.place if item.path is None else os.path.abspath(item.path)
            if key not in seen:
                seen.add(key)
                found.append(item)
    return _identified(found)


def _is_read(path: Path, form: str | None) -> bool:
    """True for a file in a folder of a suffix that is known, and may be that of the form, where one is stated."""
    forms = UNSETTLED.get(path.suffix.lower(), ()) if (known := form_of(path)) is None else (known,)
    return bool(forms) if form is None else form in forms


def _none_in_folder(form: str | None) -> str:
    forms: dict[str, tuple[str, ...]] = {**{suffix: (known,) for suffix, known in SUFFIXES.items()}, **UNSETTLED}
    suffixes = [suffix for suffix, known in forms.items() if form is None or form in known]
    return f"no file of {'a known suffix' if form is None else f'the form {form}'} ({' '.join(suffixes)}) in this folder"


def _matched(pattern: str, *, form: str | None, skip: Collection[Path]) -> Iterator[Source | Problem]:
    """The files and folders that a pattern matches, sorted, hidden ones apart."""
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield Problem("ingest", printable(pattern), "input.missing", "nothing matches this pattern")
    for match in matches:
        if os.path.isdir(match):
            if not pattern.endswith("**"):  # what is in it is matched too
                yield from _walk(Path(match), form=form, skip=skip, above=())
        elif not (skip and Path(match).resolve() in skip):
            yield _named(Path(match), form)


def _named(path: Path, form: str | None) -> Source | Problem:
    try:
        path.stat()
    except OSError as error:
        return problem_of(error, printable(path))
    except ValueError as error:
        return Problem("ingest", printable(path).replace("\0", "\ufffd"), "input.missing", str(error))
    return Source(path, printable(path), printable(path.stem), form or form_of(path))


def _walk(folder: Path, *, form: str | None, skip: Collection[Path], above: tuple[tuple[int, int], ...]) -> Iterator[Source | Problem]:
    try:
        status = folder.stat()
        here = (status.st_dev, status.st_ino)
        if here in above:
            yield Problem("ingest", printable(folder), "input.loop", "a link back to a folder that contains it; not entered again")
            return
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield problem_of(error, printable(folder))
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or is_beside_page(entry.name, names):
            continue
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError as error:
            yield problem_of(error, printable(path))
            continue
        known = form_of(path)
        if is_folder:
            yield from _walk(path, form=form, skip=skip, above=(*above, here))
        elif _is_read(path, form) and not (skip and path.resolve() in skip):
            if is_file:
                yield Source(path, printable(path), printable(path.stem), form or known)
            elif entry.is_symlink():
                yield _named(path, form or known)


def _identified(found: list[Source | Problem]) -> list[Source | Problem]:
    """Give every file an id that tells it from the others: its stem; with its suffix where files of one folder share the stem;
    behind as many of the folders above as it takes.

    All files of one folder and stem get the same folders (`d2/x.txt`, `d2/x.html`), so that they are seen to stand together.
    """
    files = {i: Path(printable(os.path.abspath(s.path))) for i, s in enumerate(found) if isinstance(s, Source) and s.path}
    siblings = Counter((path.parent, path.stem) for path in files.values())
    suffixed = {stem for (_, stem), count in siblings.items() if count > 1}
    levels = dict.fromkeys(files, 0)
    while True:
        names = {i: _name(path, levels[i], suffixed=path.stem in suffixed) for i, path in files.items()}
        folders: dict[str, set[Path]] = {}
        for i, path in files.items():
            folders.setdefault(_name(path, levels[i], suffixed=False), set()).add(path.parent)
        counts = Counter(names.values())
        alike = [i for i in files if len(folders[_name(files[i], levels[i], suffixed=False)]) > 1]
        clashing = [i for i, name in names.items() if counts[name] > 1]
        bare = {files[i].stem for i in clashing} - suffixed
        longer = [i for i in alike or clashing if levels[i] < len(files[i].parts) - 2]
        if longer and (alike or not bare):
            for i in longer:
                levels[i] += 1
        elif bare:
            suffixed |= bare  # x.txt.html beside x.txt and x.html
        else:
            break
    return [replace(item, identity=names[i]) if isinstance(item, Source) and i in names else item for i, item in enumerate(found)]


def _name(path: Path, level: int, *, suffixed: bool) -> str:
    """The id of a file with `level` folders above it, its suffix kept or not.

    >>> _name(Path("/a/b/c.txt"), 1, suffixed=False), _name(Path("/a/b/c.txt"), 0, suffixed=True)
    ('b/c', 'c.txt')
    """
    above = path.parts[1:-1]
    return "/".join((*above[len(above) - level :], path.name if suffixed else path.stem))
