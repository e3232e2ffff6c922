"""Read a long document that was sent to the evidence, page after page."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

from proxeny import home
from proxeny.errors import NotFound
from proxeny.evidence.reading import read_bytes
from proxeny.register.operations.evidence import add_document
from proxeny.register.tasks import JOBS, Result, Work


def keep_document(data: bytes) -> str:
    """Put the bytes where the job finds them; returns their name, which is ours."""
    name = str(uuid4())
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name


def _path(name: str) -> Path:
    return home.home() / "documents" / str(UUID(name))


@JOBS.add("document")
def run_document(work: Work) -> Result:
    """Read and store it; begun again after a restart, it is the same document. Raises `FaultyInput`, `NotFound`."""
    path, name = _path(str(work.arguments["kept"])), str(work.arguments["name"])
    if not path.is_file():
        raise NotFound.of("upload-unknown")
    data = path.read_bytes()
    document = read_bytes(data, name, on_step=lambda done, total: work.step("pages", done, total))
    number, fresh = add_document(document, data, by=work.by, revises=int(work.arguments.get("revises", 0)))
    path.unlink(missing_ok=True)
    return {"document": number, "new": fresh}
