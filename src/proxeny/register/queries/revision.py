"""Which state of the register an answer was computed from."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.db import connection

from proxeny.io.claims import digest
from proxeny.register.models import Batch, Decision
from proxeny.register.rows import table_of

P = ParamSpec("P")
R = TypeVar("R")


def read_revision() -> str:
    """A short hash that changes with every batch stored or rolled back and every decision made or revoked."""
    batches, decisions = table_of(Batch), table_of(Decision)
    parts = (f"MAX(id) FROM {batches}", f"MAX(finished) FROM {batches}", f"COUNT(undone) FROM {batches}")
    parts += (f"MAX(id) FROM {decisions}", f"COUNT(revoked) FROM {decisions}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'(SELECT {part})' for part in parts)}")
        return digest(*(str(value) for value in cursor.fetchone()), size=8)


def kept_until_change(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorator: the last ``size`` answers of a query hold as long as the register is what it was.

    Only for answers that nobody changes, and for questions that no write under way asks.
    """

    def keep(ask: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=size)
        def hold(_revision: str, *args: P.args, **named: P.kwargs) -> R:
            return ask(*args, **named)

        @wraps(ask)
        def answer(*args: P.args, **named: P.kwargs) -> R:
            return hold(read_revision(), *args, **named)

        return answer

    return keep
