"""What holds for every public page, found by following every link from the home page."""

import re

import pytest

from hub.home.models import SiteIdentity
from tests.pages.archive import fill_archive
from tests.pages.crawling import ReadPage, crawl

pytestmark = pytest.mark.django_db

# Pages with a form that needs its token: they may set its cookie, and nobody keeps them.
FORMS = re.compile(r"/(?:accounts|contribute|me|newsletter|testimonials/new)/")
POSTED = re.compile(r"/e/[A-Z0-9-]+/(?:used|helped)/\Z|/search/trace/\Z")
FULL_IDENTITY = {
    "owner": "The Lamp Guild",
    "owner_url": "https://example.org/",
    "email": "reader@example.org",
    "phone": "+44 20 7946 0000",
    "hours": "Mondays",
    "started_in": 2005,
}


def is_page(response) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


@pytest.fixture
def pages(client):
    """Every address and its answer, over an archive where every field is filled."""
    home = client.get("/")
    SiteIdentity.objects.filter(site=home.wsgi_request._wagtail_site).update(**FULL_IDENTITY)
    fill_archive(2)
    found = crawl(client)
    assert len(found) > 40
    return found


def test_every_link_answers_and_every_page_keeps_the_rules(pages):
    assert {
        address: response.status_code for address, response in pages.items() if response.status_code != 200
    } == {}
    for address, response in pages.items():
        if response.cookies and FORMS.match(address):
            assert set(response.cookies) == {"csrftoken"}, address
            assert {"private", "no-store"} & set(response["Cache-Control"].split(", ")), address
        else:
            assert not response.cookies, address
            assert "Cookie" not in response.get("Vary", "") or FORMS.match(address), address
        if not is_page(response):
            continue
        page = ReadPage(response.text)
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert page.forbidden == [], address
        assert [one for one in page.loaded if not re.match(r"/(?!/)", one)] == [], address
        assert len(page.ids) == len(set(page.ids)), address
        assert all(page.named_regions), address
        assert len(page.named_regions) == len(set(page.named_regions)), address
        assert page.headings.count(1) == 1, address
        assert page.headings[0] == 1, address
        assert all(
            after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False)
        ), address
        for method, action in page.forms:
            assert method == "get" or POSTED.match(action) or FORMS.match(address), (address, method, action)


def test_no_page_names_a_capability_that_does_not_exist_yet(pages):
    linked = {
        link for response in pages.values() if is_page(response) for link in ReadPage(response.text).links
    }

    assert "#" not in linked


def test_the_owner_stands_in_the_footer_and_the_address_on_the_home_page(pages):
    home = pages["/"].text

    assert "The Lamp Guild" in home
    assert "mailto:reader@example.org" in home
    assert "Mondays" in home


def test_static_files_that_pages_load_exist(pages):
    from django.contrib.staticfiles import finders

    loaded = {
        one for response in pages.values() if is_page(response) for one in ReadPage(response.text).loaded
    }
    assert loaded
    assert [
        one for one in loaded if one.startswith("/static/") and not finders.find(one.removeprefix("/static/"))
    ] == []
