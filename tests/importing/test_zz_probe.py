import json, time
import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from contributions.submissions.links import status_link
from contributions.submissions import services
from contributions.submissions.models import Submission
from contributions.submissions.personal import DATA
from hub.accounts.personal import export_mail, erase_mail
from hub.core.models import OutgoingMail
from hub.core import mail
from knowledge.models import EntryPage, Import
from learning.models import ModulePage, LearningPathPage
from tests.accounts.conftest import account
from tests.contributions import factories as sent
from tests.factories import *
from tests.importing.test_runs import bring, decide, said, technology, BANK
from urllib.parse import urlsplit

pytestmark = pytest.mark.django_db(transaction=True)


def test_mail_of_others(db):
    victim = account(email="victim@example.org")
    OutgoingMail.objects.create(
        recipient="victim@example.org",
        subject="“How I was sacked” was declined",
        text="secret",
        category="status",
        key="k1",
        state="queued",
    )
    mallory = account(email="mallory@example.org")
    EmailAddress.objects.create(user=mallory, email="victim@example.org", verified=False, primary=False)
    assert export_mail(mallory) == []


def test_mail_of_others_erase(db):
    OutgoingMail.objects.create(
        recipient="victim@example.org",
        subject="Reset",
        text="secret",
        category="account",
        key="k1",
        state="queued",
    )
    mallory = account(email="mallory@example.org")
    EmailAddress.objects.create(user=mallory, email="victim@example.org", verified=False, primary=False)
    erase_mail(mallory)
    one = OutgoingMail.objects.get(key="k1")
    assert (one.state, one.text) == ("queued", "secret")


def test_status_unreadable(client):
    one = sent.submission()
    Submission.objects.filter(pk=one.pk).update(text="---\nkind: debug\n---\nbroken")
    one.refresh_from_db()
    assert client.get(urlsplit(status_link(one)).path).status_code == 200


@pytest.mark.parametrize(
    "name", ["a\nb", "a\u202eb", "a\x07b", "  x  ", "\u200b", "a\tb", "-", "a: b", "\ud800"]
)
def test_credit_names(client, name, editor_client):
    one = sent.submission()
    r = client.post(
        urlsplit(status_link(one)).path + "credit/",
        {"credit-named": "on", "credit-name": name, "credit-link": ""},
    )
    print(r.status_code)
    if r.status_code == 303:
        editor = UserFactory(is_superuser=True)
        services.claim(one, user=editor, roles=sent.DESK)
        one.refresh_from_db()
        services.accept(one, user=editor, roles=sent.DESK, version=one.version)


@pytest.mark.parametrize(
    "link",
    [
        "http://user:pw@example.org/",
        "https://example.org/a b",
        "http://localhost/",
        "https://ex\u00e4mple.org/",
        "https://[::1]/",
        'https://example.org/"><script>',
        "http://1.1.1.1:99999/",
        "https://example.org/\u202e",
    ],
)
def test_credit_links(client, link, editor_client):
    one = sent.submission()
    r = client.post(
        urlsplit(status_link(one)).path + "credit/",
        {"credit-named": "on", "credit-name": "Ada", "credit-link": link},
    )
    if r.status_code == 303:
        editor = UserFactory(is_superuser=True)
        services.claim(one, user=editor, roles=sent.DESK)
        one.refresh_from_db()
        services.accept(one, user=editor, roles=sent.DESK, version=one.version)


def test_long_names(editor_client):
    run = bring(editor_client, ("ж" * 200 + ".md", BANK.encode()))
    run.refresh_from_db()
    assert run.state == Import.State.PLANNED, (run.state, run.problem)


def test_undo_takes_hand_written(editor_client):
    path = LearningPathPageFactory(technology=None) if False else LearningPathPageFactory()
    from knowledge.entrydocs import document_from_page, write

    text = write(document_from_page(path.specific))
    code = path.code
    path.delete()
    from knowledge.models import RetiredCode

    RetiredCode.objects.all().delete()
    run = bring(editor_client, ("path.md", text.encode()), technology="")
    print(run.problem, [(r.title, r.action, r.warnings) for r in run.entries.all()])
    decide(editor_client, run, "import")
    made = LearningPathPage.objects.get()
    by_hand = ModulePageFactory(parent=made, title="Written by hand for a week", live=True)
    response = decide(editor_client, run, "undo")
    print(said(response))
    assert ModulePage.objects.filter(pk=by_hand.pk).exists()


def test_crash_between(editor_client, monkeypatch):
    from knowledge.importing.runs import deciding, tasks

    run = bring(editor_client, ("bank.md", BANK.encode()))
    real = deciding._keep_outcomes
    calls = []

    def boom(*a):
        if not calls:
            calls.append(1)
            raise KeyboardInterrupt if False else RuntimeError("killed")
        return real(*a)

    monkeypatch.setattr(deciding, "_keep_outcomes", boom)
    try:
        decide(editor_client, run, "import")
    except RuntimeError:
        pass
    run.refresh_from_db()
    print(run.state, EntryPage.objects.count())
    tasks.import_chosen.call(run.pk)
    run.refresh_from_db()
    print(run.state, EntryPage.objects.count())
    assert EntryPage.objects.count() == 3
