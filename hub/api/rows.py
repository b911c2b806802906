"""Entries of any kind as rows; two queries for what a row needs beside the entry, whatever their number."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hub.core.addresses import absolute_url, page_url
from knowledge.models import EntryCount, EntryPage, EntryTag
from knowledge.search.facets import SEARCH_FACETS, page_types

Named = dict[str, str]


class Rows:
    """What rows are made of.

    Arguments:
        request: the one being answered; it remembers where the site has its root.
        entries: as `for_rows` reads them.
    """

    def __init__(self, request: HttpRequest, entries: Sequence[EntryPage]) -> None:
        self.request = request
        self.kinds = {pk: key for key, pk in page_types().items()}
        ids = [entry.pk for entry in entries]
        self.tags: dict[int, list[Named]] = defaultdict(list)
        self.categories: dict[int, Named] = {}
        if ids:
            tagged = EntryTag.objects.filter(content_object_id__in=ids).order_by("tag__name")
            for pk, slug, name in tagged.values_list("content_object_id", "tag__slug", "tag__name"):
                self.tags[pk].append({"slug": slug, "name": name})
            category = SEARCH_FACETS["category"]
            filed = EntryPage.objects.filter(pk__in=ids, **{f"{category.path}__isnull": False}).order_by()
            for pk, slug, name in filed.values_list("pk", category.path, category.label_path):
                self.categories[pk] = {"slug": slug, "name": name}

    def row(self, entry: EntryPage) -> dict[str, Any]:
        """Returns the fields of `answers.Row`."""
        technology = entry.technology
        count = getattr(entry, "count", None) or EntryCount(entry_id=entry.pk)
        rendering = getattr(entry, "rendering", None)
        return {
            "code": entry.code or "",
            "kind": self.kinds.get(entry.content_type_id, ""),
            "title": entry.title,
            "summary": rendering.summary_text if rendering else "",
            "url": page_url(entry, self.request),
            "permanent_url": absolute_url(entry.permanent_url),
            "api_url": entry_address(entry.code or ""),
            "technology": {"slug": technology.slug, "name": technology.name} if technology else None,
            "level": entry.level,
            "difficulty": entry.difficulty,
            "category": self.categories.get(entry.pk),
            "tags": self.tags[entry.pk],
            "counts": {"views": count.views, "uses": count.uses, "helped": count.helped},
            "published_at": entry.first_published_at,
            "updated_at": entry.last_published_at,
        }


def entry_address(code: str) -> str:
    """Returns the absolute address of a whole entry in this API."""
    return absolute_url(reverse("api:entry", args=[code]))


def address_with(request: HttpRequest, **parameters: object) -> str:
    """Returns the absolute address of a request with some parameters replaced."""
    query = request.GET.copy()
    for name, value in parameters.items():
        query[name] = str(value)
    return absolute_url(f"{request.path}?{query.urlencode()}")
