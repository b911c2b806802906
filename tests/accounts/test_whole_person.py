"""Somebody who did everything takes all of it along, and leaves nothing behind that says who it was."""

import json

import pytest

from contributions.submissions.models import Decision, Submission
from contributions.submissions.states import Action, State
from hub.accounts.deletion import forget_last_mails
from hub.core.models import OutgoingMail, User
from knowledge.models import Credit, EntryPage
from tests.accounts.conftest import PASSWORD, newest_mail, sign_in
from tests.accounts.whole_person import (
    ADDRESS,
    NAME,
    OTHER_ADDRESS,
    PLACE,
    SAID,
    relations,
    traces,
    whole_person,
)

pytestmark = [pytest.mark.django_db(transaction=True)]

# Every column that names an account. A new one fails below until somebody has said what it means for a person.
GOES = {
    "account.EmailAddress.user",
    "contributions.DeskPreference.user",
    "core.User_groups.user",
    "core.User_user_permissions.user",
    "learning.LearnerLog.user",
    "mfa.Authenticator.user",
    "socialaccount.SocialAccount.user",
    "usersessions.UserSession.user",
    "wagtailadmin.EditingSession.user",
    "wagtailadmin.FormState.user",
    "wagtailcore.APIToken.user",
    "wagtailcore.Comment.user",
    "wagtailcore.CommentReply.user",
    "wagtailcore.PageSubscription.user",
    "wagtailusers.UserProfile.user",
}
STAYS_WITHOUT = {
    "contributions.Blocked.blocked_by",
    "contributions.Decision.actor",
    "contributions.Letter.written_by",
    "contributions.Message.author",
    "contributions.Submission.claimed_by",
    "contributions.Submission.contributor",
    "contributions.Testimonial.author",
    "contributions.TestimonialDecision.actor",
    "core.HubImage.uploaded_by_user",
    "knowledge.Import.created_by",
    "wagtailcore.Comment.resolved_by",
    "wagtailcore.Page.locked_by",
    "wagtailcore.Page.owner",
    "wagtailcore.Revision.user",
    "wagtailcore.TaskState.finished_by",
    "wagtailcore.UploadedFile.uploaded_by_user",
    "wagtailcore.WorkflowState.requested_by",
    "wagtaildocs.Document.uploaded_by_user",
    "wagtailimages.Image.uploaded_by_user",
}
BARE_NUMBER = {"wagtailcore.ModelLogEntry.user", "wagtailcore.PageLogEntry.user"}


def test_every_column_that_names_an_account_is_thought_of():
    known = relations()
    known.pop("admin.LogEntry.user", None)
    assert {key for key, rule in known.items() if rule == "CASCADE"} == GOES
    assert {key for key, rule in known.items() if rule == "SET_NULL"} == STAYS_WITHOUT
    assert {key for key, rule in known.items() if rule == "DO_NOTHING"} == BARE_NUMBER
    assert len(known) == len(GOES | STAYS_WITHOUT | BARE_NUMBER)


def use_recovery_code(client, user) -> None:
    code = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client.post("/accounts/2fa/authenticate/", {"code": code})


@pytest.fixture
def gone(client):
    """The number of somebody who deleted their account, and what stands in the database about them."""
    user = whole_person()
    number = user.pk
    assert traces(SAID), "there is something to forget"
    sign_in(client, user)
    use_recovery_code(client, user)
    assert client.post("/me/delete/", {"address": ADDRESS})["Location"] == "/me/deleted/"
    assert not User.objects.filter(pk=number).exists()
    return number


def test_nothing_says_any_more_who_it_was(gone):
    assert traces(SAID, PLACE["REMOTE_ADDR"]) == {"core.OutgoingMail.recipient": [ADDRESS]}
    [last] = OutgoingMail.objects.filter(recipient=ADDRESS)
    assert last.key.startswith("account-deleted:")
    assert last.text == "", "what it said was forgotten when it was sent"
    assert forget_last_mails() == 1
    assert traces(SAID) == {}
    assert forget_last_mails() == 0


def test_what_they_held_can_be_taken_by_others(gone):
    assert not Submission.objects.filter(state=State.CLAIMED).exists()
    assert Decision.objects.filter(action=Action.DECLINE, actor=None).exists()


def test_what_a_stranger_may_have_sent_with_their_address_still_waits(gone):
    unsigned = Submission.objects.filter(state=State.RECEIVED, email="", name="")
    assert unsigned.exists()


def test_what_they_wrote_for_others_stays(gone):
    assert EntryPage.objects.filter(title="Mine", live=True, owner=None).exists()
    assert EntryPage.objects.filter(title="A dictionary lacks the key", live=True).exists()
    assert not Credit.objects.exists()


def test_everything_is_in_the_file(client):
    user = whole_person()
    sign_in(client, user)
    use_recovery_code(client, user)
    text = client.post("/me/export/").text
    known = json.loads(text)
    for word in (ADDRESS, OTHER_ADDRESS, NAME, "Quillfeather/1.0", "203.0.113.77", "Key of Quillfeather"):
        assert word in text
    for word in ("Version 3.", "It is no error.", "Ten errors of deploy day", "Mine", "A lamp", "A table"):
        assert word in text
    for word in ("A note of Quillfeather", "Forty questions"):
        assert word in text
    for word in ("Signed, Quillfeather", "Quillfeather again", "Quillfeather's key"):
        assert word in text
    assert len(known["submissions"]) == 5
    assert len(known["testimonials"]) == 2
    assert len(known["newsletter"]) == 2
    assert len(known["mail"]) > 5
    assert user.password not in text


def test_the_address_can_come_back_and_gets_mail(client, gone):
    client.post("/accounts/signup/", {"email": ADDRESS, "password1": PASSWORD})
    assert "Confirm" in newest_mail(ADDRESS).subject
