"""Accounts by commands, and the pages served to many, as whoever runs a server meets them."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ..acceptance.command import Told, environment
from .conftest import PASSWORD

pytestmark = pytest.mark.sqlite_only  # processes with databases of their own
_PATIENCE = 120.0


@dataclass
class Command:
    """The command of one process, for one register; each call has a standard input of its own."""

    process: subprocess.Popen[str]
    environment: dict[str, str]

    def __call__(self, *arguments: str, typed: str = "", code: int = 0) -> Told:
        """Run ``proxeny ARGUMENTS``; ``code`` is how it has to end."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps([arguments, f"{typed}\n"]) + "\n")
        self.process.stdin.flush()
        told = Told(**json.loads(self.process.stdout.readline()))
        assert told.code == code and "Traceback" not in told.err, told
        return told


@pytest.fixture(scope="module")
def proxeny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    """The command over a register of this module alone, with an administrator."""
    own = environment(tmp_path_factory.mktemp("home"))
    command = [sys.executable, "-m", "tests.access.runner"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=own, text=True, **pipes) as process:
        run = Command(process, own)
        run("init")
        assert run("user", "add", "Leyla", "--role", "administrator", typed=PASSWORD).out == "leyla: administrator\n"
        yield run
        process.kill()


def test_people_come_change_and_go_by_commands(proxeny):
    link = proxeny("user", "add", "reza", "--role", "viewer", "--link", "--site", "https://ties.example/").out
    assert re.search(r"^https://ties\.example/en/join/[\w-]{43}/$", link, re.MULTILINE)
    assert proxeny("user", "role", "reza", "officer").out == "reza: officer\n"
    rows = {row["username"]: row for row in proxeny("user", "list", "--json").json}
    assert rows["reza"]["role"] == "officer" and not rows["reza"]["can_sign_in"]
    assert "argon2" not in json.dumps(rows)
    proxeny("user", "reset", "reza", typed=PASSWORD)
    proxeny("user", "remove", "reza", code=1)
    assert proxeny("user", "remove", "reza", "--yes").out == "reza removed\n"


@pytest.mark.parametrize(
    ("arguments", "typed", "words"),
    [
        (("user", "add", "LEYLA"), PASSWORD, "already"),
        (("user", "add", "x y"), PASSWORD, "cannot be a user name"),
        (("user", "add", "ali"), "short", "too short"),
        (("user", "add", "ali"), "", "too short"),
        (("user", "add", "ali", "--role", "king"), PASSWORD, "no role called"),
        (("user", "role", "leyla", "viewer"), "", "last administrator"),
        (("user", "remove", "leyla", "--yes"), "", "last administrator"),
        (("user", "reset", "nobody"), PASSWORD, "no account called"),
        (("serve", "--host", "0.0.0.0"), "", "--public"),
    ],
)
def test_what_cannot_be_is_said_in_words(proxeny, arguments, typed, words):
    assert words in proxeny(*arguments, typed=typed, code=1).err


def test_no_command_takes_a_password_as_an_argument(proxeny):
    proxeny("user", "add", "ali", "--password", PASSWORD, code=2)


def test_the_doctor_says_what_would_be_insecure(proxeny):
    secret = Path(proxeny.environment["PROXENY_HOME"], "secret")
    secret.chmod(0o644)
    loose = {**proxeny.environment, "PROXENY_HTTPS": "off", "PROXENY_HOSTS": "*", "PROXENY_PROXIES": "0.0.0.0/0"}
    command = [sys.executable, "-m", "proxeny.cli.main", "doctor", "--json"]
    told = subprocess.run(command, env=loose, capture_output=True, text=True, timeout=120)
    secret.chmod(0o600)
    wrong = {one["name"] for one in json.loads(told.stdout) if not one["well"]}
    assert told.returncode == 1
    assert {"secret", "second factor", "https", "hosts", "proxies"} <= wrong and "administrators" not in wrong


def test_pages_served_to_many_open_with_an_account_alone(proxeny):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "proxeny.cli.main", "serve", "--public", "--port", str(port)]
    path = Path(proxeny.environment["PROXENY_HOME"], "log")
    with path.open("w") as log:
        server = subprocess.Popen(command, env=proxeny.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            visit(f"http://127.0.0.1:{port}", server)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    assert "second factor" in path.read_text()


def visit(site: str, server: subprocess.Popen[bytes]) -> None:
    """Be sent to the door, sign in, and read."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            door = browser.open(f"{site}/en/list/places/", timeout=60)
            break
        except urllib.error.URLError:
            assert server.poll() is None and time.monotonic() < end
            time.sleep(0.3)
    page = door.read().decode()
    assert door.url == f"{site}/en/account/login/?next=%2Fen%2Flist%2Fplaces%2F"
    with pytest.raises(urllib.error.HTTPError, match="401"):
        browser.open(f"{site}/api/v1/places", timeout=60)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    sent = urlencode({**fields, "login": "leyla", "password": PASSWORD}).encode()
    answer = browser.open(f"{site}/en/account/login/", sent, timeout=60)
    assert answer.url == f"{site}/en/list/places/" and "leyla" in answer.read().decode()
