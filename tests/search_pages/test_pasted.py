"""A pasted error: it is read, answered and forgotten, and never comes into an address."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hub.search.lanes import is_pasted
from knowledge.models import SearchWord
from tests.factories import DebugEntryPageFactory
from tests.pages.crawling import ReadPage
from tests.search_pages.conftest import STRANGER, TRACE

pytestmark = pytest.mark.django_db

PASTED = [
    TRACE,
    "KeyError: 'tenant_id'",
    "TypeError: Cannot read properties of undefined (reading 'map')",
    'psql: error: FATAL: password authentication failed for user "bob"',
    "    at Object.<anonymous> (/app/server.js:3:13)",
    "x" * 600,
    "one line\r\nand another",
    "<b>Warning</b>: the moon is made of cheese",
    "2026-03-01T10:00:01Z worker stopped for no reason",
    'level=warn msg="the disk is nearly full" host=a1',
]
WORDS = [
    "TypeError",
    "useEffect",
    "roll back a migration",
    "c++",
    "tech:flask level:senior",
    "How do I fix ValueError: bad value in django?",
    "python: how do I read a file?",
    "ERR_MODULE_NOT_FOUND",
    "List<String> against an array",
    "",
]
HOSTILE = [
    "<script>alert(1)</script>\n<img src=x onerror=alert(1)>",
    "\x1b[31mKeyError\x1b[0m: 'x'\n\x1b]0;title\x07",
    "\u202eKeyError: 'x'\nnext",
    "a\x00b\nKeyError: 'x'",
    "{{ settings.SECRET_KEY }}\n{% debug %}",
    "\n" * 60_000 + "KeyError: 'x'",
    ("(" * 5000 + "\n") * 10,
    "🙂\n" * 10_000,
    "\ud7ff\uffff\n",
]


def paste(client, text: str, **headers):
    return client.post("/search/trace/", {"q": text}, headers=headers or None)


@pytest.mark.parametrize("text", PASTED)
def test_what_a_program_printed_is_read_as_such(text):
    assert is_pasted(text)


@pytest.mark.parametrize("text", WORDS)
def test_words_are_not_taken_for_an_error(text):
    assert not is_pasted(text)


def test_a_trace_finds_its_entry_and_shows_why(client, archive):
    response = paste(client, TRACE)

    assert response.status_code == 200
    assert f"<strong>{archive['module'].code}</strong> explains it" in response.text
    assert "<code>ModuleNotFoundError</code>" in response.text
    assert "<mark>ModuleNotFoundError: No module named &#x27;requests_html&#x27;</mark>" in response.text
    assert '<span class="ignored">Traceback (most recent call last):</span>' in response.text
    assert "What differs: “requests_html” where the entry has “requests”" in response.text


def test_a_line_that_an_entry_explains_never_stands_in_an_address(client):
    message = "the flux capacitor of the warehouse door is not charged enough"
    DebugEntryPageFactory(messages=[("item", message)], live=True)
    response = paste(client, message)
    assert response.status_code == 200
    assert "explains it" in response.text


def test_the_answer_is_kept_by_nobody(client, archive):
    response = paste(client, TRACE)

    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert '<meta name="robots" content="noindex' in response.text


def test_the_trace_is_in_no_address_of_the_page(client, archive):
    read = ReadPage(paste(client, TRACE).text)

    assert [link for link in read.links if "secret_project" in link or "requests_html" in link] == []


def test_a_paste_changes_nothing_and_is_not_logged(client, archive, caplog):
    client.get("/")  # the first reader of all makes the rows of the site's settings
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(connection) as captured:
        paste(client, TRACE)
        paste(client, STRANGER)
        client.post("/fix", TRACE, content_type="text/plain")

    asked = [query["sql"] for query in captured]
    assert [sql for sql in asked if not sql.lstrip("(").startswith(("SELECT", "WITH"))] == []
    logged = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not [line for line in logged if "secret_project" in line]


def test_an_error_nobody_explained_is_said_to_be_one(client, archive):
    response = paste(client, STRANGER)

    assert response.status_code == 200
    assert "explains it" not in response.text
    assert "FrobnicationError" in response.text


def test_the_words_of_the_message_are_searched_too(client, archive):
    response = paste(client, "Traceback (most recent call last):\nEvictionError: redis evicts keys here")

    assert "By the words of the message" in response.text
    assert "Why does Redis evict keys?" in response.text.replace("<mark>", "").replace("</mark>", "")


def test_words_that_thousands_of_entries_have_are_not_searched(client, archive):
    SearchWord.objects.update(entries=50_000)

    response = paste(client, "Traceback (most recent call last):\nEvictionError: redis evicts keys here")

    assert "By the words of the message" not in response.text


def test_words_are_sent_on_to_an_address_of_their_own(client, archive):
    response = paste(client, " roll back\t migrations ")

    assert response.status_code == 303
    assert response["Location"] == "/search/?q=roll+back+migrations"


def test_nothing_leads_to_the_empty_box(client):
    assert paste(client, " \r\n ")["Location"] == "/search/"


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}, {"origin": "null"}]
)
def test_another_site_may_not_post(client, headers):
    assert paste(client, TRACE, **headers).status_code == 403


def test_a_cached_page_may_post_without_a_token(archive):
    response = Client(enforce_csrf_checks=True).post("/search/trace/", {"q": TRACE})

    assert response.status_code == 200
    assert not response.cookies


def test_who_is_signed_in_makes_no_difference(administrator, archive):
    client = Client()
    client.force_login(administrator)
    with CaptureQueriesContext(connection) as captured:
        response = paste(client, TRACE)

    assert "Cookie" not in response.get("Vary", "")
    assert not [query["sql"] for query in captured if "django_session" in query["sql"]]


@pytest.mark.parametrize("size", [66_000, 250_000, 4_000_000])
def test_too_much_is_refused_with_words(client, archive, size):
    response = paste(client, "KeyError: x\n" * (size // 12))

    assert response.status_code == 413
    assert "64 KB" in response.text
    assert ReadPage(response.text).headings[0] == 1


def test_sixty_four_kilobytes_are_read_however_a_browser_writes_line_ends(client, archive):
    text = ("y" * 62 + "\r\n") * 1020

    assert paste(client, text).status_code == 200


@pytest.mark.parametrize("text", HOSTILE)
def test_anything_may_be_pasted(client, archive, text):
    response = paste(client, text)

    assert response.status_code in {200, 303}
    assert ReadPage(response.text).forbidden == []
    assert "\x1b" not in response.text.split("<textarea")[0]
    assert "\u202e" not in response.text.split("<textarea")[0]


def test_a_paste_can_only_be_posted(client):
    assert client.get("/search/trace/").status_code == 405
