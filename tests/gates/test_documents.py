"""The documents tell the truth."""

from __future__ import annotations

import pytest

import docs
from docs import Document, Help

KNOWN = {
    (): Help(frozenset({"--version"}), frozenset({"import", "scheme"})),
    ("import",): Help(frozenset({"--mapping", "--yes"})),
    ("scheme",): Help(frozenset(), frozenset({"show"})),
    ("scheme", "show"): Help(frozenset({"--json"})),
}
TARGETS = {"demo", "test"}


def findings(text):
    """What the checks say of one document."""
    document = Document("README.md", text)
    commands = docs.check_commands(document, KNOWN, TARGETS)
    return [*commands, *docs.check_names(document, "PROXENY_HOME"), *docs.check_python(document)]


def test_the_documents_of_the_product_are_true():
    assert docs.findings_here() == []


@pytest.mark.parametrize(
    "text",
    [
        "```sh\nproxeny import ties.csv --mapping ties --yes   # a comment\n```\n",
        "```sh\n$ PROXENY_HOME=DIR proxeny scheme show --json\nmake demo ARGS=x\n```\n",
        "```sh\nproxeny import a.csv \\\n    --yes\n```\n",
        "Set `PROXENY_HOME`; read `src/proxeny/errors.py` and `proxeny.errors.Fault`; see [the licence](LICENSE).\n",
        "```python\n>>> from proxeny.text import fold\n>>> fold('Köln')\n'koln'\n\n```\n",
        "```python\nfrom proxeny.errors import Fault\n```\n",
    ],
)
def test_what_is_true_passes(text):
    assert findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "```sh\nproxeny imports ties.csv\n```\n",
        "```sh\nproxeny import ties.csv --maping ties\n```\n",
        "```\nproxeny scheme list\n```\n",
        "```sh\nproxeny import a.csv \\\n    --no\n```\n",
        "```sh\nmake tests\n```\n",
        "Set `PROXENY_HOUSE`.\n",
        "Read `src/proxeny/error.py`.\n",
        "Use `proxeny.errors.Fawlt`.\n",
        "See [this](docs/nowhere.md).\n",
        "```python\n>>> 1 + 1\n3\n\n```\n",
        "```python\nfrom proxeny.errors import Fawlt\n```\n",
        "```python\nimport (\n```\n",
    ],
)
def test_what_is_false_is_caught(text):
    assert findings(text)


def test_a_command_that_no_document_mentions_is_caught():
    document = Document("README.md", "proxeny import, proxeny scheme")
    assert list(docs.check_complete([document], KNOWN)) == ["no document mentions 'proxeny scheme show'"]
