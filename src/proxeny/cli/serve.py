"""The web server: granian, on the loopback address for one person, or with accounts for many."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from ipaddress import ip_address
from typing import NoReturn

from proxeny.errors import Unavailable

LOOPBACK = "127.0.0.1"
_THREADS = "8"  # more than the machine has cores: whoever waits for the one write lock keeps nobody from reading
_IDLE = "600"  # seconds a thread is kept, and its connection to the database with it


def serve_pages(port: int, host: str = LOOPBACK, *, public: bool = False, browser: bool = False) -> NoReturn:
    """Become the server, until stopped, with a worker beside it. Raises `Unavailable` if the port is taken.

    The address is told, and with ``browser`` opened, by the keeper of the worker once the server answers.

    Only here is it known that the pages are bound to the loopback address, so that they may do without accounts; a
    server started in any other way asks for them.

    The process is replaced: granian forks its workers, and a fork of a process in which Polars has started its threads
    would wait for them forever.
    """
    check_port(port, host)
    alone = not public and is_loopback(host)
    os.environ["PROXENY_ACCESS"] = "alone" if alone else "accounts"
    sys.stdout.flush()
    sys.stderr.flush()
    keeper = [sys.executable, "-m", "proxeny.cli.keeper", str(os.getpid()), host, str(port)]
    keeper += ["browser"] if browser else []
    subprocess.Popen(keeper, stdin=subprocess.DEVNULL, start_new_session=True)
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    tuned = ["--workers", _processes(), "--blocking-threads", _THREADS, "--blocking-threads-idle-timeout", _IDLE]
    os.execv(sys.executable, [*server, *tuned, "--log-level", "error", "proxeny.web.wsgi:application"])


def _processes() -> str:
    """How many processes answer: ``PROXENY_PROCESSES``, one unless said."""
    asked = os.environ.get("PROXENY_PROCESSES", "1")
    return asked if asked.isdecimal() and 0 < int(asked) <= 64 else "1"


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("city.example")
    (True, True, False, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_port(port: int, host: str = LOOPBACK) -> None:
    """Raises `Unavailable` if the port is taken or not allowed."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                raise Unavailable.of("port-taken", port=port) from error
            raise
