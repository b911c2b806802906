"""New pages of entries: their codes, their places in the tree, and their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Page

from knowledge.bulk.rows import insert, reserve
from knowledge.kinds import CodeStemError
from knowledge.models import EntryPage
from knowledge.models.codes import Codes


class Refused(Exception):
    """A page among many cannot be saved; its cause is the `ValidationError` or `CodeStemError` that says why."""

    def __init__(self, page: EntryPage) -> None:
        super().__init__(page)
        self.page = page


@contextmanager
def refusing(page: EntryPage) -> Iterator[None]:
    """Names the page that an error is about."""
    try:
        yield
    except (ValidationError, CodeStemError) as error:
        raise Refused(page) from error


def locked(parents: Iterable[Page]) -> dict[int, Page]:
    """Returns pages as they are now, by key, and lets nobody else put anything below them meanwhile."""
    rows = Page.objects.select_for_update().filter(pk__in={page.pk for page in parents})
    return {page.pk: page for page in rows.order_by("pk")}


def give_codes(pages: Sequence[EntryPage]) -> None:
    """Gives unsaved pages the codes they ask for, or the next ones, in their order.

    Raises:
        Refused: when one cannot have the code it asks for, or lacks what its code is made of.
    """
    wishes = []
    for page in pages:
        with refusing(page):
            wishes.append(page.wanted_code())
    codes = Codes(wishes)
    for page, wish in zip(pages, wishes, strict=True):
        with refusing(page):
            page.code = codes.take(wish)
    codes.save()


def place_below(parent: Page, pages: Sequence[EntryPage]) -> None:
    """Gives unsaved pages places, addresses and a language below a page, in their order.

    Arguments:
        parent: a page that is `locked`.
        pages: those without a slug get one from their title.
    Raises:
        Refused: when the slug of one belongs to another page there.
    """
    slugs = _Slugs(parent, pages)
    last = parent.get_last_child()
    for page in pages:
        with refusing(page):
            page.slug = slugs.take(page)
        page.depth = parent.depth + 1
        page.path = last._inc_path() if last else Page._get_path(parent.path, page.depth, 1)
        page.locale_id = parent.locale_id
        page.set_url_path(parent)
        last = page
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


class _Slugs:
    """Slugs of new children of a page, as Wagtail makes them: the title's, with the first number that is free."""

    def __init__(self, parent: Page, pages: Sequence[EntryPage]) -> None:
        self._parent = parent
        self._siblings = parent.get_children().order_by()
        self._asked: set[str] = set()
        self._taken: set[str] = set()
        times = Counter(map(_slug, pages))
        self._ask(times)
        self._ask(
            f"{slug}-{number}"
            for slug, many in times.items()
            if many > 1 or slug in self._taken
            for number in range(2, many + 3)
        )

    def take(self, page: EntryPage) -> str:
        for slug in self._numbered(_slug(page)):
            if slug not in self._taken:
                self._taken.add(slug)
                return slug
            if page.slug:
                where = f"within the parent page at '{self._parent.url}'"
                raise ValidationError({"slug": f"The slug '{slug}' is already in use {where}."})
        raise AssertionError("numbers end")

    def _numbered(self, slug: str) -> Iterator[str]:
        yield slug
        for number in count(2):
            if f"{slug}-{number}" not in self._asked:
                self._ask(f"{slug}-{one}" for one in range(number, 2 * number))
            yield f"{slug}-{number}"

    def _ask(self, slugs: Iterable[str]) -> None:
        new = set(slugs) - self._asked
        self._asked |= new
        if new:
            self._taken.update(self._siblings.filter(slug__in=new).values_list("slug", flat=True))


def _slug(page: EntryPage) -> str:
    return page.slug or slugify(page.title, allow_unicode=True)


def give_keys(pages: Sequence[EntryPage]) -> None:
    """Gives unsaved pages their primary keys, which what belongs to them can name before they are inserted."""
    for page, key in zip(pages, reserve(Page, len(pages)), strict=True):
        for field in page._meta.concrete_fields:
            if field.primary_key:  # one in each of its tables
                setattr(page, field.attname, key)
        page._state.adding = False


def insert_pages(pages: Sequence[EntryPage]) -> None:
    """Writes the rows of pages that have their keys and places."""
    insert(Page, pages)
    insert(EntryPage, pages)
    for model, group in by_model(pages):
        insert(model, group)


def by_model(pages: Sequence[EntryPage]) -> Iterator[tuple[type[EntryPage], list[EntryPage]]]:
    """Yields pages model by model."""
    in_order = sorted(pages, key=attrgetter("_meta.label"))
    return ((model, list(group)) for model, group in groupby(in_order, key=type))
