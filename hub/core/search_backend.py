"""Wagtail's database search, made safe for whatever people type.

SQLite's full-text parser raises an error on an unbalanced quote or a NUL byte, and neither database
needs either to find words. The admin's own search boxes go through here as well.
"""

from wagtail.search.backends.database import SearchBackend as database_search_backend
from wagtail.search.query import PlainText

UNSAFE = str.maketrans({'"': " ", "\x00": " "})


def _clean(query):
    """The query without what crashes; empty, which finds nothing, where no word is left of it."""
    if isinstance(query, str):
        return query.translate(UNSAFE).strip()
    if isinstance(query, PlainText):
        text = query.query_string.translate(UNSAFE).strip()
        return PlainText(text, operator=query.operator, boost=query.boost) if text else ""
    return query


class SafeQueries:
    """Takes from every query what would crash a full-text parser."""

    def search(self, query, model_or_queryset, *args, **kwargs):
        return super().search(_clean(query), model_or_queryset, *args, **kwargs)

    def autocomplete(self, query, model_or_queryset, *args, **kwargs):
        return super().autocomplete(_clean(query), model_or_queryset, *args, **kwargs)


def SearchBackend(params):
    """Returns the backend of the database in use, with `SafeQueries` in front of it."""
    backend = type(database_search_backend(params))
    return type("SearchBackend", (SafeQueries, backend), {})(params)
