"""Read a document: sniff it, extract in a process with limits, repair page by page, make the text canonical."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from proxeny.errors import Fault, FaultyInput, NotFound, Unavailable, Where
from proxeny.evidence.canonical import canonical
from proxeny.evidence.document import Document, Extracted, Page, place_pages
from proxeny.evidence.limits import PROGRESS, Limits
from proxeny.evidence.quality import common_words, measure_quality
from proxeny.evidence.repair import repair_page, turn_words
from proxeny.evidence.repair_runs import restore_runs
from proxeny.evidence.sniff import sniff

OnStep = Callable[[int, int], None]
_LIMITS = Limits()
_LOOK, _PATIENCE, _TAIL = 0.2, 4, 4096
_SIGNALLED = {-9: "document-heavy", -24: "document-slow", -25: "document-output", -6: "document-heavy"}


def nobody(done: int, total: int) -> None:
    """Nobody wants to know."""


def read_document(path: Path | str, limits: Limits = _LIMITS, on_step: OnStep = nobody) -> Document:
    """Read a file as a document; ``on_step`` is told pages read and pages in all.

    Raises `NotFound`, `FaultyInput` (what is wrong with it), `Unavailable`.
    """
    path = Path(path)
    where = Where(file=path.name)
    if path.is_dir():
        raise FaultyInput.of("file-folder", where, path=str(path))
    if not path.is_file():
        raise NotFound.of("file-missing", where, path=str(path))
    try:
        size = path.stat().st_size
        if size > limits.size:
            raise FaultyInput(_too_large(path.name, size, limits))
        data = path.read_bytes()
    except OSError as problem:
        raise Unavailable(Fault("file-unreadable", where, {"reason": problem.strerror or str(problem)})) from problem
    return read_bytes(data, path.name, limits, on_step)


def _too_large(name: str, size: int, limits: Limits) -> Fault:
    params = {"size": f"{size / 2**20:.1f}", "limit": f"{limits.size / 2**20:.0f}"}
    return Fault("file-too-large", Where(file=name), params)


def read_bytes(data: bytes, name: str, limits: Limits = _LIMITS, on_step: OnStep = nobody) -> Document:
    """Read what was uploaded as a document. Raises `FaultyInput`."""
    if len(data) > limits.size:
        raise FaultyInput(_too_large(name, len(data), limits))
    kind = sniff(data, name)
    return build_document(data, name, kind, _extract(data, name, kind, limits, on_step))


def build_document(data: bytes, name: str, kind: str, extracted: Extracted) -> Document:
    """Repair and measure what was extracted. Raises `FaultyInput` where no text is left."""
    repaired = [repair_page(canonical(raw), visual=extracted.visual) for raw in extracted.pages]
    texts, runs = restore_runs([canonical(one.text) for one in repaired])
    texts, turned = turn_words(texts)
    pages, common = [], common_words(texts)
    for number, raw in enumerate(extracted.pages, 1):
        text, one = texts[number - 1], repaired[number - 1]
        quality, parts = measure_quality(text, common)
        more = {"runs": runs[number - 1], "words": turned[number - 1]}
        repairs = one.repairs | {name: count for name, count in more.items() if count}
        pages.append(Page(number, canonical(raw), text, 0, repairs, quality, parts))
    text, placed = place_pages(pages)
    if not text.strip():
        raise FaultyInput.of("document-no-text", Where(file=name))
    digest = sha256(data).hexdigest()
    return Document(name, kind, digest, len(data), extracted.extractor, text, placed, extracted.left_out)


def _extract(data: bytes, name: str, kind: str, limits: Limits, on_step: OnStep) -> Extracted:
    """Run the extractor in a process of its own; its memory, time and output are bounded."""
    command = [sys.executable, "-m", "proxeny.evidence.worker", kind, name[:200] or "document"]
    environment = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR") if key in os.environ}
    environment |= {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "PYTHONIOENCODING": "utf-8"}
    with TemporaryFile() as given, TemporaryFile() as answer, TemporaryFile() as noise:
        given.write(data)
        given.seek(0)
        with subprocess.Popen(command, stdin=given, stdout=answer, stderr=noise, env=environment) as process:
            try:
                _watch(process, noise, limits, on_step)
            except TimeoutError as problem:
                raise FaultyInput.of("document-slow", Where(file=name), seconds=limits.seconds) from problem
            finally:
                process.kill()
        answer.seek(0)
        told = answer.read()
        said = [line for line in _lines(noise) if not line.startswith(PROGRESS)]
    return _understand(told, process.returncode, said[-1:], Where(file=name))


def _watch(process: subprocess.Popen[bytes], noise: IO[bytes], limits: Limits, on_step: OnStep) -> None:
    """Wait for the process and pass its progress on. Raises `TimeoutError` where it makes none for too long."""
    moved, before = time.monotonic(), ""
    while True:
        try:
            process.wait(_LOOK)
            return
        except subprocess.TimeoutExpired:
            last = next((line for line in reversed(_lines(noise)) if line.startswith(PROGRESS)), "")
        if last != before:
            moved, before = time.monotonic(), last
            on_step(*(int(one) for one in last.split()[1:3]))
        if time.monotonic() - moved > _PATIENCE * limits.seconds:
            raise TimeoutError


def _lines(noise: IO[bytes]) -> list[str]:
    """The lines at the end of what the process said. It goes on writing at the end meanwhile, so the file's own
    place is left alone."""
    said = os.pread(noise.fileno(), _TAIL, max(0, os.fstat(noise.fileno()).st_size - _TAIL))
    return [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]


def _understand(told: bytes, code: int, reason: list[str], where: Where) -> Extracted:
    limits = _LIMITS
    if code:
        said = _SIGNALLED.get(code, "document-heavy" if "MemoryError" in "".join(reason) else "document-broken")
        params = {"memory": limits.memory // 2**20, "seconds": limits.seconds, "output": limits.output // 2**20}
        raise FaultyInput.of(said, where, reason=("".join(reason) or f"code {code}")[:200], **params)
    answer = json.loads(told)
    if "fault" in answer:
        raise FaultyInput(Fault(answer["fault"]["code"], where, answer["fault"]["params"]))
    found = answer["extracted"]
    return Extracted(tuple(found["pages"]), found["extractor"], found["visual"], found["left_out"])
