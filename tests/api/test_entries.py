"""Entries: filters, pages that follow a cursor, whole entries of every kind, and codes that are gone."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from knowledge import kinds
from knowledge.entrydocs import document_from_page, read
from knowledge.models import EntryPage, RetiredCode
from tests.factories import (
    ENTRY_FACTORIES,
    CategoryFactory,
    DebugEntryPageFactory,
    QuestionPageFactory,
    TechnologyFactory,
)
from tests.pages.archive import KINDS, fill_archive

pytestmark = pytest.mark.django_db

LIST = "/api/v1/entries/"


def codes(client, **filters) -> list[str]:
    return [row["code"] for row in client.get(LIST, filters).json()["entries"]]


def walk(client, address: str) -> list[str]:
    found = []
    while address:
        page = client.get(address).json()
        found += [row["code"] for row in page["entries"]]
        address = page["next"]
    return found


# --- The list --------------------------------------------------------------------------------------


def test_a_row_says_what_lists_of_the_site_say(client):
    entry = QuestionPageFactory(title="Why?", tags=["beta", "alpha"], live=True)

    (row,) = client.get(LIST).json()["entries"]

    published = EntryPage.objects.get().first_published_at
    assert row == {
        "code": entry.code,
        "kind": "question",
        "title": "Why?",
        "summary": "The answer in one sentence.",
        "url": f"http://testserver{entry.url}",
        "permanent_url": f"http://testserver/e/{entry.code}/",
        "api_url": f"http://testserver/api/v1/entries/{entry.code}",
        "technology": {"slug": entry.technology.slug, "name": entry.technology.name},
        "level": "mid",
        "difficulty": 5,
        "category": {"slug": entry.category.slug, "name": entry.category.name},
        "tags": [{"slug": "alpha", "name": "alpha"}, {"slug": "beta", "name": "beta"}],
        "counts": {"views": 0, "uses": 0, "helped": 0},
        "published_at": published.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "updated_at": published.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }


def test_filters_narrow_and_repeated_ones_widen(client):
    flask, category = TechnologyFactory(slug="flask"), CategoryFactory(slug="databases")
    question = QuestionPageFactory(technology=flask, category=category, level="mid", tags=["orm"], live=True)
    other = QuestionPageFactory(level="senior", live=True)
    error = DebugEntryPageFactory(technology=flask, live=True)

    assert codes(client) == [error.code, other.code, question.code]
    assert codes(client, kind="question") == [other.code, question.code]
    assert codes(client, kind=["question", "debug"], technology="flask") == [error.code, question.code]
    assert codes(client, level=["mid", "senior"]) == [other.code, question.code]
    assert codes(client, category="databases") == codes(client, tag="orm") == [question.code]
    assert codes(client, kind="nonsense") == codes(client, tag="nothing") == []


def test_updated_since_leaves_out_what_has_not_changed(client):
    old, new = QuestionPageFactory(live=True), QuestionPageFactory(live=True)
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    EntryPage.objects.filter(pk=old.pk).update(last_published_at=day)

    assert codes(client, updated_since="2026-01-02") == [new.code]
    assert codes(client, updated_since="2026-01-01T00:00:00Z") == [new.code, old.code]
    assert codes(client, updated_since="2026-01-01T01:00:00+02:00") == [new.code, old.code]
    assert codes(client, updated_since="2026-01-01T00:00:00-02:00") == [new.code]


def test_only_what_everybody_may_read_is_listed(client, administrator):
    draft = QuestionPageFactory()
    private = QuestionPageFactory(live=True)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(administrator)

    assert codes(client) == []
    for code in (draft.code, private.code):
        assert client.get(LIST + code).status_code == 404
    for path in ("kinds", "technologies", "categories"):
        assert {one["entries"] for one in client.get(f"/api/v1/{path}").json()} == {0}


# --- Pages -----------------------------------------------------------------------------------------


def test_following_next_visits_every_entry_once(client):
    entries = [QuestionPageFactory(live=True) for _ in range(7)]

    assert walk(client, f"{LIST}?limit=3&kind=question") == [entry.code for entry in reversed(entries)]


def test_what_is_published_or_taken_away_meanwhile_moves_nothing(client):
    entries = [QuestionPageFactory(live=True) for _ in range(6)]
    first = client.get(f"{LIST}?limit=2").json()
    QuestionPageFactory(live=True)
    entries[4].unpublish()  # the entry the cursor stands at
    entries[3].unpublish()

    rest = walk(client, first["next"])

    assert [row["code"] for row in first["entries"]] == [entries[5].code, entries[4].code]
    assert rest == [entries[2].code, entries[1].code, entries[0].code]


def test_a_cursor_is_opaque_and_cannot_be_made_up(client):
    entries = [QuestionPageFactory(live=True) for _ in range(2)]
    address = client.get(f"{LIST}?limit=1").json()["next"]

    assert str(entries[1].pk) not in address.split("cursor=")[1].split("%3A")[0]
    for cursor in ("1", "eyJhZnRlciI6OX0", "eyJhZnRlciI6OX0:x", "é", "x" * 300, address[-20:]):
        answer = client.get(LIST, {"cursor": cursor})
        assert answer.status_code == 422
        assert [one["name"] for one in answer.json()["errors"]] == ["cursor"]


# --- One entry -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_of_any_kind_is_its_document_and_its_html(client, kind):
    page = fill_archive()[kind]
    document = document_from_page(page)

    entry = client.get(LIST + page.code.lower()).json()

    assert entry["kind"] == kind
    assert set(entry["attributes"]) == set(document.attributes)
    assert entry["attributes"]["difficulty"] == 6
    assert entry["attributes"]["verified"]["date"] == "2026-11-01"
    assert entry["summary_markdown"] == document.summary
    assert "<code>code</code>" in entry["summary_html"]
    assert [(one["heading"], one["markdown"]) for one in entry["sections"]] == [
        (one.heading, one.text) for one in document.sections
    ]
    assert all(one["html"] and one["id"] for one in entry["sections"])
    assert {one["key"] for one in entry["sections"]} <= {one.key for one in kinds.get(kind).sections}
    assert entry["counts"] == {"views": 1234, "uses": 9, "helped": 3}
    assert [change["kind"] for change in entry["changes"]] == ["new"]
    assert read(client.get(entry["markdown_url"]).text) == document
    assert client.get(entry["permanent_url"]).url == entry["url"].removeprefix("http://testserver")


def test_repeated_and_unknown_sections_keep_their_own_html(client):
    entry = QuestionPageFactory(
        live=True,
        body=[
            ("other", {"heading": "Aside", "text": "One."}),
            ("deep_dive", "Two."),
            ("other", {"heading": "Another", "text": "Three."}),
            ("deep_dive", "Four."),
        ],
    )

    sections = client.get(LIST + entry.code).json()["sections"]

    assert [one["key"] for one in sections] == ["other", "deep_dive", "other", "deep_dive"]
    for section in sections:
        assert section["markdown"] in section["html"]
    assert len({one["id"] for one in sections}) == 4


@pytest.mark.parametrize("kind", KINDS)
def test_the_declaration_of_a_kind_covers_what_its_entries_have(client, kind):
    page = fill_archive()[kind]
    declared = next(one for one in client.get("/api/v1/kinds").json() if one["key"] == kind)
    entry = client.get(LIST + page.code).json()

    types = {"string": str, "integer": int, "array": list, "object": dict, "boolean": bool}
    schemas = {one["key"]: one["value_schema"] for one in declared["attributes"]}
    assert declared["entries"] == 1
    for key, value in entry["attributes"].items():
        assert isinstance(value, types[schemas[key]["type"]]), key
        assert value in schemas[key].get("enum", [value])


def test_a_retired_code_is_gone_and_names_its_successor(client):
    successor = ENTRY_FACTORIES["debug"](live=True)
    RetiredCode.objects.create(code="PY-001", title="Old", successor=successor.code)
    RetiredCode.objects.create(code="PY-002", title="Older")

    moved, gone = client.get(f"{LIST}py-001"), client.get(f"{LIST}PY-002")

    assert (moved.status_code, gone.status_code) == (410, 410)
    assert moved.json()["successor"]["code"] == successor.code
    assert client.get(moved.json()["successor"]["api_url"]).status_code == 200
    assert "successor" not in gone.json()
    assert client.get(f"{LIST}PY-003").status_code == 404


def test_a_change_is_told_with_its_note(client):
    entry = QuestionPageFactory(live=True)
    entry.change_kind, entry.change_note = "fix changed", "Now with a lock."
    entry.summary = "Another answer."
    entry.save_revision().publish()

    told = client.get(LIST + entry.code).json()["changes"][0]

    assert (told["kind"], told["note"]) == ("fix changed", "Now with a lock.")
    assert dt.datetime.fromisoformat(told["published_at"]) <= timezone.now()
