"""A served register of a test's own: the command, the pages, the worker, as a stranger runs them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
_PATIENCE = 120.0
PROXENY = [sys.executable, "-m", "proxeny.cli.main"]


@dataclass(frozen=True)
class Site:
    """Where it answers, and the environment of its register."""

    address: str
    environment: dict[str, str]
    log: Path

    def run(self, *arguments: str) -> str:
        """Run the command on its register."""
        done = subprocess.run([*PROXENY, *arguments], env=self.environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, source: str) -> str:
        """Run some Python on its register."""
        begin = "import proxeny; proxeny.open_register()\n"
        command = [sys.executable, "-c", begin + source]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(home: Path) -> Iterator[Site]:
    """Make an empty register in ``home`` and serve it until the end."""
    environment = {**os.environ, "PROXENY_HOME": str(home), "PYTHONPATH": str(REPO / "src")}
    environment.pop("PROXENY_DATABASE_URL", None)
    address = f"http://127.0.0.1:{free_port()}"
    site = Site(address, environment, home / "log")
    site.run("init")
    with site.log.open("w") as log:
        command = [*PROXENY, "serve", "--port", address.rpartition(":")[2]]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            _wait(site, server)
            yield site
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    assert "Traceback" not in site.log.read_text()


def _wait(site: Site, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(f"{site.address}/en/", timeout=60).close()
            return
        except (urllib.error.URLError, OSError):
            assert server.poll() is None and time.monotonic() < end, site.log.read_text()
            time.sleep(0.2)
