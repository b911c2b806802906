"""What machines are told about a page, in schema.org's words: only what the page itself shows.

An entry is an article by an editor, so it is no `QAPage` (that is for answers by several visitors) and
no `FAQPage` (that is a page with several questions).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from knowledge.models import EntryPage

CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-([0-9.]+)\Z")
SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*\Z")

_CLOSES_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def data_block(*things: dict) -> SafeString:
    """Returns things as the text of a JSON-LD script element; nothing in them can close the element."""
    graph = {"@context": "https://schema.org", "@graph": [_without_empty(thing) for thing in things]}
    return mark_safe(json.dumps(graph, ensure_ascii=False).translate(_CLOSES_SCRIPT))


def entry_data(entry: EntryPage, *, url: str, description: str, image: str, publisher: dict) -> dict:
    """Returns an entry as an article, or as source code where it is a snippet.

    Arguments:
        entry: a specific page.
        url, image: absolute addresses.
        description: as the page's own description says it.
        publisher: stands as the author where the entry credits nobody.
    """
    is_code = entry.kind.key == "snippet"
    technology = entry.technology
    return {
        "@type": "SoftwareSourceCode" if is_code else "TechArticle",
        "@id": f"{url}#entry",
        "url": url,
        "mainEntityOfPage": url,
        "headline": entry.title,
        "name": entry.title,
        "identifier": entry.code,
        "description": description,
        "image": image,
        "inLanguage": "en",
        "articleSection": "" if is_code else entry.kind.plural,
        "educationalLevel": entry.level_label if entry.level else "",
        "programmingLanguage": technology.name if is_code and technology else "",
        "about": {"@type": "Thing", "name": technology.name} if technology else "",
        "datePublished": _moment(entry.first_published_at),
        "dateModified": _moment(entry.last_published_at),
        "author": _people(credited(entry, "wrote")) or publisher,
        "contributor": _people(credited(entry, "corrected")),
        "publisher": publisher,
        "license": licence_url(entry.licence),
        "citation": _citation(entry),
        "isAccessibleForFree": True,
    }


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> dict:
    """Returns the way to a page.

    Arguments:
        steps: name and absolute address of each page from the home page on.
    """
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }


def credited(entry: EntryPage, role: str) -> list[dict[str, str]]:
    """Returns `name` and `url` of the people credited with a role; who has none wrote the entry.

    Arguments:
        entry: need not be specific.
        role: `wrote` or `corrected`.
    """
    return [
        {"name": block.value["name"], "url": block.value.get("url") or ""}
        for block in entry.credit
        if block.value.get("name") and (block.value.get("for") or "wrote") == role
    ]


def licence_url(name: str) -> str:
    """Returns the address of a licence named as SPDX does, empty for a name in other words."""
    match = CREATIVE_COMMONS.match(name)
    if match:
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return f"https://spdx.org/licenses/{name}.html" if SPDX.match(name) else ""


def _people(people: list[dict[str, str]]) -> list[dict]:
    return [_without_empty({"@type": "Person", **person}) for person in people]


def _citation(entry: EntryPage) -> dict | str:
    if not (entry.source_title or entry.source_url):
        return ""
    return _without_empty({"@type": "CreativeWork", "name": entry.source_title, "url": entry.source_url})


def _moment(moment) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def _without_empty(thing: dict) -> dict:
    return {key: value for key, value in thing.items() if value not in ("", None, [], {})}
