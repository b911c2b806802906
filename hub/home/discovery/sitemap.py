"""Which addresses search engines are told of: the public pages below the site's root, and its texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.urls import reverse
from wagtail.models import Page, Site

from hub.core.addresses import absolute_url

MOST = 5000  # more than these and /sitemap.xml becomes an index
TEXTS = ("about", "contact", "privacy", "licence", "contributions:testimonials", "contributions:contributors")


@dataclass(frozen=True)
class Location:
    """An address, as the sitemap's templates print it."""

    location: str
    lastmod: datetime | None = None


def pages_of(site: Site) -> Paginator:
    """Returns the public pages of a site in parts of `MOST`; their order never changes by reading."""
    pages = Page.objects.live().public().descendant_of(site.root_page, inclusive=True)
    rows = pages.order_by("path").values_list("url_path", "last_published_at")
    return Paginator(rows, MOST)


def locations(site: Site, number: int, pages: Paginator) -> list[Location]:
    """Returns one part of the sitemap, in one query.

    Arguments:
        site: whose root page the paths begin at.
        number: which part; the first holds the site's texts too.
        pages: from `pages_of`.
    """
    root = len(site.root_page.url_path)
    found = [
        Location(absolute_url(f"/{url_path[root:]}"), published)
        for url_path, published in pages.page(number).object_list
    ]
    texts = [Location(absolute_url(reverse(name))) for name in TEXTS] if number == 1 else []
    return found + texts
