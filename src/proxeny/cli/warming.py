"""Compiles the kernels of the rooms once after an install, so that nobody waits for that at a first page.

    python -m proxeny.cli.warming

The keeper starts it beside the server, at the lowest priority. What is compiled is kept on disk; the figures are not.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version

from proxeny import api, home
from proxeny.errors import ProxenyError

_LOWEST = 19


def warm() -> None:
    """Ask every room for its figures once, unless that was done with these versions on this register's home."""
    os.nice(_LOWEST)
    kept = home.home() / "compiled"
    stamp = f"proxeny {home.product_version()}, numba {version('numba')}"
    if kept.is_file() and kept.read_text(encoding="utf-8") == stamp:
        return
    api.open_register()
    answered = [_done(ask) for ask in (_ask_assessment, _ask_graph, _ask_literature)]
    if all(answered):
        kept.write_text(stamp, encoding="utf-8")


def _done(ask: Callable[[], object]) -> bool:
    """Whether a room could answer; one that has nothing to answer from is asked again at the next start."""
    try:
        ask()
    except ProxenyError:
        return False
    return True


def _ask_assessment() -> None:
    from proxeny.register.queries.assessments import read_assessment

    read_assessment(datetime.now(UTC).date())


def _ask_graph() -> None:
    from proxeny.graph.building import build_graph
    from proxeny.graph.communities import Recipe, find_communities
    from proxeny.graph.layout import lay_out
    from proxeny.graph.measuring import measure_graph
    from proxeny.graph.memberships import build_memberships
    from proxeny.graph.subject import Sampling, Subject
    from proxeny.register.queries.graphs import read_graph_tables

    tables = read_graph_tables()
    subject = Subject(build_graph(tables), build_memberships(tables), Sampling(seed=1))
    measure_graph(subject)
    lay_out(subject.graph, find_communities(subject.graph, Recipe(seed=1, runs=1)).label, 1)


def _ask_literature() -> None:
    from proxeny.io.corpora import DEMO, Kept, read_kept
    from proxeny.literature.mapping import build_map
    from proxeny.literature.recipe import Recipe

    build_map(read_kept(Kept(DEMO, None)), Recipe(starts=1, seed=1))


if __name__ == "__main__":
    warm()
