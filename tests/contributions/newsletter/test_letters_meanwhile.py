"""A letter somebody edits while it is scheduled, or while it begins to leave."""

import threading
import time

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from contributions.newsletter.letters import sending
from contributions.newsletter.letters.models import Letter
from contributions.newsletter.letters.viewsets import LetterEditView
from tests.admin.conftest import person, signed_in
from tests.contributions.newsletter.factories import subscriber
from tests.contributions.newsletter.test_letters import letter

State = Letter.State
NEXT_WEEK = timezone.timedelta(days=7)


@pytest.fixture(autouse=True)
def queue_only(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def writer(db):
    """Somebody who writes letters and may send none."""
    writers = Group.objects.create(name="Writers")
    names = ["access_admin", "view_letter", "add_letter", "change_letter", "delete_letter"]
    writers.permissions.set(Permission.objects.filter(codename__in=names))
    return signed_in(person("Writers"))


def fields(text: str) -> dict:
    return {
        "subject": "Ten errors of deploy day",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": "",
        "body-0-value": text,
        "public": "on",
    }


@pytest.mark.parametrize("name", ["edit", "delete"])
def test_who_may_not_send_changes_no_letter_that_leaves_by_itself(writer, name):
    one = letter()
    address = reverse(f"letters:{name}", args=[one.pk])
    assert writer.get(address).status_code == 200
    sending.schedule(one, timezone.now() + NEXT_WEEK)
    assert writer.get(address)["Location"] == reverse("letters:one", args=[one.pk])
    assert writer.post(address, fields("Buy my watches.")).status_code == 302
    assert "it is done" in str(Letter.objects.get(pk=one.pk).body)


def test_who_may_send_changes_it_until_then(db):
    one = letter()
    sending.schedule(one, timezone.now() + NEXT_WEEK)
    signed_in(person("Editors")).post(reverse("letters:edit", args=[one.pk]), fields("Said better."))
    one.refresh_from_db()
    assert (one.state, "Said better." in str(one.body)) == (State.SCHEDULED, True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_begins_to_leave_while_it_is_saved_leaves_as_it_was_saved_and_stays_so(monkeypatch):
    subscriber()
    one = letter()
    client = signed_in(person("Editors"))

    def begin() -> None:
        try:
            sending.start(one)
        finally:
            connections.close_all()

    sender = threading.Thread(target=begin)
    saved = LetterEditView.form_valid

    def slowly(view, form):
        sender.start()
        time.sleep(0.5)  # long enough to begin, were nobody in the way
        return saved(view, form)

    monkeypatch.setattr(LetterEditView, "form_valid", slowly)
    client.post(reverse("letters:edit", args=[one.pk]), fields("Said better."))
    sender.join(timeout=30)
    one.refresh_from_db()
    assert (one.state, one.markdown) == (State.SENDING, "Said better.")
