"""What every method of a step is: a function, and the settings that a recipe may give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Generic, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Value = float | int | str | bool
F = TypeVar("F", covariant=True)
G = TypeVar("G")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its kind, what it is unless the recipe says otherwise (None: it must), and its bounds."""

    kind: Literal["number", "integer", "text", "flag"]
    default: Value | None
    least: float = -inf
    most: float = inf
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one step, complete and checked."""

    values: Mapping[str, Value] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """A number."""
        return float(self.values[name])

    def integer(self, name: str) -> int:
        """A whole number."""
        return int(self.values[name])

    def text(self, name: str) -> str:
        """A text."""
        return str(self.values[name])

    def flag(self, name: str) -> bool:
        """Yes or no."""
        return bool(self.values[name])


@dataclass(frozen=True, slots=True)
class Method(Generic[F]):
    """A member of a registry of methods."""

    apply: F
    settings: Mapping[str, Setting]

    def complete(self, given: Mapping[str, Value]) -> Settings:
        """The settings with defaults where the recipe is silent."""
        known = {name: one.default for name, one in self.settings.items() if one.default is not None}
        return Settings(known | dict(given))


def method(**settings: Setting) -> Callable[[G], Method[G]]:
    """Decorator: make a function a `Method` with these settings."""

    def keep(function: G) -> Method[G]:
        return Method(function, settings)

    return keep


def number(default: float | None = None, least: float = -inf, most: float = inf) -> Setting:
    """A setting that is a number."""
    return Setting("number", default, least, most)


def integer(default: int | None = None, least: int = 0, most: int = 1_000_000) -> Setting:
    """A setting that is a whole number."""
    return Setting("integer", default, least, most)


def text(default: str | None = None, *choices: str) -> Setting:
    """A setting that is a word, of ``choices`` where there are any."""
    return Setting("text", default, choices=choices)


def flag(default: bool) -> Setting:
    """A setting that is yes or no."""
    return Setting("flag", default)
