"""The map as one page that works offline: data, script and style within it, and nothing that asks the network."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl

from proxeny.literature.drawing.colours import CLUSTERS, REST, SCALE
from proxeny.literature.drawing.nearing import draw_near
from proxeny.literature.mapping import FieldMap
from proxeny.yaml_text import read_yaml

MOST_DOCUMENTS = 20_000
"""Works whose titles the page holds; beyond, those that carry most terms, and the page says so."""
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_TOGETHER = frozenset({"cooccurrence", "coauthor", "cocitation"})
_SCORES = ("year_shrunk", "year", "newness", "cited_by")


def write_page(field: FieldMap, title: str, language: str = "en") -> str:
    """The page in ``language`` (en, tr, fa). Whatever stands in titles and labels is text, never markup or script."""
    words = _read_words(language)
    folder = files("proxeny.literature").joinpath("viewer")
    style = folder.joinpath("map.css").read_text(encoding="utf-8")
    code = folder.joinpath("map.js").read_text(encoding="utf-8")
    data = _as_script(_build_data(field, words, language))
    policy = read_policy()
    way = "rtl" if language == "fa" else "ltr"
    unit = words[f"unit_{field.recipe.unit.replace('-', '_')}"]
    question = words["title"].format(unit=unit) if field.works.height else words["title_network"]
    return f"""<!doctype html>
<html lang="{language}" dir="{way}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1 dir="auto">{escape(question)}</h1>
<p dir="auto">{escape(title)}</p>
<label>{escape(words["search"])} <input type="search" id="search" list="names" autocomplete="off"></label>
<datalist id="names"></datalist>
<label>{escape(words["view"])} <select id="view"><option value="network">{escape(words["view_network"])}</option>
<option value="items">{escape(words["view_items"])}</option>
<option value="density">{escape(words["view_density"])}</option></select></label>
<label>{escape(words["colour"])} <select id="colour"></select></label>
<label class="sure" hidden><input type="checkbox" id="sure"> {escape(words["sure"])}</label>
<span class="range"><label>{escape(words["years"])}
<input type="range" id="since" aria-label="{escape(words["since"])}">
<input type="range" id="until" aria-label="{escape(words["until"])}"></label>
<output id="said" dir="ltr"></output></span>
<span><button id="out" aria-label="{escape(words["zoom_out"])}">−</button>
<button id="in" aria-label="{escape(words["zoom_in"])}">+</button>
<button id="whole">{escape(words["whole"])}</button></span>
</header>
<main><canvas id="map" tabindex="0" role="img" aria-label="{escape(question)}"></canvas>
<div class="legend"></div></main>
<aside></aside>
<script type="application/json" id="data">{data}</script>
<script>{code}</script>
</body>
</html>
"""


def read_policy() -> str:
    """The content security policy of the page: its own script and style, by their hashes, and nothing else."""
    folder = files("proxeny.literature").joinpath("viewer")
    style = folder.joinpath("map.css").read_text(encoding="utf-8")
    code = folder.joinpath("map.js").read_text(encoding="utf-8")
    return f"default-src 'none'; script-src '{_hash(code)}'; style-src '{_hash(style)}'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _as_script(data: dict[str, Any]) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _read_words(language: str) -> dict[str, str]:
    text = files("proxeny.literature").joinpath("viewer", "words.yaml").read_text(encoding="utf-8")
    return {key: entry[language] for key, entry in read_yaml(text).items()}


def _build_data(field: FieldMap, words: dict[str, str], language: str) -> dict[str, Any]:
    terms, links = field.terms, field.links.sort("first", "second")
    size_name = "occurrences" if "occurrences" in terms.columns else "strength"
    counts = links.group_by("first").len().sort("first")
    per_row = [0] * terms.height
    for row, count in counts.iter_rows():
        per_row[row] = count
    x, y = draw_near(field)
    data: dict[str, Any] = {
        "language": language,
        "words": words,
        "labels": terms["label"].to_list(),
        "x": np.round(x, 4).tolist(),
        "y": np.round(y, 4).tolist(),
        "clusters": terms["cluster"].to_list(),
        "sizes": _short(terms[size_name]),
        "sizeWord": words[size_name],
        "links": {"first": per_row, "second": links["second"].to_list(), "weight": _short(links["weight"])},
        "scores": _scores(terms, words),
        "palette": CLUSTERS,
        "rest": REST,
        "scale": SCALE,
        "together": field.recipe.link in _TOGETHER,
        "certainty": terms["certainty"].to_list() if "certainty" in terms.columns else None,
        "spread": _spreads(terms),
        "yearSpread": _rounded(terms, "year_spread"),
        "yearWorks": terms["years"].to_list() if "years" in terms.columns else None,
        "notes": _notes(field, words),
        "years": None,
    }
    if field.works.height:
        data |= _documents(field)
    return data


def _spreads(terms: pl.DataFrame) -> list[list[float]] | None:
    """Half axes and angle of the ellipse of each term, where the map was resampled."""
    if "spread_long" not in terms.columns:
        return None
    return [list(row) for row in terms.select("spread_long", "spread_short", "spread_angle").iter_rows()]


def _rounded(terms: pl.DataFrame, name: str) -> list[float | None] | None:
    if name not in terms.columns:
        return None
    return [None if value is None else round(value, 1) for value in terms[name]]


def _short(values: pl.Series) -> list[float | int]:
    return [int(value) if value == int(value) else round(value, 4) for value in values]


def _scores(terms: pl.DataFrame, words: dict[str, str]) -> list[dict[str, Any]]:
    scores = []
    for name in _SCORES:
        if name in terms.columns and terms[name].drop_nulls().len():
            values = [None if value is None else round(value, 3) for value in terms[name]]
            scores.append({"key": name, "label": words[name], "values": values, "year": name.startswith("year")})
    return scores


def _notes(field: FieldMap, words: dict[str, str]) -> list[str]:
    figures = field.summary()
    said = words["computed" if field.works.height else "computed_network"]
    notes = [said.format(**figures, seed=field.recipe.seed, resolution=field.recipe.resolution)]
    machine = field.works.height and field.works["database"].is_in(["openalex", "openalex_table"]).any()
    if machine and field.recipe.unit in {"keyword", "author-keyword"}:
        notes.append(words["machine"])
    if field.works.height > MOST_DOCUMENTS:
        notes.append(words["held"].format(count=MOST_DOCUMENTS, works=field.works.height))
    return (
        [note.replace(" -", " \u200e\u2212").translate(_PERSIAN) for note in notes]
        if words["search"] == "یافتن"
        else notes
    )


def _documents(field: FieldMap) -> dict[str, Any]:
    per_work = field.items.group_by("document").len().sort(["len", "document"], descending=[True, False])
    held = per_work.head(MOST_DOCUMENTS).select("document").sort("document").with_row_index("at")
    works = field.works.with_row_index("document").with_columns(pl.col("document").cast(pl.Int64))
    shown = held.join(works, on="document", how="left").sort("at")
    lists: list[list[int]] = [[] for _ in range(field.terms.height)]
    for row, at in field.items.join(held, on="document").sort("row", "at").select("row", "at").iter_rows():
        lists[row].append(at)
    years = shown["year"].drop_nulls()
    people = shown.select(pl.col("authors").list.first().fill_null(""), pl.col("authors").list.len().alias("n"))
    return {
        "documents": {
            "id": shown["id"].to_list(),
            "title": [(title or "")[:200] for title in shown["title"]],
            "author": [f"{name} et al." if count > 1 else name for name, count in people.iter_rows()],
            "year": shown["year"].to_list(),
            "source": [(source or "")[:80] for source in shown["source"]],
            "doi": shown["doi"].fill_null("").to_list(),
        },
        "items": lists,
        "years": [int(years.min()), int(years.max())] if years.len() else None,  # type: ignore[arg-type]
    }
