"""Reads pages and follows their links, as a visitor who clicks on everything."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

HOST = "http://testserver"
LOADING = {("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("link", "href")}
LOADED_LINKS = {"stylesheet", "icon", "preload", "manifest"}


class ReadPage(HTMLParser):
    """What a page links, loads, sends, and holds that a strict policy forbids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.forms: list[tuple[str, str]] = []
        self.forbidden: list[str] = []
        self.ids: list[str] = []
        self.named_regions: list[str] = []
        self.headings: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "form":
            self.forms.append((values.get("method", "get").lower(), values.get("action", "")))
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(int(tag[1]))
        if values.get("role") == "region" or tag == "nav":
            self.named_regions.append(values.get("aria-label") or values.get("aria-labelledby") or "")
        self._note_loading(tag, values)
        self._note_forbidden(tag, values)

    def _note_loading(self, tag, values):
        for name in ("src", "href"):
            wanted = tag != "link" or set((values.get("rel") or "").split()) & LOADED_LINKS
            if (tag, name) in LOADING and name in values and wanted:
                self.loaded.append(values[name])

    def _note_forbidden(self, tag, values):
        if tag == "style" or "style" in values or any(name.startswith("on") for name in values):
            self.forbidden.append(self.get_starttag_text() or tag)
        data = values.get("type") in {"application/ld+json", "application/json"}
        if tag == "script" and "src" not in values and not data:
            self.forbidden.append(self.get_starttag_text() or tag)


def inside(address: str) -> str | None:
    """Returns an address of this site as a path with its query, None for any other."""
    absolute = urldefrag(urljoin(HOST, address)).url
    parts = urlsplit(absolute)
    if parts.scheme not in {"http", "https"} or f"{parts.scheme}://{parts.netloc}" != HOST:
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def crawl(client, start: str = "/", *, most: int = 400) -> dict:
    """Returns every page of the site reachable from a page, by its address, as the responses got."""
    waiting, found = [start], {}
    while waiting and len(found) < most:
        address = waiting.pop(0)
        if address in found:
            continue
        found[address] = response = client.get(address, follow=True)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            base = response.redirect_chain[-1][0] if response.redirect_chain else address
            links = ReadPage(response.text).links
            waiting += [path for link in links if (path := inside(urljoin(urljoin(HOST, base), link)))]
    return found
