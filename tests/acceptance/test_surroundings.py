"""A command whose surroundings are wrong says so: the address of the database, the folder of the register, the port."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.command import NOTHING, Command, environment

pytestmark = pytest.mark.sqlite_only  # each of these is about addresses and folders of its own
_PROXENY = [sys.executable, "-m", "proxeny.cli.main"]


def _refused(home: Path, *arguments: str, **more: str) -> str:
    done = subprocess.run(
        [*_PROXENY, *arguments, "--json"], env=environment(home, **more), capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)["errors"] == 1
    return done.stderr


@pytest.mark.parametrize(
    "address",
    ["mysql://me:secret@host/x", "postgresql://me:secret@host:port/x", "postgresql://[me:secret/x", "me:secret@host"],
)
def test_a_wrong_address_of_the_database_is_told_without_its_password(tmp_path: Path, address: str) -> None:
    told = _refused(tmp_path, "status", PROXENY_DATABASE_URL=address)
    assert "PROXENY_DATABASE_URL" in told
    assert "secret" not in told


@pytest.mark.parametrize("home", ["/dev/null", "/proc/nowhere", "/dev/null/x"])
def test_a_folder_that_cannot_be_used_is_told(home: str) -> None:
    assert home in _refused(Path(home), "status")


def test_a_port_that_is_taken_is_told(proxeny: Command) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        for command in (("serve",), ("demo", "--no-browser")):
            told = proxeny(*command, "--port", port, code=1)
            assert f"Port {port} is in use" in told.err
            assert told.out == ""
        assert proxeny.status() == NOTHING
