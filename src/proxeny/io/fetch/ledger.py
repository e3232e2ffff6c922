"""What has been fetched already: finished pages on disk, so that an interrupted fetch goes on where it stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

from proxeny.errors import Fault, Unavailable, Where
from proxeny.io.fetch.sparql import Row

_STATE = "state.json"


@dataclass
class Step:
    """How far one list has been fetched: pages are ordered by a key, ``last`` is the key of the last finished one."""

    last: str = ""
    done: bool = False
    rows: int = 0
    parts: dict[str, str] = field(default_factory=dict)  # file name -> digest of its bytes


class Ledger:
    """The finished pages of one request in ``folder``: ``state.json`` and one JSON Lines file per page.

    Every file is written whole or not at all, a page before the state that names it. A ledger that is damaged, of
    another request, or too old is thrown away. Raises `Unavailable` where the folder cannot be written.
    """

    def __init__(self, folder: Path, fingerprint: str, started: date) -> None:
        self.folder = folder
        self.fingerprint = fingerprint
        self.started = started
        self.finished = False
        self.steps: dict[str, Step] = {}

    @classmethod
    def open(cls, folder: Path, fingerprint: str, today: date, keep_days: int) -> Ledger:
        """Take up the ledger in ``folder`` if it is whole, of the same request, and young enough; else a new one."""
        found = cls(folder, fingerprint, today)
        if found._load() and found._usable(today, keep_days):
            return found
        return cls(folder, fingerprint, today)

    def step(self, name: str) -> Step:
        """How far the step ``name`` is."""
        return self.steps.setdefault(name, Step())

    def append(self, name: str, rows: list[Row], *, last: str, done: bool) -> None:
        """Store one finished page of the step ``name``."""
        step = self.step(name)
        content = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows).encode()
        part = f"{name}-{len(step.parts) + 1:05}.jsonl"
        self._write(part, content)
        step.parts[part] = _digest(content)
        step.last, step.done, step.rows = last, done, step.rows + len(rows)
        self._save()

    def rows(self, name: str) -> Iterator[Row]:
        """All rows of the step ``name``, page after page."""
        for part in self.step(name).parts:
            for line in (self.folder / part).read_text(encoding="utf-8").split("\n"):
                if line:
                    yield json.loads(line)

    def finish(self) -> None:
        """Say that nothing is left to fetch."""
        self.finished = True
        self._save()

    def _usable(self, today: date, keep_days: int) -> bool:
        age = (today - self.started).days
        return age == 0 if self.finished else 0 <= age <= keep_days

    def _load(self) -> bool:
        try:
            state = json.loads((self.folder / _STATE).read_text(encoding="utf-8"))
            self.started = date.fromisoformat(state["started"])
            self.finished = bool(state["finished"])
            self.steps = {name: Step(**step) for name, step in state["steps"].items()}
            same = state["fingerprint"] == self.fingerprint
            parts = [(part, digest) for step in self.steps.values() for part, digest in step.parts.items()]
            return same and all(_digest((self.folder / Path(part).name).read_bytes()) == known for part, known in parts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False

    def _save(self) -> None:
        state = {
            "fingerprint": self.fingerprint,
            "started": self.started.isoformat(),
            "finished": self.finished,
            "steps": {name: asdict(step) for name, step in self.steps.items()},
        }
        self._write(_STATE, json.dumps(state, indent=1).encode())

    def _write(self, name: str, content: bytes) -> None:
        target, draft = self.folder / name, self.folder / f"{name}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        except OSError as error:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            reason = error.strerror or type(error).__name__
            raise Unavailable(Fault("fetch-folder", Where(file=str(target)), {"reason": reason})) from error


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
