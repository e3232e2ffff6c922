"""The verbs of the evidence that touch the register: add, export, import."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from proxeny.errors import FaultyInput, NotFound, Where
from proxeny.evidence.apart import OnStep, nobody
from proxeny.evidence.document import Document
from proxeny.evidence.exchange.read import read_project
from proxeny.evidence.exchange.write import write_codebook, write_project
from proxeny.evidence.importance.matrix import GRADES, Matrix
from proxeny.evidence.reading import read_bytes, read_document
from proxeny.io.writing import replacing
from proxeny.starting import open_register, start
from proxeny.text import safe_cell

start()

from proxeny.register.models import Coder  # noqa: E402
from proxeny.register.operations.evidence import add_document  # noqa: E402
from proxeny.register.operations.evidence_exchange import Brought, build_register_project, import_project  # noqa: E402
from proxeny.register.queries.evidence import coder_matrix, list_documents  # noqa: E402

__all__ = ["add_file", "export_evidence", "import_evidence"]


def add_file(
    path: Path | str, *, text: Path | str | None = None, title: str = "", by: str = "", revises: int = 0,
    on_step: OnStep = nobody,
) -> tuple[int, bool, Document]:  # fmt: skip
    """Read a file and store it as a document; returns its number, whether it is new, and what was read.

    ``text``: a text file that stands for a scan without text. ``revises``: the number of the document that this is a
    new revision of. ``on_step`` is told pages read and pages in all. Raises `FaultyInput`, `NotFound`, `Unavailable`.
    """
    open_register()
    path = Path(path)
    if text is None:
        document = read_document(path, on_step=on_step)
    else:
        if not path.is_file():
            raise NotFound.of("file-missing", Where(file=path.name), path=str(path))
        document = _attach(read_document(text), path.name, path.read_bytes())
    number, fresh = add_document(document, path.read_bytes(), title=title, by=by, revises=revises)
    return number, fresh, document


def add_upload(
    data: bytes, name: str, *, text: tuple[bytes, str] | None = None, by: str = "", revises: int = 0
) -> tuple[int, bool]:
    """Store what was uploaded as a document; ``text``: bytes and name of the text of a scan. Raises `FaultyInput`."""
    document = read_bytes(data, name) if text is None else _attach(read_bytes(*text), name, data)
    return add_document(document, data, by=by, revises=revises)


def _attach(text: Document, name: str, data: bytes) -> Document:
    """The text as that of the file it belongs to, which is known by its own bytes."""
    named = replace(text, name=name, extractor=f"attached: {text.extractor}")
    return replace(named, size=len(data), sha256=sha256(data).hexdigest())


def export_evidence(path: Path | str, language: str = "en") -> dict[str, int]:
    """Write what is coded: ``.qdpx`` or ``.qdc`` (REFI-QDA), ``.csv`` or ``.xlsx`` (matrix), ``.json`` (codings).

    Returns how many there are of each. Raises `FaultyInput`, `NotFound`, `Unavailable`.
    """
    open_register()
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in {".qdpx", ".qdc", ".csv", ".xlsx", ".json"}:
        raise FaultyInput.of("export-kind", Where(file=path.name), suffix=suffix or path.name)
    if not list_documents() and suffix != ".qdc":
        raise NotFound.of("export-nothing", Where(file=path.name))
    project = build_register_project(language)
    with replacing(path) as made:
        if suffix == ".qdpx":
            made.write_bytes(write_project(project))
        elif suffix == ".qdc":
            made.write_bytes(write_codebook(project))
        elif suffix == ".json":
            made.write_text(json.dumps(_codings(), ensure_ascii=False, indent=1), encoding="utf-8")
        else:
            _write_rows(made, _matrix_rows(), suffix)
    return project.counts()


def import_evidence(path: Path | str, *, by: str = "") -> Brought:
    """Bring a REFI-QDA project or codebook into the register, whole or not at all. Raises `FaultyInput`, `NotFound`."""
    open_register()
    return import_project(read_project(path), by=by)


def _codings() -> list[dict[str, object]]:
    project = build_register_project()
    selections = {one.guid: one for one in project.selections}
    users = {one.guid: one.name for one in project.users}
    codes = {one.guid: one for one in project.codes}
    rows: list[dict[str, object]] = []
    for coding in project.codings:
        place = selections.get(coding.target)
        row: dict[str, object] = {"document": place.source if place else coding.target, "coder": users[coding.user]}
        row |= {
            "indicator": codes[coding.code].description or codes[coding.code].name,
            "label": codes[coding.code].name,
        }
        if place is not None:
            row |= {"start": place.start, "end": place.end, "quotation": place.quotation, "memo": place.description}
        rows.append(row)
    return rows


def _matrix_rows() -> list[list[str]]:
    rows = [["coder", "doc_id", "document", "indicator_id", "evidence"]]
    for coder in Coder.objects.order_by("name"):
        rows += [[coder.name, *row] for row in _cells(coder_matrix(coder))]
    return rows


def _cells(matrix: Matrix) -> list[list[str]]:
    return [
        [source.id, source.title, indicator, GRADES[matrix.cells[row, column] - 1]]
        for row, source in enumerate(matrix.sources)
        for column, indicator in enumerate(matrix.indicators)
        if matrix.cells[row, column]
    ]


def _write_rows(path: Path, rows: list[list[str]], suffix: str) -> None:
    safe = [[safe_cell(cell) for cell in row] for row in rows]
    if suffix == ".csv":
        import csv

        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(safe)
        return
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("matrix")
        for number, row in enumerate(safe):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
