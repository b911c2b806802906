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

    Arguments:
        page: need not be specific.
        request: the one being answered; a page below its site's root then needs no query.
    """
    if not page.url_path:
        return ""
    site = Site.find_for_request(request) if request else None
    if site and page.url_path.startswith(site.root_page.url_path):
        return reverse("wagtail_serve", args=(page.url_path[len(site.root_page.url_path) :],))
    parts = page.get_url_parts(request)
    return (parts[2] or "") if parts else ""


def page_url(page: Page, request: HttpRequest | None = None) -> str:
    """Returns a page's absolute address, empty for one that has none (yet)."""
    path = page_path(page, request)
    return absolute_url(path) if path else ""
