"""Read a document: sniff it, extract in a process with limits, repair page by page, make the text canonical."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile

from proxeny.errors import Fault, FaultyInput, NotFound, Unavailable, Where
from proxeny.evidence.canonical import canonical
from proxeny.evidence.document import Document, Extracted, Page, place_pages
from proxeny.evidence.limits import Limits
from proxeny.evidence.quality import measure_quality
from proxeny.evidence.repair import repair_page, turn_words
from proxeny.evidence.sniff import sniff

_LIMITS = Limits()
_SIGNALLED = {-9: "document-heavy", -24: "document-slow", -25: "document-output", -6: "document-heavy"}


def read_document(path: Path | str, limits: Limits = _LIMITS) -> Document:
    """Read a file as a document. Raises `NotFound`, `FaultyInput` (what is wrong with it), `Unavailable`."""
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
    return read_bytes(data, path.name, limits)


def _too_large(name: str, size: int, limits: Limits) -> Fault:
    params = {"size": f"{size / 2**20:.1f}", "limit": f"{limits.size / 2**20:.0f}"}
    return Fault("file-too-large", Where(file=name), params)


def read_bytes(data: bytes, name: str, limits: Limits = _LIMITS) -> Document:
    """Read what was uploaded as a document. Raises `FaultyInput`."""
    if len(data) > limits.size:
        raise FaultyInput(_too_large(name, len(data), limits))
    kind = sniff(data, name)
    return build_document(data, name, kind, _extract(data, name, kind, limits))


def build_document(data: bytes, name: str, kind: str, extracted: Extracted) -> Document:
    """Repair and measure what was extracted. Raises `FaultyInput` where no text is left."""
    repaired = [repair_page(canonical(raw), visual=extracted.visual) for raw in extracted.pages]
    texts, turned = turn_words([canonical(one.text) for one in repaired])
    pages = []
    for number, (raw, one, text, words) in enumerate(zip(extracted.pages, repaired, texts, turned, strict=True), 1):
        quality, parts = measure_quality(text)
        repairs = one.repairs | ({"words": words} if words else {})
        pages.append(Page(number, canonical(raw), text, 0, repairs, quality, parts))
    text, placed = place_pages(pages)
    if not text.strip():
        raise FaultyInput.of("document-no-text", Where(file=name))
    digest = sha256(data).hexdigest()
    return Document(name, kind, digest, len(data), extracted.extractor, text, placed, extracted.left_out)


def _extract(data: bytes, name: str, kind: str, limits: Limits) -> Extracted:
    """Run the extractor in a process of its own; its memory, time and output are bounded."""
    command = [sys.executable, "-m", "proxeny.evidence.worker", kind, name[:200] or "document"]
    environment = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR") if key in os.environ}
    environment |= {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "PYTHONIOENCODING": "utf-8"}
    with TemporaryFile() as given, TemporaryFile() as answer, TemporaryFile() as noise:
        given.write(data)
        given.seek(0)
        try:
            done = subprocess.run(
                command,
                stdin=given,
                stdout=answer,
                stderr=noise,
                env=environment,
                timeout=2 * limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            raise FaultyInput.of("document-slow", Where(file=name), seconds=limits.seconds) from problem
        answer.seek(0)
        told = answer.read()
        noise.seek(0)
        reason = noise.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
    return _understand(told, done.returncode, reason[-1:], Where(file=name))


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
