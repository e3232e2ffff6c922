"""Files of tagged lines: the records of RIS, Web of Science and MEDLINE, with the line each begins at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class TaggedRecord:
    """The values of each tag in order; a value is the lines of one tagged line and its continuations."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)
    ended: bool = False
    last: str = ""

    def add(self, tag: str, value: str) -> None:
        """A new value of ``tag``."""
        self.values.setdefault(tag, []).append(value)
        self.last = tag

    def extend(self, text: str, glue: str = " ") -> None:
        """Go on with the last value."""
        if self.last:
            own = self.values[self.last]
            own[-1] = f"{own[-1]}{glue}{text}" if own[-1] else text

    def all(self, *tags: str) -> list[str]:
        """All values of the first of ``tags`` that has any."""
        for tag in tags:
            found = [value for value in self.values.get(tag, ()) if value.strip()]
            if found:
                return found
        return []

    def first(self, *tags: str) -> str:
        """The first value of the first of ``tags`` that has any; else empty."""
        found = self.all(*tags)
        return found[0] if found else ""

    def every(self, *tags: str) -> list[str]:
        """All values of all ``tags``."""
        return [value for tag in tags for value in self.values.get(tag, ()) if value.strip()]


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers from 1; only line feeds end a line."""
    return enumerate(text.split("\n"), 1)
