"""The web server: granian on the loopback address."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from typing import NoReturn

from proxeny.errors import Unavailable

_ADDRESS = "127.0.0.1"
_THREADS = "8"  # more than the machine has cores: whoever waits for the one write lock keeps nobody from reading


def serve_pages(port: int) -> NoReturn:
    """Become the server, until stopped, with a worker beside it. Raises `Unavailable` if the port is taken.

    The process is replaced: granian forks its workers, and a fork of a process in which Polars has started its threads
    would wait for them forever.
    """
    check_port(port)
    sys.stdout.flush()
    sys.stderr.flush()
    keeper = [sys.executable, "-m", "proxeny.cli.keeper", str(os.getpid())]
    subprocess.Popen(keeper, stdin=subprocess.DEVNULL, start_new_session=True)
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", _ADDRESS, "--port", str(port)]
    tuned = ["--workers", _processes(), "--blocking-threads", _THREADS, "--log-level", "warning"]
    os.execv(sys.executable, [*server, *tuned, "proxeny.web.wsgi:application"])


def _processes() -> str:
    """How many processes answer: ``PROXENY_PROCESSES``, one unless said."""
    asked = os.environ.get("PROXENY_PROCESSES", "1")
    return asked if asked.isdecimal() and 0 < int(asked) <= 64 else "1"


def check_port(port: int) -> None:
    """Raises `Unavailable` if the port is taken or not allowed."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_ADDRESS, port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                raise Unavailable.of("port-taken", port=port) from error
            raise
