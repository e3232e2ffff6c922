"""The repository installs from wherever the machine installs from, exactly what it locked."""

from __future__ import annotations

import pytest

import repository

PYPROJECT = """
[build-system]
requires = ["hatchling>=1"]
[project]
dependencies = ["django>=5.2,<5.3", "psycopg[binary]>=3"]
[dependency-groups]
dev = ["pytest>=9"]
"""
LOCK = """django==5.2.1 \\
    --hash=sha256:aa
hatchling==1.27.0 \\
    --hash=sha256:aa
psycopg[binary]==3.3 \\
    --hash=sha256:aa
pytest==9.2.0 \\
    --hash=sha256:aa
"""


def test_no_file_names_a_package_index():
    assert list(repository.check_addresses(repository.read_texts())) == []


def test_no_lock_that_records_addresses_is_kept():
    assert list(repository.check_locks(list(repository.read_texts()))) == []


def test_the_lock_is_current():
    pyproject, lock = (repository.ROOT / name for name in ("pyproject.toml", "requirements.lock"))
    assert list(repository.check_current(pyproject.read_text(), lock.read_text())) == []


@pytest.mark.parametrize("host", ["py" + "pi.org", "files.python" + "hosted.org", "registry.npm" + "js.org"])
def test_an_index_is_caught(host):
    assert list(repository.check_addresses({"Makefile": f"X := https://{host}/simple\n"}))


def test_an_option_that_names_an_index_is_caught():
    assert list(repository.check_addresses({"requirements.lock": "--index-url https://mirror.example/simple\n"}))


def test_a_lock_that_records_addresses_is_caught():
    assert list(repository.check_locks(["sub/uv.lock"]))


def test_a_current_lock_passes():
    assert list(repository.check_current(PYPROJECT, LOCK)) == []


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("django==5.2.1", "django==5.3.0"), ("pytest==9.2.0", "other==9.2.0"), ("    --hash=sha256:aa\nhatch", "hatch")],
)
def test_an_outdated_lock_is_caught(was, becomes):
    assert list(repository.check_current(PYPROJECT, LOCK.replace(was, becomes)))
