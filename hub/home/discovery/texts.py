"""The plain-text files machines ask for: robots.txt, security.txt and llms.txt."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from hub.core.addresses import absolute_url, page_path
from hub.home.models import SiteIdentity
from knowledge import kinds
from knowledge.feeds import ALL, kind_feed_path
from knowledge.models import DomainPage, EntryPage

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

ENTRIES_A_KIND = 20
SECURITY_VALID = timedelta(days=180)  # RFC 9116 asks for less than a year


def robots_txt() -> str:
    """Returns what robots may read; nothing where the environment says that the site is not public."""
    if not settings.ALLOW_INDEXING:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nDisallow: /admin/\n\nSitemap: {absolute_url(reverse('sitemap'))}\n"


def security_txt(identity: SiteIdentity, today: date) -> str:
    """Returns where to report a weakness (RFC 9116): an address, or the contact page where none is named."""
    address = identity.security_email or identity.contact_email
    contact = f"mailto:{quote(address, safe='@')}" if address else absolute_url(reverse("contact"))
    expires = datetime.combine(today, time.min, UTC) + SECURITY_VALID
    lines = {
        "Contact": contact,
        "Expires": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "en",
        "Canonical": absolute_url(reverse("security_txt")),
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def llms_txt(identity: SiteIdentity, request: HttpRequest) -> str:
    """Returns the hub's contents for language models (llmstxt.org): Markdown twins, best entries first.

    The number of queries depends on how many kinds there are, never on the number of entries.
    """
    parts = [f"# {_line(identity.name)}", f"> {_line(identity.description)}"]
    parts.append(
        "The addresses below are Markdown texts of pages: a page's own address with `.md` for its last slash."
    )
    for domain in DomainPage.objects.live().public().order_by("number", "pk").specific():
        kind = domain.entry_kind
        lines = [_link(domain.title, twin_url(page_path(domain, request)), domain.intro)]
        entries = kinds.page_model(kind.key).objects.published().for_rows().sorted_by(kind.sorts[0])
        lines += [_entry(entry, request) for entry in entries[:ENTRIES_A_KIND]]
        parts += [f"## {_line(domain.title)}", "\n".join(lines)]
    optional = [
        _link("New and changed entries", absolute_url(kind_feed_path(ALL)), "Atom feed"),
        _link("Licence", absolute_url(reverse("licence")), "what may be done with texts and code"),
    ]
    return "\n\n".join([*parts, "## Optional", "\n".join(optional)]) + "\n"


def twin_url(path: str) -> str:
    """Returns the absolute address of the Markdown twin of a page."""
    return absolute_url(f"{path.rstrip('/') or '/index'}.md")


def _entry(entry: EntryPage, request: HttpRequest) -> str:
    rendering = getattr(entry, "rendering", None)
    summary = rendering.summary_text if rendering else ""
    name = f"{entry.code} {entry.title}" if entry.code else entry.title
    return _link(name, twin_url(page_path(entry, request)), summary)


def _link(name: str, url: str, note: str) -> str:
    link = f"- [{_line(name)}]({url})"
    return f"{link}: {_line(note)}" if note.strip() else link


def _line(text: str) -> str:
    """Returns text as one line in which no sign is Markdown."""
    return re.sub(r"([\\\[\]`*_<>])", r"\\\1", " ".join(text.split()))
