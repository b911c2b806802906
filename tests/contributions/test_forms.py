"""The form of an entry, made from the declaration of its kind: what goes in comes out."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from contributions.submissions.forms import EntryForm
from contributions.submissions.forms.prefilling import filled_by_trace
from contributions.submissions.forms.secrets import leaks_in
from knowledge import kinds
from knowledge.attributes import Choice, Code, Date, Fields, Flag, Integer, Items, Slug, Tags, Text, Url
from knowledge.entrydocs import EntryDocument, Section
from knowledge.kinds import Attribute, Kind
from knowledge.models import QuestionPage
from tests.contributions.factories import debug_document, question_document
from tests.contributions.typing import read_form
from tests.entrydocs.strategies import documents
from tests.factories import TechnologyFactory

NAMED = {"technology", "category"}  # the form offers those there are


class Page:
    """A page of HTML, as a client returns it."""

    def __init__(self, form: EntryForm) -> None:
        inputs = "".join(str(field) for field in form)
        self.content = f'<form class="contribute" action="/">{inputs}</form>'.encode()


def as_sent(form: EntryForm) -> QueryDict:
    """Returns what a browser sends when nobody has typed anything."""
    data = QueryDict(mutable=True)
    for name, values in read_form(Page(form)).fields.items():
        data.setlist(name, values)
    return data


def sent_back(document: EntryDocument) -> EntryForm:
    kind = kinds.get(document.kind)
    return EntryForm(kind, as_sent(EntryForm(kind, document=document)), document=document, draft=True)


# --- In and out ------------------------------------------------------------------------------------------


@pytest.mark.django_db
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_a_document_nobody_changes_comes_out_as_it_went_in(document):
    attributes = {key: value for key, value in document.attributes.items() if key not in NAMED}
    document = replace(document, attributes=attributes)
    form = sent_back(document)
    assert form.is_valid(), form.errors
    assert form.document() == document


@pytest.mark.django_db
def test_technology_and_category_come_out_too():
    document = question_document()
    form = sent_back(document)
    assert form.is_valid(), form.errors
    assert form.document() == document


@pytest.mark.django_db
def test_a_new_section_stands_where_its_kind_puts_it():
    document = debug_document(sections=(Section("Fix", "This."), Section("Aside", "That.")))
    kind = kinds.get("debug")
    data = as_sent(EntryForm(kind, document=document))
    data["section-root_cause"], data["section-prevention"] = "Why.", "A test."
    form = EntryForm(kind, data, document=document)
    assert form.is_valid(), form.errors
    headings = [one.heading for one in form.document().sections]
    assert headings == ["Root cause", "Fix", "Aside", "Prevention"]


# --- A kind of another app -------------------------------------------------------------------------------

SHAPES = {
    "line": Text(80),
    "words": Text(400, multiline=True),
    "one_of": Choice(("red", "green")),
    "path": Slug(),
    "code_of": Code(),
    "minutes": Integer(1, 90),
    "is_free": Flag(),
    "day": Date(),
    "page": Url(),
    "keys": Tags(),
    "links": Items(Url()),
    "numbers": Items(Integer(0, 9)),
    "quotes": Items(Text(400, multiline=True)),
    "place": Fields({"name": Text(80), "days": Items(Date())}),
    "resources": Items(Fields({"title": Text(80), "url": Url(), "free": Flag()}, required=("title",))),
}
VALUES = {
    "line": "a line",
    "words": "one\ntwo",
    "one_of": "green",
    "path": "some-path",
    "code_of": "PY-007",
    "minutes": "45",
    "is_free": True,
    "day": "2026-11-20",
    "page": "https://example.org/",
    "keys": ["alpha", "beta"],
    "links": ["https://example.org/a", "https://example.org/b"],
    "numbers": ["1", "2"],
    "quotes": ["a\nb", "c"],
    "place": {"name": "Here", "days": ["2026-11-20"]},
    "resources": [
        {"title": "One", "url": "https://example.org/", "free": True},
        {"title": "Two", "free": False},
    ],
}


@pytest.fixture
def strange_kind(monkeypatch):
    """A kind with an attribute of every shape, as another app would register it."""
    kind = Kind(
        key="strange",
        label="Strange thing",
        plural="Strange things",
        sections=(kinds.Section("story", "Story", required=True),),
        code_stem=lambda page: "ST",
        attributes=tuple(Attribute(key, shape) for key, shape in SHAPES.items()),
        required=("words", "quotes", "one_of"),
    )

    reverse("contributions:start")  # addresses are read once, and not while this kind is known
    model = type("StrangePage", (), {"kind": kind, "_meta": QuestionPage._meta})
    monkeypatch.setitem(kinds._models, "strange", model)
    return kind


@pytest.mark.django_db
def test_every_shape_has_an_input_that_gives_back_what_it_was_given(strange_kind):
    document = EntryDocument(
        kind="strange", title="It", attributes=VALUES, sections=(Section("Story", "Once."),)
    )
    form = sent_back(document)
    assert form.is_valid(), form.errors
    assert form.document() == document


@pytest.mark.django_db
def test_only_words_are_asked_of_the_sender(strange_kind):
    form = EntryForm(strange_kind, {})
    assert set(form.errors) == {"title", "words", "quotes", "section-story"}


@pytest.mark.django_db
def test_the_form_of_a_kind_of_another_app_has_its_page(client, strange_kind):
    page = client.get("/contribute/strange/").content.decode()
    for key in SHAPES:
        assert f'name="{key}' in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["code", "related", "verified", "credit", "licence"])
def test_what_editors_say_is_not_asked(strange_kind, name):
    assert name not in EntryForm(strange_kind).fields
    data = {"title": "It", "words": "a", "quotes-0": "b", "section-story": "c", name: "PY-001"}
    form = EntryForm(strange_kind, data)
    assert form.is_valid(), form.errors
    assert name not in form.document().attributes
    assert form.document().code == ""


# --- Secrets -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_secrets_are_found_in_every_sort_of_input():
    key = "AKIA" + "2E7XQ4Z6T3WB5NHV"
    typed = QueryDict(mutable=True)
    typed.update(
        {
            "title": f"With {key}",
            "messages-1": f"denied for {key}",
            "affects": f"one\n{key}",
            "source-title": key,
            "section-fix": f"`{key}`",
            "unknown": key,
        }
    )
    form = EntryForm(kinds.get("debug"), typed)
    leaks, clean = leaks_in(form, typed)
    assert [leak.label for leak in leaks] == ["Title", "Messages", "Affects", "Source", "Fix"]
    assert [leak.id for leak in leaks][1] == "id_messages-1"
    assert all(key not in clean[name] for name in typed if name != "unknown")
    assert all(key in leak.marked and key not in leak.redacted for leak in leaks)
    assert leaks_in(form, clean)[0] == []


# --- From a pasted error -----------------------------------------------------------------------------------

TRACE = """Traceback (most recent call last):
  File "/home/ada/app.py", line 3, in <module>
    import requests
ModuleNotFoundError: No module named 'requests'
"""


@pytest.mark.django_db
def test_a_trace_fills_in_its_message_and_technology():
    TechnologyFactory(name="PHP", slug="php")
    python = TechnologyFactory(name="Python", slug="python")
    TechnologyFactory(name="Python (Flask)", slug="python-flask", parent=python)
    filled = filled_by_trace(TRACE)
    assert filled == {"messages": ["ModuleNotFoundError: No module named 'requests'"], "technology": "python"}


@pytest.mark.django_db
def test_a_trace_fills_in_no_secret():
    token = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bD1fG3hJ5"
    filled = filled_by_trace(f"ValueError: bad token {token}")
    assert token not in str(filled)
    assert "bad token" in str(filled)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "   ", "\x00\x00", "\ud800", "a" * 300_000, "\n" * 300_000])
def test_anything_may_be_pasted(text):
    filled = filled_by_trace(text)
    form = EntryForm(kinds.get("debug"), as_sent(EntryForm(kinds.get("debug"), initial=filled)), draft=True)
    assert form.is_valid(), form.errors
