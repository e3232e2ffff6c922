"""The room of the graph: where a city stands, the world of ties, networks compared, a country, and what is chance."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from proxeny.web.rooms import Room
from proxeny.web.rooms.graph import chance, city, country, home, networks, world

ROOM = Room(
    slug="graph",
    title=_("Graph"),
    order=20,
    pages=(
        path("", home.show_home, name="home"),
        path("city/", city.find_city, name="find"),
        path("city/<str:place_id>/", city.show_city, name="city"),
        path("world/", world.show_world, name="world"),
        path("world/data.json", world.send_data, name="data"),
        path("networks/", networks.show_networks, name="networks"),
        path("country/", country.find_country, name="find-country"),
        path("country/<str:code>/", country.show_country, name="country"),
        path("chance/", chance.show_chance, name="chance"),
    ),
    lead=_("Who is tied to whom, and what of it is more than chance?"),
)
