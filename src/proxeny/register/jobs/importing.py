"""Preview or import an uploaded file."""

from __future__ import annotations

from proxeny.register.lock import writing
from proxeny.register.models import Batch
from proxeny.register.operations.apply import store_reading
from proxeny.register.operations.uploading import (
    make_preview,
    origin_of,
    read_upload,
    read_upload_claims,
)
from proxeny.register.tasks import JOBS, Result, Work

_STEPS = {"read": 0, "compare": 1, "store": 2, "fold": 3}


@JOBS.add("preview")
def run_preview(work: Work) -> Result:
    """Work out what an import would do."""
    upload = read_upload(str(work.arguments["upload"]))
    make_preview(upload, lambda step: work.step(step, _STEPS[step], 2))
    return {"upload": str(upload.pk)}


@JOBS.add("import")
def run_import(work: Work) -> Result:
    """Import an upload as one batch; begun again after a restart, it stores nothing twice."""
    upload = read_upload(str(work.arguments["upload"]))
    if upload.state == "done":
        return _told(upload.batch)
    work.step("read", 0, 4)
    reading = read_upload_claims(upload)
    with writing():
        plan, number = store_reading(
            reading,
            origin_of(upload, str(work.arguments.get("note", ""))),
            skip_errors=bool(work.arguments.get("skip_errors")),
            on_step=lambda step: work.step(step, _STEPS[step], 4),
        )
        upload.state, upload.batch_id = "done", number
        upload.save(update_fields=["state", "batch"])
    return {**_told(upload.batch), "rows": plan.rows, "doubtful": plan.count("doubtful"), "errors": plan.errors}


def _told(batch: Batch | None) -> dict[str, object]:
    if batch is None:
        return {"batch": None, "claims_new": 0, "claims_same": 0}
    return {"batch": batch.pk, **batch.counts}
