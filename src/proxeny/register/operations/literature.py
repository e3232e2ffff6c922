"""Corpora of the workbench: files brought in by a browser, read by the worker; merges of terms decided on a page."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from proxeny import home
from proxeny.errors import Conflict, FaultyInput, NotFound, Where
from proxeny.io.corpora import check_name, find_corpora
from proxeny.io.merges import Merges, find_files, read_merges, write_merges
from proxeny.io.writing import unwritable
from proxeny.register.lock import writing
from proxeny.register.models import Job
from proxeny.register.tasks import start
from proxeny.text import clean, fold

MAX_FILE = 256 * 2**20
MAX_FILES = 20
VERDICTS = ("accept", "refuse", "undo")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it is sent: its name and its bytes, piece by piece."""

    name: str
    chunks: Iterable[bytes]


def bring_corpus(files: Sequence[Sent], name: str, *, by: str = "") -> Job:
    """Keep the files aside and ask the worker to read them as one corpus; an empty ``name``: after the first file.

    Raises `FaultyInput` where there is no file, too many, one that is too large or empty, or an odd name; `Conflict`
    where a corpus of that name is there.
    """
    if not files:
        raise FaultyInput.of("upload-none")
    if len(files) > MAX_FILES:
        raise FaultyInput.of("corpus-files", count=len(files), limit=MAX_FILES)
    chosen = name or guess_name(files[0].name)
    check_name(chosen)
    if any(one.name == chosen for one in find_corpora(home.home())):
        raise Conflict.of("corpus-exists", name=chosen)
    number = uuid4()
    folder = folder_of(number)
    try:
        folder.mkdir(parents=True, mode=0o700)
        written = [_write(folder, at, one) for at, one in enumerate(files)]
    except (FaultyInput, OSError) as problem:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(problem, OSError):
            raise unwritable(folder, problem) from problem
        raise
    return start("literature", about=chosen, arguments={"folder": str(number), "files": written, "name": chosen}, by=by)


def folder_of(number: UUID | str) -> Path:
    """Where the files of one bringing wait."""
    return home.home() / "literature" / "incoming" / str(UUID(str(number)))


def _write(folder: Path, at: int, sent: Sent) -> str:
    """The name under which a file waits: its number keeps equal names apart, no part of a path is taken over."""
    shown = clean(Path(sent.name.replace("\\", "/")).name, 120) or "file"
    path, size = folder / f"{at:02d}-{shown}", 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in sent.chunks:
            size += len(chunk)
            if size > MAX_FILE:
                raise FaultyInput.of("upload-too-large", Where(file=shown), limit=MAX_FILE // 2**20)
            file.write(chunk)
    if not size:
        raise FaultyInput.of("file-empty", Where(file=shown))
    return path.name


def guess_name(file: str) -> str:
    """A name for a corpus after its file.

    >>> guess_name("Scopus Export (2).csv"), guess_name("۱.ris")
    ('scopus-export-2', 'corpus')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", fold(Path(file.replace("\\", "/")).stem)).strip("-")[:64]
    return plain if plain and plain != "demo" else "corpus"


def drop_corpus(name: str) -> None:
    """Throw a kept corpus away, with its receipts and merges. Raises `NotFound`."""
    found = next((one for one in find_corpora(home.home()) if one.name == name and one.path is not None), None)
    if found is None or found.path is None:
        raise NotFound.of("corpus-unknown", name=name[:80], known="")
    for path in (found.path, found.path.with_suffix(".receipts.json"), *find_files(home.home(), name)):
        path.unlink(missing_ok=True)


def decide_merge(corpus: str, label: str, by: str, verdict: str) -> Merges:
    """Accept or refuse a merge of terms in a corpus, or take that back. Raises `FaultyInput`, `NotFound`."""
    if verdict not in VERDICTS:
        raise FaultyInput.of("merge-verdict", verdict=verdict[:40])
    if not label or label == by or any(letter in label + by for letter in "\t\r\n"):
        raise FaultyInput.of("merge-odd", label=label[:80], by=by[:80])
    if all(one.name != corpus for one in find_corpora(home.home())):
        raise NotFound.of("corpus-unknown", name=corpus[:80], known="")
    with writing():  # nobody else decides meanwhile
        merges = read_merges(home.home(), corpus).decide(label[:300], by[:300], verdict)
        write_merges(home.home(), corpus, merges)
    return merges
