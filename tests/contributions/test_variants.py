"""Another message of an entry that is published already, sent by the form of its kind."""

import pytest
from django.urls import reverse

from contributions.submissions.models import Submission
from tests.contributions.typing import BROWSER, fill_in, read_form, typed
from tests.factories import DebugEntryPageFactory, QuestionPageFactory

pytestmark = pytest.mark.django_db

TITLE = "Why does a list keep its old default?"
QUESTION = {"title": TITLE, "summary": "Defaults are made once, when the function is."}


def address(kind="question"):
    return reverse("contributions:submit", args=(kind,))


def stored() -> Submission:
    return Submission.objects.get()


def test_another_message_of_an_entry_needs_nothing_else(client):
    entry = DebugEntryPageFactory(live=True)
    shown = client.get(address("debug"), {"variant_of": entry.code}, **BROWSER)
    assert entry.title in shown.content.decode()
    form = read_form(shown)
    said = {"title": "The same", "messages-0": "KeyError: 0", "by-agreed": "on", "action": "send"}
    response = client.post(form.action, typed(form, said, purpose="submission"), **BROWSER)
    assert response.status_code == 303
    assert stored().variant_of_id == entry.pk


@pytest.mark.parametrize("code", ["PY-999", "x" * 500, "\x00"])
def test_a_variant_of_nothing_is_an_entry_of_its_own(client, code):
    assert fill_in(client, address(), {**QUESTION, "variant_of": code}).status_code == 303
    assert stored().variant_of is None


def test_a_variant_is_of_a_published_entry_of_the_same_kind(client):
    draft, other = QuestionPageFactory(), DebugEntryPageFactory(live=True)
    for entry in (draft, other):
        fill_in(client, address(), {**QUESTION, "title": f"{TITLE} {entry.pk}", "variant_of": entry.code})
    assert not Submission.objects.exclude(variant_of=None).exists()


def test_the_preview_offers_the_entry_that_says_it_already(client):
    entry = QuestionPageFactory(title=TITLE, live=True)
    response = fill_in(client, address(), {**QUESTION, "action": "preview"})
    assert entry.code in response.content.decode()
