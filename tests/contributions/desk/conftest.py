"""The desk's people, signed in, and what they post."""

from dataclasses import replace

import pytest
from django.urls import reverse

from contributions.submissions import services
from contributions.submissions.models import Submission
from contributions.submissions.services import Sender
from contributions.submissions.states import Action
from knowledge.entrydocs import document_from_page
from knowledge.models import EntryPage
from tests.admin.conftest import person, signed_in
from tests.contributions.factories import DESK, fresh

QUEUE = "/admin/submissions/"


def review_url(one: Submission) -> str:
    return reverse("submissions:review", args=(one.pk,))


def decide_url(one: Submission, action: str) -> str:
    return reverse("submissions:decide", args=(one.pk, action))


def said(response) -> str:
    """Everything the page tells: messages and refusals."""
    return " ".join(str(message) for message in response.context["messages"])


def claimed(one: Submission, user) -> Submission:
    services.claim(one, user=user, roles=DESK)
    return fresh(one)


def decide(browser, one: Submission, action: Action, **data):
    """Posts a decision as the page's form would."""
    return browser.post(decide_url(one, action), {"version": one.version, "take": "fields", **data})


def corrected(entry, **changes) -> Submission:
    """A correction of an entry, of somebody who wishes to be named."""
    document = replace(document_from_page(entry), **changes)
    sender = Sender(email="guest@example.org", name="Grace", named=True)
    return services.submit_correction(entry, document, reason="It was outdated.", sender=sender)


def edited(entry, **changes):
    """An entry as an editor has changed it since, in a draft."""
    page = entry.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()
    return EntryPage.objects.get(pk=entry.pk)


@pytest.fixture
def moderator(db):
    return person("Moderators", first_name="Ada")


@pytest.fixture
def other_moderator(db):
    return person("Moderators", first_name="Grace")


@pytest.fixture
def desk(moderator):
    """A moderator's browser."""
    return signed_in(moderator)


@pytest.fixture
def other_desk(other_moderator):
    return signed_in(other_moderator)
