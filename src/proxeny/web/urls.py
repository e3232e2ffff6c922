"""Addresses of the pages; every one starts with the language."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import path
from django.views.generic import RedirectView

from proxeny.web.access.needs import Need, guard
from proxeny.web.access.routes import account_routes
from proxeny.web.api.routes import api_routes
from proxeny.web.dating import carry_days
from proxeny.web.keeping import keep_pages
from proxeny.web.rooms import find_addresses
from proxeny.web.views import (
    about,
    country,
    design,
    errors,
    home,
    interface,
    lists,
    maps,
    model,
    network,
    place,
    record,
    search,
    source,
)

_REGISTER = [
    path("", home.show_home, name="home"),
    path("search/", search.show_search, name="search"),
    path("map/flows.json", maps.show_flows, name="map-flows"),
    path("map/cities.json", maps.show_cities, name="map-cities"),
    path("map/network/<str:network_id>.json", network.show_member_map, name="map-network"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("place/<str:place_id>/", place.show_place, name="place"),
    path("place/<str:place_id>/<str:figure_id>/", place.show_figure, name="figure"),
    path("network/<str:network_id>/", network.show_network, name="network"),
    path("record/<str:record_id>/", record.show_record, name="record"),
    path("source/<str:key>/", source.show_source, name="source"),
    path("sources/", source.show_sources, name="sources"),
    path("country/<str:code>/", country.show_country, name="country"),
    path("list/countries/", country.show_countries, {"table": "countries"}),
    path("list/<str:table>/", lists.show_list, name="list"),
    path("model/", model.show_model, name="model"),
    path("model/<str:item_id>/", model.show_item, name="model-item"),
    path("about/", about.show_about, name="about"),
    path("about/design/", design.show_design, name="design"),
    path("api/", interface.show_interface, name="api-docs"),
]
urlpatterns = i18n_patterns(
    *guard(Need.READ, Need.NOBODY, keep_pages(carry_days(_REGISTER))), *account_routes(), *find_addresses()
)
urlpatterns += [
    *api_routes(),
    *guard(
        Need.ANYBODY,
        Need.NOBODY,
        [path("favicon.ico", RedirectView.as_view(url="/static/proxeny/icon.svg", permanent=False))],
    ),
]

handler400 = errors.show_bad_request
handler403 = errors.show_forbidden
handler404 = errors.show_not_found
handler500 = errors.show_broken
