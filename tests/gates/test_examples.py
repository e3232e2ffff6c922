"""The examples in docstrings do what they say."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
FOLDERS = (SOURCE, SOURCE.parent / "tools")
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def modules_with_examples() -> list[str]:
    """The dotted names of the modules that hold an example."""
    found = []
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.py")):
            if ">>> " in path.read_text(encoding="utf-8"):
                dotted = ".".join(path.relative_to(folder).with_suffix("").parts)
                found.append(dotted.removesuffix(".__init__"))
    return found


@pytest.mark.parametrize("name", modules_with_examples())
def test_the_examples_of(name):
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS, verbose=False)
    for test in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(name), name):
        runner.run(test, out=report.append)
    assert not runner.failures, "".join(report)


def test_a_false_example_is_caught():
    runner = doctest.DocTestRunner(optionflags=OPTIONS, verbose=False)
    test = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "false", None, 0)
    runner.run(test, out=lambda text: None)
    assert runner.failures == 1
