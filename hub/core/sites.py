"""Which site answers. A hub has one, so that this need not be asked of the database with every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Site

from hub.core.kept import kept

if TYPE_CHECKING:
    from django.http import HttpRequest


def site_of(request: HttpRequest) -> Site | None:
    """Returns the site that answers a request, as `Site.find_for_request` does, which remembers it from then on."""
    if not hasattr(request, "_wagtail_site") and (only := kept("site", _only_site)):
        vars(request)["_wagtail_site"] = only
    return Site.find_for_request(request)


def _only_site() -> Site | None:
    """The only site there is and that answers under whatever name; None where Wagtail must tell several apart."""
    found = list(Site.objects.all()[:2])
    return found[0] if len(found) == 1 and found[0].is_default_site else None
