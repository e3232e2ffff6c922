"""Take up a suggestion, wave it away, or take either back; and the small form for it that other pages include."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from proxeny.errors import FaultyInput
from proxeny.register.operations.advising import Suggestion, Wish, accept, decline, withdraw
from proxeny.register.queries.find import find_place
from proxeny.text import clean
from proxeny.web.access.needs import Need, needs
from proxeny.web.acting import acting

_MOST = 200


def show_accept(request: HttpRequest, one: Suggestion, city: str, decided: tuple[int, str] | None = None) -> SafeString:
    """The form for one suggestion, for the cell of a table; what is ``decided``, from `read_states`, can be undone."""
    context = {
        "kind": one.kind, "id": one.key, "city": city, "members": one.members, "title": one.title, "decided": decided,
    }  # fmt: skip
    return SafeString(render_to_string("web/advise/_accept.html", context, request))


@require_POST
@needs(Need.WRITE, Need.WRITE)
def accept_advice(request: HttpRequest) -> HttpResponse:
    """Take a suggestion into the programme and show where it stands there."""
    city, one = _read(request)
    row = find_place(city)
    wish = Wish(datetime.now(UTC).date(), country=str(row["country"][0] or ""), reason=_reason(request))
    made = accept(str(row["id"][0]), one, wish, by=acting(request).name)
    if "stay" in request.POST:
        return _back(request, city)
    return redirect(reverse("advise:programme", args=[made.city]) + f"#goal-{made.pk}")


@require_POST
@needs(Need.WRITE, Need.WRITE)
def decline_advice(request: HttpRequest) -> HttpResponse:
    """Remember that the city is not interested."""
    city, one = _read(request)
    decline(str(find_place(city)["id"][0]), one, by=acting(request).name, reason=_reason(request))
    return _back(request, city)


@require_POST
@needs(Need.WRITE, Need.WRITE)
def withdraw_advice(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision back."""
    found = withdraw(number, by=acting(request).name)
    return _back(request, found.city)


def _read(request: HttpRequest) -> tuple[str, Suggestion]:
    """The city and what is decided on. Raises `FaultyInput`."""
    sent = request.POST
    city = clean(sent.get("city", ""), 64)
    if not city:
        raise FaultyInput.of("advice-empty")
    kind = clean(sent.get("kind", ""), 20)
    members: Sequence[str] = [clean(one, 64) for one in sent.getlist("member")[:_MOST]]
    subject = "" if kind == "union" else clean(sent.get("id", ""), 64)
    return city, Suggestion(kind, subject, tuple(members), clean(sent.get("title", ""), 300))  # type: ignore[arg-type]


def _reason(request: HttpRequest) -> str:
    return clean(request.POST.get("reason", ""), 2_000)


def _back(request: HttpRequest, city: str) -> HttpResponse:
    """Where the form stood, if that is a page of ours; else the city's page of advice."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("advise:city", city)


PAGES = (
    path("accept/", accept_advice, name="accept"),
    path("decline/", decline_advice, name="decline"),
    path("withdraw/<int:number>/", withdraw_advice, name="withdraw"),
)
