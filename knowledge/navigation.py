"""The way through the archive: its domain pages, which are kept, and the pages below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from hub.core.kept import kept
from hub.core.sites import site_of
from knowledge import kinds
from knowledge.kinds import Kind
from knowledge.models import DomainPage, EntryPage
from knowledge.querysets import under_restriction

if TYPE_CHECKING:
    from django.http import HttpRequest

REMEMBERED = "_knowledge_domains"


def domains(request: HttpRequest) -> list[DomainPage]:
    """Returns the live domain pages of the site that answers, in their order; asks the database once a minute."""
    if not hasattr(request, REMEMBERED):
        site = site_of(request)
        found = kept(f"domains:{site.pk}", lambda: _domains_below(site.root_page)) if site else []
        setattr(request, REMEMBERED, found)
    return getattr(request, REMEMBERED)


def menu(request: HttpRequest) -> list[DomainPage]:
    """Returns the domain pages that everybody may read and that want to be in menus."""
    return [page for page in domains(request) if page.show_in_menus and not page.is_private]


def find_page(request: HttpRequest, path_components: list[str]) -> Page | None:
    """Returns the live domain page or entry at an address, in one query beside the domain pages.

    Arguments:
        path_components: the parts of the address below the home page.
    Returns:
        A specific page, or None for what only Wagtail's own routing may know.
    """
    domain = next((page for page in domains(request) if page.slug == path_components[0]), None)
    if domain is None or len(path_components) == 1:
        return domain
    entry = _entry(domain, domain.entry_kind, path_components[1])
    if entry is None or len(path_components) == 2:
        return entry
    part = next((kind for kind in kinds.all_kinds() if kind.below == domain.entry_kind.key), None)
    return _entry(entry, part, path_components[2]) if part and len(path_components) == 3 else None


def _domains_below(root: Page) -> list[DomainPage]:
    pages = DomainPage.objects.live().child_of(root).annotate(is_private=under_restriction())
    # A domain page of one kind has no columns of its own, so the query above has read everything.
    return [page.get_specific(deferred=True) for page in pages.order_by("number", "path")]


def _entry(parent: Page, kind: Kind, slug: str) -> EntryPage | None:
    model = kinds.page_model(kind.key)
    joined = [
        name
        for name in ("technology", "category", "count", "rendering")
        if name in {field.name for field in model._meta.get_fields()}
    ]
    entry = (
        model.objects.live()
        .child_of(parent)
        .select_related(*joined)
        .annotate(is_private=under_restriction())
        .filter(slug=slug)
        .first()
    )
    if entry is not None:
        entry._cached_parent_obj = parent
    return entry
