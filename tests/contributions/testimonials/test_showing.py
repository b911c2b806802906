"""What everybody sees: the page of notes and the featured ones on the home page."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from contributions.testimonials import models
from contributions.testimonials.states import State
from tests.contributions.testimonials.factories import featured, note_in
from tests.factories import QuestionPageFactory
from tests.pages.crawling import ReadPage

pytestmark = pytest.mark.django_db

LIST = "/testimonials/"


def queries(client, address: str) -> int:
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_an_empty_page_says_what_to_do(client):
    page = client.get(LIST).text

    assert "Nobody has left a note yet" in page
    assert 'href="/testimonials/new/"' in page


@pytest.mark.parametrize("state", State)
def test_only_what_is_published_is_shown(client, state):
    one = note_in(state, name="Ada L.")

    assert ("Ada L." in client.get(LIST).text) == (state == State.PUBLISHED)
    assert one.state == state


def test_what_a_reader_writes_is_text(client):
    note_in(
        text="<img src=x onerror=alert(1)> & a second line\n\n<b>bold</b> that is long enough to be a note.",
        name='"><script>alert(1)</script>',
        role="{{ settings }} & co",
    )

    page = client.get(LIST).text

    assert ReadPage(page).forbidden == []
    assert "<img" not in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "{{ settings }} &amp; co" in page


def test_who_gives_no_name_is_a_reader(client):
    note_in()
    note_in(role="a database administrator")

    page = client.get(LIST).text
    assert "A reader" in page
    assert "A database administrator" in page


def test_an_entry_that_is_hidden_since_is_named_no_more(client):
    entry, other = QuestionPageFactory(live=True), QuestionPageFactory(live=True)
    note_in(entry=entry)
    note_in(entry=other)
    assert entry.code in client.get(LIST).text

    PageViewRestriction.objects.create(page=entry, restriction_type="login")
    other.unpublish()

    page = client.get(LIST).text
    assert entry.code not in page
    assert other.code not in page


def test_a_deleted_entry_leaves_the_note(client):
    entry = QuestionPageFactory(live=True)
    one = note_in(entry=entry)

    entry.delete()

    assert one.text in client.get(LIST).text


def test_the_list_has_pages_and_asks_the_same_for_many(client):
    note_in(entry=QuestionPageFactory(live=True))
    before = queries(client, LIST)
    for _ in range(3):
        note_in(entry=QuestionPageFactory(live=True))
    assert queries(client, LIST) == before

    row = models.Testimonial.objects.first()
    for number in range(30):
        row.pk, row.fingerprint = None, str(number)
        row.save()
    assert 'href="?page=2"' in client.get(LIST).text
    assert "page 2" in client.get(f"{LIST}?page=2").text
    for nowhere in ("3", "0", "-1", "9" * 40):
        assert client.get(f"{LIST}?page={nowhere}").status_code == 404
    assert client.get(f"{LIST}?page=x").status_code == 200


def test_notes_have_no_rating_and_no_review_data(client):
    note_in()

    page = client.get(LIST).text
    assert "ld+json" not in page
    assert "Review" not in page.replace("Reviewed", "")
    assert "rating" not in page.casefold()


# --- The home page ---------------------------------------------------------------------------------


def test_the_home_page_shows_three_in_the_order_of_the_desk(client):
    for position in (4, 2, 3, 1):
        featured(position, name=f"Reader {position}")

    page = client.get("/").text

    assert page.index("Reader 1") < page.index("Reader 2") < page.index("Reader 3")
    assert "Reader 4" not in page
    assert 'href="/testimonials/"' in page


def test_the_home_page_has_no_empty_box(client):
    note_in(name="Not featured")

    page = client.get("/").text

    assert "Not featured" not in page
    assert 'class="note' not in page


def test_what_is_taken_back_leaves_the_home_page(client):
    from contributions.testimonials import services

    one = featured(1, name="Ada L.")
    services.withdraw(one)

    assert "Ada L." not in client.get("/").text


def test_the_home_page_asks_the_same_for_one_note_and_for_three(client):
    featured(1, entry=QuestionPageFactory(live=True))
    QuestionPageFactory(live=True)
    before = queries(client, "/")
    for position in (2, 3, 4):
        featured(position, entry=QuestionPageFactory(live=True))

    assert queries(client, "/") == before
