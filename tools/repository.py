"""What may stand in the repository: no address of a package index, no lock that records one, a lock that is current."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
# Written so that this file does not hold what it looks for.
INDEX_HOST = re.compile(r"\b(?:pypi|test\.pypi|pythonhosted|npmjs|yarnpkg|anaconda)[.](?:org|com|io)\b", re.IGNORECASE)
INDEX_OPTION = re.compile(r"^\s*--?(?:i|index-url|extra-index-url|find-links|trusted-host)\b", re.MULTILINE)
RECORDING_LOCKS = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
NOT_OURS = {".git", ".venv", "node_modules", "__pycache__", "var"}


def tracked_files(root: Path = ROOT) -> list[Path]:
    """The files git has or would take; without git, every file that is not plainly built."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (root / ".git").exists():
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [root / name for name in sorted(listed.split("\0")) if name and (root / name).is_file()]
    return sorted(path for path in root.rglob("*") if path.is_file() and not NOT_OURS & set(path.parts))


def check_addresses(files: Mapping[str, str]) -> Iterator[str]:
    """No file (name -> text) names the host of a package index, or tells an installer where to look."""
    for name, text in files.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if INDEX_HOST.search(line):
                yield f"{name}:{number}: names a package index: {line.strip()[:120]}"
        if name.endswith((".lock", ".txt", ".in")) and INDEX_OPTION.search(text):
            yield f"{name}: tells an installer where to look"


def check_locks(names: Sequence[str]) -> Iterator[str]:
    """None of the lock formats that record addresses is kept."""
    yield from (f"{name}: records addresses; git-ignore it" for name in names if Path(name).name in RECORDING_LOCKS)


def read_texts(root: Path = ROOT) -> dict[str, str]:
    """Every tracked text file: name -> text."""
    texts: dict[str, str] = {}
    for path in tracked_files(root):
        data = path.read_bytes()
        if b"\0" not in data:
            texts[path.relative_to(root).as_posix()] = data.decode("utf-8", "replace")
    return texts


def wanted(pyproject: Mapping[str, Any]) -> list[Requirement]:
    """What ``pyproject.toml`` asks for: to run, to build and to develop."""
    texts = [*pyproject["project"]["dependencies"], *pyproject["build-system"]["requires"]]
    for group in pyproject.get("dependency-groups", {}).values():
        texts += [text for text in group if isinstance(text, str)]
    return [Requirement(text) for text in texts]


def check_current(pyproject: str, lock: str) -> Iterator[str]:
    """Everything ``pyproject`` asks for is in ``lock``, at a version that it allows, and by hash."""
    pins: dict[str, set[str]] = {}
    for name, version in PINNED.findall(re.sub(r"\[[^\]]*\]", "", lock)):
        pins.setdefault(canonicalize_name(name), set()).add(version)
    for requirement in wanted(tomllib.loads(pyproject)):
        versions = pins.get(canonicalize_name(requirement.name), set())
        if not any(requirement.specifier.contains(version, prereleases=True) for version in versions):
            yield f"{requirement}: the lock has {', '.join(sorted(versions)) or 'none'}; run make lock"
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock.strip()):
        if PINNED.match(block) and "--hash=sha256:" not in block:
            yield f"{block.split()[0]}: locked without a hash"
