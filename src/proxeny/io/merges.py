"""Merges of terms that people accepted for a corpus, and those they refused: two files of VOSviewer beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from proxeny.errors import FaultyInput
from proxeny.io.writing import replacing, unwritable
from proxeny.literature.source import decode, read_source
from proxeny.literature.thesaurus import Thesaurus, read_thesaurus, write_thesaurus


@dataclass(frozen=True, slots=True)
class Merges:
    """``accepted`` and ``refused``: from a term to the one that was proposed to stand for it."""

    accepted: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def thesaurus(self) -> Thesaurus:
        """The accepted merges, chains followed to their end."""
        return _follow(self.accepted) if self.accepted else Thesaurus()

    def decide(self, label: str, by: str, verdict: str) -> Merges:
        """With ``label`` merged into ``by`` (``accept``), kept apart (``refuse``), or neither (``undo``).

        Raises `FaultyInput` where the merge would close a circle.
        """
        accepted = {term: target for term, target in self.accepted.items() if term != label}
        refused = {term: target for term, target in self.refused.items() if term != label}
        if verdict == "accept":
            accepted[label] = by
            _follow(accepted)
        elif verdict == "refuse":
            refused[label] = by
        return Merges(accepted, refused)


def _follow(entries: Mapping[str, str]) -> Thesaurus:
    return read_thesaurus(decode("thesaurus.txt", write_thesaurus(Thesaurus(entries)).encode()))


def find_files(home: Path, name: str) -> tuple[Path, Path]:
    """The file of the accepted merges of a corpus and that of the refused ones."""
    folder = home / "literature"
    return folder / f"{name}.thesaurus.txt", folder / f"{name}.apart.txt"


def read_merges(home: Path, name: str) -> Merges:
    """The merges of a corpus; none where nobody decided. Raises `FaultyInput` for a file that was spoilt by hand."""
    accepted, refused = (_read(path) for path in find_files(home, name))
    return Merges(accepted, refused)


def _read(path: Path) -> Mapping[str, str]:
    if not path.is_file():
        return {}
    try:
        source = read_source(path)
    except FaultyInput:  # an empty file holds no merge
        return {}
    rows = [line.split("\t") for line in source.text.split("\n")[1:] if line]
    return {row[0]: row[1] for row in rows if len(row) == 2}


def write_merges(home: Path, name: str, merges: Merges) -> None:
    """Write the merges of a corpus, each file whole or not at all. Raises `Unavailable`."""
    accepted, refused = find_files(home, name)
    try:
        accepted.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(accepted.parent, problem) from problem
    for path, entries in ((accepted, merges.accepted), (refused, merges.refused)):
        with replacing(path) as made:
            made.write_text(write_thesaurus(Thesaurus(entries)), encoding="utf-8")
