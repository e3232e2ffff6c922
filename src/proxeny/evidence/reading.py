"""Read a document: sniff it, extract in a process with limits, repair page by page, make the text canonical."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from proxeny.errors import Fault, FaultyInput, NotFound, Unavailable, Where
from proxeny.evidence.apart import OnStep, nobody, run_apart
from proxeny.evidence.canonical import canonical
from proxeny.evidence.document import Document, Extracted, Page, place_pages
from proxeny.evidence.limits import Limits
from proxeny.evidence.quality import common_words, measure_quality
from proxeny.evidence.repair import repair_page, turn_words
from proxeny.evidence.repair_runs import restore_runs
from proxeny.evidence.sniff import sniff

_LIMITS = Limits()


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
    return Fault("document-too-large", Where(file=name), params)


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
    asked = ("extract", kind, name[:200] or "document")
    found = run_apart(asked, data, Where(file=name), limits, on_step)["extracted"]
    return Extracted(tuple(found["pages"]), found["extractor"], found["visual"], found["left_out"])
