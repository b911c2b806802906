"""What was sent is changed after the desk asked for it, and goes back into the queue."""

import pytest

from contributions.submissions import services
from contributions.submissions.links import status_link
from contributions.submissions.states import State
from tests.contributions.factories import DESK, correction, fresh, submission_in
from tests.contributions.status_pages import SENT, edited, text_of
from tests.factories import DebugEntryPageFactory, UserFactory

pytestmark = pytest.mark.django_db


class TestRevising:
    def test_the_form_holds_what_was_sent_and_what_was_asked(self, client):
        one = submission_in(State.CHANGES_REQUESTED)
        page = text_of(client.get(status_link(one) + "edit/"))
        assert one.title in page
        assert "Which version?" in page

    def test_what_was_changed_goes_back_into_the_queue(self, client):
        one = submission_in(State.CHANGES_REQUESTED)
        response = client.post(status_link(one) + "edit/", edited(one, "edit/") | SENT["edit/"])
        assert response.status_code == 303
        after = fresh(one)
        assert (after.state, after.title) == (State.RECEIVED, "Said better")
        assert after.messages.get().text == "It is version 3."

    def test_nothing_changed_and_nothing_said_is_not_sent(self, client):
        one = submission_in(State.CHANGES_REQUESTED)
        response = client.post(status_link(one) + "edit/", edited(one, "edit/") | {"title": one.title})
        assert response.status_code == 422
        assert "Nothing was changed" in text_of(response)
        assert fresh(one).state == State.CHANGES_REQUESTED

    def test_a_preview_sends_nothing(self, client):
        one = submission_in(State.CHANGES_REQUESTED)
        response = client.post(status_link(one) + "edit/", edited(one, "edit/") | {"action": "preview"})
        assert response.status_code == 200
        assert fresh(one).state == State.CHANGES_REQUESTED

    def test_a_secret_comes_back_marked_before_it_is_sent(self, client):
        one = submission_in(State.CHANGES_REQUESTED)
        secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" * 2
        response = client.post(
            status_link(one) + "edit/", edited(one, "edit/") | {"summary": f"The token was {secret}."}
        )
        assert response.status_code == 422
        assert fresh(one).state == State.CHANGES_REQUESTED

    def test_a_correction_stays_one_of_the_text_it_was_made_from(self, client):
        holder = UserFactory()
        one = correction(DebugEntryPageFactory(live=True))
        services.claim(one, user=holder, roles=DESK)
        services.request_changes(
            fresh(one), user=holder, roles=DESK, version=fresh(one).version, reason="And the cause?"
        )
        base = fresh(one).base_text
        response = client.post(status_link(one) + "edit/", edited(one, "edit/"))
        assert response.status_code == 303
        after = fresh(one)
        assert after.base_text == base
        assert after.document.code == after.base_document.code
