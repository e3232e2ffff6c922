"""Ruff, mypy and import-linter find nothing; and each finds something in a bad sample."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def run(*arguments: str, folder: Path = ROOT, path: str = "src") -> subprocess.CompletedProcess[str]:
    """Run a module of this Python."""
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=600
    )


def test_ruff_finds_nothing():
    done = run("-m", "ruff", "check", "--no-cache", "--output-format", "concise", ".")
    assert done.returncode == 0, done.stdout


def test_ruff_finds_a_broad_except(tmp_path):
    bad = tmp_path / "bad.py"
    bad.write_text("try:\n    pass\nexcept Exception:\n    x = 1\n")
    assert "BLE001" in run("-m", "ruff", "check", "--no-cache", "--config", "pyproject.toml", str(bad)).stdout


def test_mypy_finds_nothing():
    done = run("-m", "mypy")
    assert done.returncode == 0, done.stdout


def test_mypy_is_strict(tmp_path):
    bad = tmp_path / "bad.py"
    bad.write_text("def f(x):\n    return x\n")
    assert "no-untyped-def" in run("-m", "mypy", "--config-file", "pyproject.toml", str(bad)).stdout


def test_imports_only_point_down():
    done = run("-c", LINT_IMPORTS, "--no-cache")
    assert done.returncode == 0, done.stdout


def test_an_import_that_points_up_is_found(tmp_path):
    package = tmp_path / "proxeny"
    settings = (ROOT / "pyproject.toml").read_text()
    layers = re.search(r"^layers = \[(.*?)^\]", settings, re.MULTILINE | re.DOTALL)
    assert layers
    for name in re.findall(r"\w+", layers[1]):
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").touch()
    (package / "io" / "fetch").mkdir()
    (package / "io" / "fetch" / "__init__.py").write_text("import httpx\n")
    (package / "__init__.py").touch()
    (package / "scheme" / "__init__.py").write_text("import proxeny.register\n")
    (package / "io" / "__init__.py").write_text("import django\n")
    (package / "web" / "__init__.py").write_text("import httpx\n")
    (tmp_path / "pyproject.toml").write_text(settings[settings.index("[tool.importlinter]") :])
    said = run("-c", LINT_IMPORTS, "--no-cache", folder=tmp_path, path=str(tmp_path)).stdout
    assert "proxeny.scheme -> proxeny.register" in said
    assert "proxeny.io -> django" in said
    assert "proxeny.web -> httpx" in said
    assert "proxeny.io.fetch -> httpx" not in said
