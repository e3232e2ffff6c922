"""Errors are a code and parameters; words are added at the edge, in the reader's language.

    ProxenyError                 everything Proxeny raises on purpose
    ├── FaultyInput              a file or a form with faults, all of them together
    ├── UnknownName              a name nobody registered; carries the nearest ones
    ├── NotFound                 a record, place or file that is not there
    ├── Conflict                 somebody else changed the register meanwhile
    └── Unavailable              a database, disk or remote service that does not answer

The words of each code live in ``proxeny/messages/AREA.yaml`` as ``CODE: {what: ..., do: ...}`` (English);
``web`` and ``cli`` translate them with gettext, everybody else reads the English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from proxeny.yaml_text import read_yaml

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: ``cities.xlsx, row 41, 'signed on'`` or ``reach.yaml:5``."""

    file: str = ""
    row: int | None = None
    column: str = ""
    line: int | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.file}:{self.line}"
        parts = [self.file] if self.file else []
        parts += [f"row {self.row}"] if self.row is not None else []
        parts += [f"'{self.column}'"] if self.column else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: its code, where it is, and what the words need to be filled in."""

    code: str
    where: Where = Where()
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    def __str__(self) -> str:
        """The fault in English: ``where: what. What to do.``"""
        words = f"{message(self.code).what} {message(self.code).do}".strip()
        filled = words.format_map({key: str(value) for key, value in self.params.items()})
        place = str(self.where)
        return f"{place}: {filled}" if place else filled


@dataclass(frozen=True, slots=True)
class Message:
    """The English words of a code; both halves are gettext msgids and ``str.format`` patterns."""

    what: str
    do: str


@cache
def messages() -> Mapping[str, Message]:
    """Read every ``proxeny/messages/*.yaml``: code -> its English words."""
    found: dict[str, Message] = {}
    for entry in sorted(files("proxeny").joinpath("messages").iterdir(), key=lambda path: path.name):
        if entry.name.endswith(".yaml"):
            for code, words in (read_yaml(entry.read_text(encoding="utf-8")) or {}).items():
                found[code] = Message(what=words["what"], do=words.get("do", ""))
    return found


def message(code: str) -> Message:
    """The words of ``code``; a code without words shows itself, and a test forbids that it ships."""
    return messages().get(code, Message(what=code, do=""))


class ProxenyError(Exception):
    """Base of all errors; ``faults`` is never empty; ``total`` counts also those beyond the first thousand."""

    def __init__(self, *faults: Fault, total: int = 0) -> None:
        self.faults = faults
        self.total = max(total, sum(fault.severity == "error" for fault in faults))
        super().__init__("\n".join(str(fault) for fault in faults))

    @classmethod
    def of(cls, code: str, where: Where = Where(), **params: object) -> ProxenyError:
        """Make an error of one fault: ``NotFound.of("place-unknown", text="Atlantis")``."""
        return cls(Fault(code, where, params))


class FaultyInput(ProxenyError):
    """What the user gave has faults; all of them are in ``faults``. ``rows``: how many of a file were read."""

    def __init__(self, *faults: Fault, total: int = 0, rows: int = 0) -> None:
        super().__init__(*faults, total=total)
        self.rows = rows


class UnknownName(ProxenyError):
    """A name that is not registered; its words name the nearest ones."""


class NotFound(ProxenyError):
    """A record, place or file that is not there."""


class Conflict(ProxenyError):
    """The register changed between the preview and the confirmation."""


class Unavailable(ProxenyError):
    """A database, disk or remote service that does not answer."""


def raise_if_any(faults: Iterable[Fault]) -> None:
    """Raise one `FaultyInput` with all faults of severity error, if there is one."""
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise FaultyInput(*errors)
