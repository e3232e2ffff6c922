"""Find the members of a kind: modules in a folder of ours, then entry points of outside packages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Generic, TypeVar

from rapidfuzz.process import extract

from proxeny.errors import UnknownName

T = TypeVar("T")


class Registry(Generic[T]):
    """Members of one kind, each defined in one file of ``folder`` and announced with ``@registry.add(name)``.

    The folder is imported on first use; then the entry points of group ``proxeny.KIND``. An unknown name raises
    `UnknownName` with the nearest matches.
    """

    def __init__(self, kind: str, folder: str) -> None:
        self.kind = kind
        self._folder = folder
        self._members: dict[str, T] = {}
        self._loaded = False

    def add(self, name: str) -> Callable[[T], T]:
        """Decorator: register the decorated thing under ``name``."""

        def keep(member: T) -> T:
            self._members[name] = member
            return member

        return keep

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        package = import_module(self._folder)
        for module in iter_modules(package.__path__):
            import_module(f"{self._folder}.{module.name}")
        for point in entry_points(group=f"proxeny.{self.kind}"):
            self._members.setdefault(point.name, point.load())

    def __iter__(self) -> Iterator[str]:
        self._load()
        return iter(sorted(self._members))

    def __getitem__(self, name: str) -> T:
        self._load()
        if name not in self._members:
            near = ", ".join(match[0] for match in extract(name, list(self._members), limit=3))
            raise UnknownName.of("name-unknown", kind=self.kind, name=name, near=near)
        return self._members[name]
