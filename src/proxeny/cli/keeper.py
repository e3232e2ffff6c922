"""Keeps a worker running beside the server: starts it anew when it dies, ends it when the server is gone.

    python -m proxeny.cli.keeper SERVER_PID HOST PORT [browser]

It also says the address, and opens a browser there if asked, as soon as the server answers: not before.

A process of its own that knows nothing but the standard library: the server replaces itself by granian, which would
neither watch a child nor end it, and a fork of a process that has begun to use Polars would hang.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser

_LOOK = 0.5  # seconds
_SOON = 0.1  # seconds between looks until the server answers
_PATIENCE = 5.0
_LONGEST_PAUSE = 30.0


def keep(server: int, host: str, port: int, *, browser: bool = False) -> None:
    """Run workers until the process ``server``, our parent, is gone; say its address once it answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the server; we follow it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    pause = _LOOK
    answers = False
    worker: subprocess.Popen[bytes] | None = None
    warming = subprocess.Popen([sys.executable, "-m", "proxeny.cli.warming"], stdin=subprocess.DEVNULL)
    try:
        while os.getppid() == server:
            if worker is None or worker.poll() is not None:
                if worker is not None:
                    time.sleep(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)
                worker = subprocess.Popen([sys.executable, "-m", "proxeny.cli.main", "work"], stdin=subprocess.DEVNULL)
            if not answers and (answers := _answers(host, port)):
                _announce(f"http://{f'[{host}]' if ':' in host else host}:{port}/", browser)
            time.sleep(_LOOK if answers else _SOON)
            warming.poll()
    finally:
        for helper in (worker, warming):
            if helper is not None and helper.poll() is None:
                _end(helper)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=_LOOK):
            return True
    except OSError:
        return False


def _announce(address: str, browser: bool) -> None:
    sys.stdout.write(f"{address}   (Ctrl-C stops)\n")
    sys.stdout.flush()
    if browser:
        webbrowser.open(address)


def _end(worker: subprocess.Popen[bytes]) -> None:
    """Ask a helper to end; what a worker leaves unfinished is done by the next one."""
    worker.terminate()
    try:
        worker.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


if __name__ == "__main__":
    keep(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), browser="browser" in sys.argv[4:])
