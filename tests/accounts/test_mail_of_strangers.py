"""An address that somebody typed and nobody confirmed opens nothing of its owner's mail."""

import json

import pytest

from hub.accounts.deletion import delete_account
from hub.core.models import OutgoingMail
from tests.accounts.conftest import account, sign_in

pytestmark = pytest.mark.django_db

STRANGER = "grace@example.org"


@pytest.fixture
def typed(client):
    """An account whose owner wants to change to the address of a stranger, who has a mail in the queue."""
    OutgoingMail.objects.create(
        recipient=STRANGER,
        subject="Set a new password",
        text="Here is the link.",
        category="account",
        key="g",
    )
    user = account(email="mallory@example.org")
    sign_in(client, user)
    client.post("/accounts/email/", {"action_add": "", "email": STRANGER})
    assert user.emailaddress_set.filter(email=STRANGER, verified=False).exists()
    return user


def test_what_is_written_to_it_is_in_nobody_elses_file(client, typed):
    known = json.loads(client.post("/me/export/").text)
    assert "Set a new password" not in [mail["subject"] for mail in known["mail"]]


def test_what_waits_for_it_is_sent_though_the_account_is_deleted(typed):
    delete_account(typed)
    waiting = OutgoingMail.objects.get(key="g")
    assert (waiting.state, waiting.recipient, waiting.text) == ("queued", STRANGER, "Here is the link.")
