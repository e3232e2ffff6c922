"""The choice as a mixed-integer linear programme for HiGHS.

maximise sum(u_i x_i) + sum(w_ij y_ij) with y_ij <= x_i, y_ij <= x_j, sum(x) = k, x of one country <= cap, and a country
counted when one of its cities is chosen. Strengthened by products of the rules with each x_i (reformulation and
linearisation: H. D. Sherali, W. P. Adams, 1990): sum_j y_ij = (k - 1) x_i, and sum of y_ij over one country <= cap x_i.
HiGHS: Q. Huangfu, J. A. J. Hall, "Parallelizing the dual revised simplex method", 2018.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from proxeny.advise.unions.problem import Floats, Longs, Problem

Numbers = "list[float] | Floats | Longs"


@dataclass
class Rows:
    """Rows of a linear programme, gathered."""

    row: list[np.ndarray] = field(default_factory=list)
    column: list[np.ndarray] = field(default_factory=list)
    value: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, columns: Longs, values: Floats | float, low: float, high: float) -> None:
        """One row: low <= values * columns <= high."""
        self.row.append(np.full(len(columns), len(self.low)))
        self.column.append(np.asarray(columns))
        self.value.append(np.broadcast_to(np.asarray(values, np.float64), (len(columns),)))
        self.low.append(low)
        self.high.append(high)


@dataclass(frozen=True, eq=False)
class Answer:
    """chosen: None where HiGHS found no set. bound: no set is worth more. proven: the search ended by itself."""

    chosen: Longs | None
    bound: float
    proven: bool
    nodes: int


def add_rules(rows: Rows, problem: Problem, first_group: int) -> None:
    """The rules of the set on x (columns 0..n-1) and on one column a country from ``first_group`` on."""
    n, rules = problem.size, problem.rules
    rows.add(np.arange(n), 1.0, rules.size, rules.size)
    for one in range(problem.groups):
        mine = np.flatnonzero(problem.group == one)
        rows.add(mine, 1.0, 0, rules.cap)
        rows.add(np.append(mine, first_group + one), np.append(np.full(len(mine), -1.0), 1.0), -np.inf, 0)
    rows.add(first_group + np.arange(problem.groups), 1.0, rules.min_groups, np.inf)
    for a, b in np.argwhere(np.triu(problem.apart, 1)):
        rows.add(np.array([a, b]), 1.0, 0, 1)


def solve_linear(problem: Problem, seconds: float) -> Answer:
    """Solve with HiGHS in at most about ``seconds``."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    n, rules = problem.size, problem.rules
    first, second = np.triu_indices(n, 1)
    pair = np.zeros((n, n), np.int64)
    pair[first, second] = pair[second, first] = n + np.arange(len(first))
    rows = Rows()
    add_rules(rows, problem, n + len(first))
    for i in range(n):
        others = np.delete(np.arange(n), i)
        rows.add(np.append(pair[i, others], i), np.append(np.ones(n - 1), 1.0 - rules.size), 0, 0)
        for one in range(problem.groups):
            mine = others[problem.group[others] == one]
            cap = rules.cap - int(problem.group[i] == one)
            if len(mine) > cap:
                rows.add(np.append(pair[i, mine], i), np.append(np.ones(len(mine)), -float(cap)), -np.inf, 0)
    for end in (first, second):
        for at, x in zip(pair[first, second], end, strict=True):
            rows.add(np.array([at, x]), np.array([1.0, -1.0]), -np.inf, 0)
    columns = n + len(first) + problem.groups
    matrix = coo_array(
        (np.concatenate(rows.value), (np.concatenate(rows.row), np.concatenate(rows.column))),
        shape=(len(rows.low), columns),
    ).tocsr()
    worth = np.concatenate([problem.gain, problem.fit[first, second], np.zeros(problem.groups)])
    low = np.concatenate([problem.forced.astype(np.float64), np.zeros(columns - n)])
    whole = np.concatenate([np.ones(n), np.zeros(columns - n)])
    result = milp(
        -worth, integrality=whole, bounds=Bounds(low, np.ones(columns)),
        constraints=LinearConstraint(matrix, np.array(rows.low), np.array(rows.high)),
        options={"time_limit": max(seconds, 0.05), "mip_rel_gap": 1e-7},
    )  # fmt: skip
    chosen = None if result.x is None else np.flatnonzero(result.x[:n] > 0.5)
    bound = -result.mip_dual_bound if result.mip_dual_bound is not None else np.inf
    if result.status == 2:
        bound = -np.inf
    return Answer(chosen, float(bound), result.status in {0, 2}, int(result.mip_node_count or 0))
