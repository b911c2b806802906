"""The log of an account: what browsers send is taken once, given back to all of them, and seen by nobody else."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.progress import events as rules
from learning.progress import services
from learning.progress.models import LearnerEvent, LearnerLog
from tests.factories import UserFactory
from tests.learning.progress.log import bookmark, event, progress, send
from tests.together import run_together

LOG = "/me/learning/events/"
HOSTILE = {
    "no JSON": "{",
    "no text": b"\xff\xfe\x00",
    "a number": "1",
    "a list": "[]",
    "nothing": "",
    "no list": '{"events": {}}',
    "deep": '{"events": ' + "[" * 50_000 + "]" * 50_000 + "}",
    "too many": json.dumps({"events": [{}] * 501}),
    "a number nobody can read": '{"events": ' + "9" * 5000 + "}",
}


def codes(answer) -> list[str]:
    return [one["code"] for one in answer.json()["events"]]


# --- Taking and giving -----------------------------------------------------------------------------------


def test_what_one_browser_sends_another_receives(learning):
    first, second = progress("LP-01-01"), bookmark("PY-007", "Read on")
    assert send(learning, first).status_code == 200
    answer = send(learning, second)
    assert answer.json()["events"] == [first, second]

    later = learning.get(LOG, {"after": answer.json()["cursor"]}).json()
    assert (later["events"], later["more"]) == ([], False)
    assert learning.get(LOG, {"after": 1}).json()["events"] == [second]


def test_the_same_again_changes_nothing(learning):
    one = progress("LP-01-01")
    changed = {**one, "data": {"state": "todo"}}
    send(learning, one, one)
    answer = send(learning, one, changed).json()
    assert answer["events"] == [one]
    assert answer["cursor"] == LearnerEvent.objects.count() == 1


def test_what_is_wrong_is_named_and_stops_nothing_else(learning):
    wrong = {**progress("LP-01-02"), "at": "yesterday"}
    answer = send(learning, progress("LP-01-01"), wrong, None, {"id": ["x"]}, progress("LP-01-03"))
    assert codes(answer) == ["LP-01-01", "LP-01-03"]
    refused = answer.json()["refused"]
    assert [one["id"] for one in refused] == [wrong["id"], "", ""]
    assert refused[0]["why"] == "Its time is not written like 2026-11-21T08:50:12.345Z."


def test_nothing_happens_in_the_future(learning):
    ahead = rules.written(timezone.now() + timedelta(days=400))
    before = timezone.now()
    [kept] = send(learning, progress("LP-01-01", at=ahead)).json()["events"]
    assert kept["at"] < rules.written(timezone.now())
    assert kept["at"] >= rules.written(before - timedelta(seconds=1))


def test_a_long_log_comes_in_parts(learning, learner):
    services.take(learner, [rules.read(progress(f"PY-{number:03d}")) for number in range(1, 1501)])
    seen, cursor, more = [], 0, True
    while more:
        answer = learning.get(LOG, {"after": cursor}).json()
        seen += answer["events"]
        cursor, more = answer["cursor"], answer["more"]
    assert len(seen) == len({one["id"] for one in seen}) == 1500


def test_asking_writes_nothing(learning):
    answer = learning.get(LOG).json()
    assert (answer["account"], answer["events"]) == ("", [])
    assert not LearnerLog.objects.exists()
    assert learning.head(LOG).status_code == 200


def test_text_of_every_script_comes_back_as_it_was(learning):
    note = 'naïve 🪔 "quoted" \\u0000 <script>\u2028\n\t' + "é" * 500
    send(learning, bookmark("PY-007", note))
    assert learning.get(LOG).json()["events"][0]["data"]["note"] == note


# --- Bounds ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_list_of_events_is_refused(learning, body):
    answer = send(learning, body=body)
    assert answer.status_code == 400
    assert answer.json()["problem"]
    assert not LearnerEvent.objects.exists()


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400])
def test_a_number_that_no_database_keeps_is_refused(learning, number):
    raw = json.dumps({"events": [event(data={"state": "done", "more": 0.125})]}).replace("0.125", number)
    answer = send(learning, body=raw)
    assert answer.json()["refused"][0]["why"] == "Its data holds something that cannot be kept."


def test_a_body_that_is_too_large_is_not_read(learning):
    assert send(learning, body=json.dumps({"events": ["x" * 3_000_000]})).status_code in {400, 413}


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "٣", "9" * 30, ""])
def test_a_cursor_is_a_number(learning, after):
    assert learning.get(LOG, {"after": after}).status_code == 400


def test_a_cursor_behind_the_end_is_the_end(learning):
    send(learning, progress("LP-01-01"))
    assert learning.get(LOG, {"after": 500}).json()["cursor"] == 1


def test_a_full_log_takes_nothing_more_and_keeps_what_it_has(learning, monkeypatch):
    send(learning, progress("LP-01-01"))
    monkeypatch.setattr(services, "MOST_EVENTS", 2)
    answer = send(learning, progress("LP-01-02"), progress("LP-01-03"))
    assert answer.status_code == 409
    assert codes(learning.get(LOG)) == ["LP-01-01"]


def test_a_log_has_room_for_so_many_bytes_whoever_sends_them_again(learning, monkeypatch):
    noted = [bookmark("PY-MID-004", note="x" * 2000), bookmark("PY-MID-005", note="y" * 2000)]
    monkeypatch.setattr(services, "MOST_BYTES", 3000)
    assert send(learning, noted[0]).status_code == 200
    assert send(learning, noted[0]).status_code == 200
    assert send(learning, noted[1]).status_code == 409
    assert send(learning, progress("LP-01-01")).status_code == 200
    assert codes(learning.get(LOG)) == ["PY-MID-004", "LP-01-01"]


def test_an_account_asks_only_so_often(learning, settings):
    settings.LEARNER_REQUESTS_A_MINUTE = 3
    answers = [learning.get(LOG) for _ in range(3)] + [send(learning, progress("LP-01-01")) for _ in range(2)]
    assert {answer.status_code for answer in answers[:2]} == {200}
    assert answers[-1].status_code == 429
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    other = Client()
    other.force_login(UserFactory())
    assert other.get(LOG).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_there_is_nothing_else_to_do_with_it(learning, method):
    assert getattr(learning, method)(LOG).status_code == 405


# --- Whose it is -----------------------------------------------------------------------------------------


def test_nobody_is_told_that_nobody_is_signed_in(client, db):
    answer = client.get(LOG)
    assert (answer.status_code, answer.json()) == (200, {"account": None})
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert send(client, progress("LP-01-01")).status_code == 401
    assert not LearnerEvent.objects.exists()


def test_what_others_did_cannot_be_reached(learning, client, learner):
    mine = progress("LP-01-01")
    send(learning, mine)
    stranger = Client()
    stranger.force_login(UserFactory())
    assert stranger.get(LOG).json()["events"] == []
    # The same id in somebody else's log is another event.
    theirs = {**mine, "code": "LP-01-02"}
    assert codes(send(stranger, theirs)) == ["LP-01-02"]
    assert codes(learning.get(LOG)) == ["LP-01-01"]
    assert learning.get(LOG).json()["account"] != stranger.get(LOG).json()["account"]
    assert str(learner.pk) != learning.get(LOG).json()["account"]


def test_a_form_of_another_site_cannot_add_to_it(learner):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(learner)
    assert send(browser, progress("LP-01-01")).status_code == 403
    assert not LearnerEvent.objects.exists()


def test_signing_out_ends_it(learning):
    send(learning, progress("LP-01-01"))
    learning.logout()
    assert learning.get(LOG).json() == {"account": None}


# --- At once, and much -----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_once_lose_nothing():
    user = UserFactory()
    shared = [rules.read(progress(f"PY-{number:03d}")) for number in range(1, 21)]
    own = [[rules.read(progress(f"GO-{place}{number:02d}")) for number in range(20)] for place in range(1, 5)]
    taken = run_together(lambda mine: services.take(user, [*shared, *mine]), own)
    assert sum(taken) == 20 + 4 * 20
    sequences = list(LearnerEvent.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, 101))


@pytest.mark.django_db(transaction=True)
def test_a_browser_that_reads_while_others_write_misses_nothing():
    user = UserFactory()
    services.take(user, [])
    seen: list[str] = []

    def work(place: int) -> None:
        cursor = 0
        for number in range(12):
            if place:
                services.take(user, [rules.read(progress(f"GO-{place}{number:02d}"))])
            else:
                news = services.since(user, cursor)
                cursor = news.cursor
                seen.extend(event.uid for event in news.events)
        if not place:
            work.cursor = cursor

    run_together(work, range(4))
    seen += [event.uid for event in services.since(user, work.cursor).events]
    assert len(seen) == len(set(seen)) == 36


@pytest.mark.parametrize("do", ["send", "ask"])
def test_more_events_are_not_more_queries(learning, do):
    def queries(number: int) -> int:
        many = [progress(f"PY-{place:03d}") for place in range(1, number + 1)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert (send(learning, *many) if do == "send" else learning.get(LOG)).status_code == 200
        return len(asked)

    send(learning, *[progress("LP-01-01") for _ in range(10)])
    first = queries(10)
    send(learning, *[progress("LP-01-01") for _ in range(30)])
    assert queries(30) == first
