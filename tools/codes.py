"""Error codes and their words: every code raised has words, every word is used, every placeholder is filled.

    python tools/codes.py

prints what it finds and fails when there is something. A code is found where it is written as text: as the first
argument of ``Fault(...)``, of ``SomeError.of(...)``, or of a function that hands its argument on to one of them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import yaml

from quality import ROOT, Source, read_sources

CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
QUOTED = re.compile(rf"""["']({CODE.pattern})["']""")
ERRORS = {"ProxenyError", "FaultyInput", "UnknownName", "NotFound", "Conflict", "Unavailable"}
Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Use:
    """A code where it is raised; ``given`` are the parameters, None where they cannot be read off."""

    place: str
    code: str
    given: frozenset[str] | None


def read_words(folder: Path = ROOT / "src/proxeny/messages") -> tuple[dict[str, dict[str, str]], list[str]]:
    """Every message of ``folder``, code -> ``what`` and ``do``; and what is wrong: a code that two files give words."""
    found: dict[str, dict[str, str]] = {}
    twice: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        for code, words in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            if code in found:
                twice.append(f"{path.name}: '{code}' has words in another file already")
            found[code] = words
    return found, twice


def placeholders(pattern: str) -> set[str]:
    """The names in braces of a `str.format` pattern. Raises ValueError where it is none."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def raised(call: ast.Call, relays: Mapping[str, int]) -> tuple[int, bool] | None:
    """Where in the arguments of ``call`` the code stands, and whether the parameters are plain to see."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name == "Fault":
        return 0, True
    if name == "of":
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        return (0, True) if isinstance(owner, ast.Name) and owner.id in ERRORS else None
    return (relays[name], False) if name in relays else None


def argument(call: ast.Call, position: int) -> ast.expr | None:
    """The argument at ``position``; None where there is no such or what comes before is unpacked."""
    before = call.args[: position + 1]
    if len(before) <= position or any(isinstance(one, ast.Starred) for one in before):
        return None
    return before[position]


def find_relays(trees: Sequence[ast.Module]) -> dict[str, int]:
    """Functions that hand an argument on as a code: name -> position of that argument, not counting ``self``."""
    relays: dict[str, int] = {}
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for _ in range(3):  # a relay may hand on to a relay
        for function in functions:
            names = [one.arg for one in function.args.args]
            names = names[1:] if names[:1] in (["self"], ["cls"]) else names
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                spot = raised(call, relays)
                code = argument(call, spot[0]) if spot else None
                if isinstance(code, ast.Name) and code.id in names:
                    relays[function.name] = names.index(code.id)
    return relays


def given_parameters(call: ast.Call) -> frozenset[str] | None:
    """The parameters that ``Fault(code, where, {...})`` or ``Error.of(code, where, name=...)`` is given."""
    keywords = {keyword.arg for keyword in call.keywords}
    if None in keywords:
        return None
    if isinstance(call.func, ast.Attribute) and call.func.attr == "of":
        return frozenset(name for name in keywords if name and name != "where")
    named = [keyword.value for keyword in call.keywords if keyword.arg == "params"]
    stated = named[0] if named else argument(call, 2)
    if stated is None:
        return frozenset()
    if not isinstance(stated, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in stated.keys]
    return None if None in keys else frozenset(str(key) for key in keys)


def codes_in(node: ast.expr | None) -> Iterator[str]:
    """The codes an argument may be: a text, or either branch of a condition."""
    if isinstance(node, ast.IfExp):
        yield from codes_in(node.body)
        yield from codes_in(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def find_uses(sources: Sequence[Source]) -> Iterator[Use]:
    """Every code that is raised in ``sources``."""
    relays = find_relays([source.tree for source in sources])
    for source in sources:
        for call in (node for node in ast.walk(source.tree) if isinstance(node, ast.Call)):
            spot = raised(call, relays)
            for code in codes_in(argument(call, spot[0])) if spot else ():
                if spot and (spot[1] or CODE.fullmatch(code)):
                    yield Use(f"{source.path}:{call.lineno}", code, given_parameters(call) if spot[1] else None)


def find_mentions(sources: Sequence[Source], pages: Sequence[str]) -> re.Pattern[str]:
    """A pattern of every code that ``sources`` write (``f"{kind}-unknown"`` too), or that ``pages`` quote."""
    spelled = {re.escape(code) for page in pages for code in QUOTED.findall(page)}
    for node in (node for source in sources for node in ast.walk(source.tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            spelled.add(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            fixed = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
            plain = "".join(part or "" for part in fixed)
            if re.fullmatch(r"[a-z0-9-]{4,}", plain) and "-" in plain:
                spelled.add("".join("[a-z0-9_-]+" if part is None else re.escape(part) for part in fixed))
    return re.compile("|".join(sorted(spelled)) or "(?!)")


def check_words(words: Words) -> Iterator[str]:
    """Every message says what is wrong, in a pattern that can be filled."""
    for code, message in words.items():
        if not CODE.fullmatch(code):
            yield f"'{code}' is not a code: small letters and hyphens"
        if set(message) - {"what", "do"} or not str(message.get("what", "")).strip():
            yield f"'{code}' wants 'what', and 'do' or nothing else"
            continue
        for pattern in message.values():
            try:
                if any(not name.isidentifier() for name in placeholders(str(pattern))):
                    yield f"'{code}': every placeholder is a name: {pattern}"
            except ValueError as error:
                yield f"'{code}': {error}: {pattern}"


def check_codes(sources: Sequence[Source], words: Words, pages: Sequence[str] = ()) -> Iterator[str]:
    """Every code raised has words whose placeholders are given; every message is raised somewhere."""
    for use in find_uses(sources):
        if use.code not in words:
            yield f"{use.place}: '{use.code}' has no words in src/proxeny/messages"
        elif use.given is not None:
            wanted = {name for pattern in words[use.code].values() for name in placeholders(pattern)}
            if wanted - use.given:
                yield f"{use.place}: '{use.code}' lacks {', '.join(sorted(wanted - use.given))}"
    mentioned = find_mentions(sources, pages)
    yield from (f"'{code}' has words that nothing uses" for code in words if not mentioned.fullmatch(code))


def findings_here() -> list[str]:
    """What is wrong with the codes of this repository."""
    words, twice = read_words()
    product = [source for source in read_sources() if source.in_product]
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.html")]
    return [*twice, *check_words(words), *check_codes(product, words, pages)]


def main() -> int:
    """Print the findings."""
    findings = findings_here()
    print("\n".join(findings) or "nothing found")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
