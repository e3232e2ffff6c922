"""What is missing or misconfigured, said before it hurts."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from proxeny import home
from proxeny.errors import ProxenyError
from proxeny.io.places.gazetteer import load_gazetteer
from proxeny.scheme.loader import load_scheme
from proxeny.starting import open_register, where

_ENOUGH_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what was seen."""

    name: str
    well: bool
    seen: str


def doctor() -> list[Finding]:
    """Look at Python, the package, the home folder, disk space, the database, the gazetteer and the scheme."""
    return [_python(), _package(), _folder(), _disk(), _register(), _gazetteer(), _scheme()]


def _python() -> Finding:
    seen = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("python", sys.version_info >= (3, 11), seen)


def _package() -> Finding:
    try:
        return Finding("proxeny", True, version("proxeny"))
    except PackageNotFoundError:
        return Finding("proxeny", False, "not installed: pip install .")


def _folder() -> Finding:
    folder = home.home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        return Finding("home", False, f"{folder}: {error.strerror}. Set PROXENY_HOME to a folder that can be written.")
    return Finding("home", True, str(folder))


def _disk() -> Finding:
    folder = home.home()
    free = shutil.disk_usage(folder if folder.exists() else folder.anchor).free
    return Finding("disk", free > _ENOUGH_BYTES, f"{free / 1e9:.1f} GB free")


def _register() -> Finding:
    try:
        open_register()
    except ProxenyError as error:
        return Finding("register", False, str(error))
    return Finding("register", True, where())


def _gazetteer() -> Finding:
    try:
        rows = load_gazetteer().places.height
    except ProxenyError as error:
        return Finding("gazetteer", False, str(error))
    return Finding("gazetteer", rows > 0, f"{rows} places")


def _scheme() -> Finding:
    try:
        scheme = load_scheme()
    except ProxenyError as error:
        return Finding("scheme", False, str(error))
    return Finding("scheme", True, f"{scheme.id} {scheme.version}, {len(scheme.indicators)} indicators")
