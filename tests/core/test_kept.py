"""What every page is framed with is kept, and a change of it shows at once."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from hub.core.kept import kept
from hub.home.models import HomePage, SiteIdentity
from knowledge.models import Promotion, Technology
from knowledge.search.searching import search
from tests.factories import QuestionPageFactory, TechnologyFactory, domain_page

pytestmark = pytest.mark.django_db

EMPTY = "/search/"


def test_a_page_that_shows_nothing_of_its_own_asks_the_database_nothing(client):
    client.get(EMPTY)  # the first reader of all makes the rows of the site's settings
    client.get(EMPTY)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(EMPTY).status_code == 200

    assert [query["sql"] for query in asked] == []


def test_a_new_name_of_the_hub_is_shown_at_once(client):
    client.get(EMPTY)
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.name = "The Lamp"
    identity.save()

    assert "<title>The Lamp" in client.get("/").text
    assert "The Lamp" in client.get(EMPTY).text


def test_the_menu_follows_the_domain_pages(client):
    page = domain_page("question").specific
    assert f">{page.title}</a>" in client.get(EMPTY).text
    page.title = "Riddles"
    page.save_revision().publish()
    assert ">Riddles</a>" in client.get(EMPTY).text
    page.unpublish()
    assert ">Riddles</a>" not in client.get(EMPTY).text


def test_a_domain_that_becomes_private_leaves_the_menu_and_comes_back(client):
    def is_offered() -> bool:
        return 'href="/questions/"' in client.get(EMPTY).text

    assert is_offered()
    restriction = PageViewRestriction.objects.create(
        page=domain_page("question"), restriction_type=PageViewRestriction.LOGIN
    )
    assert not is_offered()
    restriction.delete()
    assert is_offered()


def test_a_home_page_that_moves_to_another_address_takes_the_menu_along(client):
    client.get(EMPTY)
    home = HomePage.objects.get()
    home.slug = "elsewhere"
    home.save()

    assert 'href="/questions/"' in client.get(EMPTY).text
    assert client.get("/questions/").status_code == 200


def test_a_second_site_is_told_apart_from_the_first(client):
    client.get(EMPTY)
    other = Site.objects.create(hostname="other.example", root_page=HomePage.objects.get())
    SiteIdentity.objects.create(site=other, name="The Other")

    assert "The Other" in client.get(EMPTY, headers={"host": "other.example"}).text
    assert "The Other" not in client.get(EMPTY).text


def test_another_name_of_a_technology_finds_its_entries_at_once():
    kotlin = TechnologyFactory(name="Kotlin", slug="kotlin")
    entry = QuestionPageFactory(title="What is a coroutine?", technology=kotlin, live=True)
    assert search("tech:ktl").total == 0
    kotlin.aliases = "ktl"
    kotlin.save()

    assert [row.entry.pk for row in search("tech:ktl").rows] == [entry.pk]
    assert [row.entry.technology for row in search("tech:ktl").rows] == [Technology.objects.get()]


def test_what_editors_promote_no_longer_stands_above_the_results():
    entry = QuestionPageFactory(title="What is a lamp?", live=True)
    promotion = Promotion.objects.create(query="lamp", entry=entry)
    assert len(search("lamp").promoted) == 1
    promotion.delete()

    assert search("lamp").promoted == []


def test_what_was_read_before_a_change_is_not_believed_after_it():
    def read() -> str:
        TechnologyFactory()  # somebody else changes something while this is being read
        return "before"

    kept("something", read)

    assert kept("something", lambda: "after") == "after"


def test_who_gets_a_copy_cannot_change_what_others_get():
    kept("numbers", lambda: [1]).append(2)
    kept("numbers", list).append(3)

    assert kept("numbers", list) == [1]


def test_an_emptied_cache_is_filled_again():
    assert kept("something", lambda: 1) == 1
    cache.clear()
    assert kept("something", lambda: 2) == 2
    assert kept("something", lambda: 3) == 2
