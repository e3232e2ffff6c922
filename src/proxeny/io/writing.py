"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from proxeny.errors import ProxenyError, Unavailable, Where


def unwritable(path: Path, problem: OSError) -> ProxenyError:
    """What to raise when ``path`` cannot be written."""
    return Unavailable.of("file-unwritable", Where(file=str(path)), reason=problem.strerror or str(problem))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """An empty file beside ``path`` to write to, which takes its place in the end; a failure leaves nothing behind.

    Raises `Unavailable`, before anything is computed, where no file can be written.
    """
    made = path.parent / f".{path.name}.{os.getpid()}.part"
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with made.open("wb"):
            pass
        yield made
        made.replace(path)
    except OSError as problem:
        raise unwritable(path, problem) from problem
    finally:
        with suppress(OSError):
            made.unlink()
