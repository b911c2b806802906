"""The mailbox mail comes back to is read over IMAP and POP3, from files and from a pipe; nothing is lost."""

import io
import socket
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from hub.core.mail.returned import mailbox, tags
from hub.core.mail.returned.handling import Taken
from hub.core.mail.returned.mailbox import MailboxError, collect, read_soon
from hub.core.mail.suppression import reasons
from hub.core.models import MailReport, OutgoingMail
from tests.core.mail.mailboxes import Mailbox, serving
from tests.core.mail.test_returned import A, returned
from tests.processes import database_url

pytestmark = pytest.mark.django_db
FOR_A_PERSON = b"From: a@example.org\r\nTo: bounces@hub.example.org\r\nSubject: Hello\r\n\r\n.A dot\r\n"


@pytest.fixture(autouse=True)
def with_return_path(settings, queue_only):
    settings.MAIL_BOUNCE_ADDRESS = "bounces@hub.example.org"
    settings.EMAIL_TIMEOUT = 5


@pytest.fixture(params=["imap", "pop3"])
def box(request, settings):
    with serving(Mailbox(), request.param) as one:
        settings.MAIL_BOUNCE_MAILBOX = f"{request.param}://bounces:secret@127.0.0.1:{one.port}/INBOX"
        yield one


@pytest.fixture
def bounce(queued) -> bytes:
    return returned("postfix-unknown-user", queued(A, category="letters"))


def url(**changes) -> str:
    address = django_settings.MAIL_BOUNCE_MAILBOX
    for old, new in changes.items():
        address = address.replace(old, new)
    return address


class TestMailbox:
    def test_what_is_understood_is_acted_on_and_deleted(self, box, bounce):
        box.mails = [bounce, bounce]
        assert collect(url()) == {Taken.HARD: 2}
        assert box.left == []
        assert [one.reason for one in reasons(A)] == ["bounce"]
        assert collect(url()) == {}

    def test_what_is_for_a_person_stays_where_marks_are_known(self, box, bounce):
        box.mails = [FOR_A_PERSON, bounce]
        assert collect(url()) == {Taken.UNSIGNED: 1, Taken.HARD: 1}
        assert box.left == ([FOR_A_PERSON] if "imap" in url() else [])
        assert collect(url()) == {}

    def test_a_connection_that_breaks_loses_nothing(self, box, queued):
        mails = [queued(f"p{n}@example.net", category="letters") for n in range(4)]
        box.mails = [returned("postfix-unknown-user", mail) for mail in mails]
        box.drops_after = 2
        with pytest.raises(MailboxError):
            collect(url())
        box.drops_after = 10**6
        collect(url())
        assert MailReport.objects.count() == 4
        assert box.left == []

    def test_a_visit_ends_and_the_next_goes_on(self, box, queued, monkeypatch):
        monkeypatch.setattr(mailbox, "MOST", 2)
        box.mails = [returned("postfix-unknown-user", queued(f"p{n}@example.net")) for n in range(3)]
        assert collect(url()) == {Taken.HARD: 2}
        assert collect(url()) == {Taken.HARD: 1}

    def test_a_wrong_password_is_said_without_the_password(self, box):
        with pytest.raises(MailboxError) as said:
            collect(url(secret="wr0ng"))
        assert "wr0ng" not in str(said.value)

    def test_a_server_that_is_away_is_said(self, box):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            with pytest.raises(MailboxError):
                collect(url(**{str(box.port): str(free.getsockname()[1])}))

    def test_it_is_read_by_the_background_worker(self, box, bounce, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
        box.mails = [bounce]
        read_soon()
        assert [one.reason for one in reasons(A)] == ["bounce"]


def test_a_folder_that_is_not_there_is_said(settings):
    with serving(Mailbox(), "imap") as box, pytest.raises(MailboxError, match="Nowhere"):
        collect(f"imap://bounces:secret@127.0.0.1:{box.port}/Nowhere")


def test_without_a_mailbox_nothing_is_done(settings):
    settings.MAIL_BOUNCE_MAILBOX = ""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    read_soon()


class TestCommand:
    def test_takes_files(self, tmp_path, bounce):
        (tmp_path / "one.eml").write_bytes(bounce)
        call_command("read_bounces", str(tmp_path / "one.eml"))
        assert [one.reason for one in reasons(A)] == ["bounce"]

    def test_takes_a_mail_from_a_pipe(self, bounce, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bounce)))
        call_command("read_bounces", "-")
        assert [one.reason for one in reasons(A)] == ["bounce"]

    def test_reads_the_mailbox_when_no_file_is_named(self, box, bounce):
        box.mails = [bounce]
        call_command("read_bounces")
        assert box.left == []

    @pytest.mark.parametrize("arguments", [(), ("/nowhere/at/all.eml",)])
    def test_says_what_is_missing(self, arguments, settings):
        settings.MAIL_BOUNCE_MAILBOX = ""
        with pytest.raises(CommandError):
            call_command("read_bounces", *arguments)

    def test_says_that_no_mail_can_come_back(self, settings):
        settings.MAIL_BOUNCE_ADDRESS = ""
        with pytest.raises(CommandError, match="MAIL_BOUNCE_ADDRESS"):
            call_command("read_bounces", "-")


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_s_pipe_is_told_to_come_back_when_the_database_is_away(queued, tmp_path):
    mail = queued(A)
    raw = returned("postfix-unknown-user", mail, path=tags.address(tags.BOUNCE, mail.pk))

    def piped(url: str) -> int:
        return subprocess.run(
            [sys.executable, "manage.py", "read_bounces", "-"],
            cwd=django_settings.BASE_DIR,
            input=raw,
            capture_output=True,
            check=False,
            env={
                "PATH": "/usr/bin:/bin",
                "DJANGO_SETTINGS_MODULE": "hub.settings.test",
                "MAIL_BOUNCE_ADDRESS": "bounces@hub.example.org",
                "DATABASE_URL": url,
            },
        ).returncode

    assert piped("postgres://nobody@127.0.0.1:1/nothing") == 75
    assert piped(database_url()) == 0
    assert OutgoingMail.objects.get().reports.get().kind == MailReport.Kind.HARD
