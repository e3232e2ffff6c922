"""Hatchling build hook: what the wheel ships and git ignores: the gazetteer, the compiled translations, the bundle.

Runs for wheels and for editable installs, also in an isolated build: it imports nothing of the package, only the
build requirements named in ``pyproject.toml``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

GAZETTEER = "src/proxeny/io/data/gazetteer.parquet"
CATALOGUES = "src/proxeny/web/locale/*/LC_MESSAGES/*.po"


def build_gazetteer(root: Path) -> None:
    """Build the gazetteer unless it is there and current."""
    sys.path.insert(0, str(root / "tools"))
    try:
        from build_gazetteer import build, is_current
    finally:
        sys.path.pop(0)
    if not is_current(root / GAZETTEER):
        build(root / GAZETTEER)


def frontend(root: Path) -> Any:
    """The module that bundles the scripts of the pages."""
    sys.path.insert(0, str(root / "tools"))
    try:
        import build_frontend
    finally:
        sys.path.pop(0)
    return build_frontend


def compile_catalogues(root: Path) -> list[str]:
    """Compile every translation catalogue that changed; returns the compiled files, relative to ``root``."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = []
    for source in sorted(root.glob(CATALOGUES)):
        target = source.with_suffix(".mo")
        compiled.append(target.relative_to(root).as_posix())
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as words:
            catalogue = read_po(words, locale=source.parent.parent.name)
        part = target.with_suffix(".part")
        with part.open("wb") as out:
            write_mo(out, catalogue)
        part.replace(target)
    return compiled


class ProxenyBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Prepare the files before they are packed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What must be installed to build on this machine."""
        return list(frontend(Path(self.root)).needed_package())

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is missing or outdated, and tell hatchling to pack it although git ignores it."""
        root = Path(self.root)
        build_gazetteer(root)
        bundler = frontend(root)
        if told := bundler.build(root):
            self.app.display_warning(bundler.explain(told))
        build_data["artifacts"] += [GAZETTEER, *compile_catalogues(root), f"{bundler.BUILT}/*"]
