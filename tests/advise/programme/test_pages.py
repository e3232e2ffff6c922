"""The pages of networks and programme over a small world, and what they take."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.world import COLOGNE, GDANSK, ISTANBUL, METROPOLIS, UBC, build_world

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "tr", "fa")


@pytest.fixture
def pages(db) -> Client:
    """A person alone at this computer, over four cities and two networks."""
    build_world()
    return Client()


def text(answer) -> str:
    """What a page says."""
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_a_city_answer_in_every_language(pages, language):
    for address in ("", f"city/{COLOGNE}/", f"city/{COLOGNE}/networks/", f"city/{COLOGNE}/programme/", "programme/"):
        said = text(pages.get(f"/{language}/advise/{address}"))
        assert said.count("<h1>") == 1
        assert "style=" not in said


def test_a_network_is_suggested_with_its_reasons_and_a_button(pages):
    said = text(pages.get(f"/en/advise/city/{COLOGNE}/networks/"))
    assert "Of 2 networks to which Cologne is not known to belong" in said
    assert "has 2 members in all." in said
    assert said.count('value="network"') == 2
    assert "A fee by number of inhabitants, by year." in said
    assert "the weights are those that ship" in said


def test_a_register_without_memberships_teaches_the_next_step(db):
    said = text(Client().get(f"/en/advise/city/{COLOGNE}/networks/"))
    assert "proxeny template memberships" in said


def test_one_button_makes_a_goal_and_takes_it_back(pages):
    here = f"/en/advise/city/{COLOGNE}/networks/"
    answer = pages.post("/en/advise/accept/", {"kind": "network", "id": UBC, "city": COLOGNE, "back": here})
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/en/advise/city/{COLOGNE}/programme/#goal-")
    said = text(pages.get(f"/en/advise/city/{COLOGNE}/programme/"))
    assert "Membership of " in said
    assert "0 of 6 steps are done." in said
    number = re.search(r'id="goal-(\d+)"', said).group(1)
    assert "In the programme" in text(pages.get(here))
    back = pages.post(f"/en/advise/withdraw/{number}/", {"back": here})
    assert back["Location"] == here
    assert "In the programme" not in text(pages.get(here))


def test_what_is_declined_is_left_out_until_it_is_taken_back(pages):
    here = f"/en/advise/city/{COLOGNE}/networks/"
    answer = pages.post("/en/advise/decline/", {"kind": "network", "id": UBC, "city": COLOGNE, "back": here})
    assert answer["Location"] == here
    said = text(pages.get(here))
    assert "Of 1 networks" in said
    assert "1 network is left out because the city is not interested." in said
    assert "Not interested" in text(pages.get(f"/en/advise/city/{COLOGNE}/programme/"))


def test_the_register_proves_a_step_on_the_page(pages):
    pages.post("/en/advise/accept/", {"kind": "network", "id": METROPOLIS, "city": ISTANBUL})
    said = text(pages.get(f"/en/advise/city/{ISTANBUL}/programme/"))
    assert "says the register" in said


def test_steps_are_done_changed_and_added_and_circles_are_refused(pages):
    pages.post("/en/advise/accept/", {"kind": "partner", "id": GDANSK, "city": ISTANBUL, "title": "<b>Gdańsk</b>"})
    there = f"/en/advise/city/{ISTANBUL}/programme/"
    number = re.search(r'id="goal-(\d+)"', text(pages.get(there))).group(1)
    step = f"/en/advise/goal/{number}/step/"
    assert pages.post(step, {"key": "contact", "done": "1"}).status_code == 302
    added = {"title": "=HYPERLINK(1) <i>", "begins": "2031-01-01", "due": "2031-02-01", "after": "review"}
    assert pages.post(step, added).status_code == 302
    said = text(pages.get(there))
    assert "=HYPERLINK(1) &lt;i&gt;" in said
    assert "1 of 8 steps are done." in said, "of a Turkish city: the ministry too"
    assert pages.post(step, {"key": "council", "after": "sign"}).status_code == 400
    assert pages.post(step, {"key": "council", "begins": "31.02.1999"}).status_code == 400
    assert pages.post(f"/en/advise/goal/{number}/horizon/", {"horizon": "long"}).status_code == 302
    assert "Long term" in text(pages.get(there))


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"kind": "network", "city": COLOGNE}, {"kind": "marriage", "id": UBC, "city": COLOGNE},
        {"kind": "partner", "id": COLOGNE, "city": COLOGNE}, {"kind": "union", "member": [COLOGNE], "city": COLOGNE},
    ],
)  # fmt: skip
def test_nonsense_is_refused(pages, sent):
    assert pages.post("/en/advise/accept/", sent).status_code == 400


def test_one_is_not_led_away_to_another_site(pages):
    sent = {"kind": "network", "id": UBC, "city": COLOGNE, "back": "https://example.org/"}
    assert pages.post("/en/advise/decline/", sent)["Location"] == f"/en/advise/city/{COLOGNE}/"
    sent["back"] = "//example.org/"
    assert pages.post("/en/advise/decline/", sent)["Location"] == f"/en/advise/city/{COLOGNE}/"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("ending", "begins"), [("docx", b"PK"), ("ics", b"BEGIN:VCALENDAR\r\n")])
def test_the_programme_is_sent_as_a_file(pages, language, ending, begins):
    assert pages.get(f"/{language}/advise/city/{COLOGNE}/programme.{ending}").status_code == 400
    pages.post("/en/advise/accept/", {"kind": "network", "id": UBC, "city": COLOGNE})
    answer = pages.get(f"/{language}/advise/city/{COLOGNE}/programme.{ending}")
    assert answer.content.startswith(begins)
    assert f'filename="programme.{ending}"' in answer["Content-Disposition"]


def test_the_city_that_is_typed_is_found(pages):
    assert pages.get("/en/advise/find/?q=K%C3%B6ln")["Location"] == f"/en/advise/city/{COLOGNE}/"
    to = "advise:programmes"
    assert pages.get(f"/en/advise/find/?q=Cologne&to={to}")["Location"] == f"/en/advise/city/{COLOGNE}/programme/"
    assert pages.get("/en/advise/find/?q=Nowhere+at+all+here").status_code == 404
