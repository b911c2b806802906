"""What pages say in their head: title, description, canonical address, sharing, structured data."""

import json

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from hub.home.models import SiteIdentity
from knowledge.structured_data import data_block, licence_url
from tests.discovery.reading import ReadHead, head_of
from tests.factories import (
    CodeSnippetPageFactory,
    QuestionPageFactory,
    TechnologyFactory,
    domain_page,
    home_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def identity(client):
    """The site's identity, which the first reader's request makes."""
    home = home_page()
    return SiteIdentity.for_site(home.get_site())


# --- Entries ---------------------------------------------------------------------------------------


def test_an_entry_takes_title_and_description_from_itself():
    page = QuestionPageFactory(title="Why?", summary="Because `x` is **lazy**.", live=True)

    head = head_of(page)

    assert head.title == "Why? · Knowledge Hub"
    assert head.metas["description"] == "Because x is lazy."
    assert head.metas["og:title"] == head.title


def test_the_editors_own_words_for_search_engines_win():
    page = QuestionPageFactory(seo_title="Better", search_description="Chosen.", live=True)

    head = head_of(page)

    assert head.title == "Better · Knowledge Hub"
    assert head.metas["description"] == "Chosen."


def test_an_entry_without_a_summary_is_described_by_what_it_is():
    page = CodeSnippetPageFactory(title="A lock", summary="", live=True)

    assert head_of(page).metas["description"] == "Code snippet: A lock"


def test_a_long_summary_is_cut_at_a_word():
    page = QuestionPageFactory(summary="sentence " * 60, live=True)

    description = head_of(page).metas["description"]

    assert len(description) <= 160
    assert description.endswith("sentence…")


def test_the_canonical_address_is_the_configured_one_without_any_query():
    page = QuestionPageFactory(live=True)

    head = head_of(page, "?utm_source=letter&fbclid=1")

    assert head.link("canonical") == f"http://testserver{page.url}"
    assert head.metas["og:url"] == f"http://testserver{page.url}"
    assert "robots" not in head.metas


def test_an_entry_offers_the_feeds_it_is_in():
    page = QuestionPageFactory(live=True)

    assert head_of(page).feeds == [
        "http://testserver/feeds/all.atom",
        "http://testserver/feeds/question.atom",
        f"http://testserver/feeds/technology/{page.technology.slug}.atom",
    ]


def test_an_entry_is_shared_with_its_picture():
    page = QuestionPageFactory(title="Why?", live=True)

    head = head_of(page)

    assert head.metas["og:image"].startswith(f"http://testserver/social/{page.pk}-")
    assert head.metas["og:image:alt"] == f"{page.code} · Question · Why?"
    assert head.metas["twitter:card"] == "summary_large_image"
    assert head.metas["og:type"] == "article"


def test_an_entry_tells_machines_what_it_shows():
    page = QuestionPageFactory(
        title="Why?",
        credit=[
            ("item", {"name": "Ada", "url": "https://example.org/ada", "for": "wrote"}),
            ("item", {"name": "Grace", "url": "", "for": "corrected"}),
        ],
        source_title="The manual",
        source_url="https://example.org/manual",
        live=True,
    )

    article = head_of(page).data["TechArticle"]

    assert article["headline"] == "Why?"
    assert article["identifier"] == page.code
    assert article["author"] == [{"@type": "Person", "name": "Ada", "url": "https://example.org/ada"}]
    assert article["contributor"] == [{"@type": "Person", "name": "Grace"}]
    assert article["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert article["about"]["name"] == page.technology.name
    assert article["educationalLevel"] == "Mid-level"
    assert article["citation"]["url"] == "https://example.org/manual"
    assert article["datePublished"] <= article["dateModified"]
    assert article["url"] == f"http://testserver{page.url}"


def test_an_entry_that_credits_nobody_is_by_the_owner(identity):
    identity.owner, identity.owner_url = "Example Works", "https://example.org/"
    identity.save()

    author = head_of(QuestionPageFactory(live=True)).data["TechArticle"]["author"]

    assert (author["@type"], author["name"], author["url"]) == (
        "Organization",
        "Example Works",
        "https://example.org/",
    )


def test_a_snippet_is_source_code():
    page = CodeSnippetPageFactory(technology=TechnologyFactory(name="Python"), live=True)

    assert head_of(page).data["SoftwareSourceCode"]["programmingLanguage"] == "Python"


def test_breadcrumbs_lead_from_the_home_page():
    page = QuestionPageFactory(title="Why?", live=True)

    steps = head_of(page).data["BreadcrumbList"]["itemListElement"]

    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Knowledge Hub", "http://testserver/"),
        (2, "Interview questions", "http://testserver/questions/"),
        (3, "Why?", f"http://testserver{page.url}"),
    ]


def test_a_title_cannot_close_the_data_block_or_an_attribute():
    title = "</script><script>alert(1)</script>\"><!-- & ' \u2028 <b>"
    page = QuestionPageFactory(title=title, live=True)

    head = head_of(page)

    assert head.scripts == 1
    assert head.data["TechArticle"]["headline"] == title
    assert head.metas["og:title"] == f"{title} · Knowledge Hub"


def test_nothing_in_a_data_block_can_end_it():
    block = data_block({"name": "</ScRiPt><!--&amp;"})

    assert not set("<>&") & set(block)
    assert json.loads(block)["@graph"] == [{"name": "</ScRiPt><!--&amp;"}]


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("MIT", "https://spdx.org/licenses/MIT.html"),
        ("all rights reserved", ""),
        ("", ""),
    ],
)
def test_a_licence_has_an_address_where_its_name_is_known(name, url):
    assert licence_url(name) == url


# --- Lists -----------------------------------------------------------------------------------------


@pytest.fixture
def flask():
    flask = TechnologyFactory(name="Flask", slug="flask")
    QuestionPageFactory(technology=flask, live=True)
    QuestionPageFactory(live=True)
    return flask


def test_a_list_is_found_under_its_own_address(flask):
    head = head_of(domain_page("question"))

    assert head.title == "Interview questions · Knowledge Hub"
    assert head.link("canonical") == "http://testserver/questions/"
    assert "robots" not in head.metas
    assert "http://testserver/feeds/question.atom" in head.feeds
    assert head.data["CollectionPage"]["name"] == "Interview questions"


@pytest.mark.parametrize("query", ["?sort=easiest", "?utm_source=x", "?page=1", "?sort=nonsense&x=<b>"])
def test_the_order_of_a_list_and_unknown_keys_are_no_other_page(flask, query):
    head = head_of(domain_page("question"), query)

    assert head.link("canonical") == "http://testserver/questions/"
    assert "robots" not in head.metas


def test_a_list_of_one_technology_is_a_page_worth_finding(flask):
    head = head_of(domain_page("question"), "?sort=easiest&technology=flask&gclid=1")

    assert head.title == "Flask · Interview questions · Knowledge Hub"
    assert head.link("canonical") == "http://testserver/questions/?technology=flask"
    assert "robots" not in head.metas


def test_a_combination_of_filters_is_followed_but_not_indexed(flask):
    one = head_of(domain_page("question"), "?technology=flask&level=mid")
    other = head_of(domain_page("question"), "?sort=easiest&level=mid&technology=flask&level=mid")

    assert one.metas["robots"] == "noindex,follow"
    assert one.link("canonical") == other.link("canonical")


@pytest.mark.parametrize(
    "query", ["?technology=nothing", "?form=choice", "?difficulty_min=3", "?page=1000000000"]
)
def test_a_list_of_nothing_or_of_a_fleeting_choice_is_not_indexed(flask, query):
    assert head_of(domain_page("question"), query).metas["robots"] == "noindex,follow"


def test_a_later_page_of_a_list_is_a_page_of_its_own():
    technology = TechnologyFactory()
    category = QuestionPageFactory(technology=technology, live=True).category
    QuestionPageFactory.create_batch(20, technology=technology, category=category, live=True)

    head = head_of(domain_page("question"), "?page=2")

    assert head.title == "Interview questions, page 2 · Knowledge Hub"
    assert head.link("canonical") == "http://testserver/questions/?page=2"
    assert "robots" not in head.metas


# --- The site --------------------------------------------------------------------------------------


def test_the_home_page_says_who_publishes_the_site(identity):
    identity.name, identity.owner = "Our Hub", "Example Works"
    identity.social_links = "https://example.org/us\njavascript:alert(1)"
    identity.save()

    head = head_of(home_page())

    assert head.title == "Our Hub: Hard-won answers, passed on."
    assert head.link("canonical") == "http://testserver/"
    assert head.metas["description"] == identity.description
    assert head.data["WebSite"]["name"] == "Our Hub"
    assert head.data["Organization"]["name"] == "Example Works"
    assert head.data["Organization"]["sameAs"] == ["https://example.org/us"]


def _head_of_view(**context) -> ReadHead:
    request = RequestFactory().get("/about/?utm_source=x")
    return ReadHead(render_to_string("includes/head_meta.html", context, request))


def test_a_view_is_named_by_its_title_and_found_without_its_query():
    head = _head_of_view(title="About")

    assert head.title == "About · Knowledge Hub"
    assert head.link("canonical") == "http://testserver/about/"


@pytest.mark.parametrize("context", [{}, {"title": "Search", "noindex": True}])
def test_a_view_without_a_title_or_that_says_so_is_not_indexed(context):
    head = _head_of_view(**context)

    assert head.metas["robots"] == "noindex,follow"
    assert head.link("canonical") is None


def test_a_trial_site_asks_not_to_be_indexed(settings):
    settings.ALLOW_INDEXING = False

    assert head_of(home_page()).metas["robots"] == "noindex,nofollow"


def test_a_preview_of_an_entry_that_was_never_saved_has_a_head():
    page = QuestionPageFactory.build(title="New?", category=None, technology=None)
    request = RequestFactory().get("/")
    request.is_preview = True

    head = ReadHead(render_to_string("includes/head_meta.html", {"page": page}, request))

    assert head.title == "New? · Knowledge Hub"
    assert head.link("canonical") is None
    assert head.metas["robots"] == "noindex,nofollow"
