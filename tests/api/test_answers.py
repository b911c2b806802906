"""What holds for every answer: validators, caching, CORS, no cookie, one shape of errors, limits."""

import pytest
from django.core.cache import cache

from tests.factories import QuestionPageFactory

pytestmark = pytest.mark.django_db

READS = ("entries/", "search?q=entry", "kinds", "technologies", "categories", "openapi.json", "docs")


@pytest.mark.parametrize("path", READS)
def test_an_answer_is_public_has_an_etag_and_sets_no_cookie(client, administrator, path):
    QuestionPageFactory(live=True)
    client.force_login(administrator)

    answer = client.get(f"/api/v1/{path}")

    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == answer["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"


def test_an_entry_says_when_it_was_last_published(client):
    entry = QuestionPageFactory(live=True)
    address = f"/api/v1/entries/{entry.code}"
    answer = client.get(address)

    entry.technology.name = "Renamed since"
    entry.technology.save()
    dated = client.get(address, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert "Renamed since" in dated.text
    entry.title, entry.change_kind, entry.change_note = "Another title?", "typo", "Said better."
    entry.save_revision().publish()
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).json()["title"] == "Another title?"


def test_head_is_get_without_a_body(client):
    answer = client.head("/api/v1/kinds")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == client.get("/api/v1/kinds")["ETag"]


def test_a_script_of_another_site_may_ask_before_it_reads(client):
    answer = client.options(
        "/api/v1/entries/", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    )

    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "POST" not in answer["Access-Control-Allow-Methods"]
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "entries/NONE-001", 404),
        ("get", "nothing", 404),
        ("get", "nothing/at/all", 404),
        ("get", "entries/?limit=0", 422),
        ("get", "entries/?limit=101", 422),
        ("get", "entries/?limit=many", 422),
        ("get", "entries/?updated_since=yesterday", 422),
        ("get", "entries/?updated_since=0001-01-01T00:00:00%2B14:00", 422),
        ("get", "entries/?technlogy=flask", 422),
        ("get", "entries/?tag=" + "x" * 101, 422),
        ("get", "entries/?" + "&".join(["tag=x"] * 41), 422),
        ("get", "search?page=0", 422),
        ("get", "search?sort=random", 422),
        ("get", "entries/?tag=%00", 400),
        ("get", "entries/a%00b", 400),
        ("get", "search?q=%00", 400),
        ("post", "entries/", 405),
        ("delete", "kinds", 405),
        ("get", "match-error", 405),
    ],
)
def test_every_error_has_the_same_shape(client, method, path, status):
    answer = getattr(client, method)(f"/api/v1/{path}")

    body = answer.json()
    assert answer.status_code == body["status"] == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    assert set(body) - {"errors"} == {"type", "title", "status", "detail"}
    assert body["detail"]
    assert ("errors" in body) == (status == 422)


def test_a_problem_names_the_parameter(client):
    errors = client.get("/api/v1/entries/?limit=0&technlogy=x").json()["errors"]
    assert [one["name"] for one in errors] == ["technlogy"]
    errors = client.get("/api/v1/entries/?limit=0&updated_since=x").json()["errors"]
    assert {one["name"] for one in errors} == {"limit", "updated_since"}


def test_a_failure_on_this_side_is_a_problem_too(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("django.core.signing.Signer.sign_object", None)
    QuestionPageFactory(live=True)
    QuestionPageFactory(live=True)

    answer = client.get("/api/v1/entries/?limit=1")

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")


@pytest.mark.parametrize(("asked", "meant"), [("entries", "entries/"), ("kinds/", "kinds"), ("", "docs")])
def test_an_address_that_is_almost_right_leads_to_the_right_one(client, asked, meant):
    answer = client.get(f"/api/v1/{asked}?limit=1")

    assert answer.url.partition("?")[0] == f"/api/v1/{meant}"


def test_the_slash_of_a_post_is_forgiven_with_its_body(client):
    answer = client.post("/api/v1/match-error/", "ValueError: x", content_type="text/plain", follow=True)

    assert answer.redirect_chain == [("/api/v1/match-error", 308)]
    assert answer.json()["signature"]["type"] == "ValueError"


def test_an_address_that_asks_too_fast_is_told_when_to_come_back(client, settings):
    settings.API_REQUESTS_A_MINUTE = {"read": 2, "search": 1, "match": 1}

    answers = [client.get("/api/v1/categories") for _ in range(3)]

    statuses = [answer.status_code for answer in answers]
    if statuses == [200, 200, 200]:  # a minute began in between
        statuses = [client.get("/api/v1/categories").status_code for _ in range(3)]
    assert 429 in statuses
    refused = client.get("/api/v1/categories")
    assert refused.json()["status"] == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/categories", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/api/v1/search").status_code == 200


def test_no_address_is_kept_in_the_clear(client):
    client.get("/api/v1/categories", REMOTE_ADDR="192.0.2.7")

    kept = str(list(cache._cache))
    assert "api-pace" in kept
    assert "192.0.2" not in kept


def test_the_rest_of_the_site_is_left_alone(client):
    answer = client.get("/nowhere/")

    assert answer["Content-Type"].startswith("text/html")
    assert "Access-Control-Allow-Origin" not in answer
