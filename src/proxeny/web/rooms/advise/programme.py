"""Our programme: goals by horizon on a line of time, their steps, and what the city is not interested in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from proxeny.advise.programme.model import HORIZONS, Goal, Programme
from proxeny.errors import FaultyInput
from proxeny.register.operations.advising import StepChange, change_step, drop_step, set_horizon
from proxeny.register.queries.advice import find_goal, read_cities, read_decisions, read_programme
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.pages import read_entities
from proxeny.report.programme.docx import make_docx
from proxeny.report.programme.ics import make_ics
from proxeny.report.programme.words import (
    say_day,
    say_expected,
    say_goal,
    say_horizon,
    say_kind,
    say_progress,
    say_state,
    say_step,
)  # fmt: skip
from proxeny.report.words import language
from proxeny.text import clean
from proxeny.web.access.needs import Need, needs
from proxeny.web.acting import acting, show_person
from proxeny.web.rooms.advise.cities import read_city
from proxeny.web.rooms.advise.doors import Door, tabs
from proxeny.web.rooms.advise.timeline import draw_timeline
from proxeny.web.rows import show_name

DOOR = Door(
    90,
    gettext_lazy("Programme"),
    gettext_lazy("What is our programme?"),
    gettext_lazy("The advice that was taken up, as goals over a short, medium and long term, with steps and progress."),
    address="advise:programmes",
    of_city="advise:programme",
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def list_programmes(request: HttpRequest) -> HttpResponse:
    """The cities that have a programme."""
    found = read_cities()
    entities = read_entities(city for city, _goals in found)
    context = {
        "trail": [(_("Advice"), reverse("advise:home")), (_("Programmes"), "")],
        "tabs": tabs(DOOR.name),
        "cities": [(entities[city], show_name(entities[city]), goals) for city, goals in found if city in entities],
    }
    return render(request, "web/advise/programmes.html", context)


def show_programme(request: HttpRequest, place_id: str) -> HttpResponse:
    """The programme of one city."""
    merged = read_merges().get(place_id)
    if merged:
        return redirect("advise:programme", merged)
    city = read_city(place_id)
    today = _today()
    programme = read_programme(city.id, city.name, today)
    declined = read_decisions(city.id, "declined")
    context = {
        "city": city,
        "trail": [(_("Advice"), reverse("advise:home")), (city.name, reverse("advise:city", args=[city.id])),
                  (_("Programme"), "")],
        "tabs": tabs(DOOR.name, city.id),
        "programme": programme,
        "progress": say_progress(programme.steps_done, programme.steps),
        "next": _next(programme, today),
        "timeline": draw_timeline(programme, today),
        "horizons": [(say_horizon(one), [_show(goal, today) for goal in programme.of(one)]) for one in HORIZONS],
        "choices": [(one, say_horizon(one)) for one in HORIZONS],
        "declined": [(one, say_kind(one.kind), show_person(one.by)) for one in declined],
        "entities": read_entities(one.subject for one in declined),
        "today": today.isoformat(),
    }  # fmt: skip
    return render(request, "web/advise/programme.html", context)


def _today() -> date:
    return datetime.now(UTC).date()


def _next(programme: Programme, today: date) -> dict[str, str] | None:
    """The step that is due first among those that can begin or are late."""
    open_steps = [
        (step.due, goal.number, say_step(goal, step), say_goal(goal))
        for goal in programme.goals
        for step in goal.steps
        if goal.state(step, today) in {"ready", "late"}
    ]
    if not open_steps:
        return None
    due, _number, words, goal = min(open_steps)
    return {"step": words, "goal": goal, "due": say_day(due)}


def _show(goal: Goal, today: date) -> dict[str, Any]:
    """One goal in words."""
    names = {step.key: say_step(goal, step) for step in goal.steps}
    return {
        "goal": goal,
        "words": say_goal(goal),
        "kind": say_kind(goal.kind),
        "span": f"{say_day(goal.begins)} – {say_day(goal.due)}",
        "by": show_person(goal.by) if goal.by else "",
        "expected": say_expected(goal),
        "progress": say_progress(sum(bool(step.done) for step in goal.steps), len(goal.steps)),
        "steps": [
            {
                "step": step, "words": names[step.key], "state": goal.state(step, today),
                "state_words": say_state(goal.state(step, today)), "begins": say_day(step.begins),
                "due": say_day(step.due), "done": say_day(step.done),
                "after": _(", ").join(names[key] for key in step.after),
            }
            for step in goal.steps
        ],
    }  # fmt: skip


@require_POST
@needs(Need.WRITE, Need.WRITE)
def put_step(request: HttpRequest, number: int) -> HttpResponse:
    """Change or add a step of a goal, or take it out."""
    sent, goal = request.POST, find_goal(number)
    key = clean(sent.get("key", ""), 40)
    if "drop" in sent:
        drop_step(number, key)
    elif "done" in sent:
        change_step(number, key, StepChange(done=_today()), by=acting(request).name)
    elif "undone" in sent:
        change_step(number, key, StepChange(undone=True), by=acting(request).name)
    else:
        title = clean(sent.get("title", ""), 300)
        after = (clean(sent["after"], 40),) if sent.get("after") else None
        change = StepChange(
            title, _day(sent.get("begins", "")), _day(sent.get("due", "")), after,
            clean(sent["responsible"], 200) if "responsible" in sent else None,
        )  # fmt: skip
        change_step(number, key or _fresh(number), change, by=acting(request).name)
    return redirect(reverse("advise:programme", args=[goal.city]) + f"#goal-{number}")


def _fresh(number: int) -> str:
    """A key for a step of one's own that no step of the goal has."""
    used = set(find_goal(number).steps.values_list("key", flat=True))
    return next(f"own-{at}" for at in range(1, 1_000) if f"own-{at}" not in used)


def _day(text: str) -> date | None:
    """A day of a form; empty: not said. Raises `FaultyInput`."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as problem:
        raise FaultyInput.of("programme-day", text=clean(text, 40)) from problem


@require_POST
@needs(Need.WRITE, Need.WRITE)
def put_horizon(request: HttpRequest, number: int) -> HttpResponse:
    """Put a goal on another horizon."""
    goal = find_goal(number)
    set_horizon(number, request.POST.get("horizon", ""))
    return redirect(reverse("advise:programme", args=[goal.city]) + f"#goal-{number}")


def send_docx(request: HttpRequest, place_id: str) -> HttpResponse:
    """The programme as a document in the reader's language."""
    return _send(make_docx(_programme(place_id), language(), _today()), _DOCX, "docx")


def send_ics(request: HttpRequest, place_id: str) -> HttpResponse:
    """The programme as a calendar in the reader's language."""
    return _send(make_ics(_programme(place_id), language(), _today()), "text/calendar; charset=utf-8", "ics")


def _programme(place_id: str) -> Programme:
    city = read_city(place_id)
    found = read_programme(city.id, city.name, _today())
    if not found.goals:
        raise FaultyInput.of("programme-empty", name=city.name)
    return found


def _send(content: bytes, kind: str, ending: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="programme.{ending}"'}
    )


PAGES = (
    path("programme/", list_programmes, name="programmes"),
    path("city/<str:place_id>/programme/", show_programme, name="programme"),
    path("city/<str:place_id>/programme.docx", send_docx, name="programme-docx"),
    path("city/<str:place_id>/programme.ics", send_ics, name="programme-ics"),
    path("goal/<int:number>/step/", put_step, name="step"),
    path("goal/<int:number>/horizon/", put_horizon, name="horizon"),
)
