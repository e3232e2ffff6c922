"""A tiny scheme of one dimension and one indicator, to be broken by the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

WORDS = "{en: Reach, fa: دامنه, tr: Erişim}"
TINY = {
    "scheme.yaml": f"""\
id: tiny
version: "1"
title: {WORDS}
sources:
  - {{id: X, citation: "Somebody (2020). A book."}}
""",
    "dimensions.yaml": f"""\
dimensions:
  - id: REACH
    label: {WORDS}
    status: stated
""",
    "units.yaml": f"""\
units:
  ties: {WORDS}
""",
    "indicators/reach.yaml": f"""\
id: reach.twin_count
dimension: REACH
label: {WORDS}
definition: {WORDS}
unit: ties
status: stated
dimension_status: stated
tier: 1
tier_status: stated
coding: {WORDS}
measure:
  words: {WORDS}
  parts:
    - table: ties
      count: records
      when: on
frequency: {{explicit: 1, explicit_structural: 2, plus_implicit: 3, n_documents: 4}}
provenance:
  - {{cite: X, where: page 1}}
""",
}
Writer = Callable[..., Path]


@pytest.fixture
def write_scheme_folder(tmp_path: Path) -> Writer:
    """Write the tiny scheme into a folder called ``scheme``; files given by name replace or join it, None removes."""

    def write(files: dict[str, str | None] | None = None, folder: str = "scheme") -> Path:
        path = tmp_path / folder
        (path / "indicators").mkdir(parents=True, exist_ok=True)
        for name, text in {**TINY, **(files or {})}.items():
            if text is None:
                (path / name).unlink(missing_ok=True)
            else:
                (path / name).write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def tiny() -> dict[str, str]:
    """The files of the tiny scheme."""
    return dict(TINY)
