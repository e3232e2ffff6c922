"""Freeze the register into a folder of the home."""

from __future__ import annotations

from proxeny import home
from proxeny.register.freeze import freeze
from proxeny.register.tasks import JOBS, Result, Work


@JOBS.add("snapshot")
def run_snapshot(work: Work) -> Result:
    """Write a snapshot; its hash and its folder."""
    work.step("freeze")
    folder = home.home() / "snapshots" / str(work.id)
    folder.parent.mkdir(parents=True, exist_ok=True)
    content = freeze(folder)
    return {"hash": content, "folder": str(folder)}
