"""A register of a test's own and the command to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parents[2]
NOTHING = dict.fromkeys(("places", "networks", "agreements", "ties", "memberships", "claims", "sources"), 0)


@dataclass(frozen=True)
class Told:
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which has to be JSON and nothing else."""
        return json.loads(self.out)


@dataclass
class Command:
    """The command of one process, for one register."""

    process: subprocess.Popen[str]

    def __call__(self, *arguments: object, code: int | None = 0) -> Told:
        """Run ``proxeny ARGUMENTS``; ``code`` is the exit code it has to end with, None for any."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([str(one) for one in arguments]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"{arguments} ended in a traceback"
        told = Told(**json.loads(line))
        assert "Traceback" not in told.err
        assert code is None or told.code == code, told
        return told

    def json(self, *arguments: object, code: int | None = 0) -> Any:
        """The JSON that ``proxeny ARGUMENTS --json`` prints."""
        return self(*arguments, "--json", code=code).json

    def status(self) -> Any:
        """What the register holds."""
        return self.json("status")


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a process with a home of its own."""
    kept: Mapping[str, str] = {name: value for name, value in os.environ.items() if not name.startswith("PROXENY_")}
    path = os.pathsep.join([str(REPO / "src"), str(REPO)])
    return {**kept, "PYTHONPATH": path, "PROXENY_HOME": str(home), **more}


@contextmanager
def open_command(home: Path, **more: str) -> Iterator[Command]:
    """The command with a home of its own."""
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.acceptance.runner"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(home, **more), cwd=home,
    )  # fmt: skip
    with running:
        try:
            yield Command(running)
        finally:
            running.kill()
