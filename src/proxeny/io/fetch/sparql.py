"""A client of SPARQL endpoints: asks for less when an answer is cut short."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from proxeny.io.fetch.failure import Failure
from proxeny.io.fetch.polite import PoliteClient

Row = dict[str, str]
Build = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a SELECT (variable -> its text; unbound variables are absent) and the page size that worked."""

    rows: list[Row]
    size: int


class SparqlClient(PoliteClient):
    """One endpoint."""

    accept = "application/sparql-results+json"

    def select(self, build: Build, size: int = 1) -> Answer:
        """Ask ``build(size)``; where the answer was too much for the endpoint, ask again for half as many."""
        return Answer(*self.keep_trying(lambda own: read_rows(self._post(build(own))), size))

    def _post(self, query: str) -> bytes:
        return self.send("POST", data={"query": query})


def read_rows(body: bytes) -> list[Row]:
    """Read SPARQL 1.1 results in JSON (https://www.w3.org/TR/sparql11-results-json/) as rows of plain text.

    A body that does not parse is an answer cut short: Blazegraph sends status 200 first, and when the query then runs
    out of time it writes the exception's text into the middle of the rows.
    """
    try:
        answer = json.loads(body)
        bindings = answer["results"]["bindings"]
        return [{name: _text(term) for name, term in row.items() if term["type"] != "bnode"} for row in bindings]
    except (ValueError, RecursionError) as error:
        raise _unreadable(body) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise Failure("fetch-not-sparql", final=True) from error


def _text(term: Mapping[str, object]) -> str:
    # half of a surrogate pair, which JSON can hold, is no character at all
    return str(term["value"]).encode("utf-8", "ignore").decode("utf-8")


def _unreadable(body: bytes) -> Failure:
    if b"TimeoutException" in body:
        return Failure("fetch-timeout", shrink=True)
    if body.lstrip()[:1] not in (b"{", b""):
        return Failure("fetch-not-sparql", final=True)
    return Failure("fetch-cut", shrink=True)
