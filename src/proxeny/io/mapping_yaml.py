"""YAML that remembers its lines, so that every fault of a mapping file says where it is."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml
from rapidfuzz.process import extract

from proxeny.errors import Fault, Where

MAX_CHARACTERS = 500_000
MAX_DEPTH = 50  # of nesting; the parser needs the square of it
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar (always text: ``NO`` is Norway here, not false), a list or a mapping, with its line."""

    value: str | tuple[Node, ...] | abc.Mapping[str, Node]
    line: int


def near(name: str, known: Iterable[str]) -> str:
    """The known names nearest to ``name``, as words."""
    return ", ".join(match[0] for match in extract(name, list(known), limit=3, score_cutoff=_NEAR))


@dataclass(slots=True)
class Checker:
    """Reads nodes as what they should be; collects a fault for each that is not, and goes on."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, code: str, line: int, **params: object) -> None:
        """Note an error at a line of the file."""
        self.faults.append(Fault(code, Where(file=self.file, line=line), params))

    def unknown(self, code: str, name: str, known: Iterable[str], line: int) -> None:
        """Note a name that is not one of ``known``, with the nearest of them."""
        allowed = list(known)
        hint = near(name, allowed) or ", ".join(allowed[:40])
        self.fault(code, line, name=name, near=hint)

    def entries(self, node: Node, allowed: Iterable[str] = ()) -> dict[str, Node]:
        """The entries of a mapping; keys outside ``allowed`` are faults (none given: any key)."""
        if not isinstance(node.value, abc.Mapping):
            self.fault("mapping-shape", node.line, expected="keys and values")
            return {}
        known = list(allowed)
        for key, entry in node.value.items():
            if known and key not in known:
                self.unknown("mapping-key", key, known, entry.line)
        return {key: entry for key, entry in node.value.items() if not known or key in known}

    def items(self, node: Node) -> tuple[Node, ...]:
        """The items of a list; a single thing is a list of one."""
        return node.value if isinstance(node.value, tuple) else (node,)

    def text(self, node: Node | None) -> str:
        """A scalar; empty when the node is missing."""
        if node is None:
            return ""
        if isinstance(node.value, str):
            return node.value
        self.fault("mapping-shape", node.line, expected="one value")
        return ""

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """A list of scalars, or one of them."""
        return tuple(self.text(item) for item in self.items(node)) if node else ()

    def words(self, node: Node | None) -> dict[str, str]:
        """A mapping of scalars."""
        return {key: self.text(entry) for key, entry in self.entries(node).items()} if node else {}

    def choice(self, node: Node | None, allowed: tuple[str, ...], default: str) -> str:
        """One of a few words."""
        if node is None:
            return default
        word = self.text(node)
        if word not in allowed:
            self.unknown("mapping-choice", word, allowed, node.line)
            return default
        return word

    def flag(self, node: Node | None, default: bool) -> bool:
        """``yes`` or ``no``."""
        return self.choice(node, ("yes", "no", "true", "false"), "yes" if default else "no") in {"yes", "true"}


def read_yaml(text: str, checker: Checker) -> Node | None:
    """Read one document; None with a fault when it is no YAML, too long, or uses aliases (which can be a bomb)."""
    if len(text) > MAX_CHARACTERS:
        checker.fault("mapping-long", 1, limit=MAX_CHARACTERS)
        return None
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                checker.fault("mapping-alias", line)
                return None
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                checker.fault("mapping-yaml", line, reason="nested too deeply")
                return None
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        return _build(root, checker) if root is not None else Node({}, 1)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        reason = getattr(problem, "problem", None) or str(problem)
        checker.fault("mapping-yaml", mark.line + 1 if mark else 1, reason=reason)
    except RecursionError:
        checker.fault("mapping-yaml", 1, reason="nested too deeply")
    return None


def _build(node: yaml.Node, checker: Checker) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Node(tuple(_build(item, checker) for item in node.value), line)
    if isinstance(node, yaml.MappingNode):
        return Node(dict(_pairs(node, checker)), line)
    empty = node.tag == "tag:yaml.org,2002:null" and node.value in {"", "~", "null"}
    return Node("" if empty else str(node.value), line)


def _pairs(node: yaml.MappingNode, checker: Checker) -> Iterator[tuple[str, Node]]:
    """Entries of a mapping; the line of an entry is the line of its key."""
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if not isinstance(key, yaml.ScalarNode) or name in seen:
            checker.fault("mapping-twice", line, name=name)
        seen.add(name)
        yield name, Node(_build(value, checker).value, line)
