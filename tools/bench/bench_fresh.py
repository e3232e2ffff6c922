"""From a fresh clone to the first page: clone, `make demo`, wait until the page answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from figures import REPO, show

PATIENCE = 900


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=5) as page:
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main() -> None:
    """Time it with the package caches this machine has, and with none."""
    for label, cached in (("with this machine's package caches", True), ("with empty package caches", False)):
        with tempfile.TemporaryDirectory() as folder:
            show(f"make demo on a fresh clone, {label}", _time(Path(folder), cached), "s", 180)


def _time(folder: Path, cached: bool) -> float:
    environment = {**os.environ, "PROXENY_HOME": str(folder / "home")}
    for name in ("VIRTUAL_ENV", "PROXENY_DATABASE_URL"):
        environment.pop(name, None)
    if not cached:
        environment |= {"UV_CACHE_DIR": str(folder / "uv"), "PIP_CACHE_DIR": str(folder / "pip")}
    port = _free_port()
    subprocess.run(["git", "clone", "-q", str(REPO), str(folder / "clone")], check=True)
    started = time.perf_counter()
    command = ["make", "demo", f"ARGS=--no-browser --port {port}"]
    log = (folder / "log").open("wb")
    clone = folder / "clone"
    demo = subprocess.Popen(command, cwd=clone, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        while not _answers(port):
            if demo.poll() is not None or time.perf_counter() - started > PATIENCE:
                sys.exit((folder / "log").read_text(errors="replace")[-4000:])
            time.sleep(0.5)
        return time.perf_counter() - started
    finally:
        os.killpg(demo.pid, signal.SIGTERM)
        demo.wait()


if __name__ == "__main__":
    main()
