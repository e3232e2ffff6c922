"""Licences of everything that runs with the product: no GPL, no AGPL, nothing unstated. LGPL and MPL are fine.

    python tools/licences.py

prints every package of the run-time closure with its licence, and fails when one may not be shipped.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
COPYLEFT = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
LESSER = re.compile(r"\bLGPL[\w.+-]*|(GNU )?(Library or )?Lesser General Public License[^;]*", re.IGNORECASE)
LICENCE_FILES = ("licence", "license", "copying")
UNSTATED = ("", "UNKNOWN", "Dual License")


def direct_requirements(pyproject: Path = ROOT / "pyproject.toml") -> list[Requirement]:
    """What the product itself asks for at run time."""
    with pyproject.open("rb") as file:
        return [Requirement(text) for text in tomllib.load(file)["project"]["dependencies"]]


def applies(requirement: Requirement, extras: set[str]) -> bool:
    """Whether ``requirement`` holds on this machine for one of ``extras``."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""})


def walk(requirements: Sequence[Requirement]) -> dict[str, Distribution]:
    """Every installed package that ``requirements`` pull in. Raises PackageNotFoundError for one that is not there."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [requirement for requirement in requirements if applies(requirement, set())]
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        found[name] = distribution(name)
        inner = [Requirement(text) for text in found[name].requires or []]
        waiting += [one for one in inner if applies(one, set(extras))]
    return found


def stated_licence(fields: Mapping[str, Sequence[str]]) -> str:
    """The licence of a package by its metadata: the expression, else the classifiers, else the free words."""
    for expression in fields.get("License-Expression", ()):
        return expression
    classified = [text for text in fields.get("Classifier", ()) if text.startswith("License ::")]
    named = [text.rsplit(" :: ", 1)[-1] for text in classified if text != "License :: OSI Approved"]
    if named:
        return "; ".join(named)
    words = next(iter(fields.get("License", ())), "").strip()
    return words.splitlines()[0] if words else ""


def licence(package: Distribution) -> str:
    """The licence of an installed package; where the metadata says nothing, the first line of its licence file."""
    metadata = package.metadata
    stated = stated_licence({key: metadata.get_all(key) or [] for key in set(metadata.keys())})
    if stated not in UNSTATED:
        return stated
    for file in package.files or []:
        if file.name.lower().startswith(LICENCE_FILES):
            lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
            return next((line for line in lines if line), "")
    return ""


def allowed(words: str) -> bool:
    """Whether a package under ``words`` may run with the product; of alternatives one is enough.

    >>> allowed("MIT"), allowed("LGPL-3.0-only"), allowed("GPL-3.0-or-later"), allowed("MIT OR GPL-2.0-only")
    (True, True, False, True)
    """
    choices = words.strip("() ").split(" OR ")
    return words not in UNSTATED and any(not COPYLEFT.search(LESSER.sub("", choice)) for choice in choices)


def check(packages: Mapping[str, str]) -> Iterator[str]:
    """The packages of ``packages`` (name -> licence) that may not be shipped."""
    for name, words in sorted(packages.items()):
        if not allowed(words):
            yield f"{name}: {words or 'no licence stated'}"


def main() -> int:
    """Print the closure and what is wrong with it."""
    try:
        packages = {name: licence(package) for name, package in walk(direct_requirements()).items()}
    except PackageNotFoundError as error:
        print(f"not installed: {error.name}; run make install")
        return 1
    for name, words in sorted(packages.items()):
        print(f"{'  ' if allowed(words) else '! '}{name}: {words}")
    return any(True for _ in check(packages))


if __name__ == "__main__":
    sys.exit(main())
