"""The room of the evidence: documents, coding, coders compared, codebook, and the ranking that follows."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from proxeny.web.access.needs import Need
from proxeny.web.rooms import Room
from proxeny.web.rooms.evidence import codebook, coders, coding, document, home, ranking, review

ROOM = Room(
    slug="evidence",
    title=_("Evidence"),
    order=40,
    ask=Need.READ,
    send=Need.RESEARCH,
    lead=_("Which indicators do the sources name, and would another reader agree?"),
    pages=(
        path("", home.show_home, name="home"),
        path("adding/<uuid:job>/", home.show_adding, name="adding"),
        path("adding/<uuid:job>/state/", home.tell_adding, name="adding-state"),
        path("ranking/", ranking.show_ranking, name="ranking"),
        path("coders/", coders.show_coders, name="coders"),
        path("codebook/", codebook.show_codebook, name="codebook"),
        path("document/<int:number>/", document.show_document, name="document"),
        path("document/<int:number>/original/", document.show_original, name="original"),
        path("document/<int:number>/picture/<int:revision>/<int:page>/", document.show_picture, name="picture"),
        path("document/<int:number>/code/", coding.show_coding, name="code"),
        path("document/<int:number>/code/<int:part>/", coding.show_part, name="part"),
        path("document/<int:number>/events/", coding.add_event, name="events"),
        path("document/<int:number>/suggest/", coding.suggest_codes, name="suggest"),
        path("document/<int:number>/compare/", coders.show_document_coders, name="compare"),
        path("document/<int:number>/review/", review.show_review, name="review"),
    ),
)
