"""The servers and programs that other tests stand on are really there, alone, and go away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

import postgres_server
import test_services as services

TOOL = Path(services.__file__)


@pytest.fixture
def programs(postgres_url):
    """PostgreSQL's server programs; the test skips where the tests were given a server instead of them."""
    found = services.find_postgres()
    if found is None:
        pytest.skip("the tests were given a PostgreSQL server, its programs are not here")
    return found


def test_each_database_is_empty_and_alone(postgres_database):
    with psycopg.connect(postgres_database) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        connection.execute("CREATE TABLE city (name text)")
    assert tables == (0,)


def test_a_server_speaks_utf_8_and_wants_its_password(programs):
    with postgres_server.start_server(programs) as url:
        with psycopg.connect(url) as connection:
            assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
            assert connection.execute("SELECT lower('ŞEHİR')").fetchone() != ("ŞEHİR",)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url.replace("postgres:", "postgres:not", 1))
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=5)


def test_the_server_of_a_killed_run_is_swept_away(programs):
    code = (
        f"import sys; sys.path.insert(0, {str(TOOL.parent)!r})\n"
        "import os, pathlib, postgres_server\n"
        f"with postgres_server.start_server(pathlib.Path({str(programs)!r})) as url:\n"
        "    print(url, flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    url = killed.stdout.strip()
    psycopg.connect(url).close()
    postgres_server.sweep()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=5)


def test_a_chromium_answers(chromium):
    said = subprocess.run([chromium, "--version"], capture_output=True, text=True).stdout
    assert said.strip()


def test_a_given_server_is_used_as_it_is(postgres_url):
    given = {**os.environ, services.POSTGRES_URL: "postgresql://given.example/x"}
    code = f"import os; print(os.environ[{services.POSTGRES_URL!r}])"
    done = subprocess.run([sys.executable, TOOL, sys.executable, "-c", code], env=given, capture_output=True, text=True)
    assert done.stdout.strip() == "postgresql://given.example/x"


def test_the_exit_code_of_the_command_is_kept(postgres_url):
    given = {**os.environ, services.POSTGRES_URL: postgres_url}
    done = subprocess.run([sys.executable, TOOL, sys.executable, "-c", "raise SystemExit(7)"], env=given)
    assert done.returncode == 7


@pytest.mark.parametrize(("ci", "code", "said"), [("", 0, "Some tests will be skipped"), ("true", 1, "cannot run")])
def test_what_is_missing_is_told_and_in_ci_ends_the_run(postgres_url, tmp_path, ci, code, said):
    bare = {"PATH": str(tmp_path), "CI": ci, services.POSTGRES_URL: postgres_url}
    done = subprocess.run([sys.executable, TOOL, sys.executable, "-c", ""], env=bare, capture_output=True, text=True)
    assert (done.returncode, "no Chromium here" in done.stderr) == (code, True)
    assert said in done.stderr


def test_the_home_of_the_tests_is_their_own(home):
    assert "proxeny-tests-" in os.environ["PROXENY_HOME"]
    assert home.is_dir()
