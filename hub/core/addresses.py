"""Absolute addresses, made from the configured address of the site and never from what a visitor sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page


def absolute_url(path: str) -> str:
    """Returns the absolute address of a path that begins with a slash."""
    return iri_to_uri(f"{settings.SITE_URL}{path}")


def page_path(page: Page, request: HttpRequest | None = None) -> str:
    """Returns a page's path on the site, empty for one that has no address (yet).

    Asks the database for nothing: Wagtail keeps where each site begins in the cache.

    Arguments:
        page: need not be specific.
        request: the one being answered, which then asks the cache once for all its pages.
    """
    begins = next((path for path in _beginnings(request) if page.url_path.startswith(path)), None)
    return reverse("wagtail_serve", args=(page.url_path[len(begins) :],)) if begins else ""


def _beginnings(request: HttpRequest | None) -> list[str]:
    """The paths in the tree of pages where sites begin, the longest first."""
    kept = vars(request) if request else {}
    if "site_beginnings" not in kept:
        roots = {root.root_path for root in Site.get_site_root_paths()}
        kept["site_beginnings"] = sorted(roots, key=len, reverse=True)
    return kept["site_beginnings"]


def page_url(page: Page, request: HttpRequest | None = None) -> str:
    """Returns a page's absolute address, empty for one that has none (yet)."""
    path = page_path(page, request)
    return absolute_url(path) if path else ""
