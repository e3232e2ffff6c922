"""What reading the source alone can tell: sizes, broad excepts, stray prints, mutable globals, mocks, loose ends.

    python tools/quality.py

prints what it finds, one line each, and fails when there is something.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 500
LONGEST_FUNCTION = 60
BROAD = {"Exception", "BaseException"}
MAKERS = {"list", "dict", "set", "defaultdict", "deque", "OrderedDict", "Counter", "bytearray"}
MUTATORS = {
    "append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "remove", "discard", "clear",
    "sort", "reverse", "appendleft", "popleft", "intersection_update", "difference_update",
}  # fmt: skip
# Names that Django reads from a module; it does not change them.
FRAMEWORK_NAMES = {"urlpatterns", "app_name", "websocket_urlpatterns"}
LOOSE_END = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


@dataclass(frozen=True)
class Source:
    """A Python file: where it is from the root of the repository, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def parse(cls, path: str, text: str) -> Source:
        """Parse ``text``."""
        return cls(path, text, ast.parse(text, path))

    @property
    def in_product(self) -> bool:
        """Whether this is shipped."""
        return self.path.startswith("src/")

    def at(self, node: ast.stmt | ast.expr | ast.excepthandler | ast.arg, words: str) -> str:
        """A finding at ``node``."""
        return f"{self.path}:{node.lineno}: {words}"


def check_size(source: Source) -> Iterator[str]:
    """No file over `LONGEST_FILE` lines, no function over `LONGEST_FUNCTION`."""
    length = source.text.count("\n")
    if length > LONGEST_FILE:
        yield f"{source.path}: {length} lines; at most {LONGEST_FILE}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield source.at(node, f"{node.name} has {lines} lines; at most {LONGEST_FUNCTION}")


def check_excepts(source: Source) -> Iterator[str]:
    """No bare or broad except, unless it ends by raising the same error again."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        broad = any(kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD) for kind in kinds)
        last = node.body[-1]
        if broad and not (isinstance(last, ast.Raise) and last.exc is None):
            yield source.at(node, "catches everything; name what can go wrong")


def check_prints(source: Source) -> Iterator[str]:
    """Only the command line prints."""
    if not source.in_product or source.path.startswith("src/proxeny/cli/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield source.at(node, "prints; only proxeny.cli may")


def module_names(tree: ast.Module) -> Iterator[tuple[ast.stmt, str, ast.expr]]:
    """Every name that a module binds at its top: the statement, the name, the value."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    yield statement, target.id, statement.value
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
            yield statement, statement.target.id, statement.value


def is_mutable(value: ast.expr) -> bool:
    """Whether an expression makes a list, dict or set."""
    if isinstance(value, ast.Call):
        name = value.func.id if isinstance(value.func, ast.Name) else getattr(value.func, "attr", "")
        return name in MAKERS
    return isinstance(value, DISPLAYS)


def mutations(tree: ast.Module) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """Every place that changes the inside of a plain name: ``X.append(1)``, ``X[1] = 2``, ``del X[1]``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in MUTATORS and isinstance(node.func.value, ast.Name):
                yield node, node.func.value.id
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            if isinstance(node.value, ast.Name):
                yield node, node.value.id
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node, node.target.id


def local_names(tree: ast.Module) -> set[str]:
    """Names that some function binds for itself; a change of those says nothing about the module."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            found |= {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
            inner = (child for child in ast.walk(node) if isinstance(child, ast.Name))
            found |= {child.id for child in inner if isinstance(child.ctx, ast.Store)}
    return found


def check_globals(source: Source) -> Iterator[str]:
    """No mutable global: a list, dict or set at module level is named as a constant and never changed."""
    if not source.in_product:
        return
    mutable: set[str] = set()
    for statement, name, value in module_names(source.tree):
        if not is_mutable(value) or name in FRAMEWORK_NAMES or name.startswith("__"):
            continue
        mutable.add(name)
        if name.lstrip("_")[:1].islower():
            yield source.at(statement, f"mutable global '{name}'; make it a constant, or pass it")
    for place, name in mutations(source.tree):
        if name in mutable - local_names(source.tree):
            yield source.at(place, f"changes the global '{name}'")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Global):
            yield source.at(node, f"global {', '.join(node.names)}")


def check_mocks(source: Source) -> Iterator[str]:
    """Tests use the real thing: no mock, no monkeypatch."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.arg) and node.arg in {"monkeypatch", "mocker"}:
            yield source.at(node, f"takes '{node.arg}'; use the real thing")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("unittest.mock", "mock")):
            yield source.at(node, "imports mock; use the real thing")


def check_loose_ends(source: Source) -> Iterator[str]:
    """Nothing shipped is left for later."""
    if not source.in_product:
        return
    for number, line in enumerate(source.text.splitlines(), start=1):
        if LOOSE_END.search(line):
            yield f"{source.path}:{number}: a loose end: {line.strip()}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id == "NotImplementedError":
            yield source.at(node, "not implemented")


CHECKS: tuple[Callable[[Source], Iterator[str]], ...] = (
    check_size,
    check_excepts,
    check_prints,
    check_globals,
    check_mocks,
    check_loose_ends,
)


def read_sources(root: Path = ROOT) -> list[Source]:
    """Every Python file of the product, its tests and tools, but for generated migrations."""
    paths = [path for folder in ("src", "tests", "tools") for path in sorted((root / folder).rglob("*.py"))]
    written = [path for path in paths if "migrations" not in path.parts]
    return [Source.parse(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in written]


def main() -> int:
    """Print the findings of all checks."""
    findings = [finding for source in read_sources() for check in CHECKS for finding in check(source)]
    print("\n".join(findings) or "nothing found")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
