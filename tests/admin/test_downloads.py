"""What editors take along from a list: documents fit to be imported again, and tables."""

import csv
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.entrydocs import document_from_page, read
from tests.factories import ENTRY_FACTORIES, QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db


def download(client, kind: str, export: str, **query):
    return client.get(reverse(f"entries_{kind}:index"), {"export": export, **query})


def documents_in(response) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("kind", list(ENTRY_FACTORIES))
def test_a_list_is_packed_as_documents(editor_client, kind):
    entry = ENTRY_FACTORIES[kind](live=True)
    found = documents_in(download(editor_client, kind, "documents"))
    assert list(found) == [f"{entry.code}.md"]
    assert read(found[f"{entry.code}.md"]) == document_from_page(type(entry).objects.get(pk=entry.pk))


def test_only_what_the_filter_shows_is_packed(editor_client):
    wanted, _ = QuestionPageFactory(technology=TechnologyFactory()), QuestionPageFactory()
    response = download(editor_client, "question", "documents", technology=wanted.technology_id)
    assert list(documents_in(response)) == [f"{wanted.code}.md"]


def test_a_table_names_what_a_list_shows(editor_client):
    entry = QuestionPageFactory(live=True, difficulty=7)
    response = download(editor_client, "question", "csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [(row["Code"], row["Technology"], row["Difficulty"]) for row in rows] == [
        (entry.code, entry.technology.name, "7")
    ]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_title_is_a_formula_to_a_spreadsheet(editor_client, title):
    QuestionPageFactory(title=title)
    table = b"".join(download(editor_client, "question", "csv").streaming_content).decode()
    assert f"'{title}" in table


def test_too_much_at_once_is_told(editor_client, monkeypatch):
    monkeypatch.setattr("knowledge.viewsets.MOST_DOCUMENTS", 1)
    QuestionPageFactory.create_batch(2)
    response = editor_client.get(reverse("entries_question:index"), {"export": "documents"}, follow=True)
    assert "narrow the list" in " ".join(str(one) for one in response.context["messages"])


def test_packing_asks_the_same_at_three_times_the_entries(editor_client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            documents_in(download(editor_client, "question", "documents"))
        return len(captured)

    QuestionPageFactory.create_batch(2, live=True)
    asked()
    before = asked()
    QuestionPageFactory.create_batch(4, live=True)
    assert asked() == before


def test_nobody_takes_along_what_they_may_not_see(client):
    QuestionPageFactory(live=True)
    assert client.get(reverse("entries_question:index"), {"export": "documents"}).status_code == 302
