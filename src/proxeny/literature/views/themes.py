"""Which themes drive the field, which are basic, niche, or emerging or declining?"""

from __future__ import annotations

import polars as pl

from proxeny.literature.mapping import FieldMap
from proxeny.literature.views import VIEWS
from proxeny.tables import Schema

_SCHEMA: Schema = {
    "cluster": pl.Int64,
    "label": pl.String,
    "terms": pl.Int64,
    "centrality": pl.Float64,
    "density": pl.Float64,
}


@VIEWS.add("themes")
def build_themes(field: FieldMap) -> pl.DataFrame:
    """cluster, label (its three most frequent terms), terms, centrality, density, quadrant.

    Strategic diagram (Callon, Courtial & Laville 1991; Cobo et al. 2011) with equivalence e_ij = c_ij^2 / (c_i c_j):
    centrality 10 sum e between a cluster and the others, density 100 sum e within / number of its terms; quadrants are
    parted at the medians. Not for maps of few clusters, where medians say little.
    """
    cluster, often = field.terms["cluster"].to_list(), field.terms["occurrences"].to_list()
    labels = field.terms["label"].to_list()
    count = max(cluster, default=0)
    outside, within = [0.0] * (count + 1), [0.0] * (count + 1)
    for first, second, weight in field.links.select("first", "second", "weight").iter_rows():
        tied = weight * weight / (often[first] * often[second])
        if cluster[first] == cluster[second]:
            within[cluster[first]] += tied
        else:
            outside[cluster[first]] += tied
            outside[cluster[second]] += tied
    rows = []
    for number in range(1, count + 1):
        own = [at for at, one in enumerate(cluster) if one == number]
        top = sorted(own, key=lambda at: (-often[at], labels[at]))[:3]
        name = "; ".join(labels[at] for at in top)
        rows.append((number, name, len(own), 10 * outside[number], 100 * within[number] / len(own)))
    table = pl.DataFrame(rows, schema=dict(_SCHEMA), orient="row")
    central, dense = (pl.col(name) >= pl.col(name).median() for name in ("centrality", "density"))
    quadrant = (
        pl.when(central & dense).then(pl.lit("motor")).when(central).then(pl.lit("basic"))
        .when(dense).then(pl.lit("niche")).otherwise(pl.lit("emerging-or-declining"))
    )  # fmt: skip
    return table.with_columns(quadrant.alias("quadrant"))
