"""Minimising the VOS objective from one start: limited-memory BFGS on top of the SMACOF step."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from proxeny.literature.graph import Floats
from proxeny.literature.layout.laplacian import Laplacian

Repulsion = Callable[[Floats], tuple[float, Floats]]
Change = tuple[Floats, Floats, float]
_MEMORY = 12
_HALVINGS = 25
_CALM = 3  # steps in a row that hardly gain anything
_ARMIJO = 1e-4
_TOLERANCE, _ROUNDS = 0.1, 20  # of the solution within each step: it only has to point the right way


@dataclass(frozen=True, slots=True)
class Field:
    """What the objective is made of: attraction by links, repulsion between all pairs."""

    attraction: Laplacian
    repulsion: Repulsion

    def measure(self, places: Floats) -> Spot:
        """Q = A/2 - R with its gradient at ``places`` (2 x size), where A = sum a d^2 and R = sum d."""
        pulled = self.attraction.apply(places)
        together = float((places * pulled).sum())
        apart, pushed = self.repulsion(places)
        return Spot(places, together, apart, pulled - pushed)

    def step(self, gradient: Floats) -> Floats:
        """The SMACOF step from a place with this gradient, nearly."""
        return -self.attraction.solve(gradient, _TOLERANCE, _ROUNDS)


@dataclass(frozen=True, slots=True)
class Spot:
    """The objective at some places."""

    places: Floats
    together: float
    apart: float
    gradient: Floats

    @property
    def value(self) -> float:
        """Q."""
        return self.together / 2 - self.apart

    @property
    def q_star(self) -> float:
        """Q at its best scale, -R^2 / (2A); 0 without links."""
        return -(self.apart * self.apart) / (2 * self.together) if self.together > 0 else 0.0


def begin(field: Field, start: Floats) -> Spot:
    """The objective at ``start``, moved to the centre and drawn at the scale at which Q is least, R/A."""
    spot = field.measure(start - start.mean(axis=1, keepdims=True))
    if spot.together <= 0:
        return spot
    return field.measure(spot.places * (spot.apart / spot.together))


def descend(field: Field, spot: Spot, steps: int, tolerance: float) -> tuple[Spot, int]:
    """Minimise Q from ``spot``; ends after ``steps``, or when three steps gain less than ``tolerance`` of Q each.

    SMACOF (De Leeuw 1977): -d is majorised by a linear function, so that x - L^-1 grad Q never makes Q larger. That
    step is the first guess of the inverse Hessian in L-BFGS (Nocedal 1980), which makes it converge in a few dozen
    steps. Returns also the number of steps taken.
    """
    past: deque[Change] = deque(maxlen=_MEMORY)
    calm, count = 0, 0
    while count < steps and calm < _CALM:
        moved = _move(field, spot, past)
        if moved is None:
            if not past:
                break
            past.clear()
            continue
        count += 1
        change, turn = moved.places - spot.places, moved.gradient - spot.gradient
        curvature = float((change * turn).sum())
        if curvature > 1e-10 * float((turn * turn).sum() * (change * change).sum()) ** 0.5:
            past.append((change, turn, curvature))
        calm = calm + 1 if spot.value - moved.value <= tolerance * abs(moved.value) else 0
        spot = moved
    return spot, count


def _move(field: Field, spot: Spot, past: deque[Change]) -> Spot | None:
    """The next spot along the quasi-Newton direction; None where there is none that is lower."""
    direction = _direct(field, spot.gradient, past)
    slope = float((spot.gradient * direction).sum())
    if slope >= 0:
        return None
    length = 1.0
    for _ in range(_HALVINGS):
        moved = field.measure(spot.places + length * direction)
        if moved.value <= spot.value + _ARMIJO * length * slope:
            return moved
        length /= 2
    return None


def _direct(field: Field, gradient: Floats, past: deque[Change]) -> Floats:
    """Two-loop recursion of L-BFGS with the SMACOF step in the middle."""
    rest = gradient.copy()
    shares = []
    for change, turn, curvature in reversed(past):
        share = float((change * rest).sum()) / curvature
        shares.append(share)
        rest -= share * turn
    result = -field.step(rest)
    for (change, turn, curvature), share in zip(past, reversed(shares), strict=True):
        result += (share - float((turn * result).sum()) / curvature) * change
    return -result
