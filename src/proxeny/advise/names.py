"""The words of names and their pieces, as matrices: which names sound alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy import sparse

from proxeny.text import fold_key

_BREAK = re.compile(r"[\s\-/'’]+")


@dataclass(frozen=True, eq=False)
class Words:
    """words: name x folded word, each weighing the logarithm of names over names with it; a word of one name, nothing.

    pieces: name x three letters running, weighted likewise, each row of length one.
    """

    words: Any
    pieces: Any


def split_names(names: pl.Series) -> Words:
    """The words and pieces of names; what stands in brackets, and words of one letter, are left out."""
    listed = [_words(name or "") for name in names]
    words = _weigh(listed)
    words.data[words.data >= np.log(max(len(listed), 1)) - 1e-6] = 0.0
    pieces = _weigh({word[at : at + 3] for one in each for word in (f"^{one}$",) for at in range(len(word) - 2)}
                    for each in listed)  # fmt: skip
    length = np.sqrt(np.asarray(pieces.multiply(pieces).sum(axis=1)).ravel())
    return Words(words, (sparse.diags_array(1.0 / np.maximum(length, 1e-6)) @ pieces).tocsr().astype(np.float32))


def _words(name: str) -> set[str]:
    folded = (fold_key(word) for word in _BREAK.split(name.partition("(")[0]))
    return {word for word in folded if len(word) > 1}


def _weigh(listed: Iterable[set[str]]) -> Any:
    number: dict[str, int] = {}
    row, column, count = [], [], 0
    for count, each in enumerate(listed, start=1):
        for one in sorted(each):
            row.append(count - 1)
            column.append(number.setdefault(one, len(number)))
    shape = (count, max(len(number), 1))
    made = sparse.csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=shape)
    often = np.asarray(made.sum(axis=0)).ravel()
    return (made @ sparse.diags_array(np.log(count / np.maximum(often, 1.0)))).tocsr().astype(np.float32)
