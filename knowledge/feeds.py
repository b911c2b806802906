"""Atom feeds (RFC 4287) of what was published and changed: of all entries, of a kind, of a technology."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.html import format_html, strip_tags

from hub.core.addresses import absolute_url, page_url
from knowledge import kinds
from knowledge.models import EntryChange, EntryPage, Technology
from knowledge.models.changes import ChangeKind
from knowledge.rendering import SUMMARY
from knowledge.structured_data import credited

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from knowledge.querysets import EntryQuerySet

MOST = 20
ATOM = "http://www.w3.org/2005/Atom"
ALL = "all"
NEVER = "1970-01-01T00:00:00+00:00"  # what an empty feed says: it must say something, and always the same

ET.register_namespace("", ATOM)


@dataclass(frozen=True)
class Feed:
    """What one address offers.

    Arguments:
        title: follows the site's name.
        path: its own address on the site.
        entries: whose changes it tells.
    """

    title: str
    path: str
    entries: EntryQuerySet


def feed_of_kind(name: str) -> Feed:
    """Returns the feed of a kind, or of everything for `all`; raises `Http404` for any other name."""
    published = EntryPage.objects.published()
    if name == ALL:
        return Feed("All entries", kind_feed_path(ALL), published)
    if not kinds.is_kind(name):
        raise Http404
    return Feed(kinds.get(name).plural, kind_feed_path(name), published.of_kind(name))


def feed_of_technology(slug: str) -> Feed:
    """Returns the feed of a technology and all that belongs to it; raises `Http404` for an unknown one."""
    rows = list(Technology.objects.order_by("pk").values_list("pk", "parent", "slug", "name"))
    found = next((row for row in rows if row[2] == slug), None)
    if found is None:
        raise Http404
    children: dict[int, list[int]] = defaultdict(list)
    for pk, parent, *_ in rows:
        if parent:
            children[parent].append(pk)
    family, waiting = set(), [found[0]]
    while waiting:
        one = waiting.pop()
        if one not in family:
            family.add(one)
            waiting += children[one]
    entries = EntryPage.objects.published().filter(technology__in=family)
    return Feed(found[3], technology_feed_path(slug), entries)


def kind_feed_path(key: str) -> str:
    return f"/feeds/{key}.atom"


def technology_feed_path(slug: str) -> str:
    return f"/feeds/technology/{slug}.atom"


def latest_changes(entries: EntryQuerySet, *, limit: int = MOST) -> list[EntryChange]:
    """Returns the last change of each entry that is more than a typo, newest first, in one query."""
    told = EntryChange.objects.exclude(kind=ChangeKind.TYPO)
    later = told.filter(entry=OuterRef("entry")).filter(
        Q(published_at__gt=OuterRef("published_at"))
        | Q(published_at=OuterRef("published_at"), pk__gt=OuterRef("pk"))
    )
    return list(
        told.filter(~Exists(later), entry__in=entries.order_by().values("pk"))
        .select_related("entry__technology", "entry__rendering")
        .order_by("-published_at", "-pk")[:limit]
    )


def atom(feed: Feed, *, site_name: str, author: str, request: HttpRequest | None = None) -> bytes:
    """Returns a feed as an Atom 1.0 document.

    Arguments:
        feed: from `feed_of_kind` or `feed_of_technology`.
        site_name: begins its title.
        author: who answers for entries that credit nobody.
        request: the one being answered, if any; it remembers where sites have their roots.
    """
    changes = latest_changes(feed.entries)
    address = absolute_url(feed.path)
    root = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": "en"})
    _add(root, "id", address)
    _add(root, "title", f"{site_name}: {feed.title}")
    _add(root, "updated", _moment(changes[0].published_at) if changes else NEVER)
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", href=absolute_url("/"))
    _add_person(root, "author", author)
    for change in changes:
        _add_entry(root, change, request)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_entry(root: ET.Element, change: EntryChange, request: HttpRequest | None) -> None:
    entry = change.entry
    rendering = getattr(entry, "rendering", None)
    address = page_url(entry, request)
    element = ET.SubElement(root, f"{{{ATOM}}}entry")
    _add(element, "id", absolute_url(entry.permanent_url))
    _add(element, "title", _title(change))
    _add(element, "updated", _moment(change.published_at))
    if entry.first_published_at:
        _add(element, "published", _moment(entry.first_published_at))
    _add(element, "link", rel="alternate", type="text/html", href=address)
    for person in credited(entry, "wrote"):
        _add_person(element, "author", person["name"], person["url"])
    for person in credited(entry, "corrected"):
        _add_person(element, "contributor", person["name"], person["url"])
    _add(element, "category", term=entry.specific_class.kind.key, label=entry.specific_class.kind.label)
    if entry.technology:
        _add(element, "category", term=entry.technology.slug, label=entry.technology.name)
    if entry.licence:
        _add(element, "rights", entry.licence)
    if rendering:
        _add(element, "summary", change.note or rendering.summary_text or entry.title)
        _add(element, "content", _content(change, rendering.parts, address), type="html")
    else:
        _add(element, "summary", change.note or entry.title)


def _title(change: EntryChange) -> str:
    if change.kind == ChangeKind.NEW:
        return change.entry.title
    return f"{change.kind.capitalize()}: {change.entry.title}"


def _content(change: EntryChange, parts: Iterable[dict], address: str) -> str:
    """Returns an entry as HTML that makes sense away from the site; the change comes first."""
    html: list[str] = [format_html("<p><em>{}</em></p>", change.note)] if change.note else []
    for part in parts:
        if part["key"] != SUMMARY:
            html.append(format_html("<h2>{}</h2>", strip_tags(part["heading"])))
        html.append(_CONTROLS.sub("", part["html"]))
    return absolute_links("\n".join(html), address)


# Buttons, icons and the colours of code, which mean nothing without the page's scripts and style sheets.
_CONTROLS = re.compile(r'<button .*?</button>|<svg class="icon".*?</svg>|</?span\b[^>]*>', re.DOTALL)
_TAG = re.compile(r'<[a-zA-Z](?:[^">]|"[^"]*")*>')
_ADDRESS = re.compile(r'(\s(?:href|src)=)"([^"]*)"')


def absolute_links(html: str, address: str) -> str:
    """Returns HTML of our renderer with every address made absolute.

    Arguments:
        html: attributes stand in double quotes, as the sanitiser writes them.
        address: of the page it comes from.
    """

    def resolve(match: re.Match) -> str:
        try:
            return f'{match[1]}"{urljoin(address, match[2])}"'
        except ValueError:  # an author's broken address stays as broken as on the page
            return match[0]

    return _TAG.sub(lambda tag: _ADDRESS.sub(resolve, tag[0]), html)


# What XML 1.0 cannot say, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", {k: _clean(v) for k, v in attributes.items()})
    if text:
        element.text = _clean(text)


def _add_person(parent: ET.Element, name: str, who: str, url: str = "") -> None:
    person = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    _add(person, "name", who)
    if url:
        _add(person, "uri", url)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _moment(moment: datetime) -> str:
    """Returns a moment as RFC 3339 wants it; without fractions, which nobody needs."""
    return moment.replace(microsecond=0).isoformat()
