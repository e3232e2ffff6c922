"""Run what opens a stranger's file in a process of its own, with limits, and understand what it answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from tempfile import TemporaryFile
from typing import IO, Any

from proxeny.errors import Fault, FaultyInput, Where
from proxeny.evidence.limits import PROGRESS, Limits

OnStep = Callable[[int, int], None]
_LOOK, _PATIENCE, _TAIL = 0.2, 4, 4096
_SIGNALLED = {-9: "document-heavy", -24: "document-slow", -25: "document-output", -6: "document-heavy"}


def nobody(done: int, total: int) -> None:
    """Nobody wants to know."""


def run_apart(
    asked: Sequence[str], data: bytes, where: Where, limits: Limits, on_step: OnStep = nobody
) -> Mapping[str, Any]:
    """What ``proxeny.evidence.worker`` answers when it is asked; its memory, time and output are bounded.

    Raises `FaultyInput`.
    """
    command = [sys.executable, "-m", "proxeny.evidence.worker", *asked]
    environment = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR") if key in os.environ}
    environment |= {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "PYTHONIOENCODING": "utf-8"}
    with TemporaryFile() as given, TemporaryFile() as answer, TemporaryFile() as noise:
        given.write(data)
        given.seek(0)
        with subprocess.Popen(command, stdin=given, stdout=answer, stderr=noise, env=environment) as process:
            try:
                _watch(process, noise, limits, on_step)
            except TimeoutError as problem:
                raise FaultyInput.of("document-slow", where, seconds=limits.seconds) from problem
            finally:
                process.kill()
        answer.seek(0)
        told = answer.read()
        said = [line for line in _lines(noise) if not line.startswith(PROGRESS)]
    return _understand(told, process.returncode, said[-1:], where, limits)


def _watch(process: subprocess.Popen[bytes], noise: IO[bytes], limits: Limits, on_step: OnStep) -> None:
    """Wait for the process and pass its progress on. Raises `TimeoutError` where it makes none for too long."""
    moved, before = time.monotonic(), ""
    while True:
        try:
            process.wait(_LOOK)
            return
        except subprocess.TimeoutExpired:
            last = next((line for line in reversed(_lines(noise)) if line.startswith(PROGRESS)), "")
        if last != before:
            moved, before = time.monotonic(), last
            on_step(*(int(one) for one in last.split()[1:3]))
        if time.monotonic() - moved > _PATIENCE * limits.seconds:
            raise TimeoutError


def _lines(noise: IO[bytes]) -> list[str]:
    """The lines at the end of what the process said. It goes on writing at the end meanwhile, so the file's own
    place is left alone."""
    said = os.pread(noise.fileno(), _TAIL, max(0, os.fstat(noise.fileno()).st_size - _TAIL))
    return [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]


def _understand(told: bytes, code: int, reason: list[str], where: Where, limits: Limits) -> Mapping[str, Any]:
    if code:
        said = _SIGNALLED.get(code, "document-heavy" if "MemoryError" in "".join(reason) else "document-broken")
        params = {"memory": limits.memory // 2**20, "seconds": limits.seconds, "output": limits.output // 2**20}
        raise FaultyInput.of(said, where, reason=("".join(reason) or f"code {code}")[:200], **params)
    answer = json.loads(told)
    if "fault" in answer:
        raise FaultyInput(Fault(answer["fault"]["code"], where, answer["fault"]["params"]))
    return dict(answer)
