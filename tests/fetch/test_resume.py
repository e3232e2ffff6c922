"""A fetch that stops half way goes on where it stopped, and stores nothing by halves."""

from __future__ import annotations

import json
from datetime import date

import pytest

from proxeny.errors import Unavailable
from proxeny.io.fetch.ledger import Ledger
from proxeny.io.fetch.paging import Progress
from proxeny.io.fetch.settings import ClientSettings
from proxeny.io.fetch.wikidata import Wanted, fetch_wikidata

PAGES = ClientSettings(page=2, batch=2, attempts=1)


@pytest.fixture
def fetch(endpoint, clock, tmp_path):
    def run(settings=PAGES, folder="work", on_progress=None, what="memberships"):
        return fetch_wikidata(Wanted(what, "", endpoint.url), tmp_path / folder, settings, clock, on_progress)

    return run


@pytest.mark.parametrize("stop", [0, 1, 3, 5, 7])
def test_finished_pages_are_not_fetched_again_after_a_failure(endpoint, fetch, stop):
    whole = fetch(folder="uninterrupted")
    requests = len(endpoint.queries)
    assert requests > stop
    endpoint.queries.clear()
    endpoint.then(*[None] * stop, endpoint.status(500))
    with pytest.raises(Unavailable):
        fetch()
    resumed = fetch()
    assert len(endpoint.queries) == requests + 1  # the one that failed is the only one asked twice
    assert len(set(endpoint.queries)) == requests
    assert resumed.drafts.rows() == whole.drafts.rows()


def test_an_interruption_between_two_pages_loses_none(endpoint, fetch):
    class Interrupted(Exception):
        pass

    def stop(progress: Progress) -> None:
        if len(endpoint.queries) == 4:
            raise Interrupted

    with pytest.raises(Interrupted):
        fetch(on_progress=stop)
    fetch()
    assert len(endpoint.queries) == len(set(endpoint.queries))


def test_a_page_that_was_cut_leaves_no_trace(endpoint, fetch, tmp_path):
    endpoint.then(None, endpoint.cut())
    with pytest.raises(Unavailable, match="cut short"):
        fetch()
    folder = tmp_path / "work" / "wikidata-memberships"
    assert sorted(path.name for path in folder.iterdir()) == ["countries-00001.jsonl", "state.json"]


def test_a_cut_page_is_asked_for_again_in_halves(endpoint, fetch):
    whole = fetch(folder="whole", what="twinnings")
    endpoint.queries.clear()
    endpoint.then(endpoint.cut(), endpoint.body(lambda good: good[:-9]), None, endpoint.cut())
    patient = ClientSettings(page=4, batch=4, attempts=4)
    assert fetch(patient, what="twinnings").drafts.rows() == whole.drafts.rows()
    sizes = [query.partition("LIMIT ")[2][:2] for query in endpoint.queries if "LIMIT" in query]
    assert sizes[:4] == ["4 ", "2 ", "1 ", "1 "]


def test_a_fetch_finished_today_is_not_repeated(endpoint, fetch, clock):
    first = fetch()
    asked = len(endpoint.queries)
    assert fetch().drafts.rows() == first.drafts.rows()
    assert len(endpoint.queries) == asked
    clock.seconds += 24 * 3600
    assert fetch().sources["retrieved"].to_list() == ["2026-11-23"]
    assert len(endpoint.queries) == 2 * asked


def test_pages_keep_the_day_on_which_the_fetch_began_and_old_ones_are_dropped(endpoint, fetch, clock):
    endpoint.then(None, None, endpoint.status(500))
    with pytest.raises(Unavailable):
        fetch()
    clock.seconds += 2 * 24 * 3600
    assert fetch().sources["retrieved"].to_list() == ["2026-11-22"]
    assert len(endpoint.queries) == len(set(endpoint.queries)) + 1
    clock.seconds += 30 * 24 * 3600
    assert fetch().sources["retrieved"].to_list() == ["2026-12-24"]


@pytest.mark.parametrize("damage", ["state.json", "countries-00001.jsonl"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}\n'])
def test_a_damaged_folder_is_fetched_anew(endpoint, fetch, tmp_path, damage, content):
    whole = fetch()
    asked = len(endpoint.queries)
    (tmp_path / "work" / "wikidata-memberships" / damage).write_bytes(content)
    assert fetch().drafts.rows() == whole.drafts.rows()
    assert len(endpoint.queries) == 2 * asked


def test_pages_of_another_request_are_not_taken_up(endpoint, tmp_path, clock):
    for inhabitants in (500, 100_000_000):
        wanted = Wanted("places", "TR", endpoint.url, inhabitants)
        reading = fetch_wikidata(wanted, tmp_path, PAGES, clock)
    assert reading.rows == 0


def test_state_cannot_name_a_file_outside_the_folder(tmp_path):
    (tmp_path / "secret").write_text("{}\n")
    ledger = Ledger(tmp_path / "work", "print", date(2026, 11, 22))
    ledger.append("items", [{"a": "b"}], last="b", done=True)
    state = json.loads((tmp_path / "work" / "state.json").read_text())
    state["steps"]["items"]["parts"] = {"../secret": "0"}
    (tmp_path / "work" / "state.json").write_text(json.dumps(state))
    assert Ledger.open(tmp_path / "work", "print", date(2026, 11, 22), 7).steps == {}


def test_a_folder_that_cannot_be_written_is_told(endpoint, fetch, tmp_path):
    (tmp_path / "work").write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="cannot be written"):
        fetch()


def test_an_endpoint_that_keeps_no_order_is_not_trusted(endpoint, fetch):
    def turned(good: bytes) -> bytes:
        answer = json.loads(good)
        answer["results"]["bindings"].reverse()
        return json.dumps(answer).encode()

    endpoint.then(endpoint.body(turned))
    with pytest.raises(Unavailable, match="order"):
        fetch()


def test_progress_tells_what_is_done_and_what_is_waited_for(endpoint, fetch):
    told: list[Progress] = []
    endpoint.then(None, endpoint.status(429, Retry_After="9"))
    fetch(ClientSettings(), on_progress=told.append)
    assert told[0] == Progress(3, 1, "countries")
    assert told[1] == Progress(9, 0, "waiting")
    assert [one.label for one in told[2:]] == ["memberships", "memberships", "memberships", "items", "seats", "classes"]
    assert told[-3] == Progress(5, 1, "items", total=5)
