"""The command as a process of its own, on both databases: two people at once, Ctrl-C, a full disk, a killed machine."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.register.worlds import MEMBERS, TIES, write

pytestmark = pytest.mark.sqlite_only  # each of these meets both databases by itself
Environment = Mapping[str, str]
REPO = Path(__file__).resolve().parents[2]
_PROXENY = [sys.executable, "-m", "proxeny.cli.main"]


def _env(environment: Environment) -> dict[str, str]:
    return {**environment, "PYTHONPATH": str(REPO / "src")}


def _run(environment: Environment, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*_PROXENY, *arguments], env=_env(environment), capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def _json(environment: Environment, *arguments: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(_run(environment, *arguments, "--json").stdout)
    return told


def _start(environment: Environment, path: Path, mapping: str) -> subprocess.Popen[str]:
    command = [*_PROXENY, "import", str(path), "--mapping", mapping, "--yes", "--json"]
    return subprocess.Popen(command, env=_env(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _many(folder: Path, name: str, first: int, rows: int) -> Path:
    """A file of many different ties between made-up places."""
    head = "city,city_country,partner,partner_country,kind,source,source_url"
    lines = [
        f"Made-up {n},Germany,Invented {n},France,twinning,{name},https://{name}.example/"
        for n in range(first, first + rows)
    ]
    return write(folder, f"{name}.csv", "\n".join([head, *lines]) + "\n")


@pytest.fixture
def register(environment: dict[str, str]) -> dict[str, str]:
    """An empty register on either database."""
    _run(environment, "init")
    return environment


def test_the_commands_print_the_promised_json(register: dict[str, str], tmp_path: Path) -> None:
    names = ("rows", "claims_new", "claims_same", "doubtful", "errors", "seconds")
    told = _json(register, "import", str(write(tmp_path, "ties.csv", TIES)), "--mapping", "agreements", "--yes")
    assert all(name in told for name in names)
    assert told["rows"] == 4
    held = _json(register, "status")
    assert (held["ties"], held["agreements"], held["memberships"]) == (3, 3, 0)
    assert set(held) == {"places", "networks", "agreements", "ties", "memberships", "claims", "sources"}
    first, second = (_json(register, "snapshot", "--out", str(tmp_path / name)) for name in ("a", "b"))
    assert first["hash"] == second["hash"]
    profile = _json(register, "profile", "Gdańsk", "--on", "2020-01-01")
    assert profile["on"] == "2020-01-01"
    assert profile["place"]["id"] == "gn:3099434"  # type: ignore[index]


def test_two_people_importing_at_once_lose_nothing(register: dict[str, str], tmp_path: Path) -> None:
    files = [_many(tmp_path, "left", 0, 400), _many(tmp_path, "right", 200, 400)]
    running = [_start(register, path, "agreements") for path in files]
    for process in running:
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, out + err
    assert _json(register, "status")["ties"] == 600
    again = [_json(register, "import", str(path), "--mapping", "agreements", "--yes") for path in files]
    assert [one["claims_new"] for one in again] == [0, 0]


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_an_import_cut_off_in_the_middle_leaves_the_register_as_it_was(
    register: dict[str, str], tmp_path: Path, blow: signal.Signals
) -> None:
    _run(register, "import", str(write(tmp_path, "members.csv", MEMBERS)), "--mapping", "memberships", "--yes")
    before = _json(register, "snapshot", "--out", str(tmp_path / "before"))["hash"]
    path = _many(tmp_path, "long", 0, 3000)
    for wait in (3.0, 2.0, 1.5, 1.0):
        process = _start(register, path, "agreements")
        time.sleep(wait)
        process.send_signal(blow)
        _, err = process.communicate(timeout=300)
        assert "Traceback" not in err
        if process.returncode not in {
            0,
            -signal.SIGINT,
        }:  # a library that holds the signal for a moment ends without words
            break
        if process.returncode == 0:
            _run(register, "rollback", str(_last_batch(register)))
    else:
        pytest.fail("every import was faster than the blow")
    assert _json(register, "snapshot", "--out", str(tmp_path / "after"))["hash"] == before
    if blow == signal.SIGINT:
        assert process.returncode == 130
        assert "not stored" in err
    _run(register, "import", str(path), "--mapping", "agreements", "--yes")
    assert _json(register, "status")["ties"] == 3000


def _last_batch(environment: Environment) -> int:
    batches = json.loads(_run(environment, "batches", "--json").stdout)
    return int(batches[0]["batch"])


def test_a_full_disk_ends_in_clear_words_and_nothing_stored(home: Path, tmp_path: Path) -> None:
    environment = {**_env({}), "PROXENY_HOME": str(home), "PATH": "/usr/bin:/bin"}
    _run(environment, "init")
    path = _many(tmp_path, "big", 0, 2000)

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))  # as if the disk ended there

    command = [*_PROXENY, "import", str(path), "--mapping", "agreements", "--yes"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, preexec_fn=fill, timeout=300)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "Nothing was stored" in done.stderr
    assert _json(environment, "status")["claims"] == 0
    _run(environment, "import", str(path), "--mapping", "agreements", "--yes")
    assert _json(environment, "status")["ties"] == 2000


def test_without_a_register_the_command_says_how_to_make_one(home: Path) -> None:
    done = _run({"PROXENY_HOME": str(home), "PATH": "/usr/bin:/bin"}, "status", code=1)
    assert "proxeny init" in done.stderr


def test_an_unreachable_database_is_told_in_words(home: Path) -> None:
    address = "postgresql://nobody:secret@127.0.0.1:9/nothing"
    done = _run({"PROXENY_HOME": str(home), "PROXENY_DATABASE_URL": address, "PATH": "/usr/bin:/bin"}, "status", code=1)
    assert "secret" not in done.stderr
