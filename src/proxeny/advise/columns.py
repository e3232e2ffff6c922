"""All features of a question as one block of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from proxeny.advise.cities import Floats
from proxeny.advise.features import FEATURES
from proxeny.advise.question import Question


@cache
def column_names() -> tuple[tuple[str, str], ...]:
    """(feature, column) of every column, in order of the names of features."""
    return tuple((name, column) for name in FEATURES for column in FEATURES[name].columns)


@cache
def columns_of_one_graph() -> tuple[int, ...]:
    """Numbers of the columns that can be compared within one graph only."""
    return tuple(at for at, (name, _) in enumerate(column_names()) if FEATURES[name].of_one_graph)


def compute_columns(question: Question) -> Iterator[Floats]:
    """Each column of `column_names` as a matrix: cities asking x candidates."""
    shape = (len(question.asked), question.cities.size)
    for name in FEATURES:
        for made in FEATURES[name].compute(question):
            yield np.broadcast_to(np.asarray(made, np.float32), shape)


def compute_block(question: Question, into: Floats | None = None) -> Floats:
    """All columns: columns x cities asking x candidates. into: where to write them, if it is of the right size: a large
    array is slow to be had anew.
    """
    shape = (len(column_names()), len(question.asked), question.cities.size)
    block = into if into is not None and into.shape == shape else np.empty(shape, np.float32)
    for at, column in enumerate(compute_columns(question)):
        block[at] = column
    return block
