"""The map: a picture and its terms; the page that works offline; the files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.errors import NotFound
from proxeny.literature.drawing.exchange import write_gexf, write_graphml, write_links_csv, write_terms_csv
from proxeny.literature.drawing.page import read_policy, write_page
from proxeny.literature.drawing.scene import Scene, build_scene
from proxeny.literature.drawing.svg import write_svg
from proxeny.literature.drawing.typeset import write_pdf, write_png
from proxeny.literature.mapping import FieldMap
from proxeny.literature.vosviewer import write_json, write_map, write_network
from proxeny.report.calendar import decimal, digits, percent
from proxeny.report.words import explain_fault, language
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.literature.asked import REPLICATES, Asked, is_demo, read_asked, try_draw
from proxeny.web.rooms.literature.context import build_context, unit_words
from proxeny.web.templatetags.ui import bar

_TYPES = {
    "txt": "text/plain; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8",
    "gexf": "application/xml", "graphml": "application/xml", "svg": "image/svg+xml", "pdf": "application/pdf",
    "png": "image/png", "html": "text/html; charset=utf-8",
}  # fmt: skip
FILES = (
    "map.html", "map.svg", "map.pdf", "map.png", "map.txt", "network.txt", "map.json", "map.gexf", "map.graphml",
    "terms.csv", "links.csv",
)  # fmt: skip


def show_map(request: HttpRequest) -> HttpResponse:
    """The map of the chosen corpus with its terms."""
    asked = read_asked(request)
    title = _("How does research on city diplomacy hang together?")
    if not is_demo(asked):
        title = _("How does this field hang together?")
    drawn, reason = try_draw(asked)
    context = build_context(asked, "map", title) | {"reasons": reason}
    if drawn is None:
        return render(request, "web/literature/home.html", context, status=200)
    rows = drawn.terms.to_dicts()
    listed = _table(asked, max((row["occurrences"] for row in rows), default=0))
    if answer := listed.download(request, rows):
        return answer
    colour = request.GET.get("colour", "cluster")
    colour = colour if colour in {name for name, _words in _colours(drawn)} else "cluster"
    scene = build_scene(drawn, colour, sure=asked.sure)
    context |= {
        "picture": SafeString(write_svg(scene, title)),
        "colour": colour,
        "colours": _colours(drawn),
        "scale": _scale(scene, colour),
        "replicates": REPLICATES,
        "sentence": _sentence(drawn, asked),
        "figures": _figures(drawn),
        "faults": [explain_fault(fault) for fault in drawn.faults],
        "themes": _themes(drawn),
        "files": [(name, reverse("literature:file", args=[name]) + asked.query) for name in FILES],
        "machine": bool(drawn.works["database"].is_in(["openalex", "openalex_table"]).any()),
        "table": listed.show(request, rows),
    }
    return render(request, "web/literature/home.html", context)


def _colours(drawn: FieldMap) -> list[tuple[str, str]]:
    """What the terms can be coloured by: that of which the works say something."""
    scores = [("year_shrunk", _("Mean year")), ("newness", _("Newness")), ("cited_by", _("Mean citations"))]
    return [("cluster", _("Clusters")), *((name, words) for name, words in scores if drawn.terms[name].count())]


def _scale(scene: Scene, colour: str) -> tuple[str, str] | None:
    """The ends of the scale of colours, in words."""
    if scene.low is None or scene.high is None:
        return None
    places = {"year_shrunk": 0, "newness": 2}.get(colour, 1)
    low, high = (digits(f"{value:.{places}f}", language()) for value in (scene.low, scene.high))
    return low, high


def show_page(request: HttpRequest) -> HttpResponse:
    """The map as the page that works offline, under a policy that lets only its own script run."""
    asked = read_asked(request)
    response = HttpResponse(write_page(asked.draw(), asked.corpus.name, language()))
    response["Content-Security-Policy"] = f"{read_policy()}; base-uri 'none'; frame-ancestors 'none'"
    return response


def give_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the map's files, to keep."""
    if name not in FILES:
        raise NotFound.of("file-missing", path=name[:80])
    asked = read_asked(request)
    drawn = asked.draw()
    response = HttpResponse(_make(drawn, asked, name), content_type=_TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{asked.corpus.name}-{name}"'
    return response


def _make(drawn: FieldMap, asked: Asked, name: str) -> str | bytes:
    title = asked.corpus.name
    writers = {
        "map.html": lambda: write_page(drawn, title, language()),
        "map.svg": lambda: write_svg(build_scene(drawn), title),
        "map.pdf": lambda: write_pdf(build_scene(drawn)),
        "map.png": lambda: write_png(build_scene(drawn)),
        "map.txt": lambda: write_map(drawn),
        "network.txt": lambda: write_network(drawn),
        "map.json": lambda: write_json(drawn),
        "map.gexf": lambda: write_gexf(drawn),
        "map.graphml": lambda: write_graphml(drawn),
        "terms.csv": lambda: write_terms_csv(drawn),
        "links.csv": lambda: write_links_csv(drawn),
    }
    return writers[name]()


def _sentence(drawn: FieldMap, asked: Asked) -> str:
    largest = drawn.terms.sort(["occurrences", "label"], descending=[True, False])["label"][0]
    here = language()
    said = _("{works} works and {terms} {unit} that occur at least {minimum} times; the most frequent is “{largest}”.")
    return said.format(
        works=digits(drawn.works.height, here), terms=digits(drawn.terms.height, here), unit=unit_words()[asked.unit],
        minimum=digits(drawn.minimum, here), largest=largest,
    )  # fmt: skip


def _themes(drawn: FieldMap) -> list[dict[str, Any]]:
    """The clusters by their most frequent terms."""
    ranked = drawn.terms.sort(["cluster", "occurrences", "label"], descending=[False, True, False])
    return [
        {"number": key[0], "terms": ", ".join(part["label"][:4]), "size": part.height, "css": f"cluster-{key[0]}"}
        for key, part in ranked.group_by("cluster", maintain_order=True)
    ][:18]


def _figures(drawn: FieldMap) -> list[tuple[str, str]]:
    here = language()
    found = drawn.summary()
    return [
        (_("Layout: objective Q*, lower is better"), decimal(float(str(found["q_star"])), here, 2)),
        (_("Starts, and how far the worst ended from the best"),
         f"{digits(drawn.recipe.starts, here)} · {percent(drawn.layout.gap, here, 2)}"),
        (_("Clusters: quality, higher is better"), decimal(drawn.clustering.cpm, here, 4)),
        (_("Resolution"), decimal(drawn.recipe.resolution, here, 2)),
        (_("Links"), digits(drawn.links.height, here)),
        (_("Items before the minimum"), digits(drawn.total, here)),
        (_("Seed"), digits(drawn.recipe.seed, here)),
    ]  # fmt: skip


def _table(asked: Asked, most: int) -> Table:
    def link(row: dict[str, Any]) -> str:
        address = reverse("literature:term", args=[row["id"]]) + asked.query
        return format_html('<a href="{}" dir="auto">{}</a>', address, row["label"])

    def often(row: dict[str, Any]) -> int:
        return int(row["occurrences"])

    columns = (
        Column("label", _("Term"), lambda row: row["label"], link),
        Column("occurrences", _("Works"), often, lambda row: bar(often(row), most), "number"),
        Column("cluster", _("Cluster"), lambda row: row["cluster"], kind="number"),
        Column("links", _("Links"), lambda row: row["links"], kind="number"),
        Column("year", _("Mean year"), lambda row: row["year_shrunk"], _year, "number",),
        Column("newness", _("Newness"), lambda row: row["newness"], _newness, "number"),
        Column("cited_by", _("Mean citations"), lambda row: row["cited_by"], kind="number"),
    )  # fmt: skip
    if asked.sure:
        columns += (Column("certainty", _("Sure of its cluster"), lambda row: row["certainty"], _certainty, "number"),)
    return Table(columns, _("Terms of the map"), sort="-occurrences", file="terms", size=25)


def _year(row: dict[str, Any]) -> str:
    if row["year_shrunk"] is None:
        return ""
    shown = digits(f"{row['year_shrunk']:.1f}", language())
    spread = digits(f"± {row['year_spread'] or 0:.1f}", language())
    return format_html('<span dir="ltr">{} {}</span>', shown, spread)


def _certainty(row: dict[str, Any]) -> str:
    return percent(row["certainty"], language())


def _newness(row: dict[str, Any]) -> str:
    return "" if row["newness"] is None else decimal(row["newness"], language(), 2)
