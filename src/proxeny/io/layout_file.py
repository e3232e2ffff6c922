"""A layout as a file: a mapping of one's own that builds on one of ours.

    about: Twin cities of the office
    base: agreements
    columns: {city: Belediye, partner: Kardeş şehir}
    constants: {city: Bursa}
    date_order: dmy
    words: {kind: {kardeş kent: sister_city}}

The browser saves such mappings and hands them out; ``proxeny import FILE --mapping OWN.yaml`` takes them.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from proxeny.errors import raise_if_any
from proxeny.io.layout import Layout, codes_of, columns_of, read_layout
from proxeny.io.mapping import mapping_names
from proxeny.io.mapping_yaml import Checker, Node, read_yaml
from proxeny.text import clean

_TOP = ("about", "base", "columns", "constants", "date_order", "words")
_LONGEST = 80  # of a name


@dataclass(frozen=True, slots=True)
class OwnMapping:
    """A layout under a name."""

    name: str
    layout: Layout


def write_layout(own: OwnMapping) -> str:
    """The text of the file.

    >>> print(write_layout(OwnMapping("Ours", Layout("agreements", {"city": "Belediye"}))), end="")
    about: Ours
    base: agreements
    columns:
      city: Belediye
    """
    layout = own.layout
    words = {column: dict(pairs) for column, pairs in layout.words.items()}
    told = {
        "about": own.name, "base": layout.base, "columns": dict(layout.headings),
        "constants": dict(layout.constants), "date_order": layout.date_order, "words": words,
    }  # fmt: skip
    kept = {key: value for key, value in told.items() if value}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100)


def read_layout_file(text: str, name: str, file: str) -> OwnMapping:
    """Read the text of a file; ``name``: what it is called where it does not say. Raises `FaultyInput`, all faults."""
    checker = Checker(file)
    root = read_yaml(text, checker)
    raise_if_any(checker.faults)
    own = parse_layout(root or Node({}, 1), name, checker)
    raise_if_any(checker.faults)
    return own


def parse_layout(root: Node, name: str, checker: Checker) -> OwnMapping:
    """The layout of a file that was read; what is wrong is kept in ``checker``."""
    top = checker.entries(root, _TOP)
    base = checker.text(top.get("base"))
    if "base" not in top:
        checker.fault("mapping-missing", root.line, name="base")
    elif base not in mapping_names():
        checker.unknown("mapping-choice", base, mapping_names(), top["base"].line)
    else:
        _check(top, base, checker)
    plain = {
        "base": base, "headings": checker.words(top.get("columns")), "constants": checker.words(top.get("constants")),
        "date_order": checker.choice(top.get("date_order"), ("", "dmy", "mdy"), ""),
        "words": {key: checker.words(entry) for key, entry in _entries(top, "words", checker).items()},
    }  # fmt: skip
    return OwnMapping((clean(checker.text(top.get("about"))) or clean(name))[:_LONGEST], read_layout(plain))


def _check(top: dict[str, Node], base: str, checker: Checker) -> None:
    """Every column is one of the mapping's, every word comes to one of its codes."""
    known = columns_of(base)
    for key in ("columns", "constants", "words"):
        for name, entry in _entries(top, key, checker).items():
            if name not in known:
                checker.unknown("layout-column", name, known, entry.line)
            elif key == "words":
                _check_words(base, name, entry, checker)


def _check_words(base: str, column: str, node: Node, checker: Checker) -> None:
    codes = codes_of(base, column)
    for entry in checker.entries(node).values():
        code = checker.text(entry)
        if code and code not in codes:
            checker.unknown("mapping-code", code, codes, entry.line)


def _entries(top: dict[str, Node], key: str, checker: Checker) -> dict[str, Node]:
    return checker.entries(top[key]) if key in top else {}
