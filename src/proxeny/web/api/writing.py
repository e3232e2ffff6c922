"""What programs may change, with a token of somebody who may: import, decide, revoke, roll back."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, File, Form, Path, Router, Schema, Status, UploadedFile

from proxeny.errors import Conflict, FaultyInput
from proxeny.io.claims import digest
from proxeny.io.mapping import load_mapping, mapping_names
from proxeny.io.reading import Reading, read_claims
from proxeny.register.operations.apply import Origin, preview_reading, store_reading
from proxeny.register.operations.deciding import decide, revoke
from proxeny.register.operations.plan import Plan
from proxeny.register.operations.rollback import roll_back
from proxeny.register.queries.revision import read_revision
from proxeny.report.preview import describe_rows
from proxeny.report.words import explain_parts
from proxeny.text import clean
from proxeny.web.acting import acting
from proxeny.web.api.shapes import Decided, Judgement, Outcome, TakenBack, Text

router = Router(tags=["writing"])
_SHOWN = 500
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class AskImport(Schema):
    """How a file is read."""

    mapping: Text = Field("", description=_("Name of a mapping; found by the columns if not given."))


class AskStore(AskImport):
    """What is stored."""

    confirm: Text = Field(description=_("What the preview of the same file gave."))
    skip_errors: bool = Field(False, description=_("Store the rows without errors."))


@router.post(
    "/imports/preview",
    response=Outcome,
    operation_id="preview_import",
    summary=_("Preview what importing a file would do, row by row"),
)
def preview_import(request: HttpRequest, file: File[UploadedFile], asked: Form[AskImport]) -> dict[str, Any]:
    """What importing a file would do, row by row; nothing is stored."""
    started = perf_counter()
    with _received(file) as path:
        reading, origin = _read(request, path, asked.mapping)
        plan = preview_reading(reading, origin)
    return _outcome(plan, None, _confirm(origin), started)


@router.post(
    "/imports",
    response=Outcome,
    operation_id="store_import",
    summary=_("Store a file that was previewed, as one batch"),
)
def store_import(request: HttpRequest, file: File[UploadedFile], asked: Form[AskStore]) -> dict[str, Any]:
    """Store a file that was previewed, as one batch; refused where the register has changed since the preview."""
    started = perf_counter()
    with _received(file) as path:
        reading, origin = _read(request, path, asked.mapping)
        confirm = _confirm(origin)
        if asked.confirm != confirm:
            raise Conflict.of("import-not-previewed")
        plan, batch = store_reading(reading, origin, skip_errors=asked.skip_errors)
    return _outcome(plan, batch, confirm, started)


@router.post(
    "/decisions",
    response=Decided,
    operation_id="decide",
    summary=_("Say that two records are the same, different, or not to be told"),
)
def decide_pair(request: HttpRequest, asked: Judgement) -> dict[str, Any]:
    """Say that two records are the same, different, or not to be told; kept, reversible, and used again."""
    made = decide(asked.left, asked.right, asked.judgement, by=_name(request), reason=asked.reason)
    return {"decision": made.pk}


@router.post(
    "/decisions/{number}/revoke",
    response={204: None},
    operation_id="revoke",
    summary=_("Take a decision back; merged records part again"),
)
def revoke_decision(request: HttpRequest, number: Path[Number]) -> Status[None]:
    """Take a decision back; merged records part again."""
    revoke(number)
    return Status(204, None)


@router.post(
    "/batches/{number}/rollback",
    response=TakenBack,
    operation_id="rollback",
    summary=_("Take back everything that a batch brought, as one"),
)
def roll_batch_back(request: HttpRequest, number: Path[Number]) -> dict[str, int]:
    """Take back everything a batch brought, as one."""
    return roll_back(number)


@contextmanager
def _received(file: UploadedFile) -> Iterator[FilePath]:
    """The uploaded file in a folder of its own, under the harmless part of its name."""
    with TemporaryDirectory(prefix="proxeny-") as folder:
        name = clean(FilePath(file.name or "").name.replace("\\", ""), 100).lstrip(".")
        path = FilePath(folder, name or "file")
        with path.open("wb") as made:
            for chunk in file.chunks():
                made.write(chunk)
        yield path


def _read(request: HttpRequest, path: FilePath, mapping: str) -> tuple[Reading, Origin]:
    """Read by a mapping of the product: the name of a file of this machine would open it."""
    if mapping and mapping not in mapping_names():
        raise FaultyInput.of("mapping-not-known", name=mapping, there=", ".join(mapping_names()))
    reading = read_claims(path, load_mapping(mapping) if mapping else None)
    with path.open("rb") as file:
        checksum = file_digest(file, "blake2b").hexdigest()[:64]
    return reading, Origin("import", reading.mapping, path.name, checksum, _name(request))


def _confirm(origin: Origin) -> str:
    """Binds a preview to the file, the mapping and the state of the register."""
    return digest(origin.sha256, origin.mapping, read_revision(), size=16)


def _name(request: HttpRequest) -> str:
    return acting(request).name


def _outcome(plan: Plan, batch: int | None, confirm: str, started: float) -> dict[str, Any]:
    told = [
        {"code": one.code, "severity": one.severity, **dict(zip(("where", "what", "do"), parts, strict=True))}
        for one in plan.faults
        for parts in [explain_parts(one)]
    ]
    return {
        "rows": plan.rows,
        "claims_new": plan.new_claims.height,
        "claims_same": plan.same.height,
        "doubtful": plan.count("doubtful"),
        "errors": plan.errors,
        "seconds": round(perf_counter() - started, 2),
        "batch": batch,
        "confirm": confirm,
        "faults": told,
        "preview": [row.as_dict() for row in describe_rows(plan, _SHOWN)],
    }
