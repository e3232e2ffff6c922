"""The parts of a recipe. Everything here is frozen; `read_recipe` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from proxeny.assess.methods import Value
from proxeny.scheme.labels import NO_WORDS, Label

Kind = Literal["number", "count", "share", "money", "boolean", "ordinal"]
Scale = Literal["linear", "log", "log1p"]
StepName = Literal["denominate", "impute", "screen", "treat", "normalise", "weigh", "aggregate"]
KINDS: tuple[Kind, ...] = ("number", "count", "share", "money", "boolean", "ordinal")
SCALES: tuple[Scale, ...] = ("linear", "log", "log1p")
STEPS: tuple[StepName, ...] = ("denominate", "impute", "screen", "treat", "normalise", "weigh", "aggregate")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a recipe.

    ``direction`` is 1 where more is better, else -1. ``low`` and ``high`` are the goalposts: the worst and the best
    value that count. ``frequency`` is in how many of the sources it is named. ``cost``: of raising it by ``step``.
    """

    id: str
    parent: str
    label: Label = NO_WORDS
    column: str = ""
    kind: Kind = "number"
    direction: int = 1
    weight: float = 1.0
    denominator: str = ""
    low: float | None = None
    high: float | None = None
    scale: Scale = "linear"
    target: float | None = None
    frequency: float | None = None
    categories: Mapping[str, float] = field(default_factory=dict)
    cost: float = 1.0
    step: float = 1.0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A node above indicators: a dimension, a pillar, the index itself (which has no parent)."""

    id: str
    parent: str = ""
    label: Label = NO_WORDS
    weight: float = 1.0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is done, by which method, with which settings; ``levels``: level of the hierarchy -> its own."""

    name: StepName
    method: str
    settings: Mapping[str, Value] = field(default_factory=dict)
    levels: Mapping[str, tuple[str, Mapping[str, Value]]] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One way in which a choice may fall: settings that replace those of the step, or another method for it."""

    label: str
    method: str = ""
    settings: Mapping[str, Value] = field(default_factory=dict)
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A methodological choice that is varied: a step's method or settings, or the weights.

    Of weights: ``options`` are weightings, ``sets`` whole sets of weights (node -> weight), ``noise`` the relative
    half-width of a uniform error at ``levels``, ``dirichlet`` the uncertainty of counted frequencies.
    """

    id: str
    step: StepName
    options: tuple[Option, ...] = ()
    sets: tuple[Mapping[str, float], ...] = ()
    sets_file: str = ""
    count: int = 0
    noise: float = 0.0
    levels: tuple[str, ...] = ()
    dirichlet: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What is varied together: the choices, the missing values, and the undated records behind counts.

    ``missing``: ``donors`` draws what other units have, or the worst goalpost with probability ``none``; ``goalposts``
    draws evenly between the goalposts; ``fixed`` leaves the value as the recipe imputed or skipped it.
    """

    choices: tuple[Choice, ...] = ()
    draws: int = 10_000
    missing: Literal["donors", "goalposts", "fixed"] = "fixed"
    none: float = 0.0
    records: bool = True
    confidence: float = 0.95
    interval: float = 0.90


@dataclass(frozen=True, slots=True)
class UnitColumns:
    """Which columns of a table say what a unit is: its code, its name, and the groups it belongs to."""

    code: str = "id"
    name: str = ""
    time: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole recipe; ``hash`` is that of its content (BLAKE2b, 32 hex digits), ``file`` names it in faults."""

    id: str
    version: str
    title: Label
    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    steps: tuple[Step, ...]
    units: UnitColumns = UnitColumns()
    uncertainty: Uncertainty = Uncertainty()
    scheme: str = ""
    scheme_version: str = ""
    unmeasured: Literal["refuse", "leave_out"] = "refuse"
    missing_words: Mapping[str, str] = field(default_factory=dict)
    levels: tuple[str, ...] = ()
    note: Label = NO_WORDS
    file: str = ""
    hash: str = ""

    def members(self) -> list[Group | Indicator]:
        """All groups, then all indicators."""
        return [*self.groups, *self.indicators]

    def step(self, name: StepName) -> Step | None:
        """The step of this name, if the recipe has it."""
        return next((step for step in self.steps if step.name == name), None)
