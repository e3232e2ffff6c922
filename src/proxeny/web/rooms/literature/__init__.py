"""The room of the literature: the map of a field, its terms and works, other views, practice against research."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from proxeny.web.rooms import Room
from proxeny.web.rooms.literature import corpora, maps, merges, practice, reading, terms, views

ROOM = Room(
    slug="literature",
    title=_("Literature"),
    order=40,
    lead=_("How does research on city diplomacy hang together?"),
    pages=(
        path("", maps.show_map, name="home"),
        path("map/", maps.show_page, name="page"),
        path("file/<str:name>/", maps.give_file, name="file"),
        path("term/<int:number>/", terms.show_term, name="term"),
        path("corpora/", corpora.show_corpora, name="corpora"),
        path("corpora/<str:name>/", corpora.show_corpus, name="corpus"),
        path("corpora/<str:name>/drop/", corpora.drop, name="drop"),
        path("reading/<uuid:job>/", reading.show_job, name="job"),
        path("reading/<uuid:job>/state/", reading.tell_job, name="job-state"),
        path("reading/<uuid:job>/cancel/", reading.cancel_job, name="job-cancel"),
        path("merges/", merges.show_merges, name="merges"),
        path("merges/decide/", merges.decide, name="decide"),
        path("merges/thesaurus/", merges.give_thesaurus, name="thesaurus"),
        path("practice/", practice.show_practice, name="practice"),
        path("view/<str:name>/", views.show_view, name="view"),
        path("view/<str:name>/picture/", views.give_picture, name="picture"),
    ),
)
