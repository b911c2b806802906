"""What a page says about itself in its head, worked out from the context its template receives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from wagtail.models import Page

from hub.core.addresses import absolute_url, page_url
from hub.home.discovery.cards import card_of, card_url
from hub.home.models import HomePage, SiteIdentity
from knowledge.feeds import ALL, kind_feed_path, technology_feed_path
from knowledge.listings import EntryList
from knowledge.models import DomainPage, EntryPage
from knowledge.structured_data import breadcrumbs, data_block, entry_data

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

DESCRIPTION_LENGTH = 160
# A list narrowed to one value of these is a page somebody may look for; any other selection is not.
WORTH_FINDING = frozenset({"technology", "category", "level"})
NOT_INDEXED = "noindex,follow"


@dataclass
class Head:
    """The values of `includes/head_meta.html`; what is empty is not printed."""

    title: str
    site_name: str
    description: str = ""
    canonical: str = ""
    robots: str = ""
    kind: str = "website"
    image: str = ""
    image_alt: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    feeds: list[tuple[str, str]] = field(default_factory=list)
    data: SafeString | str = ""


def head_of(context: Mapping[str, Any], request: HttpRequest) -> Head:
    """Returns the head of whatever page a template shows.

    Arguments:
        context: of the template. `page` is a Wagtail page; a view without one gives `title` and, if
            it likes, `description` and `noindex`. Without either the page is not to be indexed.
        request: the one being answered.
    """
    identity = SiteIdentity.for_request(request)
    page = context.get("page")
    if isinstance(page, EntryPage):
        head = _entry(page, context.get("reading"), identity, request)
    elif isinstance(page, DomainPage) and isinstance(context.get("list"), EntryList):
        head = _domain(page, context["list"], identity, request)
    elif isinstance(page, Page):
        head = _page(page, identity, request)
    else:
        head = _view(context, identity, request)
    if not settings.ALLOW_INDEXING or getattr(request, "is_preview", False):
        head.robots = "noindex,nofollow"
    head.feeds.insert(0, (f"{identity.name}: all entries", absolute_url(kind_feed_path(ALL))))
    return head


def _entry(entry: EntryPage, reading: Any, identity: SiteIdentity, request: HttpRequest) -> Head:
    url = page_url(entry, request)
    head = Head(
        title=_titled(entry.seo_title or entry.title, identity),
        site_name=identity.name,
        description=entry.search_description
        or _short(reading.summary_text if reading else "")
        or f"{entry.kind.label}: {entry.title}",
        canonical=url,
        kind="article",
        published_at=entry.first_published_at,
        modified_at=entry.last_published_at,
        feeds=[
            (f"{identity.name}: {entry.kind.plural.lower()}", absolute_url(kind_feed_path(entry.kind.key)))
        ],
    )
    if entry.technology:
        path = technology_feed_path(entry.technology.slug)
        head.feeds.append((f"{identity.name}: {entry.technology.name}", absolute_url(path)))
    if url:
        _picture(head, entry, identity)
        parent = entry.get_parent()
        way = [
            (identity.name, absolute_url("/")),
            (parent.title, page_url(parent, request)),
            (entry.title, url),
        ]
        about = entry_data(
            entry,
            url=url,
            description=head.description,
            image=head.image,
            publisher=organization(identity),
        )
        head.data = data_block(about, breadcrumbs(way))
    return head


def _domain(page: DomainPage, entries: EntryList, identity: SiteIdentity, request: HttpRequest) -> Head:
    url = page_url(page, request)
    chosen = chosen_values(entries)
    number = entries.page.number if entries.page else 1
    name = page.seo_title or page.title
    if len(chosen) == 1 and entries.chips:
        name = f"{entries.chips[0].label} · {name}"
    if number > 1:
        name = f"{name}, page {number}"
    query = urlencode([*chosen, *([("page", number)] if number > 1 else [])])
    head = Head(
        title=_titled(name, identity),
        site_name=identity.name,
        description=page.search_description or _short(page.intro) or identity.description,
        canonical=f"{url}?{query}" if query else url,
        feeds=[
            (
                f"{identity.name}: {page.entry_kind.plural.lower()}",
                absolute_url(kind_feed_path(page.entry_kind.key)),
            )
        ],
    )
    if entries.page is None or (chosen and not _worth_finding(chosen, entries)):
        head.robots = NOT_INDEXED
    _picture(head, page, identity)
    collection = {
        "@type": "CollectionPage",
        "name": page.title,
        "url": url,
        "description": head.description,
        "isPartOf": {"@id": f"{absolute_url('/')}#website"},
    }
    way = [(identity.name, absolute_url("/")), (page.title, url)]
    head.data = data_block(collection, breadcrumbs(way))
    return head


def _page(page: Page, identity: SiteIdentity, request: HttpRequest) -> Head:
    head = Head(
        title=_titled(page.seo_title or page.title, identity),
        site_name=identity.name,
        description=page.search_description or identity.description,
        canonical=page_url(page, request),
    )
    if isinstance(page, HomePage):
        head.title = page.seo_title or f"{identity.name}: {page.headline}"
        website = {
            "@type": "WebSite",
            "@id": f"{absolute_url('/')}#website",
            "name": identity.name,
            "url": absolute_url("/"),
            "description": head.description,
            "inLanguage": "en",
            "publisher": {"@id": organization(identity)["@id"]},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{absolute_url(reverse('search'))}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }
        head.data = data_block(website, organization(identity))
    if head.canonical:
        _picture(head, page.specific, identity)
    return head


def _view(context: Mapping[str, Any], identity: SiteIdentity, request: HttpRequest) -> Head:
    title = str(context.get("title") or "")
    head = Head(
        title=_titled(title, identity) if title else identity.name,
        site_name=identity.name,
        description=str(context.get("description") or identity.description),
    )
    if context.get("noindex") or not title:
        head.robots = NOT_INDEXED
    else:
        head.canonical = absolute_url(request.path)
    return head


def chosen_values(entries: EntryList) -> list[tuple[str, str]]:
    """Returns the filters in force as name and value, in one order whatever the visitor's was."""
    chosen = []
    for name in sorted(entries.filterset.filters):
        value = entries.cleaned.get(name)
        values = value if isinstance(value, list) else [value]
        chosen += sorted((name, str(one)) for one in values if one not in (None, ""))
    return chosen


def organization(identity: SiteIdentity) -> dict:
    """Returns who publishes the site."""
    return {
        "@type": "Organization",
        "@id": f"{absolute_url('/')}#publisher",
        "name": identity.owner or identity.name,
        "url": identity.owner_url or absolute_url("/"),
        **({"sameAs": identity.social_list} if identity.social_list else {}),
    }


def _worth_finding(chosen: list[tuple[str, str]], entries: EntryList) -> bool:
    return len(chosen) == 1 and chosen[0][0] in WORTH_FINDING and entries.count > 0


def _picture(head: Head, page: Page, identity: SiteIdentity) -> None:
    if page.pk is None:
        return  # a preview of what was never saved
    card = card_of(page, identity)
    head.image = card_url(page, card)
    head.image_alt = " · ".join(part for part in (card.code, card.label, card.title) if part)


def _titled(name: str, identity: SiteIdentity) -> str:
    return f"{name} · {identity.name}"


def _short(text: str) -> str:
    """Returns text as a description: one line, ended at a word."""
    line = " ".join(text.split())
    if len(line) <= DESCRIPTION_LENGTH:
        return line
    cut = Truncator(line).chars(DESCRIPTION_LENGTH - 1, truncate="")
    return cut.rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
