"""The reference pages say what the product says of itself."""

from __future__ import annotations

import pytest

import reference
import reference_api

PAGES = {"a.md": "# A\n\nAbout a.\n", "b.md": "# B\n\nAbout b.\n"}


def test_the_reference_is_up_to_date():
    assert reference.stale_pages(reference.build_reference()) == [], "run: .venv/bin/python tools/reference.py"


def test_pages_just_written_are_up_to_date(tmp_path):
    (tmp_path / "old.md").write_text("# Old\n")
    reference.write_pages(PAGES, tmp_path)
    assert reference.stale_pages(PAGES, tmp_path) == []


def test_a_page_that_is_missing_changed_or_left_over_is_caught(tmp_path):
    reference.write_pages(PAGES, tmp_path)
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.md").write_text("# B\n")
    (tmp_path / "c.md").write_text("# C\n")
    assert reference.stale_pages(PAGES, tmp_path) == ["a.md: missing", "b.md: out of date", "c.md: nothing writes it"]


def test_a_setting_that_nobody_explains_is_caught(tmp_path):
    for folder in ("src", "tools", "tests"):
        (tmp_path / folder).mkdir()
    (tmp_path / "src" / "new.py").write_text('os.environ["PROXENY_NEW"]\n')
    with pytest.raises(ValueError, match="PROXENY_NEW"):
        reference_api.settings_page(tmp_path)
