"""When a card returns is what the library says, asked of a server that keeps nothing."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from fsrs import Card, Rating, Scheduler

from learning.practice.scheduling import in_words
from tests.factories import QuestionPageFactory

ADDRESS = "/practice/schedule/"
START = "2026-11-21T08:50:12.345Z"

# A learner's month: the rating of each review, and how long after the card was due it came.
RECORDED = [
    (3, timedelta(0)),
    (3, timedelta(minutes=2)),
    (3, timedelta(hours=5)),
    (4, timedelta(days=1)),
    (1, timedelta(days=9)),
    (2, timedelta(seconds=30)),
    (3, timedelta(0)),
    (3, timedelta(days=40)),
    (2, timedelta(0)),
    (4, timedelta(days=-3)),
    (3, timedelta(days=2)),
]


def ask(client, cards, at=START, **headers):
    body = json.dumps({"at": at, "cards": [{"code": code, "card": card} for code, card in cards]})
    return client.post(ADDRESS, body, content_type="application/json", headers=headers)


def test_a_recorded_sequence_gives_the_intervals_of_the_library_itself(client):
    library, theirs = Scheduler(enable_fuzzing=False), Card(card_id=1)
    ours, at = None, datetime.fromisoformat(START)

    for rating, late in RECORDED:
        theirs, _ = library.review_card(theirs, Rating(rating), at)
        outcomes = ask(client, [("PY-001", ours)], at.isoformat()).json()["outcomes"]["PY-001"]
        ours = next(one["card"] for one in outcomes if one["rating"] == rating)
        expected = theirs.to_dict()
        del expected["card_id"]
        assert ours == expected
        at = theirs.due + late


def test_each_card_gets_its_four_outcomes_with_their_waits_in_words(client):
    answer = ask(client, [("PY-001", None), ("PY-002", None)])

    assert {code: [one["words"] for one in four] for code, four in answer.json()["outcomes"].items()} == {
        code: ["1 min", "6 min", "10 min", "8 days"] for code in ("PY-001", "PY-002")
    }


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(seconds=20), "1 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(minutes=60), "1 hour"),
        (timedelta(hours=23), "23 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=59), "59 days"),
        (timedelta(days=61), "2 months"),
        (timedelta(days=730), "2 years"),
        (timedelta(days=1000), "2.7 years"),
    ],
)
def test_a_wait_is_said_as_people_say_it(wait, words):
    assert in_words(wait) == words


def test_a_page_that_was_kept_may_ask_without_a_token():
    strict = Client(enforce_csrf_checks=True)

    assert ask(strict, [("PY-001", None)], **{"sec-fetch-site": "same-origin"}).status_code == 200


@pytest.mark.django_db
def test_asking_needs_no_cookie_or_token_sets_none_and_asks_no_database(client, django_assert_num_queries):
    QuestionPageFactory(live=True)

    with django_assert_num_queries(0):
        answer = ask(client, [("PY-001", None)])

    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://example.org"},
        {"origin": "null"},
    ],
)
def test_pages_of_other_sites_may_not_ask(client, headers):
    assert ask(client, [("PY-001", None)], **headers).status_code == 403


KNOWN = {
    "state": 2,
    "step": None,
    "stability": 3.2,
    "difficulty": 5.0,
    "due": "2026-11-24T08:50:12+00:00",
    "last_review": "2026-11-21T08:50:12+00:00",
}


def test_a_card_that_was_rated_by_a_clock_ahead_of_this_one_is_still_scheduled(client):
    answer = ask(client, [("PY-001", KNOWN)], at="2026-11-20T08:50:12Z")

    due = answer.json()["outcomes"]["PY-001"][2]["card"]["due"]
    assert datetime.fromisoformat(due) > datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "card",
    [
        [],
        "card",
        5,
        {},
        {**KNOWN, "state": 4},
        {**KNOWN, "state": True},
        {**KNOWN, "state": "2"},
        {**KNOWN, "step": 1},
        {**KNOWN, "state": 1, "step": None},
        {**KNOWN, "state": 1, "step": -1},
        {**KNOWN, "state": 1, "step": 99},
        {**KNOWN, "state": 1, "step": 0.5},
        {**KNOWN, "stability": -1},
        {**KNOWN, "stability": 10**400},
        {**KNOWN, "stability": float("nan")},
        {**KNOWN, "stability": float("inf")},
        {**KNOWN, "stability": None},
        {**KNOWN, "difficulty": 0},
        {**KNOWN, "difficulty": "5"},
        {**KNOWN, "stability": None, "difficulty": None},
        {**KNOWN, "due": None},
        {**KNOWN, "due": "tomorrow"},
        {**KNOWN, "due": "2026-11-24T08:50:12"},
        {**KNOWN, "due": "0001-01-01T00:00:00+00:00"},
        {**KNOWN, "last_review": "9999-12-31T23:59:59-14:00"},
        {**KNOWN, "last_review": 12},
    ],
)
def test_what_is_no_card_is_refused_with_words(client, card):
    answer = ask(client, [("PY-001", card)])

    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff",
        b'{"at": 1, "cards": []}',
        b'{"at": "' + START.encode() + b'", "cards": [1]}',
        b"[" * 60_000,
    ],
)
def test_what_is_no_question_is_refused(client, body):
    assert client.post(ADDRESS, body, content_type="application/json").status_code == 400


def test_too_much_is_refused(client):
    many = [(f"PY-{number:03}", None) for number in range(41)]

    assert ask(client, many).status_code == 413
    assert client.post(ADDRESS, b" " * 70_000, content_type="application/json").status_code == 413
    assert client.get(ADDRESS).status_code == 405
