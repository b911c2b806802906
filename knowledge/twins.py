"""Markdown twins: a page's address with `.md` answers the same page as text, to whoever may read the page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from knowledge import kinds
from knowledge.entrydocs import document_from_page, write
from knowledge.models import DomainPage, EntryPage
from knowledge.serving import serve_to_readers

SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def twin(request: HttpRequest, path: str) -> HttpResponse:
    """Answers the twin of the page at `path`; `index` is the page the site begins with.

    The page is found, and its privacy asked, exactly as Wagtail does for the page itself.
    """
    route = Page.route_for_request(request, "/" if path == "index" else f"/{path}/")
    if route is None and (address := _moved_to(request, path)):
        return HttpResponsePermanentRedirect(address)
    if route is None or not _has_twin(request, route.page):
        raise Http404("No page of this address has a Markdown twin.")
    return serve_to_readers(_serve, route.page, request, *route[1:])


def twin_url(page: Page, request: HttpRequest | None = None) -> str | None:
    """Returns the address of a page's twin, None for a page without an address."""
    url = page.get_url(request)
    if url is None:
        return None
    return f"{url.rstrip('/')}.md" if url.rpartition("//")[2].strip("/") else f"{url}index.md"


def _moved_to(request: HttpRequest, path: str) -> str | None:
    """Where the page itself would lead: to its new address, or for good to its code, which says that it is gone."""
    site = Site.find_for_request(request)
    known = Redirect.get_for_site(site).filter(old_path=Redirect.normalise_path(f"/{path}"))
    found = known.select_related("redirect_page").first()
    if found is None:
        return None
    return (
        twin_url(found.redirect_page.specific, request)
        if found.redirect_page
        else found.redirect_link or None
    )


def _has_twin(request: HttpRequest, page: Page) -> bool:
    return isinstance(page, EntryPage | DomainPage) or _is_front(request, page)


def _is_front(request: HttpRequest, page: Page) -> bool:
    site = Site.find_for_request(request)
    return site is not None and page.pk == site.root_page_id


def _serve(page: Page, request: HttpRequest, args, kwargs) -> HttpResponse:
    if isinstance(page, EntryPage):
        text = write(document_from_page(page))
    elif isinstance(page, DomainPage):
        text = _list_text(page, request)
    else:
        text = _front_text(page, request)
    content = text.encode()
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response = HttpResponse(content, content_type="text/markdown; charset=utf-8")
    response["ETag"] = etag
    response["Link"] = f'<{page.get_full_url(request)}>; rel="canonical"'
    if isinstance(page, EntryPage) and page.last_published_at:
        response["Last-Modified"] = http_date(page.last_published_at.timestamp())
    # The date alone proves nothing: the text also changes when a technology is renamed.
    return get_conditional_response(request, etag, None, response) or response


def _list_text(page: DomainPage, request: HttpRequest) -> str:
    model = kinds.page_model(page.entry_kind.key)
    entries = model.objects.published().descendant_of(page).order_by("code")
    base = page.get_url(request)
    rows = entries.values_list("code", "title", "url_path")
    links = [
        f"- {code} [{_escaped(title)}]({base}{url_path.removeprefix(page.url_path).rstrip('/')}.md)"
        for code, title, url_path in rows
    ]
    return _text(page.heading or page.title, page.intro, links)


def _front_text(page: Page, request: HttpRequest) -> str:
    children = page.get_children().live().public().type(DomainPage).specific()
    links = [
        f"- [{_escaped(child.title)}]({twin_url(child, request)})"
        for child in sorted(children, key=lambda child: child.number)
    ]
    return _text(page.title, page.search_description, links)


def _text(title: str, intro: str, links: Iterable[str]) -> str:
    parts = [f"# {_escaped(title)}", " ".join(intro.split()), "\n".join(links)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _escaped(text: str) -> str:
    """Returns text that Markdown shows as it is, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
