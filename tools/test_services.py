"""Find or start what the tests talk to: a private PostgreSQL server and a Chromium.

    python tools/test_services.py COMMAND ARG...

runs COMMAND with ``PROXENY_TEST_POSTGRES_URL`` and ``PROXENY_TEST_CHROMIUM`` set, and ends what it started. A value
set beforehand is used as it is. What a Debian machine lacks is installed when we are root. Where something cannot be
had, COMMAND runs without it and its tests skip with the reason; with ``CI=true`` that is an error instead.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from postgres_server import ServerFailed, start_server

POSTGRES_URL = "PROXENY_TEST_POSTGRES_URL"
CHROMIUM = "PROXENY_TEST_CHROMIUM"
APT = ("apt-get", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300", "-q")


class Missing(Exception):
    """Something the tests need cannot be had here; the words say what, and how to give it."""


def in_ci() -> bool:
    """Whether this is continuous integration, where nothing may be missing."""
    return os.environ.get("CI", "").lower() in {"true", "1"}


def find_postgres() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest where there are several."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("postgres"):
        return Path(on_path).resolve().parent
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(debian, key=lambda path: float(path.parent.name), default=None)


def find_chromium() -> Path | None:
    """A Chromium that answers, from `CHROMIUM` or the path."""
    named = os.environ.get(CHROMIUM)
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    for name in names:
        found = shutil.which(name)
        if found and subprocess.run([found, "--version"], capture_output=True, timeout=60).returncode == 0:
            return Path(found)
    if named:
        raise Missing(f"{CHROMIUM}={named} does not run")
    return None


def has_persian_font() -> bool:
    """Whether some font here can draw Persian; without one a page shows boxes."""
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=fa"], capture_output=True, text=True).stdout.strip())


def missing_packages() -> list[str]:
    """The Debian packages that would complete this machine."""
    wanted = []
    if not os.environ.get(POSTGRES_URL) and find_postgres() is None:
        wanted.append("postgresql")
    if find_chromium() is None:
        wanted.append("chromium")
    if not has_persian_font():
        wanted += ["fontconfig", "fonts-dejavu-core"]
    return wanted


def install_missing() -> None:
    """Install `missing_packages` where that is allowed: as root, with apt. A failure is told, not raised."""
    packages = missing_packages()
    if not packages or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing for the tests: {' '.join(packages)}", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*APT, *step], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            print(f"apt-get {step[0]} failed:\n{done.stderr[-2000:]}", file=sys.stderr, flush=True)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server in which databases may be made. Raises `Missing`."""
    if url := os.environ.get(POSTGRES_URL):
        yield url
        return
    programs = find_postgres()
    if programs is None:
        raise Missing(f"no PostgreSQL server programs here; install them or set {POSTGRES_URL}")
    try:
        with start_server(programs) as url:
            yield url
    except ServerFailed as reason:
        raise Missing(str(reason)) from reason


def chromium() -> Path:
    """The Chromium to test with. Raises `Missing`."""
    found = find_chromium()
    if found is None:
        raise Missing(f"no Chromium here; install it or set {CHROMIUM}")
    return found


def prepare(stack: ExitStack) -> dict[str, str]:
    """Get everything that can be had: the environment for the tests. Raises `Missing` in CI."""
    install_missing()
    environment: dict[str, str] = {}
    try:
        environment[CHROMIUM] = str(chromium())
    except Missing as reason:
        tell(reason)
    try:
        environment[POSTGRES_URL] = stack.enter_context(postgres())
    except Missing as reason:
        tell(reason)
    return environment


def tell(reason: Missing) -> None:
    """Say what is missing; in CI that ends the run."""
    if in_ci():
        raise reason
    print(f"Some tests will be skipped: {reason}", file=sys.stderr, flush=True)


def main(command: Sequence[str]) -> int:
    """Run ``command`` with the services; its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    with ExitStack() as stack:
        try:
            environment = prepare(stack)
        except Missing as reason:
            print(f"The tests cannot run: {reason}", file=sys.stderr)
            return 1
        try:
            return subprocess.run(command, env={**os.environ, **environment}).returncode
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
