"""The page behind a submission's link: what it says in each state, and who may do what there."""

import base64

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contributions.submissions import services
from contributions.submissions.links import mailed_link, status_link
from contributions.submissions.models import Submission
from contributions.submissions.states import OPEN, Role, State
from hub.core.tokens import sign
from knowledge.entrydocs import Section
from tests.contributions.factories import DESK, correction, debug_document, fresh, submission, submission_in
from tests.contributions.status_pages import SENT, edited, text_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

BUTTONS = ["confirm/", "say/", "credit/", "withdraw/", "edit/"]
EVERYTHING = ["", *BUTTONS]
TALKING = {*OPEN, State.ACCEPTED, State.SPAM}
DONE_IN = {
    "say/": TALKING,
    "credit/": {*OPEN, State.SPAM},
    "withdraw/": {*OPEN, State.SPAM},
    "edit/": {State.CHANGES_REQUESTED},
}


def what_is_stored(one: Submission) -> list:
    """Returns everything a page may change about a submission."""
    return [
        Submission.objects.filter(pk=one.pk).values().get(),
        list(one.decisions.values()),
        list(one.messages.values()),
    ]


class TestWhoMayDoWhat:
    @pytest.mark.parametrize("state", State)
    @pytest.mark.parametrize("button", DONE_IN)
    def test_who_has_the_link_does_what_the_state_allows(self, client, state, button):
        one = submission_in(state)
        before = what_is_stored(one)

        response = client.post(status_link(one) + button, SENT[button] | edited(one, button))

        if state in DONE_IN[button]:
            assert response.status_code == 303
            assert what_is_stored(one) != before
            assert client.get(response["Location"]).status_code == 200
        else:
            assert response.status_code == 409
            assert what_is_stored(one) == before

    @pytest.mark.parametrize("state", State)
    @pytest.mark.parametrize("link", [status_link, mailed_link])
    @pytest.mark.parametrize("method", ["get", "head", "options"])
    def test_looking_changes_nothing(self, client, state, link, method):
        one = submission_in(state)
        before = what_is_stored(one)

        for page in EVERYTHING:
            assert getattr(client, method)(link(one) + page).status_code in {200, 303, 405}

        assert what_is_stored(one) == before

    @pytest.mark.parametrize("button", BUTTONS)
    def test_a_link_to_something_else_does_nothing_here(self, client, button):
        one, other = submission_in(State.CHANGES_REQUESTED), submission_in(State.CHANGES_REQUESTED)
        before = what_is_stored(one)

        client.post(mailed_link(other) + button, SENT[button] | edited(other, button))

        assert what_is_stored(one) == before

    @pytest.mark.parametrize("page", EVERYTHING)
    def test_what_is_no_link_finds_nothing_and_leads_to_the_way_back(self, client, page):
        one = submission()
        foreign = sign("contributions.other", [one.pk])
        gone = sign("contributions.status", [10**12])
        for token in ("1", one.reference, ":::", "eyJ", "x" * 5000, "\u202e", foreign, gone):
            for response in (
                client.get(f"/contribute/status/{token}/{page}"),
                client.post(f"/contribute/status/{token}/{page}"),
            ):
                assert response.status_code == 404
                assert 'href="/contribute/status/"' in text_of(response)

    def test_one_letter_of_a_link_matters(self, client):
        link = status_link(submission()).rstrip("/")
        assert client.get(f"{link}/").status_code == 200
        assert client.get(f"{link[:-1]}{'b' if link[-1] == 'a' else 'a'}/").status_code == 404

    def test_forms_from_elsewhere_are_refused(self):
        one = submission()
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(status_link(one) + "withdraw/").status_code == 403
        assert fresh(one).state == State.RECEIVED

    def test_a_signed_in_contributor_is_noted_as_who_did_it_and_nobody_else_is(self, client):
        contributor, stranger = UserFactory(), UserFactory()
        one = submission(user=contributor)
        client.force_login(stranger)
        client.post(status_link(one) + "say/", {"text": "By the link."})
        client.force_login(contributor)
        client.post(status_link(one) + "say/", {"text": "By myself."})
        assert [message.author for message in one.messages.all()] == [None, contributor]

    def test_messages_come_no_faster_than_people_write(self, client):
        one = submission()
        answers = [
            client.post(status_link(one) + "say/", {"text": f"Word {number}"}).status_code
            for number in range(7)
        ]
        assert 429 in answers
        assert one.messages.count() < 7

    @pytest.mark.parametrize("text", ["", "  \n ", "x" * 5001])
    def test_a_message_without_words_or_without_end_is_not_sent(self, client, text):
        one = submission()
        response = client.post(status_link(one) + "say/", {"text": text})
        assert response.status_code == 422
        assert not one.messages.exists()

    def test_a_line_end_counts_once_however_a_browser_sends_it(self, client):
        one = submission()
        text = "\r\n".join(["x"] * 2500)  # 4,999 characters where it is typed, 7,498 as it is sent
        assert client.post(status_link(one) + "say/", {"text": text}).status_code == 303
        assert len(one.messages.get().text) == 4999

    @pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org", "example", "https://"])
    def test_a_name_leads_to_a_web_page_or_nowhere(self, client, link):
        one = submission()
        response = client.post(status_link(one) + "credit/", {"credit-name": "Ada", "credit-link": link})
        assert response.status_code == 422
        assert fresh(one).link == ""


class TestConfirming:
    def test_a_mailed_link_confirms_by_its_button_and_not_by_being_opened(self, client):
        one = submission()
        assert "Yes, this is my address" in text_of(client.get(mailed_link(one)))
        assert not fresh(one).email_confirmed_at

        response = client.post(mailed_link(one) + "confirm/", follow=True)

        assert fresh(one).email_confirmed_at
        assert "Your address is confirmed" in text_of(response)
        assert "Yes, this is my address" not in text_of(response)

    @pytest.mark.parametrize("button", ["say/", "credit/", "withdraw/"])
    def test_so_does_whatever_else_is_sent_by_it(self, client, button):
        one = submission()
        client.post(mailed_link(one) + button, SENT[button])
        assert fresh(one).email_confirmed_at

    @pytest.mark.parametrize("button", BUTTONS)
    def test_the_link_shown_on_screen_proves_nothing(self, client, button):
        one = submission_in(State.CHANGES_REQUESTED)
        client.post(status_link(one) + button, SENT[button] | edited(one, button))
        assert not fresh(one).email_confirmed_at
        assert "Yes, this is my address" not in text_of(client.get(status_link(one)))

    def test_a_link_mailed_to_an_earlier_address_proves_nothing_about_another(self, client):
        one = submission()
        link = mailed_link(one)
        Submission.objects.filter(pk=one.pk).update(email="other@example.org")
        client.post(link + "confirm/")
        assert not fresh(one).email_confirmed_at

    def test_the_address_cannot_be_read_from_the_link(self):
        payload = mailed_link(submission(email="ada@example.org")).split("/")[-2].split(":")[0]
        assert b"ada" not in base64.urlsafe_b64decode(payload + "==")

    def test_an_account_has_confirmed_its_address_already(self, client):
        assert submission(user=UserFactory(), email="").email_confirmed_at


class TestWhatItSays:
    @pytest.mark.parametrize(
        ("state", "words"),
        [
            (State.RECEIVED, "It waits for its turn."),
            (State.CLAIMED, "Somebody is reading it."),
            (State.CHANGES_REQUESTED, "Which version?"),
            (State.ACCEPTED, "It was accepted."),
            (State.PUBLISHED, "It is public."),
            (State.MERGED, "It became part of an entry."),
            (State.DECLINED, "It is no error."),
            (State.WITHDRAWN, "You withdrew it."),
            (State.SPAM, "It waits for its turn."),
        ],
    )
    def test_each_state_has_plain_words_and_its_reason(self, client, state, words):
        assert words in text_of(client.get(status_link(submission_in(state))))

    def test_every_decision_stands_there_with_its_date(self, client):
        one = submission_in(State.DECLINED)
        page = text_of(client.get(status_link(one)))
        for label in ("Sent", "Taken into review", "Declined"):
            assert f"<h3>{label}</h3>" in page
        assert f'datetime="{one.decisions.last().at.isoformat()}"' in page

    def test_who_holds_it_for_how_long_is_the_desks_business(self, client):
        holder = UserFactory(first_name="Zephyrine")
        one = submission_in(State.CLAIMED, holder=holder)
        services.claim(one, user=holder, roles=DESK)
        services.release(fresh(one), user=holder, roles=DESK, version=fresh(one).version)
        services.claim(fresh(one), user=holder, roles=DESK)
        services.escalate(
            fresh(one), user=holder, roles=DESK, version=fresh(one).version, reason="Odd manners"
        )
        page = text_of(client.get(status_link(one)))
        assert "Zephyrine" not in page
        assert "Odd manners" not in page
        assert "Given back" not in page
        assert page.count("<h3>Taken into review</h3>") == 2

    def test_a_merged_one_links_its_entry(self, client):
        one = submission_in(State.MERGED)
        page = text_of(client.get(status_link(one)))
        assert f'href="{one.entry.url}"' in page
        assert f"<h3>Merged into {one.entry.code}</h3>" in page

    def test_an_entry_nobody_can_read_is_not_linked(self, client):
        one = submission_in(State.MERGED)
        one.entry.unpublish()
        assert f'href="{one.entry.url}"' not in text_of(client.get(status_link(one)))

    def test_what_was_sent_is_shown_as_readers_would_see_it(self, client):
        page = text_of(client.get(status_link(submission())))
        assert "Set it first, or use <code" in page
        assert "KeyError: &#x27;token&#x27;" in page

    def test_a_correction_shows_what_it_changes(self, client):
        one = correction(reason="It was outdated.")
        page = text_of(client.get(status_link(one)))
        assert "What you changed" in page
        assert one.corrected_code in page

    def test_what_was_sent_again_is_shown_at_once(self, client):
        one = submission_in(State.CHANGES_REQUESTED)
        first = text_of(client.get(status_link(one)))
        services.revise(one, debug_document(sections=(Section("Fix", "Another way."),)))
        second = text_of(client.get(status_link(one)))
        assert "Set it first" in first
        assert "Another way." in second
        assert "Set it first" not in second

    def test_it_is_kept_by_nobody_and_tells_other_sites_nothing(self, client):
        one = submission()
        for page in (status_link(one), mailed_link(one) + "withdraw/", "/contribute/status/nothing/"):
            response = client.get(page)
            assert "no-store" in response["Cache-Control"]
            assert "noindex" in response["X-Robots-Tag"]
            assert response["Referrer-Policy"] == "same-origin"

    @pytest.mark.parametrize(
        "words", ["<script>alert(1)</script>", "[click](javascript:alert(1))", "<img src=x onerror=y>",
                  "{{ 7|add:7 }}", "\u202egnp.exe", "https://evil.example/", "a\nb"]
    )  # fmt: skip
    def test_hostile_words_are_shown_and_not_run(self, client, words):
        holder = UserFactory()
        one = submission_in(State.CHANGES_REQUESTED, holder=holder)
        services.say(one, words, role=Role.CONTRIBUTOR)
        services.say(one, words, role=Role.MODERATOR, author=holder)
        page = text_of(client.get(status_link(one)))
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
        assert 'href="https://evil.example' not in page

    def test_a_lost_race_is_told_and_changes_nothing(self, client):
        holder = UserFactory()
        one = submission_in(State.CLAIMED, holder=holder)
        services.decline(one, user=holder, roles=DESK, version=one.version, reason="It is no error.")
        response = client.post(status_link(one) + "withdraw/")
        assert response.status_code == 409
        assert "It is declined" in text_of(response)

    def test_more_history_needs_no_more_queries(self, client, django_assert_num_queries):
        one = submission_in(State.CLAIMED)
        few = counted(client, one)
        for number in range(12):
            services.say(fresh(one), f"Word {number}", role=Role.MODERATOR)
            services.withdraw(submission())
        assert counted(client, one) == few


def counted(client, one) -> int:
    for _ in range(2):  # what is made once, and then what is remembered
        client.get(status_link(one))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(status_link(one)).status_code == 200
    return len(queries)
