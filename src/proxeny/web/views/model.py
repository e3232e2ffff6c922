"""The model: five levels, seven dimensions, thirty-two indicators, and what they rest on."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.scheme.loader import load_scheme
from proxeny.scheme.model import Dimension, Indicator, Node, Scheme


def show_model(request: HttpRequest) -> HttpResponse:
    """The whole model on one page."""
    scheme = load_scheme()
    stated = sum(one.status == "stated" for one in scheme.indicators)
    context = {
        "scheme": scheme,
        "picture": [(level, _tiles(scheme, level)) for level in scheme.levels],
        "dimensions": [(one, scheme.indicators_of(one.id)) for one in scheme.dimensions],
        "stated": stated,
        "reconstructed": len(scheme.indicators) - stated,
        "cited": {one.id: one for one in scheme.sources},
    }
    return render(request, "web/model.html", context)


def show_item(request: HttpRequest, item_id: str) -> HttpResponse:
    """One indicator, dimension or item of a level."""
    scheme = load_scheme()
    item = _find(scheme, item_id)
    context = {
        "scheme": scheme,
        "item": item,
        "cited": {one.id: one for one in scheme.sources},
        "trail": _trail(scheme, item),
        **_neighbours(scheme, item),
    }
    if isinstance(item, Indicator):
        context |= {"dimension": scheme.dimension(item.dimension), "parts": _parts(scheme, item)}
        return render(request, "web/indicator.html", context)
    context["indicators"] = scheme.indicators_of(item.id) if isinstance(item, Dimension) else ()
    return render(request, "web/model_item.html", context)


def _find(scheme: Scheme, name: str) -> Indicator | Dimension | Node:
    for one in (*scheme.indicators, *scheme.dimensions, *scheme.nodes()):
        if one.id == name:
            return one
    raise Http404


def _tiles(scheme: Scheme, level: Node) -> list[Indicator | Dimension | Node]:
    """What a level holds, as its picture shows it: what is not divided further, dimensions or indicators."""
    if level.holds == "indicators":
        return list(scheme.indicators)
    if level.holds == "dimensions":
        return list(scheme.dimensions)
    return [node for node in level.walk() if node is not level and not node.children]


def _neighbours(scheme: Scheme, item: Indicator | Dimension | Node) -> dict[str, Indicator | Dimension | Node | None]:
    """The items before and after this one, in the order in which one walks through the model."""
    order = [one for level in scheme.levels for one in _tiles(scheme, level)]
    place = next((at for at, one in enumerate(order) if one is item), None)
    if place is None:
        return {"before": None, "after": None}
    return {
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place + 1 < len(order) else None,
    }


def _parts(scheme: Scheme, item: Indicator) -> list[str]:
    own = [one for one in scheme.dimension(item.dimension).sub_dimensions if one.id == item.sub_dimension]
    return [one.label for one in own]


def _trail(scheme: Scheme, item: Indicator | Dimension | Node) -> list[Node | Dimension]:
    """The items above this one, from the level down."""
    if isinstance(item, Node):
        above = [node for node in scheme.nodes() if node is not item and any(one is item for one in node.walk())]
        return list(above)
    held = "indicators" if isinstance(item, Indicator) else "dimensions"
    levels: list[Node | Dimension] = [level for level in scheme.levels if level.holds == held]
    return [*levels, scheme.dimension(item.dimension)] if isinstance(item, Indicator) else levels
