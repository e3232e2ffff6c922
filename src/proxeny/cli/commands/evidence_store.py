"""evidence add, export, import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import Language, evidence_app
from proxeny.cli.show import ERR, OUT, pages_read, show_faults, show_json
from proxeny.errors import ProxenyError

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
By = Annotated[str, typer.Option(help="Who does it, for the history.")]


@evidence_app.command("add")
def add(
    files: Annotated[list[Path], typer.Argument(help="PDF, DOCX, HTML, text or Markdown.")],
    text: Annotated[Path | None, typer.Option(help="Text that stands for a scan (with one file).")] = None,
    title: Annotated[str, typer.Option(help="Title (with one file); the file's name if not given.")] = "",
    revises: Annotated[int, typer.Option(help="Number of the document that this is a new revision of.")] = 0,
    by: By = "",
    as_json: Json = False,
) -> None:
    """Add documents; each is stored whole, with its bytes, its text and how well it was read."""
    from proxeny.api_evidence_store import add_file

    if len(files) > 1 and (text or title or revises):
        raise typer.BadParameter("--text, --title and --revises go with one file")
    added, faults = [], []
    for file in files:
        try:
            with pages_read(file.name) as tell:
                number, fresh, document = add_file(file, text=text, title=title, by=by, revises=revises, on_step=tell)
        except ProxenyError as error:
            faults += error.faults
            continue
        told = {"document": number, "file": file.name, "new": fresh, "pages": len(document.pages)}
        added.append(told | {"quality": round(document.quality, 4)})
        if not as_json:
            OUT.print(f"{number}  {file.name}  {len(document.pages)} pages, quality {document.quality:.2f}"
                      f"{'' if fresh else ', known already'}", markup=False)  # fmt: skip
    show_faults(faults)
    if as_json:
        show_json({"added": added, "errors": len(faults)})
    if faults:
        raise typer.Exit(1)


@evidence_app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help=".qdpx, .qdc, .csv, .xlsx or .json.")],
    language: Annotated[Language, typer.Option(help="Language of the labels.")] = Language.EN,
    as_json: Json = False,
) -> None:
    """Write documents, codes, codings and coders for other programs, or the matrix as a table."""
    from proxeny.api_evidence_store import export_evidence

    counts = export_evidence(file, language.value)
    if as_json:
        show_json({"file": str(file)} | counts)
    else:
        OUT.print(f"{file}: " + ", ".join(f"{count} {name}" for name, count in counts.items()), markup=False)


@evidence_app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="REFI-QDA project (.qdpx, .qde) or codebook (.qdc).")],
    by: By = "",
    as_json: Json = False,
) -> None:
    """Bring a project in: codes, sources, selections and coders; what cannot be kept is listed."""
    from proxeny.api_evidence_store import import_evidence

    found = import_evidence(file, by=by)
    if as_json:
        show_json({
            "documents": found.documents, "codes": found.codes, "codings": found.codings, "coders": found.coders,
            "notes_and_sets": found.parts, "places": found.places, "lost": dict(found.lost),
        })  # fmt: skip
        return
    OUT.print(f"{found.documents} documents, {found.codes} new codes, {found.codings} codings, {found.coders} coders, "
              f"{found.parts} notes, sets and other parts")  # fmt: skip
    if found.places:
        ERR.print(f"{found.places} codings of places in pictures or pages stand for the whole document; they go out as "
                  "they came")  # fmt: skip
    for name, count in found.lost:
        ERR.print(f"not kept: {name}" + (f" ({count} times)" if count > 1 else ""), markup=False)
