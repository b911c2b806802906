"""The page behind a submission's link, where its text is no document any more, or somebody types what none may hold."""

import pytest

from contributions.submissions import services
from contributions.submissions.links import status_link
from contributions.submissions.models import Submission
from contributions.submissions.states import State
from contributions.submissions.views.sending import received, thanked
from tests.contributions.factories import DESK, fresh, submission, submission_in
from tests.contributions.status_pages import text_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NO_DOCUMENT = "---\nkind: debug\nwas: allowed once\n---\n\nThe <b>key</b> was never set.\n"


def outdated(state: State) -> Submission:
    """A submission in a state, whose text the rules of today refuse."""
    one = submission_in(state)
    Submission.objects.filter(pk=one.pk).update(text=NO_DOCUMENT)
    return fresh(one)


@pytest.mark.parametrize("state", [State.RECEIVED, State.CHANGES_REQUESTED, State.PUBLISHED])
def test_what_is_no_document_any_more_is_shown_as_it_was_sent(client, state):
    page = client.get(status_link(outdated(state)))
    assert page.status_code == 200
    assert "The &lt;b&gt;key&lt;/b&gt; was never set." in text_of(page)


@pytest.mark.parametrize("method", ["get", "post"])
def test_it_has_no_form_but_the_conversation_goes_on(client, method):
    one = outdated(State.CHANGES_REQUESTED)
    page = getattr(client, method)(status_link(one) + "edit/")
    assert page.status_code == 409
    assert "Tell us in a message what to change." in text_of(page)
    assert "no-store" in page["Cache-Control"]
    assert client.post(status_link(one) + "say/", {"text": "It was version 3."}).status_code == 303


@pytest.mark.parametrize("name", ["A\x07da", "Ada\x1b[31m", "A\x85da"])
def test_a_name_no_entry_may_hold_is_refused_where_it_is_typed(client, name):
    one = submission()
    page = client.post(status_link(one) + "credit/", {"credit-named": "on", "credit-name": name})
    assert page.status_code == 422
    assert fresh(one).name == one.name


def test_a_name_that_was_taken_does_not_keep_the_desk_from_accepting(client):
    one = submission()
    client.post(status_link(one) + "credit/", {"credit-named": "on", "credit-name": " Ada\tExample "})
    user = UserFactory(is_superuser=True)
    services.claim(one, user=user, roles=DESK)
    services.accept(one, user=user, roles=DESK, version=fresh(one).version)
    [credit] = fresh(one).entry.specific.credit.raw_data
    assert credit["value"]["name"] == "Ada Example"


def test_who_is_thrown_away_is_led_on_as_everybody_is():
    assert thanked()["Location"].startswith("/contribute/status/")
    assert received(submission())["Location"].startswith("/contribute/status/")
