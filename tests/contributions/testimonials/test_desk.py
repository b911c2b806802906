"""The desk publishes, declines and features; nobody else does, and nobody changes an author's words."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client

from contributions.submissions.desk.digests import send_digests
from contributions.submissions.services import Late, NotAllowed
from contributions.submissions.states import Role
from contributions.testimonials import services
from contributions.testimonials.states import TRANSITIONS, Action, State
from hub.core.models import OutgoingMail
from tests.admin.conftest import person, signed_in
from tests.contributions.factories import submission
from tests.contributions.testimonials.factories import featured, fresh, mails_to, note_in
from tests.factories import QuestionPageFactory

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2031, 1, 8, 8, tzinfo=ZoneInfo(settings.TIME_ZONE))  # after everything that tests make
MODERATOR = {Role.MODERATOR}
ROLES = {
    "guest": (None, False),
    "plain account": ("", False),
    "Authors": ("Authors", False),
    "Moderators": ("Moderators", True),
    "Editors": ("Editors", True),
    "superuser": ("superuser", True),
}


def client_of(group: str | None) -> Client:
    if group is None:
        return Client()
    return signed_in(
        person(group if group not in {"", "superuser"} else None, is_superuser=group == "superuser")
    )


def decide(client, one, action: str, **data):
    return client.post(f"/admin/testimonials/{one.pk}/{action}/", {"version": one.version} | data)


ACTIONS = {
    "publish": (State.WAITING, {}, lambda one: one.state == State.PUBLISHED),
    "decline": (State.WAITING, {"reason": "Too short."}, lambda one: one.state == State.DECLINED),
    "feature": (State.PUBLISHED, {"position": "2"}, lambda one: one.position == 2),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_who_may_decide(role, action):
    group, allowed = ROLES[role]
    state, data, done = ACTIONS[action]
    one = note_in(state)

    decide(client_of(group), one, action, **data)

    assert done(fresh(one)) == allowed


@pytest.mark.parametrize("role", ROLES)
def test_who_may_unfeature_and_look(role):
    group, allowed = ROLES[role]
    one = featured(1)
    client = client_of(group)

    assert (client.get("/admin/testimonials/").status_code == 200) == allowed
    assert (client.get("/admin/testimonials/results/").status_code == 200) == allowed
    assert (client.get(f"/admin/testimonials/{one.pk}/").status_code == 200) == allowed
    decide(client, one, "unfeature")
    assert fresh(one).is_featured == (not allowed)


def test_a_contributor_is_no_moderator_of_what_they_wrote():
    author = person("Moderators")
    one = note_in(State.WAITING, author=author)

    with pytest.raises(NotAllowed, match="your own words"):
        services.publish(one, user=author, roles=MODERATOR, version=one.version)


def test_looking_at_an_action_does_nothing():
    one = note_in(State.WAITING)
    client = client_of("Moderators")

    for action in ACTIONS:
        assert client.get(f"/admin/testimonials/{one.pk}/{action}/").status_code == 405
    assert client.post(f"/admin/testimonials/{one.pk}/rewrite/").status_code == 404
    assert client.post("/admin/testimonials/0/publish/").status_code == 404


@pytest.mark.parametrize("version", ["", "x", "-1", "٣", "9" * 30])
def test_a_version_that_is_none_decides_nothing(version):
    one = note_in(State.WAITING)

    client_of("Moderators").post(f"/admin/testimonials/{one.pk}/publish/", {"version": version})

    assert fresh(one).state == State.WAITING


def test_the_second_moderator_is_told_who_was_faster():
    one = note_in(State.WAITING)
    first, second = client_of("Moderators"), client_of("Moderators")

    decide(first, one, "publish")
    response = second.post(
        f"/admin/testimonials/{one.pk}/decline/", {"version": one.version, "reason": "No."}, follow=True
    )

    assert "was faster: published" in response.text
    assert fresh(one).state == State.PUBLISHED


def test_what_its_author_changed_meanwhile_is_not_published_unseen():
    from tests.contributions.testimonials.factories import words

    one = note_in(State.WAITING)
    services.edit(
        one, words(text="Something else, which nobody at the desk has read, and which is long enough.")
    )

    with pytest.raises(Late, match="Its author was faster"):
        services.publish(one, user=person("Moderators"), roles=MODERATOR, version=one.version)


def test_declining_needs_a_reason_and_its_author_reads_it():
    one = note_in(State.WAITING)
    client = client_of("Moderators")

    assert decide(client, one, "decline", reason=" ").status_code == 422
    assert fresh(one).state == State.WAITING

    decide(client, one, "decline", reason="Please name what it helped with. See [x](https://example.org).")
    mail = mails_to(one)[-1]
    assert "Please name what it helped with" in mail.text
    assert 'href="https://example.org"' not in mail.html


def test_every_decision_says_who_when_and_why():
    one = note_in(State.WAITING)
    moderator = person("Moderators")
    services.decline(one, user=moderator, roles=MODERATOR, version=one.version, reason="No.")

    last = fresh(one).decisions.last()

    assert (last.actor, last.reason, last.from_state, last.to_state) == (
        moderator,
        "No.",
        State.WAITING,
        State.DECLINED,
    )
    last.reason = "Yes."
    with pytest.raises(TypeError):
        last.save()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", [Action.PUBLISH, Action.DECLINE, Action.FEATURE, Action.UNFEATURE])
def test_the_table_holds_for_every_state(state, action):
    one = note_in(state)
    by = {"user": person("Editors"), "roles": {Role.MODERATOR, Role.EDITOR}, "version": one.version}
    more = {"decline": {"reason": "No."}, "feature": {"position": 1}}.get(action, {})

    if state in TRANSITIONS[action].sources:
        assert getattr(services, action)(one, **by, **more).role == Role.EDITOR
        assert fresh(one).state == TRANSITIONS[action].target
    else:
        with pytest.raises(NotAllowed):
            getattr(services, action)(one, **by, **more)
        assert fresh(one).state == state


def test_the_list_finds_by_state_and_words_and_asks_the_same_for_three_times_as_many(
    django_assert_max_num_queries,
):
    client = client_of("Moderators")
    note_in(
        State.WAITING, text="A note about lamps that is long enough to be a note, as notes have to be here."
    )
    note_in(State.PUBLISHED, entry=QuestionPageFactory(live=True))

    assert "about lamps" in client.get("/admin/testimonials/?state=waiting").text
    assert "about lamps" not in client.get("/admin/testimonials/?state=published").text
    assert "about lamps" in client.get("/admin/testimonials/?q=lamps").text
    assert "about lamps" not in client.get("/admin/testimonials/?featured=true").text

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        client.get("/admin/testimonials/")
    for _ in range(4):
        note_in(State.PUBLISHED, entry=QuestionPageFactory(live=True))
    with django_assert_max_num_queries(len(before)):
        client.get("/admin/testimonials/")


def test_the_desk_sees_what_was_agreed_to_and_never_the_address():
    one = note_in(State.WAITING, name="<script>alert(1)</script>")

    page = client_of("Moderators").get(f"/admin/testimonials/{one.pk}/").text

    assert one.consent in page
    assert one.email not in page
    assert "<script>alert(1)" not in page


def test_a_note_that_goes_back_to_the_desk_leaves_the_home_page():
    from tests.contributions.testimonials.factories import words

    one = featured(1)

    services.edit(one, words())

    assert fresh(one).position is None


class TestTheDigest:
    """The mail that says what waits says so of notes too."""

    def test_notes_that_wait_are_told_together_with_submissions(self):
        moderator = person("Moderators")
        submission()
        note_in(State.WAITING)
        note_in(State.WAITING)
        assert send_digests(MORNING) == 1
        [mail] = OutgoingMail.objects.filter(recipient=moderator.email)
        assert mail.subject == "One submission waits"
        assert "2 notes of readers wait as well" in mail.text
        assert "/admin/testimonials/?state=waiting" in mail.text

    def test_notes_alone_are_reason_enough(self):
        moderator = person("Moderators")
        note_in(State.WAITING)
        note_in(State.UNCONFIRMED)
        note_in(State.PUBLISHED)
        assert send_digests(MORNING) == 1
        [mail] = OutgoingMail.objects.filter(recipient=moderator.email)
        assert mail.subject == "A note of a reader waits"
        assert "Read the note" in mail.text
        assert "Open the queue" not in mail.text
        assert "The oldest" not in mail.text

    @pytest.mark.parametrize("state", [state for state in State if state != State.WAITING])
    def test_what_does_not_wait_is_no_reason(self, state):
        person("Moderators")
        note_in(state)
        assert send_digests(MORNING) == 0

    def test_the_link_leads_to_what_waits(self):
        waiting, shown = note_in(State.WAITING), note_in(State.PUBLISHED)
        page = client_of("Moderators").get("/admin/testimonials/?state=waiting").text
        assert waiting.text[-12:] in page or f"/admin/testimonials/{waiting.pk}/" in page
        assert f"/admin/testimonials/{shown.pk}/" not in page
