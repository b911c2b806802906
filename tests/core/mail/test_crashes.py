"""Workers die, and several work at once; still nobody gets a mail twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.core.mail.delivery import deliver_due
from hub.core.mail.recovery import ADDRESS_KEPT, CONTENT_KEPT, forget_old, recover_lost
from hub.core.models import OutgoingMail
from tests.core.mail.servers import wait_until
from tests.processes import start, wait_for
from tests.together import run_together

State = OutgoingMail.State
A = "a@example.com"

DIES = (
    "import sys, time, types\n"
    "from django.core.mail.backends.base import BaseEmailBackend\n"
    "class Backend(BaseEmailBackend):\n"
    "    def send_messages(self, messages): print('claimed', flush=True); time.sleep(60)\n"
    "module = types.ModuleType('stuck'); module.Backend = Backend; sys.modules['stuck'] = module\n"
    "from django.conf import settings; settings.MAIL_BACKEND = 'stuck.Backend'\n"
    "from hub.core.mail.delivery import deliver_due; deliver_due()\n"
)


def sends_to(port: int) -> str:
    return (
        "from django.conf import settings\n"
        "settings.MAIL_BACKEND = 'hub.core.mail.smtp.EmailBackend'\n"
        f"settings.EMAIL_HOST = '127.0.0.1'; settings.EMAIL_PORT = {port}\n"
        "from hub.core.mail.delivery import deliver_due; deliver_due()\n"
    )


def expire_claims() -> None:
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))


def kill(process) -> None:
    process.kill()
    process.communicate()


@pytest.mark.django_db(transaction=True)
class TestAWorkerThatIsKilled:
    def test_between_claim_and_sending_leaves_the_mail_as_being_sent_and_the_others_free(self, inbox, queued):
        first = queued(A, category="letters")
        queued("b@example.com", category="letters")
        process = start(DIES)
        wait_for(process, "claimed")
        kill(process)
        first.refresh_from_db()
        assert first.state == State.SENDING
        assert deliver_due() == 0
        expire_claims()
        assert deliver_due() == 1
        assert inbox.recipients == ["b@example.com"]

    def test_a_letter_in_its_hands_is_never_sent_again(self, inbox, queued):
        mail = queued(A, category="letters")
        inbox.after_data = ["slow"]
        process = start(sends_to(inbox.port))
        assert wait_until(lambda: inbox.taken)
        kill(process)
        recover_lost()
        mail.refresh_from_db()
        assert mail.state == State.SENDING
        expire_claims()
        recover_lost()
        mail.refresh_from_db()
        assert (mail.state, mail.text) == (State.UNKNOWN, "")
        assert deliver_due() == 0
        assert inbox.recipients == [A]

    def test_an_account_mail_in_its_hands_is_sent_once_more(self, inbox, queued):
        mail = queued(A, category="account")
        process = start(DIES)
        wait_for(process, "claimed")
        kill(process)
        expire_claims()
        recover_lost()
        OutgoingMail.objects.update(next_attempt_at=timezone.now())
        assert deliver_due() == 1
        mail.refresh_from_db()
        assert mail.state == State.SENT


@pytest.mark.django_db(transaction=True)
class TestSeveralWorkers:
    def test_at_once_send_each_mail_once(self, inbox, queued):
        addresses = [f"p{n}@example.com" for n in range(120)]
        queued(*addresses)
        sent = run_together(lambda _: deliver_due(), range(4))
        assert sum(sent) == 120
        assert sorted(inbox.recipients) == sorted(addresses)

    def test_keep_to_the_rate_together(self, inbox, queued, settings):
        settings.MAIL_RATE_PER_MINUTE = 40
        queued(*(f"p{n}@example.com" for n in range(100)))
        run_together(lambda _: deliver_due(), range(4))
        assert 1 <= len(inbox.taken) <= 40


@pytest.mark.django_db
class TestForgetting:
    def aged(self, mail, age, state=State.FAILED, **more):
        OutgoingMail.objects.filter(pk=mail.pk).update(state=state, changed_at=timezone.now() - age, **more)

    def test_after_a_week_a_failed_mail_says_nothing_any_more(self, queue_only, queued):
        mail, young = queued(A), queued("b@example.com")
        self.aged(mail, CONTENT_KEPT + timedelta(hours=1))
        self.aged(young, timedelta(days=1))
        forget_old()
        mail.refresh_from_db()
        young.refresh_from_db()
        assert (mail.text, mail.html, mail.recipient) == ("", "", A)
        assert young.text

    def test_what_still_waits_is_kept(self, queue_only, queued):
        mail = queued(A)
        self.aged(mail, ADDRESS_KEPT * 2, State.QUEUED)
        forget_old()
        mail.refresh_from_db()
        assert mail.text
        assert mail.recipient == A

    def test_after_three_months_the_address_goes_and_only_the_key_stays(self, queue_only, queued):
        with_key, without = queued(A), queued("b@example.com")
        self.aged(with_key, ADDRESS_KEPT + timedelta(days=1), State.SENT, key="once")
        self.aged(without, ADDRESS_KEPT + timedelta(days=1), State.SENT)
        forget_old()
        left = OutgoingMail.objects.get()
        assert (left.key, left.recipient, left.subject, left.text) == ("once", "", "", "")
