"""What templates ask of the archive: the menu of domains, and an entry's facts in words."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils import timezone
from django.utils.http import urlencode

from hub.core.templatetags.hub import address
from knowledge.feeds import kind_feed_path
from knowledge.models import EntryPage
from knowledge.navigation import menu
from knowledge.structured_data import credited, licence_url

register = template.Library()

CWE = "https://cwe.mitre.org/data/definitions/"


@dataclass(frozen=True)
class MenuItem:
    """A domain page in a menu; `current` is the value of `aria-current`, empty elsewhere."""

    title: str
    path: str
    current: str
    feed: str
    plural: str


@register.simple_tag(takes_context=True)
def domain_menu(context: dict) -> list[MenuItem]:
    """Returns the menu of domains; the first use on a page asks the database, the others remember."""
    request = context.get("request")
    if request is None:
        return []
    items = []
    for page in menu(request):
        path = address(context, page)
        current = "page" if request.path == path else "true" if request.path.startswith(path) else ""
        kind = page.entry_kind
        items.append(MenuItem(page.title, path, current, kind_feed_path(kind.key), kind.plural))
    return items


@register.simple_tag
def filtered(key: str, value: str) -> str:
    """Returns the query string of a list narrowed to one value."""
    return f"?{urlencode({key: value})}"


@register.simple_tag
def people_credited(entry: EntryPage) -> dict[str, list[dict[str, str]]]:
    """Returns who wrote and who corrected an entry, as far as they wish to be named."""
    return {role: credited(entry, role) for role in ("wrote", "corrected")}


@register.filter
def review_is_overdue(entry: EntryPage) -> bool:
    return bool(entry.review_due and entry.review_due < timezone.localdate())


@register.filter
def licence_address(name: str) -> str:
    """Returns where the licence can be read, empty for one that has no known address."""
    return licence_url(name)


@register.filter
def cwe_address(name: str) -> str:
    """Returns the public page of a weakness such as CWE-89, empty for anything else."""
    number = name.upper().removeprefix("CWE-")
    return f"{CWE}{number}.html" if number.isascii() and number.isdigit() else ""


@register.filter
def lines_of(block) -> int:
    """Returns how many lines a verbatim text has."""
    return str(block).count("\n") + 1
