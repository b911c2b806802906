"""The front door: live numbers, sections with something to show, and an empty hub that still reads well."""

import pytest
from wagtail.models import Site

from hub.home.models import HomePage, SiteIdentity
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, domain_page
from tests.pages.archive import LISTS

pytestmark = pytest.mark.django_db


def test_an_empty_hub_reads_well(client):
    page = client.get("/").text

    assert "Hard-won answers" in page
    assert "ARCHIVE:" not in page
    assert 'class="stats' not in page
    assert "nothing yet" in page
    assert "None" not in page


@pytest.mark.parametrize("path", LISTS.values())
def test_an_empty_list_says_so_and_leads_on(client, path):
    response = client.get(path)

    assert response.status_code == 200
    assert "Nothing here yet" in response.text
    assert "Apply filters" not in response.text


def test_numbers_are_counted_and_agree_in_grammar(client):
    QuestionPageFactory(live=True)
    QuestionPageFactory(live=False)
    assert "1 ENTRY" in client.get("/").text
    assert "<small>question</small>" in client.get("/").text

    QuestionPageFactory(live=True)
    page = client.get("/").text
    assert "2 ENTRIES" in page
    assert "<small>questions</small>" in page
    assert "All 2 questions" in page


def test_the_lead_question_is_the_editors_choice_and_not_repeated(client):
    QuestionPageFactory(title="First in the list", priority="high", live=True)
    chosen = QuestionPageFactory(title="Chosen by the editor", live=True)
    HomePage.objects.update(lead_question=chosen)

    page = client.get("/").text

    assert page.count("Chosen by the editor") == 1
    assert page.index("Chosen by the editor") < page.index("First in the list")


def test_an_error_card_shows_the_message(client):
    DebugEntryPageFactory(messages=[("item", "KeyError: 'lamp' <b>")], live=True)

    assert "KeyError: &#x27;lamp&#x27; &lt;b&gt;" in client.get("/").text


def test_contact_and_mentoring_stand_only_with_an_address(client):
    assert "mailto:" not in client.get("/").text

    SiteIdentity.objects.update(email="reader@example.org")

    assert "Mentoring is personal" in client.get("/").text


def test_the_menu_comes_from_the_domain_pages_that_want_to_be_in_it(client):
    hidden = domain_page("design")
    hidden.show_in_menus = False
    hidden.save()

    assert "/design/" not in client.get("/about/").text
    assert "/security/" in client.get("/about/").text
    assert client.get("/design/").status_code == 200


def test_the_contact_page_shows_what_the_settings_name_and_says_so_when_they_name_nothing(client):
    assert "has not given an address yet" in client.get("/contact/").text

    identity = SiteIdentity.for_site(Site.objects.get())
    identity.email, identity.phone, identity.hours = "hello@example.org", "+00 123", "Mondays"
    identity.social_links = "https://example.org/@hub\njavascript:alert(1)"
    identity.save()

    page = client.get("/contact/").text
    assert 'href="mailto:hello@example.org"' in page
    assert "+00 123" in page
    assert "Mondays" in page
    assert 'href="https://example.org/@hub"' in page
    assert "javascript:" not in page
