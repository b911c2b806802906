"""Search and error matching: what the site and the command answer, as JSON."""

import json
import logging

import pytest
from django.core.management import call_command

from knowledge.search import matching
from knowledge.search.searching import search
from knowledge.traces.cleaning import LARGEST
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db

MATCH = "/api/v1/match-error"
TRACE = (
    "Traceback (most recent call last):\n"
    '  File "main.py", line 3, in <module>\n    import requests\n'
    "ModuleNotFoundError: No module named 'requests'\n"
)


@pytest.fixture
def explained(db):
    return DebugEntryPageFactory(
        title="The package is not in this environment",
        technology=TechnologyFactory(name="Python", slug="python"),
        messages=[("item", "ModuleNotFoundError: No module named 'requests'")],
        error_kind="import",
        live=True,
    )


# --- Search ----------------------------------------------------------------------------------------


def test_search_answers_what_the_site_finds(client):
    wanted = QuestionPageFactory(title="How do database migrations work?", live=True)
    QuestionPageFactory(title="What is a closure?", live=True)
    results = search("database migrations")

    answer = client.get("/api/v1/search", {"q": "database migrations"}).json()

    assert [row["code"] for row in answer["results"]] == [row.entry.code for row in results.rows]
    assert answer["results"][0]["code"] == wanted.code
    assert "<mark>" in answer["results"][0]["title_html"]
    assert (answer["total"], answer["more"]) == (results.total, False)
    kind = next(facet for facet in answer["facets"] if facet["key"] == "kind")
    assert kind["values"] == [{"value": "question", "label": "Questions", "count": 1, "selected": False}]


def test_a_typing_error_is_corrected_and_said(client):
    for number in range(3):
        QuestionPageFactory(title=f"How do migrations work, part {number}?", live=True)

    answer = client.get("/api/v1/search", {"q": "mirgations"}).json()

    assert answer["total"] == 3
    assert answer["corrected"] == [{"written": "mirgations", "read_as": "migrations"}]


def test_a_code_is_found_as_it_is_written(client):
    entry = QuestionPageFactory(live=True)

    assert client.get("/api/v1/search", {"q": entry.code.lower()}).json()["exact"]["code"] == entry.code


def test_pages_of_results_follow_next(client):
    for number in range(5):
        QuestionPageFactory(title=f"Why does the cache expire, case {number}?", live=True)
    found, address = [], "/api/v1/search?q=cache&limit=2"
    while address:
        answer = client.get(address).json()
        found += [row["code"] for row in answer["results"]]
        address = answer["next"]

    assert len(found) == len(set(found)) == answer["total"] == 5


def test_what_is_counted_no_further_is_said_to_be_more(client, monkeypatch):
    monkeypatch.setattr(matching, "MOST", 3)
    for number in range(4):
        QuestionPageFactory(title=f"How does a zeppelin land, case {number}?", live=True)

    answer = client.get("/api/v1/search", {"q": "zeppelin"}).json()

    assert (answer["total"], answer["more"]) == (3, True)


def test_facets_narrow_a_search(client):
    one = QuestionPageFactory(title="Why does the cache expire?", level="mid", live=True)
    QuestionPageFactory(title="Why does the cache grow?", level="senior", live=True)

    answer = client.get("/api/v1/search?q=cache&level=mid&kind=question&kind=debug").json()

    assert [row["code"] for row in answer["results"]] == [one.code]


# --- Match an error --------------------------------------------------------------------------------


def test_text_json_and_the_command_answer_the_same(client, explained, tmp_path, capsys):
    raw = client.post(MATCH, TRACE, content_type="text/plain")
    as_curl_sends_it = client.post(MATCH, TRACE, content_type="application/x-www-form-urlencoded")
    wrapped = client.post(MATCH, json.dumps({"text": TRACE}), content_type="application/json")
    file = tmp_path / "error.log"
    file.write_text(TRACE)
    call_command("match_error", str(file), "--json")

    assert raw.json() == as_curl_sends_it.json() == wrapped.json() == json.loads(capsys.readouterr().out)
    assert raw.json()["confident"] is True
    best = raw.json()["matches"][0]
    assert (best["code"], best["url"]) == (explained.code, f"http://testserver/e/{explained.code}/")
    assert best["because"]
    assert best["fix"]
    assert raw["Cache-Control"] == "no-store"
    assert not raw.cookies


def test_what_nobody_explains_is_not_claimed_to_be_explained(client, explained):
    answer = client.post(MATCH, "It just does not work.", content_type="text/plain").json()

    assert answer["confident"] is False


@pytest.mark.parametrize("content_type", ["text/plain", "application/json"])
def test_more_than_the_limit_is_refused(client, content_type):
    answer = client.post(MATCH, b"x" * (LARGEST + 1), content_type=content_type)

    assert answer.status_code == answer.json()["status"] == 413
    assert client.post(MATCH, b"x" * LARGEST, content_type="text/plain").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"text": 1}',
        b'{"text": null}',
        b'"text"',
        b'{"text": " "}',
        b"\xff",
        b"[" * 60_000,
    ],
)
def test_json_without_a_text_is_refused(client, body):
    answer = client.post(MATCH, body, content_type="application/json")

    assert answer.status_code == answer.json()["status"] == 422


@pytest.mark.parametrize(
    "body",
    [
        b"\x00",
        b"\xff\xfe\x00",
        b'{"text": "\\ud800 \\u0000 Error: x"}',
        b"Error: \xed\xa0\x80",
        b"%" * 64_000,
    ],
)
@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "text/html; charset=nonsense"])
def test_hostile_bytes_are_no_failure(client, explained, body, content_type):
    answer = client.generic("POST", MATCH, body, content_type=content_type)

    assert answer.status_code in {200, 422}


def test_a_form_is_told_how_to_send(client):
    assert client.post(MATCH, {"text": TRACE}).status_code == 415


def test_pages_of_other_sites_may_not_post(client):
    for headers in ({"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.post(MATCH, TRACE, content_type="text/plain", headers=headers)
        assert answer.status_code == answer.json()["status"] == 403
        assert "Access-Control-Allow-Origin" not in answer


def test_no_token_is_asked_for(explained):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(MATCH, TRACE, content_type="text/plain")

    assert answer.status_code == 200


def test_nothing_of_a_paste_is_logged(client, explained, caplog):
    caplog.set_level(logging.DEBUG)
    for content_type in ("text/plain", "application/json", "multipart/form-data; boundary=x"):
        client.post(MATCH, "SecretPasteError: s3cret-token", content_type=content_type)
    client.post(MATCH, "s3cret-token" * 6000, content_type="text/plain")

    logged = [record for record in caplog.records if "s3cret-token" in record.getMessage()]
    assert logged == []
