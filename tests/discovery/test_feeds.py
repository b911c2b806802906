"""Atom feeds: what is in them, what moves an entry to the top, and who must never be in them."""

import xml.etree.ElementTree as ET
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge import feeds
from knowledge.models import EntryChange, EntryRendering
from tests.discovery.reading import ATOM, moments, publish_again, read_feed, restrict, titles
from tests.factories import (
    DebugEntryPageFactory,
    QuestionPageFactory,
    TechnologyFactory,
    domain_page,
)

pytestmark = pytest.mark.django_db


def test_an_empty_hub_has_a_valid_feed_without_entries(client):
    feed = read_feed(client, "/feeds/all.atom")

    assert titles(feed) == []
    assert feed.findtext(f"{ATOM}title") == "Knowledge Hub: All entries"


def test_the_newest_entry_comes_first(client):
    QuestionPageFactory(title="First?", live=True)
    DebugEntryPageFactory(title="Second", live=True)

    assert titles(read_feed(client, "/feeds/all.atom")) == ["Second", "First?"]


def test_an_entry_is_told_with_everything_a_reader_needs(client):
    page = QuestionPageFactory(
        title="Why <b> & why?",
        summary="Said **aloud**.",
        body=[("deep_dive", "See [the archive](/debug/) and [there](https://example.org/x).")],
        credit=[("item", {"name": "Ada", "url": "https://example.org/ada", "for": "wrote"})],
        live=True,
    )

    [entry] = read_feed(client, "/feeds/all.atom").findall(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}id") == f"http://testserver/e/{page.code}/"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{page.url}"
    assert entry.findtext(f"{ATOM}title") == "Why <b> & why?"
    assert entry.findtext(f"{ATOM}summary") == "Said aloud."
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada"
    assert entry.findtext(f"{ATOM}rights") == "CC-BY-4.0"
    terms = {one.get("term") for one in entry.findall(f"{ATOM}category")}
    assert terms == {"question", page.technology.slug}
    content = entry.findtext(f"{ATOM}content")
    assert "<strong>aloud</strong>" in content
    assert "<h2>Deep dive</h2>" in content
    assert 'href="http://testserver/debug/"' in content
    assert 'href="https://example.org/x"' in content
    assert "<button" not in content
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")).tzinfo is not None


def test_controls_of_the_page_stay_on_the_page(client):
    QuestionPageFactory(
        form="choice",
        choices=[("item", {"text": "Yes", "correct": True}), ("item", {"text": "No"})],
        body=[("code", "```python\nprint('hi')\n```")],
        live=True,
    )

    content = read_feed(client, "/feeds/all.atom").findtext(f"{ATOM}entry/{ATOM}content")

    assert "print" in content
    assert not [word for word in ("<button", "<use", "Copy") if word in content]


def test_a_correction_moves_an_entry_up_and_says_what_it_is(client):
    page = QuestionPageFactory(title="Older?", live=True)
    QuestionPageFactory(title="Newer?", live=True)

    publish_again(page, "fix changed", "The flag was renamed.")

    feed = read_feed(client, "/feeds/all.atom")
    assert titles(feed) == ["Fix changed: Older?", "Newer?"]
    assert feed.find(f"{ATOM}entry").findtext(f"{ATOM}summary") == "The flag was renamed."


def test_a_typo_moves_nothing(client):
    page = QuestionPageFactory(title="Odler?", live=True)
    QuestionPageFactory(title="Newer?", live=True)
    before = [
        entry.findtext(f"{ATOM}updated")
        for entry in read_feed(client, "/feeds/all.atom").iter(f"{ATOM}entry")
    ]

    publish_again(page, "typo", title="Older?")

    feed = read_feed(client, "/feeds/all.atom")
    assert titles(feed) == ["Newer?", "Older?"]
    assert moments(feed) == before


def test_an_entry_keeps_its_id_when_it_gets_another_address(client):
    page = QuestionPageFactory(live=True)
    before = read_feed(client, "/feeds/all.atom").find(f"{ATOM}entry").findtext(f"{ATOM}id")

    publish_again(page, "typo", slug="elsewhere")

    entry = read_feed(client, "/feeds/all.atom").find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == before
    assert entry.find(f"{ATOM}link").get("href").endswith("/questions/elsewhere/")


def test_two_changes_at_the_same_moment_are_one_entry(client):
    page = QuestionPageFactory(live=True)
    now = timezone.now()
    for note in ("a", "b"):
        EntryChange.objects.create(entry=page, kind="fix changed", note=note, published_at=now)

    assert len(titles(read_feed(client, "/feeds/all.atom"))) == 1


def test_drafts_and_restricted_entries_are_in_no_feed(client):
    QuestionPageFactory(title="Draft?")
    hidden = QuestionPageFactory(title="Hidden?", live=True)
    DebugEntryPageFactory(title="In a hidden section", live=True)
    QuestionPageFactory(title="Seen?", live=True)
    restrict(hidden)
    restrict(domain_page("debug"))

    for address in ("/feeds/all.atom", "/feeds/question.atom"):
        assert titles(read_feed(client, address)) == ["Seen?"]
    assert titles(read_feed(client, "/feeds/debug.atom")) == []
    assert titles(read_feed(client, f"/feeds/technology/{hidden.technology.slug}.atom")) == []


def test_an_unpublished_entry_leaves(client):
    page = QuestionPageFactory(live=True)
    page.unpublish()

    assert titles(read_feed(client, "/feeds/all.atom")) == []


def test_the_feed_of_a_kind_has_only_that_kind(client):
    QuestionPageFactory(title="A question?", live=True)
    DebugEntryPageFactory(title="An error", live=True)

    assert titles(read_feed(client, "/feeds/debug.atom")) == ["An error"]


def test_the_feed_of_a_technology_includes_what_belongs_to_it(client):
    python = TechnologyFactory(name="Python", slug="python")
    flask = TechnologyFactory(slug="python-flask", parent=python)
    extension = TechnologyFactory(slug="flask-login", parent=flask)
    QuestionPageFactory(title="Python?", technology=python, live=True)
    QuestionPageFactory(title="Login?", technology=extension, live=True)
    QuestionPageFactory(title="Other?", live=True)

    assert titles(read_feed(client, "/feeds/technology/python.atom")) == ["Login?", "Python?"]
    assert titles(read_feed(client, "/feeds/technology/python-flask.atom")) == ["Login?"]


def test_technologies_that_belong_to_each_other_do_not_hang_the_feed(client):
    one, other = TechnologyFactory(slug="one"), TechnologyFactory(slug="other")
    one.parent, other.parent = other, one
    one.save()
    other.save()

    assert titles(read_feed(client, "/feeds/technology/one.atom")) == []


@pytest.mark.parametrize(
    "address", ["/feeds/nothing.atom", "/feeds/technology/nothing.atom", "/feeds/ALL.atom", "/feeds/.atom"]
)
def test_a_feed_nobody_offers_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_feed_holds_at_most_fifty_entries():
    technology = TechnologyFactory()
    page = QuestionPageFactory(technology=technology, live=True)
    for _ in range(3):
        QuestionPageFactory(technology=technology, category=page.category, live=True)

    assert feeds.MOST == 20
    assert len(feeds.latest_changes(type(page).objects.published(), limit=2)) == 2


def test_a_reader_that_has_the_feed_is_told_so_until_it_changes(client):
    page = QuestionPageFactory(live=True)
    first = client.get("/feeds/all.atom")

    again = client.get("/feeds/all.atom", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""

    page.unpublish()
    changed = client.get("/feeds/all.atom", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


def test_characters_that_xml_cannot_say_do_not_break_the_feed(client):
    page = QuestionPageFactory(title="Fine?", live=True)
    type(page).objects.filter(pk=page.pk).update(title="Bell \x07 and \ufffe ]]> & <tag>?")
    rendering = EntryRendering.objects.get(pk=page.pk)
    rendering.parts[0]["html"] = "<p>form \x0c feed ]]></p>"
    rendering.save()

    feed = read_feed(client, "/feeds/all.atom")

    assert titles(feed) == ["Bell  and  ]]> & <tag>?"]
    assert "<p>form  feed ]]></p>" in feed.find(f"{ATOM}entry").findtext(f"{ATOM}content")


def test_only_addresses_in_tags_become_absolute():
    html = (
        '<p>href="/text" <a title="a > b" href="/a?x=1&amp;y=2">a</a> <a href="#part">b</a> '
        '<img src="/media/i.png" alt=""> <a href="http://[broken">c</a> <a href="mailto:a@b.c">d</a></p>'
    )

    assert feeds.absolute_links(html, "https://hub.example/questions/one/") == (
        '<p>href="/text" <a title="a > b" href="https://hub.example/a?x=1&amp;y=2">a</a> '
        '<a href="https://hub.example/questions/one/#part">b</a> '
        '<img src="https://hub.example/media/i.png" alt=""> <a href="http://[broken">c</a> '
        '<a href="mailto:a@b.c">d</a></p>'
    )


@pytest.mark.parametrize("name", ["all", "question"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_entries(client, name):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            ET.fromstring(client.get(f"/feeds/{name}.atom").content)
        return len(captured)

    QuestionPageFactory.create_batch(2, live=True)
    queries()
    few = queries()
    QuestionPageFactory.create_batch(4, live=True)

    assert queries() == few


def test_code_in_a_feed_carries_no_colours(client):
    DebugEntryPageFactory(live=True)

    content = client.get("/feeds/all.atom").content.decode()

    assert "&lt;pre" in content
    assert "span" not in content
