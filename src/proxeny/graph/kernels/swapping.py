"""Random graphs drawn tie by tie: a set of pairs with open addressing, uniform pairs, and swaps that keep degrees."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints, Longs, Words, kernel
from proxeny.graph.kernels.drawing import draw_below, draw_unit

_EMPTY = np.int64(-1)


@kernel
def _slot(key: int, mask: int) -> int:
    mixed = np.uint64(key) * np.uint64(11400714819323198485)
    return int(np.int64(mixed >> np.uint64(20)) & mask)


@kernel
def _holds(table: Longs, key: int) -> bool:
    mask = len(table) - 1
    i = _slot(key, mask)
    while table[i] != _EMPTY:
        if table[i] == key:
            return True
        i = (i + 1) & mask
    return False


@kernel
def _put(table: Longs, key: int) -> None:
    mask = len(table) - 1
    i = _slot(key, mask)
    while table[i] != _EMPTY:
        i = (i + 1) & mask
    table[i] = key


@kernel
def _take(table: Longs, key: int) -> None:
    """Remove a key and close the gap, so that searches still end at the first empty slot."""
    mask = len(table) - 1
    i = _slot(key, mask)
    while table[i] != key:
        i = (i + 1) & mask
    j = i
    while True:
        table[i] = _EMPTY
        while True:
            j = (j + 1) & mask
            if table[j] == _EMPTY:
                return
            home = _slot(table[j], mask)
            between = (i < home <= j) if i <= j else (home > i or home <= j)
            if not between:
                break
        table[i] = table[j]
        i = j


@kernel
def _table_for(ties: int) -> Longs:
    size = 8
    while size < 4 * ties:
        size *= 2
    return np.full(size, _EMPTY, np.int64)


@kernel
def _key(u: int, v: int, nodes: int) -> int:
    return int(np.int64(min(u, v)) * nodes + max(u, v))


@kernel
def draw_uniform(nodes: int, ties: int, state: Words) -> tuple[Ints, Ints]:
    """``ties`` different pairs of ``nodes``, all equally likely."""
    a, b = np.empty(ties, np.int32), np.empty(ties, np.int32)
    table = _table_for(ties)
    k = 0
    while k < ties:
        u, v = draw_below(state, nodes), draw_below(state, nodes)
        if u == v:
            continue
        key = _key(u, v, nodes)
        if not _holds(table, key):
            _put(table, key)
            a[k], b[k] = u, v
            k += 1
    return a, b


@kernel
def swap_ends(
    a: Ints, b: Ints, nodes: int, first: Longs, partners: Longs, attempts: int, state: Words
) -> tuple[Ints, Ints]:
    """Swap ends of pairs of ties that are of one kind, ``attempts`` times; no self-ties, no parallel ties.

    ``first`` says where each kind of tie begins in a, b (sorted by kind). ``partners`` is 1 for a kind whose two ends
    are of different kinds of node (a swap keeps sides then), 0 where both ends are of one kind.
    """
    a, b = a.copy(), b.copy()
    table = _table_for(len(a))
    for k in range(len(a)):
        _put(table, _key(a[k], b[k], nodes))
    kind = np.empty(len(a), np.int32)
    for c in range(len(first) - 1):
        kind[first[c] : first[c + 1]] = c
    for _ in range(attempts):
        i = draw_below(state, len(a))
        c = kind[i]
        low, held = first[c], first[c + 1] - first[c]
        if held < 2:
            continue
        j = low + draw_below(state, held)
        u, v, x, y = a[i], b[i], a[j], b[j]
        if partners[c] == 0 and draw_unit(state) < 0.5:
            x, y = y, x
        if i == j or u in (x, y) or v in (x, y):
            continue
        one, other = _key(u, y, nodes), _key(x, v, nodes)
        if _holds(table, one) or _holds(table, other):
            continue
        _take(table, _key(u, v, nodes))
        _take(table, _key(x, y, nodes))
        _put(table, one)
        _put(table, other)
        a[i], b[i] = u, y
        a[j], b[j] = x, v
    return a, b


@kernel
def draw_weighted(
    rows: Floats, columns: Floats, first: Longs, within: Floats, ties: int, state: Words
) -> tuple[Ints, Ints]:
    """``ties`` different pairs: a cell by ``rows``, a second one by its row of ``columns``, a node in each.

    All are cumulative weights; the nodes of cell c are first[c]..first[c + 1], with cumulative weights in ``within``.
    A pair drawn before is drawn again; after 200 draws a tie in vain the pairs there are, are returned.
    """
    nodes = len(within)
    cells = len(rows)
    a, b = np.empty(ties, np.int32), np.empty(ties, np.int32)
    table = _table_for(ties)
    k, drawn = 0, 0
    while k < ties and drawn < 200 * ties + 1000:
        drawn += 1
        c = min(np.searchsorted(rows, draw_unit(state) * rows[-1], side="right"), cells - 1)
        line = columns[c]
        d = min(np.searchsorted(line, draw_unit(state) * line[-1], side="right"), cells - 1)
        u, v = _pick(first, within, c, state), _pick(first, within, d, state)
        if u == v:
            continue
        key = _key(u, v, nodes)
        if not _holds(table, key):
            _put(table, key)
            a[k], b[k] = u, v
            k += 1
    return a[:k].copy(), b[:k].copy()


@kernel
def _pick(first: Longs, within: Floats, cell: int, state: Words) -> int:
    low, high = first[cell], first[cell + 1]
    part = within[low:high]
    place = np.searchsorted(part, draw_unit(state) * part[-1], side="right")
    return low + min(place, high - low - 1)  # type: ignore[no-any-return]
