"""Subscribing and leaving on the site: what a person sees, and what a program that follows links does not do."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contributions.newsletter import links, services
from contributions.newsletter.models import Consent, Subscriber
from contributions.newsletter.wishes import Wishes
from tests.contributions.newsletter.factories import queued, subscriber
from tests.factories import DebugEntryPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db

FORM = "/newsletter/"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def client() -> Client:
    return Client(headers={"user-agent": BROWSER})


def filled(client, **fields) -> dict:
    """Returns what a browser would send of the form, filled in by a person who took their time."""
    page = client.get(FORM, fields.pop("query", {})).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return {**hidden, "email": "reader@example.org", "letters": "on", "rhythm": "weekly", **fields}


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Nobody is too fast here; the gate has its own tests."""
    monkeypatch.setattr("contributions.gate.visits.LEAST_SECONDS", -1)


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


class TestSubscribing:
    def test_a_reader_is_told_to_look_into_their_mail(self, client):
        response = client.post(FORM, filled(client), follow=True)

        assert response.redirect_chain == [(reverse("contributions:newsletter_asked"), 302)]
        assert len(queued("reader@example.org")) == 1

    def test_the_answer_does_not_tell_whether_an_address_is_known(self, client):
        subscriber("known@example.org")

        answers = [
            client.post(FORM, filled(client, email=email), follow=True).content
            for email in ("known@example.org", "unknown@example.org")
        ]

        assert answers[0] == answers[1]

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"email": ""}, "Enter the address we should write to."),
            ({"email": "nobody"}, "This is not a mail address."),
            ({"email": "a@example.org\nBcc: b@example.org"}, "This is not a mail address."),
            ({"letters": ""}, "Choose at least one thing"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field_and_nothing_is_sent(self, client, wrong, said):
        response = client.post(FORM, {key: value for key, value in filled(client, **wrong).items() if value})

        assert response.status_code == 422
        assert said in response.content.decode()
        assert not queued("reader@example.org")

    def test_a_link_on_an_entry_offers_that_entry(self, client):
        entry = DebugEntryPageFactory(live=True, title="The port is taken")

        page = client.get(FORM, {"entry": entry.code}).content.decode()
        client.post(FORM, filled(client, query={"entry": entry.code}, entries=entry.code, letters=""))

        assert "The port is taken" in page
        (mail,) = queued("reader@example.org")
        assert f"Changes of {entry.code}: The port is taken" in mail.text

    def test_a_private_entry_is_not_named(self, client):
        draft = DebugEntryPageFactory(title="Nobody may read this")

        assert b"Nobody may read this" not in client.get(FORM, {"entry": draft.code}).content

    def test_choosing_a_technology_is_asking_for_news_of_it(self, client):
        technology = TechnologyFactory(name="Made-up")

        client.post(FORM, filled(client, letters="", technologies=technology.slug))

        assert "New and corrected entries about Made-up" in queued("reader@example.org")[0].text


class TestConfirming:
    @pytest.fixture
    def link(self) -> str:
        return path_of(
            links.confirm_link("reader@example.org", Wishes(letters=True), form="footer", wording="2026-11")
        )

    def test_opening_the_link_changes_nothing(self, client, link):
        for method in (client.get, client.head, client.options):
            method(link)

        assert not Subscriber.objects.exists()

    def test_the_button_subscribes_and_leads_to_the_choice(self, client, link):
        response = client.post(link, follow=True)

        assert "Your address is confirmed." in response.content.decode()
        assert Subscriber.objects.get().email == "reader@example.org"

    def test_twice_is_once(self, client, link):
        client.post(link)
        client.post(link)

        assert Consent.objects.count() == 1

    def test_the_page_is_kept_by_nobody_and_names_itself_to_nobody(self, client, link):
        response = client.get(link)

        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"
        assert b"noindex" in response.content


class TestPreferences:
    @pytest.fixture
    def one(self) -> Subscriber:
        return subscriber(letters=True)

    @pytest.fixture
    def page(self, one) -> str:
        return path_of(links.preferences_link(one))

    def test_a_choice_is_saved(self, client, one, page):
        response = client.post(page, {"news": "on", "rhythm": "monthly", "pause": "30"}, follow=True)

        assert "Saved." in response.content.decode()
        one.refresh_from_db()
        assert (one.letters, one.news, one.rhythm, one.is_paused()) == (False, True, "monthly", True)

    def test_a_pause_is_kept_until_somebody_ends_it(self, client, one, page):
        client.post(page, {"letters": "on", "rhythm": "weekly", "pause": "30"})
        one.refresh_from_db()
        until = one.paused_until

        client.post(page, {"letters": "on", "rhythm": "weekly", "pause": "keep"})
        one.refresh_from_db()
        assert one.paused_until == until

        client.post(page, {"letters": "on", "rhythm": "weekly", "pause": ""})
        one.refresh_from_db()
        assert one.paused_until is None

    def test_everything_can_be_stopped_downloaded_and_deleted(self, client, one, page):
        client.post(page + "leave/")
        one.refresh_from_db()
        assert one.left_at is not None
        assert "You get no mail any more." in client.get(page).content.decode()

        told = client.post(page + "download/").json()
        assert told["email"] == "reader@example.org"
        assert [consent["what"] for consent in told["consent"]] == ["confirmed", "left"]

        assert client.post(page + "delete/").status_code == 200
        assert client.get(page).status_code == 404

    @pytest.mark.parametrize("action", ["leave/", "delete/", "download/"])
    def test_nothing_happens_by_being_opened(self, client, one, page, action):
        assert client.get(page + action).status_code == 405

    @pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "..%2f"])
    def test_a_link_that_is_not_ours_leads_nowhere(self, client, token):
        for name in ("confirm", "preferences", "unsubscribe"):
            assert client.get(f"/newsletter/{name}/{token}/").status_code in {400, 404}


class TestOneClick:
    @pytest.fixture
    def one(self) -> Subscriber:
        return subscriber(letters=True, news=True)

    def test_a_mail_program_ends_the_list_by_a_post_without_cookie_or_form(self, one):
        strict = Client(enforce_csrf_checks=True)
        address = path_of(links.unsubscribe_link(one, "letters"))
        for _ in range(2):
            response = strict.post(address, {"List-Unsubscribe": "One-Click"}, secure=False)
            assert response.status_code == 200
            assert not response.cookies

        one.refresh_from_db()
        assert (one.letters, one.news) == (False, True)

    def test_a_scanner_that_opens_the_link_ends_nothing(self, client, one):
        address = path_of(links.unsubscribe_link(one, "letters"))
        client.get(address)
        client.head(address)

        one.refresh_from_db()
        assert one.letters

    def test_a_person_may_stop_everything_on_the_same_page(self, client, one):
        address = path_of(links.unsubscribe_link(one, "letters"))

        response = client.post(address, {"what": "all"})

        assert "You get no mail any more." in response.content.decode()
        one.refresh_from_db()
        assert one.left_at is not None

    def test_a_deleted_subscriber_s_link_is_answered_well(self, client, one):
        address = path_of(links.unsubscribe_link(one, "letters"))
        services.forget(one, form="test")

        assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_the_preferences_page_asks_the_same_number_of_queries_for_few_and_many(client):
    client.get(path_of(links.preferences_link(subscriber())))  # what every page asks for once
    counts = []
    for number in (2, 6):
        codes = tuple(DebugEntryPageFactory(live=True).code for _ in range(number))
        one = subscriber(f"reader{number}@example.org", entries=codes)
        with CaptureQueriesContext(connection) as asked:
            client.get(path_of(links.preferences_link(one)))
        counts.append(len(asked))
    assert counts[0] == counts[1]
