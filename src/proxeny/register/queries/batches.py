"""What was brought in, newest first."""

from __future__ import annotations

from proxeny.register.models import Batch


def read_batches(limit: int = 100, start: int = 0) -> list[dict[str, object]]:
    """The latest batches after ``start``: batch, state, kind, mapping, file, rows, claims, doubtful, by, at."""
    return [
        {
            "batch": batch.pk,
            "state": batch.state,
            "kind": batch.kind,
            "mapping": batch.mapping,
            "file": batch.file_name,
            "rows": batch.counts.get("rows"),
            "claims": batch.counts.get("claims_new"),
            "doubtful": batch.counts.get("doubtful"),
            "by": batch.by,
            "at": batch.started.strftime("%Y-%m-%d %H:%M"),
        }
        for batch in Batch.objects.order_by("-id")[start : start + limit]
    ]


def count_batches() -> int:
    """How many batches there are."""
    return Batch.objects.count()
