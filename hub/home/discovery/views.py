"""Thin views of what others read about the hub: the same for everybody, cacheable, without a cookie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page, Site

from hub.core.addresses import absolute_url
from hub.core.social_images import stored_card
from hub.home.discovery.cards import card_of, card_url
from hub.home.discovery.sitemap import locations, pages_of
from hub.home.discovery.texts import llms_txt, robots_txt, security_txt
from hub.home.models import SiteIdentity
from knowledge.feeds import Feed, atom, feed_of_kind, feed_of_technology

MINUTES, HOUR, DAY, YEAR = 5 * 60, 3600, 24 * 3600, 365 * 24 * 3600

View = Callable[..., HttpResponse]


def for_everybody(seconds: int) -> Callable[[View], View]:
    """Decorates a view whose answer anybody may keep for a while and then ask whether it changed."""

    def decorate(view: View) -> View:
        @require_safe
        @conditional_page
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, public=True, max_age=seconds)
            return response

        return answer

    return decorate


# --- Feeds -----------------------------------------------------------------------------------------


@for_everybody(MINUTES)
def kind_feed(request: HttpRequest, name: str) -> HttpResponse:
    return _feed(request, feed_of_kind(name))


@for_everybody(MINUTES)
def technology_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _feed(request, feed_of_technology(slug))


def _feed(request: HttpRequest, feed: Feed) -> HttpResponse:
    identity = SiteIdentity.for_request(request)
    document = atom(feed, site_name=identity.name, author=identity.owner or identity.name, request=request)
    return HttpResponse(document, content_type="application/atom+xml; charset=utf-8")


# --- Sitemap ---------------------------------------------------------------------------------------


@for_everybody(HOUR)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Lists every address, or the parts of the list where there are more than one part may hold."""
    site = _site(request)
    pages = pages_of(site)
    if pages.num_pages == 1:
        return _xml(request, "sitemap.xml", {"urlset": locations(site, 1, pages)})
    parts = [{"location": absolute_url(f"/sitemap-{number}.xml")} for number in pages.page_range]
    return _xml(request, "sitemap_index.xml", {"sitemaps": parts})


@for_everybody(HOUR)
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    site = _site(request)
    pages = pages_of(site)
    if number not in pages.page_range:
        raise Http404
    return _xml(request, "sitemap.xml", {"urlset": locations(site, number, pages)})


def _xml(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


# --- Texts -----------------------------------------------------------------------------------------


@for_everybody(HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    return _text(robots_txt())


@for_everybody(HOUR)
def security(request: HttpRequest) -> HttpResponse:
    return _text(security_txt(SiteIdentity.for_request(request), timezone.now().date()))


@for_everybody(HOUR)
def llms(request: HttpRequest) -> HttpResponse:
    return _text(llms_txt(SiteIdentity.for_request(request), request))


def _text(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


# --- Pictures --------------------------------------------------------------------------------------


@require_safe
def social_image(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """Answers with the picture of a public page; an outdated address leads to the present one.

    The first reader of a picture has it drawn and put into storage: a cache, nothing anybody decides by.
    """
    page = get_object_or_404(Page.objects.live().public(), pk=pk).specific
    card = card_of(page, SiteIdentity.for_request(request))
    if digest != card.digest:
        moved = redirect(card_url(page, card))
        patch_cache_control(moved, public=True, max_age=HOUR)
        return moved
    picture = HttpResponse(stored_card(str(page.pk), card), content_type="image/png")
    patch_cache_control(picture, public=True, max_age=YEAR, immutable=True)
    return picture


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Leads programs that ask without looking to the site's mark."""
    response = redirect(static("img/mark.svg"))
    patch_cache_control(response, public=True, max_age=DAY)
    return response
