"""Unions for pages: the register as it is now, opened once a state; answers kept while the register stays as it is."""

from __future__ import annotations

from functools import lru_cache

from proxeny.api_unions import Advised, Appraised, Held, Wish, advise_union, appraise_names
from proxeny.register.queries.revision import read_revision
from proxeny.register.queries.unions import read_union_tables

SECONDS = 6.0  # that somebody waits for a proof


def hold() -> Held:
    """The register as it is now."""
    return _hold(read_revision())


@lru_cache(maxsize=2)
def _hold(revision: str) -> Held:
    return Held(read_union_tables())


def find_union(wish: Wish) -> Advised:
    """The union asked for. Raises `UnknownName`, `NotFound`, `FaultyInput`."""
    return _find_union(read_revision(), wish)


@lru_cache(maxsize=32)
def _find_union(revision: str, wish: Wish) -> Advised:
    return advise_union(wish, held=_hold(revision))


def find_appraisal(names: tuple[str, ...]) -> Appraised:
    """The appraisal of a set of cities. Raises `FaultyInput` with all that are unknown."""
    return _find_appraisal(read_revision(), names)


@lru_cache(maxsize=32)
def _find_appraisal(revision: str, names: tuple[str, ...]) -> Appraised:
    return appraise_names(names, held=_hold(revision))
