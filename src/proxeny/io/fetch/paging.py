"""Fetch long lists page by page: by key, never by offset, and never a finished page twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from proxeny.errors import Fault, Unavailable
from proxeny.io.fetch.endpoint import shown
from proxeny.io.fetch.ledger import Ledger
from proxeny.io.fetch.sparql import Row, SparqlClient


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch is: things done, pages done, and the code of what is being fetched.

    ``label`` is ``twinnings memberships places countries items classes`` or ``waiting`` (then ``done`` is seconds);
    ``total`` is known only where the list is.
    """

    done: int
    page: int
    label: str
    total: int | None = None


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Pager:
    """A client, the ledger of what it has brought, and who is told of the progress."""

    client: SparqlClient
    ledger: Ledger
    on_progress: OnProgress | None = None

    def fetch_list(self, name: str, key: str, build: Callable[[str, int], str]) -> list[Row]:
        """Fetch a list ordered by the text of ``key``; ``build(last, size)`` asks for the keys after ``last``.

        Raises `Unavailable` where the endpoint does not keep the order, because pages would then lose rows.
        """
        step = self.ledger.step(name)
        size = self.client.settings.page
        while not step.done:
            last = step.last
            answer = self.client.select(partial(build, last), size)
            size = answer.size
            keys = [row[key] for row in answer.rows if key in row]
            self._check_order(keys, last)
            done = len(set(keys)) < size
            self.ledger.append(name, answer.rows, last=keys[-1] if keys else last, done=done)
            self._tell(name, step.rows)
        return list(self.ledger.rows(name))

    def fetch_facts(self, name: str, keys: Sequence[str], build: Callable[[Sequence[str]], str]) -> list[Row]:
        """Fetch what is said of ``keys``, a batch at a time."""
        step = self.ledger.step(name)
        size = self.client.settings.batch
        ordered = sorted(set(keys))
        left = [key for key in ordered if key > step.last]
        while left and not step.done:
            answer = self.client.select(partial(_ask_first, build, left), size)
            size = answer.size
            asked, left = left[:size], left[size:]
            self.ledger.append(name, answer.rows, last=asked[-1], done=not left)
            self._tell(name, len(ordered) - len(left), len(ordered))
        return list(self.ledger.rows(name))

    def _check_order(self, keys: Sequence[str], last: str) -> None:
        if keys and (keys[0] <= last or list(keys) != sorted(keys)):
            raise Unavailable(Fault("fetch-order", params={"endpoint": shown(self.client.endpoint)}))

    def _tell(self, name: str, done: int, total: int | None = None) -> None:
        if self.on_progress is not None:
            label = name.partition("-")[0]
            self.on_progress(Progress(done, len(self.ledger.step(name).parts), label, total))


def _ask_first(build: Callable[[Sequence[str]], str], keys: Sequence[str], size: int) -> str:
    return build(keys[:size])
