"""The gate before the real form: what is thrown away looks received, and one form makes one submission."""

import time

import pytest
from django.urls import resolve, reverse

from contributions import gate
from contributions.gate.fields import Note, new_note
from contributions.gate.models import Passage
from contributions.submissions.models import Submission
from contributions.submissions.services.blocking import EMAIL, block
from contributions.submissions.states import Role
from tests.contributions.factories import submission
from tests.contributions.gate import BROWSER, sending
from tests.factories import UserFactory
from tests.together import run_together

URL = "/contribute/question/"
TYPED = {
    "kind": "question", "action": "send", "by-agreed": "on", "title": "Why does a list keep its old default?",
    "summary": "Defaults are made once.", "by-email": "ada@example.org",
}  # fmt: skip


def patient() -> dict[str, str]:
    """The fields of a form that was shown a minute ago."""
    return {"gate": Note(new_note().form, time.time() - 60).signed("submission"), "subject": ""}


def post(client, **data):
    return client.post(URL, {**TYPED, **patient(), **data}, headers={"User-Agent": BROWSER})


@pytest.mark.django_db
def test_what_is_thrown_away_is_answered_like_what_is_kept(client):
    kept = post(client)
    thrown_away = post(client, subject="https://example.org")
    assert Submission.objects.count() == 1
    assert [one.status_code for one in (kept, thrown_away)] == [303, 303]
    names = [
        resolve(one["Location"].removeprefix("http://testserver")).view_name for one in (kept, thrown_away)
    ]
    assert names == ["contributions:status"] * 2
    page = client.get(thrown_away["Location"])
    assert page.status_code == 200
    assert "Received" in page.content.decode()
    assert page["Cache-Control"] == client.get(kept["Location"])["Cache-Control"]


@pytest.mark.django_db
def test_nothing_can_be_done_behind_the_link_of_what_was_thrown_away(client):
    token = post(client, subject="x")["Location"].rstrip("/").rpartition("/")[2]
    for name in ("status_say", "status_withdraw", "status_confirm"):
        answer = client.post(reverse(f"contributions:{name}", args=(token,)), {"text": "Hello"})
        assert answer.status_code == 200
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_who_is_blocked_does_not_learn_it(client):
    spam = submission(email="ada@example.org")
    block(spam, user=UserFactory(), roles={Role.EDITOR}, version=spam.version, what=[EMAIL])
    answer = post(client)
    assert answer.status_code == 303
    assert client.get(answer["Location"]).status_code == 200
    assert Submission.objects.count() == 1


@pytest.mark.django_db
def test_what_the_gate_found_is_told_to_moderators(client):
    fresh = {"gate": gate.fields("submission").token}
    asked = post(client, **fresh)
    assert asked.status_code == 422
    assert "Not sent yet" in asked.content.decode()
    assert TYPED["title"] in asked.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_the_sender_is_kept_as_a_digest(client):
    post(client)
    assert Submission.objects.get().sender_digest == gate.sender_digest(sending(None, address="127.0.0.1"))
    assert "127.0.0.1" not in str(Submission.objects.values().get())


@pytest.mark.django_db(transaction=True)
def test_pressing_send_many_times_at_once_makes_one_submission(client):
    form = patient()

    def press(number: int) -> str:
        return client.__class__().post(URL, {**TYPED, **form}, headers={"User-Agent": BROWSER})["Location"]

    addresses = run_together(press, range(5))
    assert Submission.objects.count() == Passage.objects.count() == 1
    assert all("/contribute/status/" in one for one in addresses)
