"""Searching by words: what the page says, where a code leads, and what holds whatever is asked."""

import re

import pytest
from wagtail.models import PageViewRestriction

from knowledge.models import Promotion, RetiredCode
from tests.pages.crawling import ReadPage

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"', "'", "%", "\\", "')--", "((((", "a AND (b OR", "* ^ NEAR(a b)", "-", '-"', ":", "tech:", "tech:nothing",
    "🙂" * 200, "x" * 5000, "a " * 3000, "<script>alert(1)</script>", "' OR 1=1 --", "{}[]|&~", "\u202e", "%s %(x)s",
    "!!", "<->", "[{% x %}]", "a\nb", "SHA-256", "level:", "kind:question", 'tag:"two words"', "\u0130\u0131",
]  # fmt: skip


def titles(response) -> list[str]:
    """The titles of the entries a page shows, in order."""
    links = re.findall(r"<h3><a href=\"[^\"]+\">(.*?)</a></h3>", response.text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one) for one in links]


def page(client, query: str = "", **params):
    return client.get("/search/", {"q": query, **params})


def test_words_are_found_marked_and_explained(client, archive):
    response = page(client, "rolled back")

    assert titles(response)[0] == "How are migrations rolled back?"
    assert "<mark>rolled</mark>" in response.text
    assert "Best match: “rolled” and “back” in the title" in response.text


def test_the_page_is_the_same_for_everybody_and_not_for_robots(client, archive):
    response = page(client, "migrations")

    assert response.status_code == 200
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert '<meta name="robots" content="noindex' in response.text
    assert ReadPage(response.text).forbidden == []
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("spelling", ["{code}", "{lower}", " {lower} ", "{short}"])
def test_a_code_leads_straight_to_its_entry(client, archive, spelling):
    code = archive["module"].code
    prefix, number = code.rsplit("-", 1)
    written = spelling.format(code=code, lower=code.lower(), short=f"{prefix.lower()}-{int(number)}")

    response = page(client, written)

    assert response.status_code == 302
    assert response["Location"] == archive["module"].url


def test_the_code_of_a_withdrawn_entry_leads_to_what_is_known_of_it(client, archive):
    RetiredCode.objects.create(code="PY-900", title="Old")

    assert page(client, "py-900")["Location"] == "/e/PY-900/"


def test_what_only_looks_like_a_code_is_searched_for(client, archive):
    assert page(client, "utf-8").status_code == 200


def test_an_unpublished_entry_is_not_given_away_by_its_code(client, archive):
    archive["module"].unpublish()

    assert page(client, archive["module"].code).status_code == 200


@pytest.mark.parametrize("above", [False, True])
def test_a_private_entry_is_not_given_away_by_its_code_and_others_are_found(client, archive, above):
    private = archive["module"].get_parent() if above else archive["module"]
    PageViewRestriction.objects.create(page_id=private.pk, restriction_type=PageViewRestriction.LOGIN)

    assert page(client, archive["module"].code).status_code == 200
    assert page(client, archive["plan"].code).status_code == 302


def test_a_typing_error_is_corrected_and_can_be_insisted_on(client, archive):
    response = page(client, "mirgations")

    assert "Showing results for <strong>migrations</strong>" in response.text
    assert len(titles(response)) == 2
    insisted = re.search(r'href="(\?[^"]*as_typed=1[^"]*)"', response.text)[1].replace("&amp;", "&")
    assert "Showing results for" not in client.get(f"/search/{insisted}").text


def test_facets_narrow_and_say_how_many_there_would_be(client, archive):
    response = page(client, "migrations", level="senior")

    assert titles(response) == ["When do migrations lock a table?"]
    assert '<span class="visually-hidden">Remove </span>Senior' in response.text
    assert re.search(r"<span>Mid-level</span> <small>1</small>", response.text)


def test_filters_written_in_the_query_are_chips_like_any_other(client, archive):
    response = page(client, "migrations level:senior")
    read = ReadPage(response.text)

    assert titles(response) == ["When do migrations lock a table?"]
    assert '<span class="visually-hidden">Remove </span>Senior' in response.text
    assert "?q=migrations" in read.links


def test_orders_are_kept_by_every_link_of_the_page(client, archive):
    response = page(client, "migrations", sort="newest", level="mid")
    links = [link for link in ReadPage(response.text).links if link.startswith("?")]

    assert links
    assert all("sort=newest" in link for link in links)


def test_a_message_without_its_trace_still_finds_its_error(client, archive):
    response = page(client, "No module named 'requests'")

    assert titles(response)[0] == "The package is installed, but not in this environment"
    assert "Read the fix" in response.text


def test_editors_choices_stand_above_the_results(client, archive):
    Promotion.objects.create(query="migrations", entry=archive["redis"])

    response = page(client, "migrations")

    assert titles(response)[0] == "Why does Redis evict keys?"
    assert "Chosen by the editors" in response.text


def test_nothing_found_is_said_with_the_words_that_no_entry_has(client, archive):
    response = page(client, "quetzalcoatlus")

    assert response.status_code == 200
    assert "No entry has “quetzalcoatlus”" in response.text


def test_filters_that_leave_nothing_show_the_way_out_and_what_is_close(client, archive):
    response = page(client, "migrations", level="architect")

    assert "Nothing with these filters" in response.text
    assert "?q=migrations" in ReadPage(response.text).links
    assert "How are migrations rolled back?" in titles(response)


def test_related_searches_lead_on(client, archive):
    assert "/search/?q=alembic" in ReadPage(page(client, "migrations").text).links


def test_without_a_question_the_page_explains_the_box(client, archive):
    response = client.get("/search/")

    assert response.status_code == 200
    assert ("post", "/search/trace/") in ReadPage(response.text).forms


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_that_is_asked_is_an_error(client, archive, query):
    response = page(client, query)

    assert response.status_code in {200, 302}
    assert ReadPage(response.text).forbidden == []


@pytest.mark.parametrize("page_number", ["0", "-1", "9" * 400, "two", "٣", "", "1.5"])
def test_any_page_number_gives_a_page(client, archive, page_number):
    assert page(client, "migrations", page=page_number).status_code == 200


def test_any_filter_and_order_gives_a_page(client, archive):
    response = client.get(
        "/search/?q=migrations&kind=<b>&level=%27&tag=" + "t" * 900 + "&sort=nothing&technology="
    )

    assert response.status_code == 200
    assert ReadPage(response.text).forbidden == []


def test_a_search_can_only_be_asked_for(client, archive):
    assert client.post("/search/", {"q": "migrations"}).status_code == 405
    assert client.head("/search/?q=migrations").status_code == 200
