"""One column in the kernel: moments, treatment and normalisation, as in `treatments` and `normalisers`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from proxeny.assess.kernel.compiled import compiled
from proxeny.assess.methods import Floats

TREAT_NONE, TREAT_WINSORISE, TREAT_LOG_SHIFT = 0, 1, 2
OTHERWISE_LOG, OTHERWISE_NONE, OTHERWISE_KEEP = 0, 1, 2
MINMAX, ZSCORE, RANK, PERCENTILE, GOALPOSTS, BORDA, AS_IS = 0, 1, 2, 3, 4, 5, 6
LINEAR, LOG, LOG1P = 0, 1, 2


class Post(NamedTuple):
    """Goalposts of one indicator, already on its scale, and its direction."""

    worst: float
    best: float
    scale: int
    direction: float


@compiled
def is_outlying(values: Floats, skew_limit: float, kurtosis_limit: float) -> tuple[bool, bool]:
    """Whether the column is outlying, and whether it is skewed upwards; NaN is left out."""
    n = 0
    total = 0.0
    for x in values:
        if not np.isnan(x):
            n += 1
            total += x
    if n < 4:
        return False, False
    mean = total / n
    two = three = four = 0.0
    for x in values:
        if not np.isnan(x):
            c = x - mean
            square = c * c
            two += square
            three += square * c
            four += square * square
    if two <= 0:
        return False, False
    variance = two / n
    skew = three / n / (variance * np.sqrt(variance)) * np.sqrt(n * (n - 1.0)) / (n - 2.0)
    kurtosis = (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * (four / n / (variance * variance) - 3.0) + 6.0)
    return abs(skew) > skew_limit and kurtosis > kurtosis_limit, skew >= 0


@compiled
def pull_in(values: Floats, upper: bool) -> bool:
    """Set the extreme values to the next one; False, and nothing done, where that would leave a constant."""
    sign = 1.0 if upper else -1.0
    first = second = third = -np.inf
    for x in values:
        y = sign * x
        if y > first:
            first, second, third = y, first, second
        elif second < y < first:
            second, third = y, second
        elif third < y < second:
            third = y
    if third == -np.inf:
        return False
    for place in range(len(values)):
        if sign * values[place] == first:
            values[place] = sign * second
    return True


@compiled
def shift_log(source: Floats, out: Floats) -> None:
    """The logarithm of a column moved to begin above zero; a constant stays."""
    low, high = np.inf, -np.inf
    for x in source:
        low, high = min(low, x) if not np.isnan(x) else low, max(high, x) if not np.isnan(x) else high
    for place in range(len(source)):
        out[place] = np.log(source[place] - low + 0.01 * (high - low)) if high > low else source[place]


@compiled
def treat_column(source: Floats, out: Floats, option: Floats) -> None:
    """Treat a column; ``option``: method, winmax, limits of skewness and kurtosis, what otherwise."""
    out[:] = source
    if option[0] == TREAT_NONE:
        return
    outlying, upper = is_outlying(out, option[2], option[3])
    if option[0] == TREAT_LOG_SHIFT:
        if outlying:
            shift_log(source, out)
        return
    steps = 0
    while outlying and steps < option[1]:
        if not pull_in(out, upper):
            out[:] = source
            return
        steps += 1
        outlying, upper = is_outlying(out, option[2], option[3])
    if outlying and option[4] == OTHERWISE_LOG:
        shift_log(source, out)
    elif outlying and option[4] == OTHERWISE_NONE:
        out[:] = source


@compiled
def rank_column(values: Floats, out: Floats) -> int:
    """Ranks from 1 for the smallest, equals sharing the lowest; returns how many there are."""
    order = np.argsort(values)  # NaN comes last
    n = 0
    rank = 0.0
    for place in range(len(values)):
        x = values[order[place]]
        if np.isnan(x):
            out[order[place]] = np.nan
            continue
        n += 1
        if place == 0 or x != values[order[place - 1]]:
            rank = place + 1.0
        out[order[place]] = rank
    return n


@compiled
def spread_of(values: Floats) -> tuple[int, float, float, float, float]:
    """How many values there are, their mean, smallest, largest and squared deviations."""
    n, total, low, high = 0, 0.0, np.inf, -np.inf
    for x in values:
        if not np.isnan(x):
            n += 1
            total += x
            low = min(low, x)
            high = max(high, x)
    mean = total / n if n else 0.0
    square = 0.0
    for x in values:
        if not np.isnan(x):
            square += (x - mean) ** 2
    return n, mean, low, high, square


@compiled
def normalise_column(values: Floats, out: Floats, option: Floats, post: Post) -> None:
    """Normalise a treated column in place of ``out``; ``option``: method, its two numbers, whether to clip, scale."""
    code, a, b = int(option[0]), option[1], option[2]
    if code == GOALPOSTS:
        to_goalposts(values, out, option, post)
        return
    for place in range(len(values)):
        out[place] = values[place] * post.direction
    if code in (RANK, PERCENTILE, BORDA):
        turned = out.copy()
        n = rank_column(turned, out)
        for place in range(len(out)):
            if code == BORDA:
                out[place] -= 1
            elif code == PERCENTILE:
                out[place] = (out[place] - 1) / (n - 1) if n > 1 else out[place] * 0 + 0.5
    elif code in (MINMAX, ZSCORE):
        n, mean, low, high, square = spread_of(out)
        sd = np.sqrt(square / (n - 1)) if n > 1 else 0.0
        flat = not high > low if code == MINMAX else sd <= 1e-14 * max(abs(low), abs(high))
        for place in range(len(out)):
            if flat:
                out[place] = out[place] * 0 + ((a + b) / 2 if code == MINMAX else a)
            elif code == MINMAX:
                out[place] = (out[place] - low) / (high - low) * (b - a) + a
            else:
                out[place] = (out[place] - mean) / sd * b + a


@compiled
def to_goalposts(values: Floats, out: Floats, option: Floats, post: Post) -> None:
    """Between the goalposts; beyond them it counts as the goalpost where option[3] says so."""
    a, b = option[1], option[2]
    scale = post.scale if option[4] < 0 else int(option[4])
    worst, best = post.worst, post.best
    if scale == LOG:
        worst, best = np.log(worst), np.log(best)
    elif scale == LOG1P:
        worst, best = np.log1p(worst), np.log1p(best)
    low, high = min(a, b), max(a, b)
    for place in range(len(values)):
        x = values[place]
        if scale == LOG:
            x = np.log(x) if x > 0 else np.nan
        elif scale == LOG1P:
            x = np.log1p(x) if x > -1 else np.nan
        x = (x - worst) / (best - worst) * (b - a) + a
        if option[3] > 0 and not np.isnan(x):
            x = min(max(x, low), high)
        out[place] = x
