"""sitemap.xml, robots.txt, llms.txt, security.txt and favicon.ico."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.home.discovery import sitemap
from hub.home.discovery.texts import security_txt
from hub.home.models import SiteIdentity
from knowledge.models import EntryPage
from tests.discovery.reading import SITEMAP, restrict, sitemap_paths
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, domain_page, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def identity():
    return SiteIdentity.for_site(home_page().get_site())


# --- Sitemap ---------------------------------------------------------------------------------------


def test_the_sitemap_lists_every_public_page_and_the_texts(client):
    page = QuestionPageFactory(live=True)

    paths = sitemap_paths(client)

    assert {"/", "/questions/", "/debug/", page.url, "/about/", "/licence/"} <= set(paths)
    assert len(paths) == len(set(paths))


def test_drafts_and_restricted_pages_are_not_in_the_sitemap(client):
    draft = QuestionPageFactory()
    hidden = QuestionPageFactory(live=True)
    below = DebugEntryPageFactory(live=True)
    restrict(hidden)
    restrict(domain_page("debug"))

    assert not {draft.url, hidden.url, below.url, "/debug/"} & set(sitemap_paths(client))


def test_a_page_says_when_it_last_changed(client):
    page = QuestionPageFactory(live=True)

    root = ET.fromstring(client.get("/sitemap.xml").content)

    [entry] = [url for url in root if url.findtext(f"{SITEMAP}loc").endswith(page.url)]
    assert entry.findtext(f"{SITEMAP}lastmod") == page.last_published_at.date().isoformat()


def test_a_large_sitemap_is_cut_into_parts_that_hold_everything_once(client, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 4)
    QuestionPageFactory.create_batch(3, live=True)

    index = client.get("/sitemap.xml")
    parts = sitemap_paths(client)

    assert ET.fromstring(index.content).tag == f"{SITEMAP}sitemapindex"
    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    found = [path for part in parts for path in sitemap_paths(client, part)]
    assert len(found) == len(set(found)) == 7 + 3 + len(sitemap.TEXTS)


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_a_part_that_does_not_exist_is_not_found(client, number):
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


# --- Texts -----------------------------------------------------------------------------------------


def test_robots_may_read_everything_but_the_admin_and_learn_of_the_sitemap(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert lines[:2] == ["User-agent: *", "Disallow: /admin/"]
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_robots_stay_away_from_a_trial_site(client, settings):
    settings.ALLOW_INDEXING = False

    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_without_an_address_security_txt_leads_to_the_contact_page(client):
    assert "Contact: http://testserver/contact/\n" in client.get("/.well-known/security.txt").text


def test_security_txt_names_contact_and_an_end_of_less_than_a_year(client, identity):
    identity.email, identity.security_email = "hello@example.org", "safe+hub@example.org"
    identity.save()

    response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    assert fields["Contact"] == "mailto:safe%2Bhub@example.org"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "en"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(0) < expires - datetime.now(UTC) < timedelta(days=365)


def test_security_txt_is_the_same_all_day_and_uses_the_only_address(identity):
    identity.email = "hello@example.org"

    text = security_txt(identity, date(2026, 11, 20))

    assert "Contact: mailto:hello@example.org\n" in text
    assert "Expires: 2027-05-19T00:00:00Z\n" in text


def test_llms_txt_has_the_shape_of_its_convention(client):
    page = QuestionPageFactory(title="Why [so] *slow*?", summary="Because.", live=True)

    text = client.get("/llms.txt").text

    blocks = text.split("\n\n")
    assert blocks[0] == "# Knowledge Hub"
    assert blocks[1].startswith("> ")
    headings = re.findall(r"^## (.+)$", text, re.M)
    assert headings[0] == "Interview questions"
    assert headings[-1] == "Optional"
    assert "- [Interview questions](http://testserver/questions.md): By language" in text
    twin = f"http://testserver{page.url.rstrip('/')}.md"
    assert rf"- [{page.code} Why \[so\] \*slow\*?]({twin}): Because." in text


def test_llms_txt_leaves_out_what_not_everybody_may_read(client):
    hidden = QuestionPageFactory(title="Hidden?", live=True)
    DebugEntryPageFactory(title="Below", live=True)
    QuestionPageFactory(title="Draft?")
    restrict(hidden)
    restrict(domain_page("debug"))

    text = client.get("/llms.txt").text

    assert not [word for word in ("Hidden?", "Below", "Draft?", "/debug.md") if word in text]


def test_llms_txt_is_bounded(client, monkeypatch):
    monkeypatch.setattr("hub.home.discovery.texts.ENTRIES_A_KIND", 2)
    QuestionPageFactory.create_batch(4, live=True)

    assert client.get("/llms.txt").text.count("/questions/") == 2


def test_favicon_leads_to_the_mark(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert response["Location"] == "/static/img/mark.svg"


# --- All of them -----------------------------------------------------------------------------------

ADDRESSES = [
    "/feeds/all.atom",
    "/feeds/question.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/.well-known/security.txt",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_machines_get_the_same_as_everybody_may_keep_it_and_leave_no_trace(client, identity, address):
    identity.email = "hello@example.org"
    identity.save()
    QuestionPageFactory(live=True)

    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_are_the_configured_ones_whatever_host_was_asked(client, settings, identity, address):
    settings.SITE_URL = "https://hub.example"
    identity.email = "hello@example.org"
    identity.save()
    QuestionPageFactory(live=True)

    text = client.get(address, headers={"host": "evil.example"}).text

    assert "https://hub.example/" in text
    assert "evil.example" not in text
    assert "testserver" not in text


@pytest.mark.parametrize("address", ["/sitemap.xml", "/llms.txt"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_pages(client, address):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    QuestionPageFactory.create_batch(2, live=True)
    queries()
    few = queries()
    QuestionPageFactory.create_batch(4, live=True)

    assert EntryPage.objects.published().count() == 6
    assert queries() == few
