"""What is offered while somebody types, what browsers are told about the search, and how it is counted."""

from xml.etree import ElementTree as ET

import pytest

from knowledge.models import SearchCount
from knowledge.search.counting import buffer
from tests.pages.crawling import ReadPage
from tests.search_pages.test_words import HOSTILE

pytestmark = pytest.mark.django_db

READER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


def offers(client, text: str) -> list[dict]:
    return client.get("/search/suggest/", {"q": text}).json()["suggestions"]


def test_titles_begun_are_offered_with_their_addresses(client, archive):
    first = offers(client, "How are migr")[0]

    assert first["text"] == "How are migrations rolled back?"
    assert first["url"] == archive["roll"].url
    assert archive["roll"].code in first["detail"]
    assert "Question" in first["detail"]


def test_a_technology_offers_its_entries(client, archive):
    offered = [one for one in offers(client, "flask") if one["detail"] == "Technology"]

    assert offered[0]["url"] == "/search/?technology=python-flask"
    assert client.get(offered[0]["url"]).status_code == 200


def test_offers_are_few_and_the_same_for_everybody(client, archive):
    response = client.get("/search/suggest/", {"q": "m"})

    assert len(response.json()["suggestions"]) <= 10
    assert "public" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_is_an_error(client, archive, text):
    assert client.get("/search/suggest/", {"q": text}).status_code == 200


def test_browsers_are_told_how_to_search(client, archive):
    link = '<link rel="search" href="/opensearch.xml" type="application/opensearchdescription+xml"'
    assert link in client.get("/").text

    response = client.get("/opensearch.xml")
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ET.fromstring(response.content)

    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert len(root.find(f"{name}ShortName").text) <= 16
    assert root.find(f"{name}Url").get("template") == "http://testserver/search/?q={searchTerms}"


def test_the_home_page_says_that_the_site_can_be_searched(client, archive):
    assert '"urlTemplate": "http://testserver/search/?q={search_term_string}"' in client.get("/").text


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/search/"])
def test_the_box_stands_on_the_front_and_where_nothing_is(client, archive, address):
    assert ReadPage(client.get(address).text).forms.count(("post", "/search/trace/")) == 2  # page and palette


# --- Counting --------------------------------------------------------------------------------------


def counted_by(client, query: str) -> str:
    """What a page lets its script count."""
    _, _, rest = client.get("/search/", {"q": query}).text.partition('data-counted="')
    return rest.partition('"')[0]


def count(client, token: str, **headers):
    return client.post("/search/count/", {"counted": token}, headers={**READER, **headers})


def numbers() -> dict[tuple[str, bool], int]:
    buffer.flush()
    return {(one.query, one.found): one.number for one in SearchCount.objects.all()}


def test_showing_results_counts_nothing(client, archive):
    client.get("/search/?q=migrations", headers=READER)

    assert numbers() == {}


def test_a_page_that_was_seen_is_counted_with_what_was_found(client, archive):
    assert count(client, counted_by(client, "the migrations")).status_code == 204
    assert count(client, counted_by(client, "quetzalcoatlus")).status_code == 204

    assert numbers() == {("migrations", True): 1, ("quetzalcoatlus", False): 1}


def test_one_reader_counts_once_a_day(client, archive):
    for _ in range(6):
        count(client, counted_by(client, "quetzalcoatlus"))

    assert numbers() == {("quetzalcoatlus", False): 1}


def test_robots_and_other_sites_do_not_count(client, archive):
    token = counted_by(client, "quetzalcoatlus")

    assert count(client, token, **{"user-agent": "curl/8"}).status_code == 204
    assert count(client, token, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert numbers() == {}


@pytest.mark.parametrize("token", ["", "x", "WyJhIiwgdHJ1ZV0:1u:forged", "\x00", "🙂"])
def test_only_what_a_page_of_ours_offered_is_counted(client, archive, token):
    assert count(client, token).status_code == 400
    assert numbers() == {}


@pytest.mark.parametrize(
    "query",
    ["ada@example.org password", "4111 1111 1111 1111", "one two three four five six seven eight nine ten"],
)
def test_what_may_be_private_is_never_offered_for_counting(client, archive, query):
    assert counted_by(client, query) == ""


def test_filters_and_further_pages_are_not_counted(client, archive):
    assert "data-counted" not in client.get("/search/?q=migrations&level=mid").text
    assert "data-counted" not in client.get("/search/?q=migrations&page=2").text
