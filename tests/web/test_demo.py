"""The demo as a stranger runs it: a process, a register, the atlas, a server, a city's profile over HTTP."""

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
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only  # a process with a database of its own
REPO = Path(__file__).resolve().parents[2]
_PATIENCE = 180.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as page:
        return str(page.read().decode("utf-8"))


def _write_browser(home: Path) -> str:
    """A browser of a few lines, as the variable BROWSER names one: writes what it opened, and the answer."""
    script = home / "browser.py"
    script.write_text(
        "import sys, urllib.request\nfrom pathlib import Path\n"
        "code = urllib.request.urlopen(sys.argv[1], timeout=60).status\n"
        "part = Path(__file__).with_name('part')\npart.write_text(f'{sys.argv[1]} {code}')\n"
        "part.rename(part.with_name('opened'))\n"
    )
    return f"{sys.executable} {script} %s"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a demo of this test run answers."""
    port = _free_port()
    home = tmp_path_factory.mktemp("demo")
    environment = {**os.environ, "PROXENY_HOME": str(home), "PYTHONPATH": str(REPO / "src")}
    environment.pop("PROXENY_DATABASE_URL", None)
    environment["BROWSER"] = _write_browser(home)
    command = [sys.executable, "-m", "proxeny.cli.main", "demo", "--port", str(port)]
    log = (home / "log").open("w+")
    demo = subprocess.Popen(command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    found, end = f"http://127.0.0.1:{port}", time.monotonic() + _PATIENCE
    while True:
        try:
            _read(f"{found}/en/")
            break
        except (urllib.error.URLError, OSError):
            if demo.poll() is not None or time.monotonic() > end:
                demo.kill()
                pytest.fail((home / "log").read_text())
            time.sleep(0.5)
    yield found
    end = time.monotonic() + 30
    while not (home / "opened").exists() and time.monotonic() < end:
        time.sleep(0.2)
    assert (home / "opened").read_text() == f"{found}/ 200", "a browser is opened where the server answers already"
    demo.send_signal(signal.SIGINT)
    demo.wait(30)
    assert f"{found}/   (Ctrl-C stops)" in (home / "log").read_text()
    assert "Traceback" not in (home / "log").read_text()


@pytest.mark.parametrize(("language", "words"), [("en", "Istanbul"), ("tr", "İstanbul"), ("fa", "استانبول")])
def test_the_demo_shows_istanbuls_place_in_the_model(address: str, language: str, words: str) -> None:
    page = _read(f"{address}/{language}/place/gn:745044/")
    assert words in page
    assert "NET-1" in page


def test_the_demo_finds_a_city_that_no_tie_is_known_of(address: str) -> None:
    assert "Meybod" in _read(f"{address}/en/search/?q=%D9%85%DB%8C%E2%80%8C%D8%A8%D8%AF")
