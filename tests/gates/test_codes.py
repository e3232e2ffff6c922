"""Every error has words; every word is used; nothing in braces stays unfilled."""

from __future__ import annotations

import pytest

import codes
from quality import Source

WORDS = {"name-unknown": {"what": "No {kind} '{name}'.", "do": "Try {near}."}}
USED = 'raise UnknownName.of("name-unknown", kind="a", name="b", near="c")\n'
RELAY = "def tell(where, code, **params):\n    log.add(Fault(code, where, params))\n\n\n"


def findings(text, words=WORDS):
    """What the checks say of one file."""
    return [*codes.check_words(words), *codes.check_codes([Source.parse("src/proxeny/a.py", text)], words)]


def test_every_code_has_words_and_every_word_is_used():
    assert codes.findings_here() == []


def test_what_is_right_passes():
    assert findings(USED) == []


@pytest.mark.parametrize(
    "text",
    [
        USED + 'Fault("name-absent")\n',
        USED + 'raise NotFound.of("a-b" if x else "name-unknown", kind=1, name=2, near=3)\n',
        USED + RELAY + 'tell(here, "name-absent")\n',
        'raise UnknownName.of("name-unknown", kind="a", name="b")\n',
        'Fault("name-unknown", where, {"kind": 1})\n',
        "pass\n",
    ],
    ids=["no words", "no words in a branch", "no words through a relay", "a hole", "two holes", "never used"],
)
def test_a_code_that_is_wrong_is_caught(text):
    assert findings(text)


@pytest.mark.parametrize("message", [{"do": "x"}, {"what": "{"}, {"what": "{0}"}, {"what": "x", "why": "y"}])
def test_words_that_are_wrong_are_caught(message):
    assert list(codes.check_words({"name-unknown": message}))


def test_a_code_built_from_parts_counts_as_used():
    assert findings('code = f"{kind}-unknown"\n') == []


def test_a_code_with_words_in_two_files_is_caught(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("name-unknown: {what: x, do: y}\n")
    words, twice = codes.read_words(tmp_path)
    assert list(words) == ["name-unknown"]
    assert twice == ["b.yaml: 'name-unknown' has words in another file already"]
