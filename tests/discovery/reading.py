"""Reads what the hub publishes as a strict machine would."""

import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

from django.template.loader import render_to_string
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class ReadHead(HTMLParser):
    """The title, metas, links and data block of a head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title, self.metas, self.links, self._in, self._data = "", {}, [], "", ""
        self.scripts = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self._in = tag
        self.scripts += tag == "script"
        if tag == "meta":
            self.metas[attributes.get("name") or attributes.get("property")] = attributes.get("content")
        if tag == "link":
            self.links.append(attributes)

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in == "title":
            self.title += data
        if self._in == "script":
            self._data += data

    def link(self, rel: str) -> str | None:
        return next((link["href"] for link in self.links if link["rel"] == rel), None)

    @property
    def feeds(self) -> list[str]:
        return [link["href"] for link in self.links if link["rel"] == "alternate"]

    @property
    def data(self) -> dict[str, dict]:
        """The things of the data block by their type."""
        return {thing["@type"]: thing for thing in json.loads(self._data)["@graph"]} if self._data else {}


def head_of(page, query: str = "") -> ReadHead:
    """Returns the head of a page as its template includes it."""
    request = RequestFactory().get(f"{page.url}{query}")
    context = page.specific.get_context(request)
    return ReadHead(render_to_string("includes/head_meta.html", context, request))


def read_feed(client, address: str) -> ET.Element:
    """Returns a feed's root, having checked what RFC 4287 asks of every feed and entry."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    _check_once(root, "id", "title", "updated")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")] == [
        f"http://testserver{address}"
    ]
    for entry in root.findall(f"{ATOM}entry"):
        _check_once(entry, "id", "title", "updated", "summary", "content")
        assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert entry.find(f"{ATOM}content").get("type") == "html"
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return root


def _check_once(element: ET.Element, *names: str) -> None:
    for name in names:
        assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert element.findtext(f"{ATOM}{name}"), name


def titles(feed: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]


def moments(feed: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]


def sitemap_paths(client, address: str = "/sitemap.xml") -> list[str]:
    root = ET.fromstring(client.get(address).content)
    return [one.text.removeprefix("http://testserver") for one in root.iter(f"{SITEMAP}loc")]


def restrict(page) -> None:
    """Lets only people who are signed in read a page and what is below it."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def publish_again(page, kind: str, note: str = "Said why.", **changes) -> None:
    """Publishes a live entry as an editor does, saying what kind of change it is."""
    for name, value in {**changes, "change_kind": kind, "change_note": note}.items():
        setattr(page, name, value)
    page.save_revision().publish()
