"""An endpoint that fails, is slow, cuts answers short or asks to be left alone; nothing is waited for in earnest."""

from __future__ import annotations

import gzip
import json

import pytest

from proxeny.errors import FaultyInput, Unavailable
from proxeny.io.fetch.settings import ClientSettings
from proxeny.io.fetch.sparql import SparqlClient

ASK = "SELECT ?item WHERE {{ ?item <http://www.wikidata.org/prop/direct/P297> ?iso }} ORDER BY ?iso LIMIT {}"
GENTLE = {"interval": 0.0, "timeout": 30.0}


@pytest.fixture
def ask(endpoint, clock):
    """Ask for three rows; gives the size that worked and how many rows came."""

    def run(url=None, **settings):
        with SparqlClient(url or endpoint.url, ClientSettings(**{**GENTLE, **settings}), clock) as client:
            answer = client.select(ASK.format, 3)
        return answer.size, len(answer.rows)

    return run


def test_a_server_error_is_asked_again(endpoint, ask):
    endpoint.then(endpoint.status(502), endpoint.status(503))
    assert ask() == (3, 3)
    assert len(endpoint.queries) == 3


def test_waits_grow_and_their_jitter_repeats_with_the_seed(endpoint, ask, clock):
    endpoint.then(*[endpoint.status(502)] * 4)
    ask(seed=7)
    first, clock.slept[:] = list(clock.slept), []
    assert [2 * 2**n <= wait <= 3 * 2**n for n, wait in enumerate(first)] == [True] * 4
    endpoint.then(*[endpoint.status(502)] * 4)
    ask(seed=7)
    assert clock.slept == first


def test_giving_up_names_the_endpoint_the_status_and_what_to_do(endpoint, ask):
    endpoint.then(*[endpoint.status(500)] * 3)
    with pytest.raises(Unavailable) as caught:
        ask(attempts=3)
    words = str(caught.value)
    assert endpoint.url in words
    assert "HTTP status 500, 3 times" in words
    assert "Run the same command again" in words
    assert len(endpoint.queries) == 3


@pytest.mark.parametrize(
    ("value", "wait"), [("17", 17), ("Sun, 22 Nov 2026 12:00:40 GMT", 40), ("Sun, 22 Nov 2026 11:00:00 GMT", 2)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed_as_seconds_and_as_a_date(endpoint, ask, clock, status, value, wait):
    endpoint.then(endpoint.status(status, Retry_After=value))
    assert ask() == (3, 3)
    assert len(clock.slept) == 1
    assert wait <= clock.slept[0] <= wait + 1


def test_being_told_to_slow_down_without_a_time_means_a_minute(endpoint, ask, clock):
    endpoint.then(endpoint.status(429, Retry_After="soon"))
    ask()
    assert clock.slept == [60]


def test_a_wait_longer_than_ours_ends_the_fetch_instead_of_being_ignored(endpoint, ask, clock):
    endpoint.then(endpoint.status(429, Retry_After="3600"))
    with pytest.raises(Unavailable, match=r"left alone for 3600 seconds"):
        ask(longest_wait=300)
    assert clock.slept == []
    assert len(endpoint.queries) == 1


def test_a_slow_answer_is_given_up_and_less_is_asked_for(endpoint, ask):
    endpoint.then(endpoint.slow())
    assert ask(timeout=1.0) == (1, 1)


def test_a_connection_cut_in_the_middle_makes_the_next_page_smaller(endpoint, ask):
    endpoint.then(endpoint.cut())
    assert ask() == (1, 1)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: good[:-20],
        lambda good: b"",
        lambda good: good[:-20] + b"SPARQL-QUERY: ...\njava.util.concurrent.TimeoutException\n\tat java.util",
    ],
    ids=["half of it", "nothing", "an exception in the middle of the rows"],
)
def test_a_truncated_answer_is_never_taken_for_a_whole_one(endpoint, ask, spoil):
    endpoint.then(endpoint.body(spoil))
    assert ask() == (1, 1)


def test_a_query_that_ran_out_of_time_is_told_as_such(endpoint, ask):
    endpoint.then(*[endpoint.status(500, b"... com.bigdata.bop.engine.QueryTimeoutException: expired")] * 2)
    with pytest.raises(Unavailable, match="did not answer in time"):
        ask(attempts=2)


def test_a_page_is_never_smaller_than_one(endpoint, ask):
    endpoint.then(*[endpoint.cut()] * 4)
    assert ask() == (1, 1)


def test_an_answer_that_is_too_large_is_not_read_to_its_end(endpoint, ask, many_rows):
    endpoint.then(*[endpoint.body(lambda good: many_rows)] * 2)
    with pytest.raises(Unavailable, match="larger than"):
        ask(attempts=2, most_bytes=100_000)


def test_a_compressed_answer_counts_as_what_it_becomes(endpoint, ask, many_rows):
    small = gzip.compress(many_rows)
    endpoint.then(*[endpoint.status(200, small, Content_Encoding="gzip")] * 2)
    assert len(small) < 100_000
    with pytest.raises(Unavailable, match="larger than"):
        ask(attempts=2, most_bytes=100_000)


def test_a_web_page_is_no_answer_and_is_not_asked_again(endpoint, ask):
    endpoint.then(endpoint.body(lambda good: b"<!doctype html><title>Query</title>"))
    with pytest.raises(Unavailable, match="not of its web page"):
        ask()
    assert len(endpoint.queries) == 1


@pytest.mark.parametrize("answer", [{}, [], {"results": {"bindings": [1]}}, {"results": {"bindings": [{"a": {}}]}}])
def test_json_that_is_no_result_is_refused(endpoint, ask, answer):
    endpoint.then(endpoint.body(lambda good: json.dumps(answer).encode()))
    with pytest.raises(Unavailable, match="not with SPARQL results"):
        ask()


@pytest.mark.parametrize(("status", "words"), [(400, "refused the question"), (403, "State a contact address")])
def test_a_refusal_is_final(endpoint, ask, status, words):
    endpoint.then(endpoint.status(status))
    with pytest.raises(Unavailable, match=words):
        ask()
    assert len(endpoint.queries) == 1


def test_a_redirect_is_followed_with_the_question(endpoint, ask):
    endpoint.then(endpoint.status(302, Location="/elsewhere"))
    assert ask() == (3, 3)
    assert endpoint.queries[0] == endpoint.queries[1]


@pytest.mark.parametrize("location", ["", "ftp://example.org/", "file:///etc/passwd", "http://[", "//:80/"])
def test_a_redirect_to_no_web_address_is_not_followed(endpoint, ask, location):
    endpoint.then(endpoint.status(302, Location=location))
    with pytest.raises(Unavailable, match="not followed"):
        ask()


def test_redirects_in_a_circle_end(endpoint, ask):
    endpoint.then(*[endpoint.status(307, Location=endpoint.url)] * 9)
    with pytest.raises(Unavailable, match="too many times"):
        ask(redirects=3)
    assert len(endpoint.queries) == 4


@pytest.mark.parametrize("url", ["", "query.wikidata.org", "ftp://a/b", "file:///etc/passwd", "http://", "http://a:x/"])
def test_only_web_addresses_are_endpoints(ask, url):
    with pytest.raises(FaultyInput, match="not the address of an endpoint"):
        SparqlClient(url, ClientSettings())


def test_nobody_there_is_told_with_the_reason_and_without_the_password(ask):
    with pytest.raises(Unavailable, match="cannot be reached") as caught:
        ask("http://ada:secret@127.0.0.1:1/sparql?token=secret", attempts=2)
    assert "http://127.0.0.1:1/sparql" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_requests_keep_their_distance(endpoint, clock):
    with SparqlClient(endpoint.url, ClientSettings(interval=5.0), clock) as client:
        client.select(ASK.format, 1)
        client.select(ASK.format, 1)
        clock.seconds += 3.5  # something else took this long
        client.select(ASK.format, 1)
        clock.seconds += 60
        client.select(ASK.format, 1)
    assert endpoint.times == [0, 5, 10, 70]


def test_we_say_who_we_are_and_how_to_reach_us(endpoint, ask):
    ask(contact="https://example.org/contact\r\nX-Evil: 1")
    headers = endpoint.headers[0]
    assert headers["User-Agent"].startswith("Proxeny/")
    assert "https://example.org/contact" in headers["User-Agent"]
    assert "X-Evil" not in headers
    assert headers["Accept"] == "application/sparql-results+json"
