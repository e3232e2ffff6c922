"""The graph of the register as it is now, with what was computed of it; kept until the register changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proxeny.register.queries.graphs import read_graph_tables
from proxeny.register.queries.revision import read_revision
from proxeny.report.labels import LANGUAGES
from proxeny.report.labels import country as country_name
from proxeny.report.names import choose_name
from proxeny.report.words import language
from proxeny.text import clean
from proxeny.web.rooms.graph.kept import Arrays, keep

if TYPE_CHECKING:
    from proxeny.graph.communities import Partition
    from proxeny.graph.ladder import Ladder
    from proxeny.graph.measuring import Measured
    from proxeny.graph.naming import Community
    from proxeny.graph.projection import Projection
    from proxeny.graph.subject import Subject

SEED = 1
RUNS = 3  # of Leiden, for a page that somebody waits for
DRAWS = 20
Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Held:
    """The graph at one state of the register; everything else is computed when a page first asks for it."""

    revision: str
    subject: Subject
    tables: Mapping[str, pl.DataFrame]

    @cached_property
    def measured(self) -> Measured:
        """All measures."""
        from proxeny.graph.measuring import measure_graph

        return measure_graph(self.subject)

    @cached_property
    def partition(self) -> Partition:
        """The communities."""
        from proxeny.graph.communities import Partition, Recipe, find_communities

        recipe = Recipe(seed=SEED, runs=RUNS)

        def compute() -> Arrays:
            made = find_communities(self.subject.graph, recipe)
            numbers = [np.nan if one is None else one for one in (made.quality, made.modularity, made.agreement)]
            return {
                "label": made.label, "sizes": made.sizes, "numbers": np.array(numbers),
                "of_runs": np.array(made.of_runs), "steadiness": made.steadiness,
            }  # fmt: skip

        kept = keep(self.subject.graph.digest, f"communities-{SEED}-{RUNS}", compute)
        quality, modularity, agreement = (None if np.isnan(one) else float(one) for one in kept["numbers"])
        of_runs = tuple(kept["of_runs"].tolist())
        return Partition(
            kept["label"], kept["sizes"], quality, modularity, of_runs, agreement, kept["steadiness"], recipe
        )

    @cached_property
    def communities(self) -> list[Community]:
        """The largest communities with what names them."""
        from proxeny.graph.naming import describe_communities

        return describe_communities(self.subject.graph, self.partition, self.subject.memberships)

    @cached_property
    def overlap(self) -> tuple[pl.DataFrame, Projection]:
        """Pairs of networks."""
        from proxeny.graph.overlap import compare_networks

        return compare_networks(self.subject.memberships)

    @cached_property
    def pairs(self) -> Projection:
        """Pairs of members that share networks beyond chance."""
        from proxeny.graph.projection import validate_members

        return validate_members(self.subject.memberships)

    @cached_property
    def chance(self) -> dict[str, Any]:
        """Every city by chance, by rung and measure."""
        from proxeny.graph.standing import chance_tables

        return chance_tables(self.subject, DRAWS)

    @cached_property
    def layout(self) -> Any:
        """A place for every city in the force view."""
        from proxeny.graph.layout import lay_out

        def compute() -> Arrays:
            return {"at": lay_out(self.subject.graph, self.partition.label, SEED)}

        return keep(self.subject.graph.digest, f"layout-{SEED}-{RUNS}", compute)["at"]

    @property
    def computed(self) -> dict[str, object]:
        """By what the figures were computed."""
        return {"revision": self.revision, "digest": self.subject.graph.digest, "seed": SEED}


def hold() -> Held:
    """The graph of the register as it is now."""
    return _hold(read_revision())


@lru_cache(maxsize=2)
def _hold(revision: str) -> Held:
    from proxeny.graph.building import build_graph
    from proxeny.graph.memberships import build_memberships
    from proxeny.graph.subject import Sampling, Subject

    tables = read_graph_tables()
    subject = Subject(build_graph(tables), build_memberships(tables), Sampling(seed=SEED))
    return Held(revision, subject, tables)


@lru_cache(maxsize=64)
def climb(held: Held, measure: str, draws: int) -> Ladder:
    """The ladder of a measure, kept."""
    from proxeny.graph.ladder import compare_with_nulls

    return compare_with_nulls(held.subject, measure, draws)


def name_of(row: Row) -> str:
    """The name of a city, member or network for the reader."""
    own = {one: str(row.get(f"name_{one}") or "") for one in LANGUAGES}
    name, _ = choose_name(str(row.get("name") or row["id"]), own, language())
    return clean(name, 120)


def link_city(row: Row) -> SafeString:
    """A city's name that leads to where it stands."""
    return format_html('<a href="{}" dir="auto">{}</a>', reverse("graph:city", args=[row["id"]]), name_of(row))


def link_country(code: str | None) -> str:
    """A country's name that leads to its page; nothing where it is not known."""
    if not code:
        return ""
    return format_html('<a href="{}">{}</a>', reverse("graph:country", args=[code]), country_name(code, language()))


def name_community(one: Community) -> str:
    """The name of a community: its countries, and its best-tied city."""
    countries = " – ".join(country_name(code, language()) for code, _ in one.countries)
    return f"{countries} ({one.hub_name})" if countries else one.hub_name
