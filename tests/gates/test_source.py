"""The source keeps its own rules; and each rule is seen to catch what it is for."""

from __future__ import annotations

import pytest

import quality

LONG_FUNCTION = "def long():\n" + "    x = 1\n" * 60
LONG_FILE = "X = 1\n" * 501
BAD = {
    "a long file": (quality.check_size, LONG_FILE),
    "a long function": (quality.check_size, LONG_FUNCTION),
    "a bare except": (quality.check_excepts, "try:\n    pass\nexcept:\n    pass\n"),
    "a broad except": (quality.check_excepts, "try:\n    pass\nexcept Exception:\n    pass\n"),
    "a broad except among others": (quality.check_excepts, "try:\n    pass\nexcept (OSError, Exception):\n    x()\n"),
    "a print": (quality.check_prints, "def tell():\n    print('x')\n"),
    "a mutable global": (quality.check_globals, "cache = {}\n"),
    "a mutable global with a type": (quality.check_globals, "_seen: set[str] = set()\n"),
    "a constant that is appended to": (quality.check_globals, "ALL = []\ndef add(x):\n    ALL.append(x)\n"),
    "a constant that is assigned into": (quality.check_globals, "ALL = {}\ndef add(x):\n    ALL[x] = 1\n"),
    "a global statement": (quality.check_globals, "STATE = 1\ndef change():\n    global STATE\n    STATE = 2\n"),
    "a monkeypatch": (quality.check_mocks, "def test_it(monkeypatch):\n    pass\n"),
    "a mock": (quality.check_mocks, "from unittest.mock import patch\n"),
    "a note to do it later": (quality.check_loose_ends, "# TO" + "DO: later\n"),
    "a function not written": (quality.check_loose_ends, "def later():\n    raise NotImplementedError\n"),
}
GOOD = {
    "a clean-up that raises again": "try:\n    pass\nexcept BaseException:\n    undo()\n    raise\n",
    "a constant table": "KINDS = {'a': 1}\n\n\ndef look(kind):\n    return KINDS[kind]\n",
    "a local list of the same name": "X = []\n\n\ndef make():\n    X = []\n    X.append(1)\n    return X\n",
    "a type alias": "Words = dict\n",
}


@pytest.fixture(scope="module")
def sources():
    """Every Python file of the repository."""
    return quality.read_sources()


@pytest.mark.parametrize("check", quality.CHECKS, ids=lambda check: check.__name__)
def test_the_source_passes(check, sources):
    assert [finding for source in sources for finding in check(source)] == []


@pytest.mark.parametrize("name", BAD)
def test_a_check_catches(name):
    check, text = BAD[name]
    assert list(check(quality.Source.parse("src/proxeny/bad.py", text)))


@pytest.mark.parametrize("name", GOOD)
def test_no_check_minds(name):
    source = quality.Source.parse("src/proxeny/good.py", GOOD[name])
    assert [finding for check in quality.CHECKS for finding in check(source)] == []
