"""How much a document may ask of us, and how its reader keeps to that and says how far it is."""

from __future__ import annotations

import sys
from dataclasses import dataclass

_PAGE = 90  # seconds
PROGRESS = "@"  # begins a line of progress on standard error: ``@ done total``


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file, then what the process that reads it may use: memory and output in bytes, seconds of
    processor for one page (or for a file without pages), and for all of it.
    """

    size: int = 64 * 2**20
    memory: int = 2 * 2**30
    seconds: int = _PAGE
    most_seconds: int = 1800
    output: int = 128 * 2**20


def limit_process(limits: Limits) -> None:
    """Bound memory, processor time and output of this process, where the system can."""
    try:
        import resource
    except ImportError:  # not on this system; the parent still bounds the time
        return
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.most_seconds))
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (amount, amount))


def allow_more(seconds: int = _PAGE) -> None:
    """Give the next page time of its own, within what the whole file may use; nothing where there is no limit."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft == resource.RLIM_INFINITY or hard == resource.RLIM_INFINITY:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (min(hard, wanted), hard))


def tell_progress(done: int, total: int) -> None:
    """Say how far the reading is, to the process that waits for it."""
    sys.stderr.write(f"{PROGRESS} {done} {total}\n")
