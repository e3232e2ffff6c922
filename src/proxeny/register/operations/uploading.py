"""Files brought in by a browser: kept aside, previewed, and dropped; nothing of them is in the register before that."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

import polars as pl

from proxeny import home
from proxeny.errors import Conflict, Fault, FaultyInput, NotFound, ProxenyError, Where
from proxeny.io.importers import IMPORTERS, read_table
from proxeny.io.layout import Layout, fit_mapping, guess_layout, read_layout
from proxeny.io.reading import Reading, read_claims
from proxeny.io.reading_table import Table
from proxeny.io.writing import replacing
from proxeny.register.models import SavedLayout, Upload
from proxeny.register.operations.apply import Origin, Step, preview_reading
from proxeny.register.operations.plan import Plan
from proxeny.text import clean

MAX_UPLOAD = 64 * 2**20
_KEPT = timedelta(days=14)
_MARKS = {b"PK\x03\x04": "xlsx", b"PAR1": "parquet"}
_SMALL = 400_000  # bytes that are previewed while the page waits


def _silent(_: str) -> None:
    """Nobody watches."""


def keep_upload(name: str, chunks: Iterable[bytes], *, by: str = "") -> Upload:
    """Keep an uploaded file aside and guess its layout.

    Raises `FaultyInput` for a file that is too large, of a format that nobody reads, or not what its name says.
    """
    drop_old()
    shown = clean(Path(name.replace("\\", "/")).name, 200) or "file"
    suffix = Path(shown).suffix.lower().lstrip(".")
    where = Where(file=shown)
    if suffix not in IMPORTERS:
        raise FaultyInput.of("format-unknown", where, suffix=suffix or shown, known=", ".join(IMPORTERS))
    upload = Upload(name=shown, suffix=suffix, size=0, by=by)
    folder = folder_of(upload)
    folder.mkdir(parents=True, mode=0o700)
    try:
        upload.size, upload.sha256 = _write(path_of(upload), chunks, where)
        _check_type(path_of(upload), suffix, where)
        upload.layout = guess(read_upload_table(upload)).plain()
        upload.save()
    except ProxenyError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return upload


def _write(path: Path, chunks: Iterable[bytes], where: Where) -> tuple[int, str]:
    """Size and BLAKE2b hash of what was written."""
    seen, size = blake2b(digest_size=32), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > MAX_UPLOAD:
                raise FaultyInput.of("upload-too-large", where, limit=MAX_UPLOAD // 2**20)
            seen.update(chunk)
            file.write(chunk)
    if not size:
        raise FaultyInput.of("file-empty", where)
    return size, seen.hexdigest()


def _check_type(path: Path, suffix: str, where: Where) -> None:
    """A file must begin as its name says: a workbook as a workbook, text as text."""
    with path.open("rb") as file:
        start = file.read(4096)
    marked = _MARKS.get(start[:4], "")
    wanted = {"xlsx": "xlsx", "xlsm": "xlsx", "parquet": "parquet"}.get(suffix, "")
    text = not marked and (_is_wide(start) or b"\x00" not in start)
    if marked != wanted or (not wanted and not text):
        raise FaultyInput.of("upload-type", where, suffix=suffix, seen=marked or ("text" if text else "?"))


def _is_wide(start: bytes) -> bool:
    """UTF-16, which spreadsheets export as "Unicode text"."""
    return start[:2] in (b"\xff\xfe", b"\xfe\xff")


def read_upload(one: UUID | str, *, by: str | None = None) -> Upload:
    """An upload; ``by``: only one of this person's. Raises `NotFound`."""
    found = Upload.objects.filter(pk=one, **({} if by is None else {"by": by})).first()
    if found is None or found.state == "dropped":
        raise NotFound.of("upload-unknown")
    return found


def folder_of(upload: Upload) -> Path:
    """Where an upload and its preview lie."""
    return home.home() / "uploads" / str(upload.pk)


def path_of(upload: Upload) -> Path:
    """The uploaded file."""
    return folder_of(upload) / f"file.{upload.suffix}"


def read_upload_table(upload: Upload) -> Table:
    """The file as a table, under the name it had. Raises `FaultyInput` where it holds no columns at all."""
    path = path_of(upload)
    if not path.exists():
        raise NotFound.of("upload-unknown")
    table = replace(read_table(path), path=Path(upload.name))
    if not table.columns:
        raise FaultyInput(*[_named(fault, upload) for fault in table.faults], total=table.log.errors)
    return table


def guess(table: Table) -> Layout:
    """The layout of a file: one saved for the same columns, else a guess."""
    for saved in SavedLayout.objects.order_by("-at"):
        if set(saved.columns) == set(table.columns):
            return read_layout(saved.layout)
    return guess_layout(table)


def read_upload_claims(upload: Upload) -> Reading:
    """What the file says under its layout and the choices made. Faults bear the name the file had."""
    layout = read_layout(upload.layout)
    reading = read_claims(path_of(upload), fit_mapping(layout))
    chosen = {mention: str(choice["record"]) for mention, choice in upload.choices.items()}
    return replace(reading, chosen=chosen, faults=[_named(fault, upload) for fault in reading.faults])


def _named(fault: Fault, upload: Upload) -> Fault:
    return replace(fault, where=replace(fault.where, file=upload.name))


def origin_of(upload: Upload, note: str = "") -> Origin:
    """Where the batch of an upload comes from."""
    layout = read_layout(upload.layout)
    return Origin("import", layout.base, upload.name, upload.sha256, upload.by, note=note)


def is_small(upload: Upload) -> bool:
    """Whether a page may wait for its preview."""
    return upload.size <= _SMALL


def make_preview(upload: Upload, on_step: Step = _silent) -> None:
    """Work out what the import would do and keep it beside the file, for pages to leaf through."""
    on_step("read")
    table = read_upload_table(upload)
    reading = read_upload_claims(upload)
    on_step("compare")
    plan = preview_reading(reading, origin_of(upload))
    folder = folder_of(upload)
    _keep_table(folder / "cells.parquet", table.frame)
    _keep_table(folder / "states.parquet", _states(plan, table))
    _keep_table(folder / "doubts.parquet", _doubts(plan))
    _keep_table(folder / "spoken.parquet", plan.spoken)
    counted = {state: plan.count(state) for state in ("new", "same", "changed", "doubtful", "error")}
    told = {
        "key": preview_key(upload), "rows": plan.rows, "claims": plan.new_claims.height, "same": plan.same.height,
        "superseded": plan.superseded.height, "errors": plan.errors, "warnings": reading.warnings,
        "skipped": reading.skipped, "states": counted, "unproven": count_unproven(plan),
        "faults": [plain_fault(fault) for fault in plan.faults],
    }  # fmt: skip
    with replacing(folder / "preview.json") as made:
        made.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def count_unproven(plan: Plan) -> int:
    """Agreements of the file for which it gives neither a council decision nor a ministry's approval."""
    agreements = plan.all_claims.filter(pl.col("kind") == "agreement")
    proven = agreements.filter(pl.col("property").is_in(["council_decision", "ministry_approval"]))["subject"]
    return agreements.filter(~pl.col("subject").is_in(proven.implode()))["subject"].n_unique()


def _keep_table(path: Path, table: pl.DataFrame) -> None:
    with replacing(path) as made:
        table.write_parquet(made)


def _states(plan: Plan, table: Table) -> pl.DataFrame:
    """Row and state of every row of the file; rows that make no claim at all are left out."""
    return plan.states.join(table.frame.select("row"), on="row", how="semi").sort("row")


def _doubts(plan: Plan) -> pl.DataFrame:
    """Doubtful mentions with the rows that speak of them, most rows first."""
    rows = plan.spoken.group_by("mention").agg(pl.col("row").unique().sort().alias("rows"))
    doubtful = plan.resolutions.filter(pl.col("state") == "doubtful").join(rows, on="mention")
    return doubtful.sort(pl.col("rows").list.len(), "name", "mention", descending=[True, False, False])


def plain_fault(fault: Fault) -> dict[str, object]:
    """A fault as JSON."""
    where = fault.where
    return {
        "code": fault.code, "file": where.file, "row": where.row, "column": where.column, "line": where.line,
        "params": {name: str(value) for name, value in fault.params.items()}, "severity": fault.severity,
    }  # fmt: skip


def preview_key(upload: Upload) -> str:
    """What a preview was made from: it is made anew when layout or choices change."""
    told = json.dumps([upload.layout, upload.choices], sort_keys=True, ensure_ascii=False)
    return blake2b(told.encode(), digest_size=8).hexdigest()


def set_layout(upload: Upload, layout: Layout) -> None:
    """Change how the file is read. Raises `Conflict` for an upload that is in the register already."""
    _still_open(upload)
    upload.layout = layout.plain()
    upload.save(update_fields=["layout"])


def set_choices(upload: Upload, choices: dict[str, dict[str, str]]) -> None:
    """Say what doubtful names stand for: mention -> record and reason; an empty record: none of those proposed."""
    _still_open(upload)
    upload.choices = {**upload.choices, **choices}
    upload.save(update_fields=["choices"])


def clear_choices(upload: Upload, mentions: Iterable[str]) -> None:
    """Take choices back."""
    _still_open(upload)
    gone = set(mentions)
    upload.choices = {name: choice for name, choice in upload.choices.items() if name not in gone}
    upload.save(update_fields=["choices"])


def _still_open(upload: Upload) -> None:
    if upload.state != "open":
        raise Conflict.of("upload-done")


def drop_upload(upload: Upload) -> None:
    """Throw a file away that was not imported."""
    if upload.state == "open":
        Upload.objects.filter(pk=upload.pk).update(state="dropped")
    shutil.rmtree(folder_of(upload), ignore_errors=True)


def drop_old() -> None:
    """Throw away what has lain about for two weeks."""
    for upload in Upload.objects.filter(state="open", at__lt=datetime.now(UTC) - _KEPT)[:20]:
        drop_upload(upload)
