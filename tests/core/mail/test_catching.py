"""What packages of others send by themselves goes through the queue as well."""

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives, mail_admins, send_mail
from django.core.mail.message import EmailMessage
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from hub.core.mail import InvalidAddress
from hub.core.mail.catching import as_markdown
from hub.core.mail.suppression import suppress
from hub.core.models import OutgoingMail
from hub.settings import mail as settings_of_mail
from tests.admin.conftest import person
from tests.factories import QuestionPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue_only")]
A = "ada@example.com"


@pytest.fixture(autouse=True)
def as_in_production(settings):
    """Tests keep Django's mail in memory; here it is as settings say."""
    settings.EMAIL_BACKEND = settings_of_mail.EMAIL_BACKEND


def test_a_mail_by_django_s_own_function_waits_in_the_queue_in_our_clothes():
    assert send_mail("A subject", "Hello.\nA line.\n\nMore.", "x@example.com", [A, "b@example.com"]) == 1
    assert outbox.outbox == []
    first, second = OutgoingMail.objects.order_by("pk")
    assert (first.recipient, second.recipient) == (A, "b@example.com")
    assert (first.subject, first.category) == ("A subject", "digest")
    assert "Hello.\nA line.\n\nMore." in first.text
    assert '<table class="sheet"' in first.html


def test_addresses_that_get_no_mail_get_none_of_it_either():
    suppress(A, "bounce")
    send_mail("A subject", "Hello.", None, [A])
    assert OutgoingMail.objects.get().state == OutgoingMail.State.SUPPRESSED


def test_names_copies_and_html_change_nothing():
    message = EmailMultiAlternatives("A", "Text.", None, ["Ada <ada@example.com>"], bcc=["b@example.com"])
    message.attach_alternative("<b>Other words</b>", "text/html")
    message.send()
    assert {one.recipient for one in OutgoingMail.objects.all()} == {A, "b@example.com"}
    assert "Other words" not in OutgoingMail.objects.first().html


def test_an_address_that_is_none_is_told_unless_silence_was_asked_for():
    with pytest.raises(InvalidAddress):
        send_mail("A", "Text.", None, ["nobody"])
    assert EmailMessage("A", "Text.", None, ["nobody"]).send(fail_silently=True) == 0


def test_errors_mailed_to_administrators_wait_there_too(settings):
    settings.ADMINS = [("Ada", A)]
    mail_admins("It broke", "A traceback\n  of lines")
    assert "It broke" in OutgoingMail.objects.get().subject


def test_what_somebody_wrote_stays_text_and_only_our_addresses_are_links(settings):
    settings.SITE_URL = "https://hub.example.org"
    text = "See https://hub.example.org/admin/pages/7/edit/.\nNot https://evil.example.com/ nor [x](https://e.example)\n\n<b>**bold**"
    markdown = as_markdown(text)
    assert "<https://hub.example.org/admin/pages/7/edit/>" in markdown
    assert "https://evil" not in markdown
    assert "https://e.example" not in markdown
    assert r"\<b\>\*\*bold" in markdown
    assert "https://hub.example.org.evil.example" not in as_markdown("https://hub.example.org.evil.example/")


def test_reviewers_hear_of_a_page_that_waits_by_the_queue():
    """Wagtail writes to them by itself."""
    reviewer, author = person("Moderators"), person("Authors")
    task = GroupApprovalTask.objects.create(name="Look at it")
    task.groups.add(reviewer.groups.get())
    workflow = Workflow.objects.create(name="One look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    page = QuestionPageFactory(title="Why does [it](https://evil.example.com) wait?")
    page.save_revision(user=author)

    workflow.start(page, author)

    (mail,) = OutgoingMail.objects.filter(recipient=reviewer.email)
    assert "Why does [it]" in mail.subject
    assert f"/admin/pages/{page.pk}/edit/" in mail.html
    assert "evil.example.com" not in "".join(part for part in mail.html.split("href=")[1:])
    assert outbox.outbox == []
