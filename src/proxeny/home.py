"""Where one register lives: its folder, database address and secret, from the environment."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import unquote, urlsplit

from platformdirs import user_data_path

from proxeny.errors import FaultyInput


@dataclass(frozen=True, slots=True)
class Database:
    """The database of a register: ``sqlite`` with a file, or ``postgresql`` with its address."""

    engine: str
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""


def home() -> Path:
    """The folder of the register: ``PROXENY_HOME``, else the user's data folder."""
    return Path(os.environ.get("PROXENY_HOME") or user_data_path("proxeny")).expanduser().resolve()


def database() -> Database:
    """The database of the register: ``PROXENY_DATABASE_URL``, else SQLite in `home`. Raises `FaultyInput`."""
    url = os.environ.get("PROXENY_DATABASE_URL", "")
    if not url:
        return Database("sqlite", str(home() / "register.sqlite3"))
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as problem:  # the address is not told: it may hold a password
        raise FaultyInput.of("database-url", scheme=url.partition("://")[0] if "://" in url else "") from problem
    if parts.scheme == "sqlite":
        return Database("sqlite", unquote(parts.path))
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise FaultyInput.of("database-url", scheme=parts.scheme)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return Database(
        "postgresql",
        unquote(parts.path.lstrip("/")),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        unquote(query.get("host", parts.hostname or "")),
        port,
    )


def secret() -> str:
    """The secret of this install, made on first use and readable by its owner only."""
    path = home() / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


def product_version() -> str:
    """The version of the installed package; ``0`` where it runs from a source tree that is not installed."""
    try:
        return version("proxeny")
    except PackageNotFoundError:
        return "0"
