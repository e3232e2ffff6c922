"""What speaks for or against a pair of cities: one file each, with its formula, its source and its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from proxeny.registry import Registry

if TYPE_CHECKING:
    from proxeny.advise.cities import Cities
    from proxeny.advise.question import Question
    from proxeny.advise.relations import Relations

Column = NDArray[Any]  # of any type of number or of flags
"""One column of a question, which broadcasts to (cities asking, candidates)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A city that asks and a candidate, as rows."""

    relations: Relations
    asked: int
    candidate: int

    @property
    def cities(self) -> Cities:
        """The cities."""
        return self.relations.cities

    def country(self, city: int) -> str:
        """Code of a city's country."""
        return self.cities.countries[int(self.cities.country[city])]


@dataclass(frozen=True, slots=True)
class Said:
    """What a feature says of a pair: its value, and a sentence: English words with ``{name}`` for parameters.

    Parameters called ``mine`` and ``theirs`` are codes of countries, and become their names at the edge.
    """

    value: float | int | None
    words: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feature:
    """What is declared of a feature.

    columns: the numbers it gives the model. compute: of a question, an array for each column, which broadcasts to
    (cities asking, candidates); it may use nothing but the relations of the question. say: the sentence of one pair.
    of_one_graph: its numbers can be compared within one graph only, so a model learned elsewhere leaves it out.
    turns: the value above which its sentence sounds as if it spoke for the candidate; None: it sounds like neither.
    """

    title: str
    formula: str
    source: str
    columns: tuple[str, ...]
    compute: Callable[[Question], Sequence[Column]]
    say: Callable[[Pair], Said]
    of_one_graph: bool = False
    turns: float | None = 0.5

    def contradicts(self, said: Said, contribution: float) -> bool:
        """Whether the sentence sounds like the opposite of what the part does to the score.

        A part is what a candidate has more or less than an ordinary one, and many columns make it.
        """
        if self.turns is None or said.value is None or abs(contribution) < LEVEL:
            return False
        return (said.value > self.turns) != (contribution > 0)


LEVEL = 0.05  # a contribution smaller than this moves no chance by more than a twentieth
FEATURES: Registry[Feature] = Registry("advise_feature", "proxeny.advise.features")


def N_(words: str) -> str:
    """The same words: tools collect them for translation."""
    return words


def count_words(count: int, none: str, one: str, many: str) -> str:
    """The sentence for so many: each is a text of its own, for languages differ in it."""
    return none if count == 0 else one if count == 1 else many
