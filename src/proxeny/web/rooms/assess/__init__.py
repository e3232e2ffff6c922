"""The room of assessment: which cities can be told apart, and why each stands where it stands."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from proxeny.web.rooms import Room
from proxeny.web.rooms.assess import city, home, method

ROOM = Room(
    slug="assess",
    title=_("Assessment"),
    order=10,
    lead=_("Which cities can be told apart?"),
    pages=(
        path("", home.show_home, name="home"),
        path("recipe/", method.show_recipe, name="recipe"),
        path("audit/", method.show_audit, name="audit"),
        path("city/<str:place_id>/", city.show_city, name="city"),
        path("city/<str:place_id>/card.pdf", city.show_card, name="card"),
    ),
)
