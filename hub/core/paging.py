"""A list cut into pages, as `includes/pagination.html` shows it."""

from __future__ import annotations

from functools import cached_property

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import QueryDict


class PagedList:
    """Rows and the page of them a visitor asked for.

    Arguments:
        rows: in their order; two rows never tie.
        params: the query string; `page` is read, `kept` goes on in the links, the rest is ignored.
        size: rows a page.
    """

    def __init__(self, rows: QuerySet, params: QueryDict, *, size: int, kept: tuple[str, ...] = ()) -> None:
        self.paginator = Paginator(rows, size)
        self.params = params
        self.kept = kept

    @cached_property
    def page(self) -> Page | None:
        """The page asked for, the first where no number was; None where the list has no such page."""
        try:
            return self.paginator.page(self.params.get("page", "1"))
        except PageNotAnInteger:
            return self.paginator.page(1)
        except EmptyPage:
            return None

    @cached_property
    def rows(self) -> list:
        return list(self.page.object_list) if self.page else []

    @property
    def page_links(self) -> list[tuple[int | None, str]]:
        """The numbers to link with their query strings, None where some are left out."""
        if self.page is None:
            return []
        numbers = self.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [
            (None, "") if number == Paginator.ELLIPSIS else (int(number), self.query(int(number)))
            for number in numbers
        ]

    @property
    def previous_query(self) -> str:
        return self.query(self.page.number - 1) if self.page else ""

    @property
    def next_query(self) -> str:
        return self.query(self.page.number + 1) if self.page else ""

    def query(self, number: int) -> str:
        """Returns the query string of a page; the first one needs no number."""
        query = QueryDict(mutable=True)
        for name in self.kept:
            if value := self.params.get(name):
                query[name] = str(value)
        if number > 1:
            query["page"] = str(number)
        return query.urlencode()
