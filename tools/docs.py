"""The documents tell the truth: every command, option, make target, name, setting and link in them exists.

    python tools/docs.py

prints what it finds and fails when there is something. It reads README.md, CHANGELOG.md, ARCHITECTURE.md and
docs/**/*.md, and asks the command line itself what it knows.
"""

from __future__ import annotations

import ast
import doctest
import importlib
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from typer.main import get_command

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
ASSIGNMENT = re.compile(r"^[A-Z_][A-Z0-9_]*=\S*\s+")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
DOTTED = re.compile(r"proxeny(?:\.\w+)+")
SETTING = re.compile(r"\bPROXENY_[A-Z_]+\b")


@dataclass(frozen=True)
class Document:
    """A Markdown file: its name from the root, and its text."""

    name: str
    text: str

    def blocks(self) -> Iterator[tuple[int, str, str]]:
        """The fenced blocks: line of the first line inside, language, text."""
        for match in FENCE.finditer(self.text):
            yield self.text[: match.start()].count("\n") + 2, match[1], match[2]

    def prose(self) -> str:
        """The text without its fenced blocks."""
        return FENCE.sub(lambda match: "\n" * match[0].count("\n"), self.text)


@dataclass(frozen=True)
class Command:
    """One line of a shell block: the words after the variables."""

    place: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Help:
    """What a command takes: its options and the commands below it."""

    options: frozenset[str] = frozenset()
    commands: frozenset[str] = field(default_factory=frozenset)


def read_documents(root: Path = ROOT) -> list[Document]:
    """Every document of the repository."""
    paths = [root / name for name in ("README.md", "CHANGELOG.md", "ARCHITECTURE.md")]
    paths += sorted((root / "docs").rglob("*.md"))
    found = [path for path in paths if path.exists()]
    return [Document(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in found]


def commands_in(document: Document) -> Iterator[Command]:
    """The ``proxeny`` and ``make`` lines of the blocks that are not Python or data."""
    for start, language, text in document.blocks():
        if language in {"python", "pycon", "yaml", "json", "csv", "toml", "sparql"}:
            continue
        joined = text.replace("\\\n", "  ")
        for offset, line in enumerate(joined.split("\n")):
            words = line.strip().removeprefix("$ ")
            while ASSIGNMENT.match(words):
                words = ASSIGNMENT.sub("", words, count=1)
            words = words.removeprefix(".venv/bin/")
            if words.startswith(("proxeny ", "make ")):
                yield Command(f"{document.name}:{start + offset}", tuple(shlex.split(words, comments=True)))


def read_command(command: Any, names: tuple[str, ...] = ()) -> dict[tuple[str, ...], Help]:
    """What a command of click, and every command below it, takes."""
    below: Mapping[str, Any] = getattr(command, "commands", {})
    options = {text for one in command.params for text in (*one.opts, *one.secondary_opts) if text.startswith("--")}
    found = {names: Help(frozenset(options), frozenset(below))}
    for name, inner in below.items():
        found |= read_command(inner, (*names, name))
    return found


def all_commands() -> dict[tuple[str, ...], Help]:
    """Every command of the command line, by its names."""
    package = importlib.import_module("proxeny.cli.commands")
    for module in iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return read_command(get_command(importlib.import_module("proxeny.cli.app").app))


def check_proxeny(command: Command, known: Mapping[tuple[str, ...], Help]) -> Iterator[str]:
    """The command of a ``proxeny`` line exists, and so do the options it is given."""
    names: tuple[str, ...] = ()
    for word in command.words[1:]:
        if (*names, word) not in known:
            break
        names = (*names, word)
    written = " ".join(command.words)
    if known[names].commands and len(command.words) > len(names) + 1:
        word = command.words[len(names) + 1]
        if not word.startswith("-"):
            yield f"{command.place}: there is no command '{word}': {written}"
            return
    given = {word.split("=")[0] for word in command.words if word.startswith("--") and len(word) > 2}
    for option in sorted(given - known[names].options - {"--help"}):
        yield f"{command.place}: '{' '.join(names)}' has no option {option}: {written}"


def make_targets(makefile: str) -> set[str]:
    """The targets that a Makefile declares phony."""
    return {name for line in re.findall(r"^\.PHONY:(.*)$", makefile, re.MULTILINE) for name in line.split()}


def check_make(command: Command, targets: set[str]) -> Iterator[str]:
    """The targets of a ``make`` line exist."""
    for word in command.words[1:]:
        if "=" not in word and not word.startswith("-") and word not in targets:
            yield f"{command.place}: there is no make target '{word}'"


def check_commands(document: Document, known: Mapping[tuple[str, ...], Help], targets: set[str]) -> Iterator[str]:
    """Every command line of a document."""
    for command in commands_in(document):
        yield from check_make(command, targets) if command.words[0] == "make" else check_proxeny(command, known)


def resolves(dotted: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    module, rest = dotted, []
    while module:
        try:
            found: object = importlib.import_module(module)
        except ModuleNotFoundError:
            module, _, name = module.rpartition(".")
            rest.insert(0, name)
            continue
        for name in rest:
            if not hasattr(found, name):
                return False
            found = getattr(found, name)
        return True
    return False


def check_names(document: Document, source: str, root: Path = ROOT) -> Iterator[str]:
    """The Python names, files, settings and links that a document mentions exist; ``source`` is all of our text."""
    for code in INLINE.findall(document.prose()):
        if DOTTED.fullmatch(code) and not resolves(code):
            yield f"{document.name}: there is no {code}"
        if re.fullmatch(r"(src|docs|tools|tests)/[\w./-]+", code) and not (root / code).exists():
            yield f"{document.name}: there is no file {code}"
    for setting in sorted(set(SETTING.findall(document.text))):
        if setting not in source:
            yield f"{document.name}: nothing reads the setting {setting}"
    for target in LINK.findall(document.prose()):
        if "://" not in target and not target.startswith("mailto:"):
            place = (root / document.name).parent / target
            if not place.exists():
                yield f"{document.name}: the link to {target} leads nowhere"


def check_python(document: Document) -> Iterator[str]:
    """Python blocks run as doctests where they have prompts; else they are sound, and use names that exist."""
    for line, language, text in document.blocks():
        place = f"{document.name}:{line}"
        if language in {"python", "pycon"} and ">>>" in text:
            runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            test = doctest.DocTestParser().get_doctest(text, {}, place, document.name, line)
            report: list[str] = []
            runner.run(test, out=report.append)
            if runner.failures:
                yield f"{place}: the example does not do what it says:\n{''.join(report)}"
        elif language == "python":
            yield from check_plain_python(place, text)


def check_plain_python(place: str, text: str) -> Iterator[str]:
    """A block without prompts parses, and every ``proxeny.NAME`` in it exists."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        yield f"{place}: {error.msg}"
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and DOTTED.fullmatch(name := ast.unparse(node)) and not resolves(name):
            yield f"{place}: there is no {name}"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "proxeny":
            wanted = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (f"{place}: there is no {name}" for name in wanted if not resolves(name))


def check_complete(documents: list[Document], known: Mapping[tuple[str, ...], Help]) -> Iterator[str]:
    """Every command is in some document."""
    everything = "\n".join(document.text for document in documents)
    for names, page in sorted(known.items()):
        written = " ".join(("proxeny", *names))
        if names and not page.commands and not re.search(rf"{written}\b", everything):
            yield f"no document mentions '{written}'"


def findings_here() -> list[str]:
    """What is wrong with the documents of this repository."""
    documents = read_documents()
    known = all_commands()
    targets = make_targets((ROOT / "Makefile").read_text(encoding="utf-8"))
    folders = [ROOT / name for name in ("src", "tools", "tests")]
    scripts = [path for folder in folders for suffix in ("py", "sh") for path in folder.rglob(f"*.{suffix}")]
    source = "\n".join(path.read_text(encoding="utf-8") for path in [*scripts, ROOT / "Makefile"])
    findings = list(check_complete(documents, known))
    for document in documents:
        findings += check_commands(document, known, targets)
        findings += check_names(document, source)
        findings += check_python(document)
    return findings


def main() -> int:
    """Print the findings."""
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as home:  # importing the commands must not touch anybody's register
        os.environ["PROXENY_HOME"] = home
        findings = findings_here()
    print("\n".join(findings) or "nothing found")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
