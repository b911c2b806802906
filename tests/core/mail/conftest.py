"""A mail server, and mails in the queue."""

import pytest

from hub.core.mail import Content, Recipient, send_many
from hub.core.models import OutgoingMail
from tests.core.mail.servers import Inbox, running


@pytest.fixture
def queue_only(settings):
    """Nothing is delivered before it is asked for: the task waits for a worker that never comes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def inbox(settings, queue_only):
    with running(Inbox()) as server:
        settings.MAIL_BACKEND = "hub.core.mail.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = server.port
        settings.EMAIL_TIMEOUT = 1
        yield server


@pytest.fixture
def queued(db):
    """`queued("a@example.com", category="letters")` puts a mail into the queue and returns it."""

    def add(*addresses: str, category: str = "status") -> OutgoingMail:
        send_many(
            Content("A subject", "A text.\n", "<p>A text.</p>"),
            [Recipient(address) for address in addresses],
            category=category,
        )
        return OutgoingMail.objects.filter(recipient=addresses[-1]).latest("pk")

    return add


@pytest.fixture(autouse=True)
def no_site(settings):
    """The ground floor knows no site; who writes is said by the environment."""
    settings.MAIL_IDENTITY = "hub.core.mail.identity.from_settings"
