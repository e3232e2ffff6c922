"""Fixtures every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared acceptance inputs; the test skips, saying why, on a machine without it."""
    folder = Path(os.environ.get("PROXENY_SHARED", REPO.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared inputs at {folder}; set PROXENY_SHARED to the folder that holds them")
    return folder
