"""What is missing or misconfigured, said before it hurts."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_network

from proxeny import home
from proxeny.errors import Fault, ProxenyError
from proxeny.io.places.gazetteer import load_gazetteer
from proxeny.scheme.loader import load_scheme
from proxeny.starting import open_register, where

_ENOUGH_BYTES = 500_000_000
_PUBLIC_SETTINGS = ("PROXENY_HOSTS", "PROXENY_PROXIES", "PROXENY_ORIGINS", "PROXENY_READERS", "PROXENY_SIGN_UP")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what was seen."""

    name: str
    well: bool
    seen: str


def doctor() -> list[Finding]:
    """Look at Python, the package, the home folder, disk space, the database, the gazetteer and the scheme.

    Where the register has accounts, or the settings prepare for them, also at what would be insecure.
    """
    findings = [_python(), _package(), _folder(), _disk(), _register(), _gazetteer(), _scheme()]
    return [*findings, *find_exposures()] if _serves_many(findings) else findings


def _serves_many(findings: list[Finding]) -> bool:
    if any(os.environ.get(name) for name in _PUBLIC_SETTINGS):
        return True
    if not next(one for one in findings if one.name == "register").well:
        return False
    from proxeny.register.accounts.models import Person

    return Person.objects.exists()


def find_exposures() -> list[Finding]:
    """What would be insecure, or could not work, where the pages are served to many."""
    return [_secret(), _administrators(), _factors(), _https(), _hosts(), _proxies(), _sign_up()]


def _secret() -> Finding:
    path = home.home() / "secret"
    loose = path.exists() and bool(path.stat().st_mode & 0o077)
    seen = f"others may read it; run: chmod 600 {path}" if loose else "readable by you only"
    return Finding("secret", not loose, seen)


def _administrators() -> Finding:
    try:
        open_register()
    except ProxenyError as error:
        return Finding("administrators", False, str(error))
    from proxeny.register.accounts.queries.people import count_administrators

    found = count_administrators()
    return Finding("administrators", found > 0, f"{found}" if found else str(Fault("public-without-administrator")))


def _factors() -> Finding:
    """An administrator whose password alone opens everything."""
    try:
        open_register()
    except ProxenyError as error:
        return Finding("second factor", False, str(error))
    from proxeny.register.accounts.queries.people import list_people

    administrators = [one for one in list_people() if one["role"] == "administrator"]
    bare = [str(one["username"]) for one in administrators if not one["second_factor"]]
    return Finding("second factor", not bare, f"none for {', '.join(bare)}" if bare else "every administrator has one")


def _https() -> Finding:
    off = os.environ.get("PROXENY_HTTPS") == "off"
    seen = "PROXENY_HTTPS=off: passwords travel in the clear" if off else "cookies need HTTPS"
    return Finding("https", not off, seen)


def _hosts() -> Finding:
    hosts = [one.strip() for one in os.environ.get("PROXENY_HOSTS", "").split(",") if one.strip()]
    if "*" in hosts:
        return Finding("hosts", False, "PROXENY_HOSTS=* answers to any name; write the names of this site")
    return Finding("hosts", True, ", ".join(hosts) or "only this machine; set PROXENY_HOSTS to the site's name")


def _proxies() -> Finding:
    given = [one.strip() for one in os.environ.get("PROXENY_PROXIES", "").split(",") if one.strip()]
    try:
        networks = [ip_network(one, strict=False) for one in given]
    except ValueError as error:
        return Finding("proxies", False, f"PROXENY_PROXIES: {error}")
    wide = [str(one) for one in networks if one.prefixlen < (8 if one.version == 4 else 16)]
    if wide:
        return Finding("proxies", False, f"{', '.join(wide)}: anybody could pretend another address")
    return Finding("proxies", True, ", ".join(given) or "none trusted")


def _sign_up() -> Finding:
    is_open = os.environ.get("PROXENY_SIGN_UP") == "open"
    readers = os.environ.get("PROXENY_READERS") == "everyone"
    seen = ["anybody may make an account" if is_open else "by invitation"]
    seen += ["anybody may read"] if readers else []
    return Finding("sign-up", True, "; ".join(seen))


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
