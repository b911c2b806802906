"""What contributors hear by mail, and what they do not."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import transaction
from django.utils import timezone

from contributions.submissions import services
from contributions.submissions.links import mailed_link, status_link, submission_of
from contributions.submissions.lost import of_address, send_lost_links
from contributions.submissions.models import Submission
from contributions.submissions.notifications import tell_decision
from contributions.submissions.states import Role, State
from hub.core.mail.delivery import deliver_due
from hub.core.models import OutgoingMail
from tests.contributions.factories import DESK, correction, debug_document, fresh, submission
from tests.factories import DebugEntryPageFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("queue_only")]

A = "ada@example.org"
TITLE = "A dictionary lacks the key"


def confirmed(**sender) -> Submission:
    """Returns a received submission whose address is confirmed, with its first mail out of the way."""
    one = submission(email=A, **sender)
    services.confirm_email(one)
    OutgoingMail.objects.all().delete()
    return fresh(one)


def decided(one: Submission, action: str, **words):
    """Has a moderator take a submission and decide."""
    holder = UserFactory()
    services.claim(one, user=holder, roles=DESK)
    return getattr(services, action)(fresh(one), user=holder, roles=DESK, version=fresh(one).version, **words)


def led_to(text: str) -> list[tuple[Submission, bool]]:
    """Returns what the links in a mail lead to, and whether they prove its address."""
    return [submission_of(token) for token in re.findall(r"/contribute/status/([^/\s]+)/", text)]


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


class TestTheFirstMail:
    def test_it_has_the_link_that_confirms_the_address(self, client):
        one = submission(email=A)
        (mail,) = mails()
        assert mail.recipient == A
        assert led_to(mail.text) == [(one, True)]
        assert "confirm" in mail.text
        client.post(mailed_link(one) + "confirm/")
        assert fresh(one).email_confirmed_at

    def test_it_repeats_no_word_of_what_a_stranger_may_have_sent_to_this_address(self):
        submission(
            email=A, document=debug_document(title="Buy at evil.example", summary="Cheap"), name="Evil"
        )
        (mail,) = mails()
        for text in (mail.subject, mail.text, mail.html):
            assert "evil" not in text.lower()
            assert "Cheap" not in text

    def test_somebody_signed_in_is_told_what_of_and_has_nothing_to_confirm(self):
        submission(user=UserFactory(email=A), email="")
        (mail,) = mails()
        assert TITLE in mail.subject
        assert "confirm" not in mail.text

    def test_without_an_address_there_is_none(self):
        submission(email="")
        assert mails() == []

    def test_an_address_that_confirmed_nothing_gets_a_handful_a_day(self):
        for number in range(12):
            submission(email=A if number % 2 else A.upper().replace("EXAMPLE.ORG", "example.org"))
        assert len(mails()) == 5

    def test_what_is_rolled_back_is_not_told(self):
        with transaction.atomic():
            submission(email=A)
            transaction.set_rollback(True)
        assert mails() == []


class TestDecisions:
    def test_a_request_for_changes_quotes_what_is_asked(self):
        one = confirmed()
        decided(one, "request_changes", reason="Which version?\nAnd which server?")
        (mail,) = mails()
        assert TITLE in mail.subject
        assert "> Which version?" in mail.text
        assert "> And which server?" in mail.text
        assert led_to(mail.text) == [(one, True)]

    def test_a_refusal_says_why(self):
        decided(confirmed(), "decline", reason="It is no error.")
        (mail,) = mails()
        assert mail.subject.startswith("Declined")
        assert "> It is no error." in mail.text

    def test_acceptance_and_publication_are_two_mails_and_the_second_has_the_address(self):
        one = confirmed()
        decided(one, "accept", note="Well found.")
        entry = fresh(one).entry
        entry.get_latest_revision().publish()
        accepted, published = mails()
        assert accepted.subject.startswith("Accepted")
        assert "> Well found." in accepted.text
        assert published.subject.startswith("Published")
        assert f"http://testserver{entry.url}" in published.text

    def test_a_merge_names_the_entry(self):
        one, entry = confirmed(), DebugEntryPageFactory(live=True)
        holder = UserFactory()
        services.claim(one, user=holder, roles=DESK)
        services.merge_as_variant(fresh(one), entry, user=holder, roles=DESK, version=fresh(one).version)
        (mail,) = mails()
        assert entry.code in mail.subject
        assert f"http://testserver{entry.url}" in mail.text

    def test_a_correction_is_thanked_for_as_one(self):
        one = correction()
        services.confirm_email(one)
        OutgoingMail.objects.all().delete()
        decided(one, "accept")
        fresh(one).entry.get_latest_revision().publish()
        assert "Your correction is public" in mails()[-1].text

    def test_spam_claims_and_the_like_are_nobodys_news(self):
        one = confirmed()
        decided(one, "release")
        decided(fresh(one), "escalate", reason="Odd.")
        decided(fresh(one), "mark_spam")
        services.say(fresh(one), "Hello?", role=Role.CONTRIBUTOR)
        services.withdraw(fresh(one))
        assert mails() == []

    def test_what_contributors_do_themselves_is_not_told_to_them(self):
        one = confirmed()
        decided(one, "request_changes", reason="Which version?")
        OutgoingMail.objects.all().delete()
        services.revise(fresh(one), debug_document(title="Said better"))
        services.say(fresh(one), "Done.", role=Role.CONTRIBUTOR)
        services.withdraw(fresh(one))
        assert mails() == []

    def test_an_unconfirmed_address_gets_one_outcome_a_day_and_no_titles(self):
        several = [submission(email=A) for _ in range(3)]
        OutgoingMail.objects.all().delete()
        for one in several:
            decided(one, "decline", reason="It is no error.")
        (mail,) = mails()
        assert TITLE not in mail.subject + mail.text + mail.html
        assert several[0].reference in mail.subject

    def test_telling_twice_is_one_mail(self):
        one = confirmed()
        decision = decided(one, "decline", reason="No.")
        tell_decision(Submission, submission=fresh(one), decision=decision)
        assert len(mails()) == 1

    def test_mail_that_cannot_be_written_undoes_no_decision(self):
        one = confirmed()
        Submission.objects.filter(pk=one.pk).update(email="nobody at all")
        decided(one, "decline", reason="No.")
        assert fresh(one).state == State.DECLINED
        assert mails() == []


class TestMessages:
    def test_what_the_desk_writes_is_mailed_to_a_confirmed_address(self):
        services.say(confirmed(), "Which version?", role=Role.MODERATOR)
        (mail,) = mails()
        assert "> Which version?" in mail.text

    def test_and_to_no_other(self):
        one = submission(email=A)
        OutgoingMail.objects.all().delete()
        services.say(one, "Which version?", role=Role.MODERATOR)
        assert mails() == []


def ask(email: str) -> None:
    """Asks for the links of an address, and has the task done that answers."""
    send_lost_links.func([one.pk for one in of_address(email)])


class TestLostLinks:
    def test_one_mail_has_all_of_them(self):
        open_one, other = confirmed(), submission(email="b@example.org")
        unconfirmed = submission(email=A, document=debug_document(title="Never confirmed"))
        OutgoingMail.objects.all().delete()
        ask(A)
        (mail,) = mails()
        assert led_to(mail.text) == [(unconfirmed, True), (open_one, True)]
        assert (other, True) not in led_to(mail.text)
        assert TITLE in mail.text
        assert "Never confirmed" not in mail.text

    @pytest.mark.parametrize(
        ("hours", "is_known", "number"), [(0.9, True, 1), (1.1, True, 2), (1.1, False, 1), (25, False, 2)]
    )
    def test_it_comes_once_an_hour_in_whatever_spelling_and_to_an_unconfirmed_address_once_a_day(
        self, hours, is_known, number
    ):
        one = submission(email=A)
        if is_known:
            services.confirm_email(one)
        OutgoingMail.objects.all().delete()
        ask(A)
        ago = timezone.now() - timedelta(hours=hours)
        OutgoingMail.objects.update(created_at=ago, key=mails()[0].key[:-10] + f"{ago:%Y%m%d%H}")
        for spelling in (A, "ADA@example.org", "ada@EXAMPLE.ORG"):
            ask(spelling)
        assert len(mails()) == number

    def test_the_form_asks_for_them(self, client, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
        one = submission(email=A)
        OutgoingMail.objects.all().delete()
        client.post("/contribute/status/", {"email": "ADA@example.org"})
        assert one.email in {mail.recipient for mail in mails()}

    def test_what_ended_long_ago_is_not_listed_and_spam_is(self):
        old, spam = confirmed(), confirmed()
        decided(old, "decline", reason="No.")
        decided(spam, "mark_spam")
        long_ago = timezone.now() - timedelta(days=100)
        Submission.objects.update(state_since=long_ago)
        OutgoingMail.objects.all().delete()
        ask(A)
        (mail,) = mails()
        assert led_to(mail.text) == [(spam, True)]

    def test_nobody_learns_whether_something_was_sent(self, client):
        submission(email=A)
        known = client.post("/contribute/status/", {"email": A}, follow=True)
        unknown = client.post("/contribute/status/", {"email": "nobody@example.org"}, follow=True)
        assert known.redirect_chain == unknown.redirect_chain
        hide = lambda page: page.content.split(b"<main")[1].split(b"csrfmiddlewaretoken")[0]  # noqa: E731
        assert hide(known) == hide(unknown)

    @pytest.mark.parametrize("email", ["", "nobody", "a@b@c", "a@example.org\nBcc: b@example.org", "x" * 400])
    def test_what_is_no_address_is_said_to_be_none(self, client, email):
        assert client.post("/contribute/status/", {"email": email}).status_code == 422
        assert mails() == []

    def test_asking_again_and_again_is_refused_for_a_while(self, client):
        answers = [
            client.post("/contribute/status/", {"email": f"{number}@example.org"}).status_code
            for number in range(8)
        ]
        assert answers[0] == 302
        assert answers[-1] == 429


class TestOnTheWire:
    def test_hostile_words_become_neither_headers_nor_links(self, inbox):
        evil = "Hi\r\nBcc: b@example.org [x](http://evil.example) <b>bold</b> http://evil.example/\u202e"
        one = confirmed()
        Submission.objects.filter(pk=one.pk).update(title=evil)
        decided(fresh(one), "decline", reason=evil)
        deliver_due()
        ((recipient, content),) = inbox.taken
        message = message_from_bytes(content, policy=policy.default)
        assert recipient == A
        assert message["To"] == A
        assert message["Bcc"] is None
        assert "\n" not in message["Subject"]
        html = message.get_body(("html",)).get_content()
        assert 'href="http://evil' not in html
        assert "<b>bold" not in html
        assert "http://evil" not in message.get_body(("plain",)).get_content()

    def test_a_machine_wrote_it_and_says_so(self, inbox):
        one = submission(email=A)
        deliver_due()
        message = message_from_bytes(inbox.taken[0][1], policy=policy.default)
        assert message["Auto-Submitted"] == "auto-generated"
        assert led_to(message.get_body(("plain",)).get_content()) == [(one, True)]
        assert status_link(one).startswith("http://testserver/contribute/status/")
