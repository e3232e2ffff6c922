"""Fixtures every test may use.

Tests that run inside this process use one database, chosen for the whole run: SQLite, or PostgreSQL with
``PROXENY_TEST_DATABASE=postgresql``; one that makes sense on SQLite alone is marked ``sqlite_only``. Tests that run
the command in a process of its own take ``database_url`` and meet both.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import hypothesis
import psycopg
import pytest
from psycopg import sql

import test_services as services

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPO = Path(__file__).resolve().parent.parent
_RUN = ExitStack()
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync",
]  # fmt: skip

# A busy machine makes examples slow; that says nothing of what is tested.
hypothesis.settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any-machine")


def pytest_configure(config: pytest.Config) -> None:
    """Point Django at a home and a database of this run alone, never at the register of whoever runs the tests."""
    home = tempfile.mkdtemp(prefix="proxeny-tests-")
    _RUN.callback(shutil.rmtree, home, ignore_errors=True)
    os.environ["PROXENY_HOME"] = home
    os.environ.pop("PROXENY_DATABASE_URL", None)
    os.environ["PROXENY_ACCESS"] = "alone"  # as `proxeny serve` says it; tests of accounts say otherwise
    if os.environ.get("PROXENY_TEST_DATABASE", "sqlite") == "postgresql":
        url = _RUN.enter_context(services.postgres())
        os.environ[services.POSTGRES_URL] = os.environ["PROXENY_DATABASE_URL"] = url
    if (REPO / "src/proxeny/web/settings.py").exists():
        os.environ["DJANGO_SETTINGS_MODULE"] = "proxeny.web.settings"
        from django.conf import settings

        assert settings.DATABASES  # pytest-django takes over settings that are loaded by now
        settings.LOOPBACK_HOSTS = (*settings.LOOPBACK_HOSTS, "testserver")  # what Django's test client asks for


def pytest_unconfigure() -> None:
    """End what `pytest_configure` began."""
    _RUN.close()


def _do_without(reason: services.Missing) -> None:
    if services.in_ci():
        pytest.fail(f"in CI nothing may be missing: {reason}")
    pytest.skip(str(reason))


@pytest.fixture(autouse=True)
def _language() -> None:
    """No test finds the language that a page asked for by the test before it left behind in this thread."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared acceptance inputs; the test skips, saying why, on a machine without it."""
    folder = Path(os.environ.get("PROXENY_SHARED", REPO.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared inputs at {folder}; set PROXENY_SHARED to the folder that holds them")
    return folder


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server in which databases may be made; the test skips, saying why, where none can be had."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(services.postgres())
        except services.Missing as reason:
            _do_without(reason)
        yield url


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium to open pages with; the test skips, saying why, where none can be had."""
    try:
        return services.chromium()
    except services.Missing as reason:
        _do_without(reason)
        raise


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Headless Chromium. Its loop runs in this thread, where Django otherwise refuses to touch its database."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database of this test alone."""
    name = f"proxeny_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield urlunsplit(urlsplit(postgres_url)._replace(path=f"/{name}"))
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder to be a PROXENY_HOME."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, home: Path) -> str:
    """The address of an empty database of this test alone; the test runs once for SQLite, once for PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{(home / 'register.sqlite3').as_posix().lstrip('/')}"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
def environment(home: Path, database_url: str) -> dict[str, str]:
    """The environment to run ``proxeny`` in as a process of its own, on an empty register."""
    return {**os.environ, "PROXENY_HOME": str(home), "PROXENY_DATABASE_URL": database_url}
