"""The mail that says what waits: to whom, when, of what, and never twice."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contributions.submissions import services
from contributions.submissions.desk.digests import send_digests
from contributions.submissions.desk.models import DeskPreference, Rhythm
from contributions.submissions.models import Submission
from contributions.submissions.states import Role, State
from hub.core.models import OutgoingMail
from tests.admin.conftest import person, signed_in
from tests.contributions.factories import DESK, debug_document, fresh, submission, submission_in
from tests.factories import TechnologyFactory, UserFactory

pytestmark = pytest.mark.django_db

# A Wednesday and the Monday after it, in the morning, after everything that tests make.
WEDNESDAY = dt.datetime(2031, 1, 8, 8, tzinfo=ZoneInfo(settings.TIME_ZONE))
MONDAY = WEDNESDAY + dt.timedelta(days=5)


def told(user) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(recipient=user.email))


def wish(user, rhythm=Rhythm.DAILY, *technologies) -> None:
    DeskPreference.objects.create(user=user, rhythm=rhythm).technologies.set(technologies)


def test_everybody_at_the_desk_is_told_what_waits_once_a_day(moderator):
    editor, author, gone = person("Editors"), person("Authors"), person("Moderators", is_active=False)
    submission(document=debug_document(title="The oldest one"))
    submission()
    assert send_digests(WEDNESDAY) == 2
    mail = told(moderator)[0]
    assert mail.subject == "2 submissions wait"
    assert "The oldest one" in mail.text
    assert (len(told(editor)), told(author), told(gone)) == (1, [], [])
    assert send_digests(WEDNESDAY + dt.timedelta(hours=3)) == 0
    assert len(told(moderator)) == 1
    assert send_digests(WEDNESDAY + dt.timedelta(days=1)) == 2


def test_nothing_is_sent_when_nothing_waits_or_before_the_day_begins(moderator):
    submission_in(State.DECLINED)
    assert send_digests(WEDNESDAY) == 0
    submission()
    assert send_digests(WEDNESDAY.replace(hour=5)) == 0


def test_a_persons_wish_decides_how_often(moderator):
    never, weekly = person("Moderators"), person("Moderators")
    wish(never, Rhythm.NEVER)
    wish(weekly, Rhythm.WEEKLY)
    submission()
    send_digests(WEDNESDAY)
    assert (len(told(moderator)), told(never), told(weekly)) == (1, [], [])
    send_digests(MONDAY)
    assert (len(told(moderator)), told(never), len(told(weekly))) == (2, [], 1)


def test_a_mail_is_routed_by_technology(moderator):
    python, rust, nothing = TechnologyFactory(), TechnologyFactory(), TechnologyFactory()
    pythonist, other = person("Moderators"), person("Moderators")
    wish(pythonist, Rhythm.DAILY, python)
    wish(other, Rhythm.DAILY, nothing)
    submission(document=debug_document(title="About Python", technology=python))
    submission(document=debug_document(title="About Rust", technology=rust))
    send_digests(WEDNESDAY)
    assert "About Python" in told(pythonist)[0].text
    assert "About Rust" not in told(pythonist)[0].text
    assert "About Rust" in told(moderator)[0].text
    assert told(other) == []
    Submission.objects.update(technology=None)
    send_digests(WEDNESDAY + dt.timedelta(days=1))
    assert len(told(other)) == 1


def test_it_counts_by_technology_and_names_answers_and_what_editors_are_asked(moderator):
    editor = person("Editors")
    python = TechnologyFactory(name="Python")
    for _ in range(2):
        submission(document=debug_document(technology=python))
    asked = submission_in(State.CHANGES_REQUESTED)
    services.revise(asked, debug_document(title="Answered with changes"))
    one = submission(document=debug_document(title="Answered with words"))
    services.say(one, "Here is more.", role=Role.CONTRIBUTOR)
    held = submission_in(State.CLAIMED)
    services.escalate(held, user=held.claimed_by, roles=DESK, version=fresh(held).version, reason="Licence?")
    from django.utils import timezone

    send_digests(timezone.localtime().replace(hour=12))
    text = told(editor)[0].text
    assert "Python: 2" in text
    answered = text.partition("Contributors answered")[2]
    assert "Answered with changes" in answered
    assert "Answered with words" in answered
    assert "1 of them needs an editor." in text
    assert "needs an editor" not in told(moderator)[0].text


def test_a_hostile_title_is_text_in_the_mail(moderator):
    submission(document=debug_document(title="[click](https://evil.example/) <b>now</b>"))
    send_digests(WEDNESDAY)
    mail = told(moderator)[0]
    assert 'href="https://evil.example/"' not in mail.html
    assert "<b>now" not in mail.html


def test_the_same_queries_for_more_people_and_more_submissions(moderator):
    def queries(now) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert send_digests(now) > 0
        return len(captured)

    submission()
    send_digests(WEDNESDAY)
    few = queries(WEDNESDAY + dt.timedelta(days=1))
    group = Group.objects.get(name="Moderators")
    for _ in range(9):
        UserFactory().groups.add(group)
        submission()
    assert queries(WEDNESDAY + dt.timedelta(days=2)) == few


def test_everybody_chooses_for_themselves_in_the_admin(desk, moderator, other_moderator):
    python = TechnologyFactory()
    address = reverse("wagtailadmin_account")
    assert "Submissions that wait" in desk.get(address).content.decode()
    posted = {
        "name_email-first_name": "Ada", "name_email-last_name": "Moder", "name_email-email": moderator.email,
        "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
        "theme-keyboard_shortcuts": "on", "desk-rhythm": "weekly", "desk-technologies": python.pk,
    }  # fmt: skip
    response = desk.post(address, posted)
    assert response.status_code == 302, [
        (p.name, p.get_form().errors) for t in response.context["panels_by_tab"].values() for p in t
    ]
    saved = DeskPreference.objects.get()
    assert (saved.user, saved.rhythm, list(saved.technologies.all())) == (moderator, "weekly", [python])
    desk.post(address, {**posted, "desk-rhythm": "never", "desk-technologies": []})
    assert DeskPreference.objects.get().rhythm == "never"


def test_others_are_not_asked():
    page = signed_in(person("Authors")).get(reverse("wagtailadmin_account")).content.decode()
    assert "Submissions that wait" not in page
