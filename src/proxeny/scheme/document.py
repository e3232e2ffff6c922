"""Read one YAML file as text with line numbers: no tags, no aliases, no guessing of types, bounded size and depth.

PyYAML's events are taken instead of its nodes: nothing is expanded or constructed, so a hostile file costs no more
than its bytes, and ``on``, ``no`` or ``1997`` stay the text that somebody wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from proxeny.errors import Fault, Where

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Value:
    """A piece of a file: a text, a list of values or a mapping (exactly one of them is not None), and its line."""

    line: int
    text: str | None = None
    items: list[Value] | None = None
    entries: list[tuple[Value, Value]] | None = None

    @property
    def kind(self) -> str:
        """``text``, ``list`` or ``mapping``."""
        if self.entries is not None:
            return "mapping"
        return "text" if self.items is None else "list"

    @property
    def empty(self) -> bool:
        """Whether nothing is written: ``key:`` with no value, or null."""
        return self.text == ""


class _Refused(Exception):
    """The file uses something of YAML that a scheme may not; carries the fault."""

    def __init__(self, code: str, line: int, **params: object) -> None:
        self.code, self.line, self.params = code, line, params
        super().__init__(code)


@dataclass(slots=True)
class _Builder:
    """Puts events together; ``stack`` holds the open lists and mappings, ``keys`` the key each mapping waits with."""

    root: Value | None = None
    stack: list[Value] = field(default_factory=list)
    keys: list[Value | None] = field(default_factory=list)

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _Refused("scheme-yaml-alias", line, name=event.anchor)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise _Refused("scheme-yaml-tag", line, tag=tag)
        if isinstance(event, yaml.ScalarEvent):
            null = event.style in (None, "") and event.value in ("~", "null")
            self.place(Value(line, text="" if null else event.value))
        elif isinstance(event, yaml.SequenceStartEvent):
            self.open(Value(line, items=[]))
        elif isinstance(event, yaml.MappingStartEvent):
            self.open(Value(line, entries=[]))
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self.stack.pop()
            self.keys.pop()

    def open(self, value: Value) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise _Refused("scheme-yaml-deep", value.line, depth=MAX_DEPTH)
        self.place(value)
        self.stack.append(value)
        self.keys.append(None)

    def place(self, value: Value) -> None:
        if not self.stack:
            if self.root is not None:
                raise _Refused("scheme-yaml-documents", value.line)
            self.root = value
            return
        parent = self.stack[-1]
        if parent.items is not None:
            parent.items.append(value)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = value
        elif parent.entries is not None:
            parent.entries.append((key, value))
            self.keys[-1] = None


def read_document(path: Path, file: str) -> tuple[Value | None, list[Fault]]:
    """Read ``path``, called ``file`` in faults.

    Returns the root and no fault, or None and the fault that makes the file unreadable: too big, not UTF-8, not YAML,
    empty, more than one document, aliases, tags, or nested too deep.
    """
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        return None, [Fault("scheme-file-unreadable", Where(file), {"reason": error.strerror or str(error)})]
    if raw is None:
        return None, [Fault("scheme-file-big", Where(file), {"limit": MAX_BYTES})]
    return parse_document(raw, file)


def parse_document(raw: bytes, file: str) -> tuple[Value | None, list[Fault]]:
    """`read_document` of bytes that are already there."""
    builder = _Builder()
    try:
        for event in yaml.parse(raw.decode("utf-8-sig"), _Loader):
            builder.take(event)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Fault("scheme-file-encoding", Where(file, line=line))]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, [Fault("scheme-yaml", Where(file, line=mark.line + 1 if mark else 1), {"problem": error.problem})]
    except yaml.YAMLError as error:
        return None, [Fault("scheme-yaml", Where(file, line=1), {"problem": str(error).partition("\n")[0]})]
    except _Refused as refused:
        return None, [Fault(refused.code, Where(file, line=refused.line), refused.params)]
    if builder.root is None or builder.root.empty:
        return None, [Fault("scheme-file-empty", Where(file, line=1))]
    return builder.root, []
