"""Reference pages of what one calls: commands, Python functions, settings."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from typer.main import get_command

from reference_markdown import cell, code, codes, page, table

SETTING = re.compile(r"PROXENY_[A-Z]+(?:_[A-Z]+)*")
# What each setting is for. The page is not written while one that the source reads is missing here, or the reverse.
SETTINGS = {
    "PROXENY_HOME": "Folder of the register, its secret and what was fetched. Default: the data folder of the user.",
    "PROXENY_DATABASE_URL": "Database of the register: `postgresql://USER:PASSWORD@HOST:PORT/NAME`, or "
    "`sqlite:///PATH`. Default: the file `register.sqlite3` in the home folder.",
    "PROXENY_LANGUAGE": "Language in which the command tells faults and sentences: `en`, `tr` or `fa`. Default: `en`.",
    "PROXENY_PROCESSES": "How many processes of the server answer; more than one where many people work. Default: 1.",
    "PROXENY_HOSTS": "Names under which the pages may be asked for, with commas. Default: `127.0.0.1,localhost,[::1]`.",
    "PROXENY_BORDERS": "How maps draw borders: `dashed` where they are disputed, `plain` all alike, or `none`. "
    "Default: `dashed`.",
    "PROXENY_BENCH_HOME": "Home folder of a register that holds the shared data already, for `make bench ARGS=pages`.",
    "PROXENY_ACCESS": "`alone`: no account is needed where a request comes from this machine to this machine; said by "
    "`proxeny serve`, which then binds to the loopback address. Default: `accounts`.",
    "PROXENY_READERS": "`everyone` lets people read without an account. Default: `accounts`.",
    "PROXENY_SIGN_UP": "`open` lets whoever comes make an account that may read. Default: by invitation.",
    "PROXENY_HTTPS": "`off` lets passwords and cookies travel without encryption. Default: `on`.",
    "PROXENY_HSTS_SECONDS": "How long browsers shall insist on HTTPS once they met it. Default: a year; `0`: not.",
    "PROXENY_PROXIES": "Addresses or networks of reverse proxies whose forwarding headers are believed, with commas.",
    "PROXENY_ORIGINS": "Further origins whose forms are taken, with commas: `https://ties.city.example`.",
    "PROXENY_PYTHON": "Python 3.11 that `make` sets the virtual environment up with. Default: the first on the path.",
    "PROXENY_SHARED": "Folder of large input files that some tests read. Default: `../shared`; without it they skip.",
    "PROXENY_TEST_DATABASE": "`postgresql` runs the tests on PostgreSQL. Default: `sqlite`.",
    "PROXENY_TEST_POSTGRES_URL": "Server in which tests may make databases. Default: `make test` finds or starts one.",
    "PROXENY_TEST_CHROMIUM": "Chromium that tests open pages with. Default: `make test` finds or installs one.",
}
_VALUES = {"Path": "path", "int": "number", "float": "number", "str": "text"}


def commands_page() -> str:
    """Every command with its arguments and options, as the command line itself knows them."""
    package = importlib.import_module("proxeny.cli.commands")
    for module in iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    root = get_command(importlib.import_module("proxeny.cli.app").app)
    about = "Every command of `proxeny`, its arguments and its options."
    exits = (
        "Every command ends with 0 when it is done, 1 when the input or the register has faults, 2 when it was called "
        "wrongly, and 130 when it was interrupted. Every command takes `--help`."
    )
    return page("Commands", about, [exits, ""], *_commands(root, ("proxeny",)))


def _commands(command: Any, names: tuple[str, ...]) -> Iterator[list[str]]:
    """The sections of a command of typer and of all below it."""
    below = getattr(command, "commands", {})
    if not below:
        yield _command(command, names)
    for name in sorted(below):
        yield from _commands(below[name], (*names, name))


def _command(command: Any, names: tuple[str, ...]) -> list[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    usage = " ".join([*names, *(one.name.upper() for one in arguments)])
    rows = [_parameter(one) for one in command.params]
    head = ("argument or option", "value", "default", "what it does")
    return [f"## {' '.join(names)}", "", cell(command.help or ""), "", f"Use: `{usage}`", "", *table(head, rows)]


def _parameter(one: Any) -> tuple[str, str, str, str]:
    named = code(one.name.upper()) if one.param_type_name == "argument" else codes([*one.opts, *one.secondary_opts])
    flag = getattr(one, "is_flag", False)
    words = re.findall(r"\w+", str(one.type_descriptor.annotation))
    value = "" if flag else next((_VALUES[word] for word in words if word in _VALUES), "text")
    bounds = [str(bound) for bound in (one.min, one.max) if bound is not None]
    value += f", {' to '.join(bounds)}{' or more' if len(bounds) == 1 else ''}" if bounds else ""
    return named, value, "needed" if one.required else _default(one.default), cell(one.help or "")


def _default(value: object) -> str:
    if value is None or value is False or value == "":
        return ""
    return "yes" if value is True else code(value)


def python_page() -> str:
    """Every public function with its signature and its docstring."""
    proxeny = importlib.import_module("proxeny")
    start = [
        "`import proxeny` gives the verbs of the command line as functions; the first to need it opens the register.",
        "",
    ]
    parts = [_function(name, getattr(proxeny, name)) for name in sorted(proxeny.__all__)]
    return page("Python", "Every public function of `proxeny`.", start, *parts)


def _function(name: str, thing: Any) -> list[str]:
    signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(thing)))
    signature = re.sub(r"<function \w+ at 0x[0-9a-f]+>|<factory>", "...", signature)
    words = inspect.cleandoc(inspect.getdoc(thing) or "").replace("``", "`")
    return [f"## {name}", "", "```text", f"proxeny.{name}{signature}", "```", "", words, ""]


def settings_page(root: Path) -> str:
    """Every environment variable that the source reads, what it is for, and where it is read."""
    read = _settings_in([root / "src"])
    tools = _settings_in([root / "tools", root / "tests" / "conftest.py"])
    unknown, unread = (read.keys() | tools.keys()) - SETTINGS.keys(), SETTINGS.keys() - (read.keys() | tools.keys())
    if unknown or unread:
        raise ValueError(f"SETTINGS of reference_api.py lacks {sorted(unknown)}, and nothing reads {sorted(unread)}")
    head = ("variable", "what it is for", "read in")
    only_tools = {name: paths for name, paths in tools.items() if name not in read}
    return page(
        "Settings",
        "Every environment variable that is read; there is no settings file.",
        ["## The product", "", *table(head, _setting_rows(read, root))],
        ["## Set-up and tests", "", *table(head, _setting_rows(only_tools, root))],
    )


def _settings_in(places: list[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for place in places:
        files = [place] if place.is_file() else [path for end in ("*.py", "*.sh") for path in sorted(place.rglob(end))]
        for path in files:
            if not path.name.startswith("reference"):
                for name in set(SETTING.findall(path.read_text(encoding="utf-8"))):
                    found.setdefault(name, []).append(path)
    return found


def _setting_rows(found: dict[str, list[Path]], root: Path) -> list[tuple[str, str, str]]:
    return [
        (code(name), SETTINGS[name], codes(path.relative_to(root).as_posix() for path in sorted(found[name])))
        for name in SETTINGS
        if name in found
    ]
