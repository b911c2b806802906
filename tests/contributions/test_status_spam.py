"""Spam is told to nobody: its sender sees what everybody sees to whose submission nobody has come yet."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from contributions.submissions import services
from contributions.submissions.links import status_link
from contributions.submissions.models import Submission
from contributions.submissions.signals import said
from contributions.submissions.states import Role
from tests.contributions.factories import DESK, debug_document, fresh, submission
from tests.contributions.status_pages import SENT, edited, text_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


class TestSpamIsToldToNobody:
    """A spammer sees what everybody sees whose submission nobody has come to yet."""

    def pair(self) -> tuple[Submission, Submission]:
        """Returns a submission that was looked at and given back, and one that was marked as spam."""
        holder = UserFactory()
        document = debug_document()
        waiting, spam = (submission(document=document, email=f"{name}@example.org") for name in "ab")
        for one, decide in ((waiting, services.release), (spam, services.mark_spam)):
            services.claim(one, user=holder, roles=DESK)
            decide(fresh(one), user=holder, roles=DESK, version=fresh(one).version)
        at = timezone.now() - timedelta(hours=1)
        Submission.objects.update(created_at=at)
        return fresh(waiting), fresh(spam)

    def without_names(self, response, one: Submission) -> str:
        """Returns an answer without what tells any two submissions apart."""
        text = text_of(response).replace(one.reference, "").replace(one.email, "")
        place = 1 if one.email.startswith("a") else 2  # the other one is still waiting
        text = text.replace(f"number {place} in", "")
        text = re.sub(r"/contribute/status/[^/]+/", "", text)
        text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text)
        return re.sub(r'<time datetime="[^"]+">[^<]+</time>', "", text)

    def test_the_page_is_the_same(self, client):
        waiting, spam = self.pair()
        assert self.without_names(client.get(status_link(waiting)), waiting) == self.without_names(
            client.get(status_link(spam)), spam
        )

    @pytest.mark.parametrize("button", ["say/", "credit/", "withdraw/", "edit/"])
    def test_every_button_answers_the_same(self, client, button):
        answers = []
        for one in self.pair():
            sent = client.post(status_link(one) + button, SENT[button] | edited(one, button))
            page = client.get(status_link(one))
            answers.append([sent.status_code, self.without_names(page, one)])
        assert answers[0] == answers[1]

    def test_taking_the_mark_back_is_not_told_either(self, client):
        _, spam = self.pair()
        holder = UserFactory()
        services.undo(spam, user=holder, roles=DESK, version=spam.version)
        assert "taken back" not in text_of(client.get(status_link(spam)))

    def test_what_it_says_is_kept_and_disturbs_nobody(self, django_capture_on_commit_callbacks):
        _, spam = self.pair()
        heard = []
        listen = lambda sender, **what: heard.append(what)  # noqa: E731 - weakly held otherwise
        said.connect(listen)
        with django_capture_on_commit_callbacks(execute=True):
            services.say(spam, "Hello?", role=Role.CONTRIBUTOR)
        said.disconnect(listen)
        assert spam.messages.count() == 1
        assert heard == []
