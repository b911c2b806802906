"""What is timed: every page a visitor opens, and what happens to an entry's text."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.test import Client

from bench.timing import Case
from knowledge.entrydocs import document_from_page, read, write
from knowledge.kinds import all_kinds
from knowledge.listings import PAGE_SIZE
from knowledge.models import DomainPage, EntryPage
from knowledge.rendering import render_parts


def cases() -> Iterator[Case]:
    """Yields every case, in the order of the table."""
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)

    def page(name: str, path: str) -> Case:
        return Case(name, lambda: client.get(path))

    yield page("home", "/")
    domains = {one.entry_kind.key: one for one in DomainPage.objects.live().specific()}
    for kind in all_kinds():
        if kind.key not in domains:
            continue
        path = domains[kind.key].get_url()
        entries = EntryPage.objects.published().of_kind(kind.key)
        yield page(f"{kind.plural}: list", path)
        yield page(f"{kind.plural}: two facets", f"{path}?{_two_facets(entries)}")
        yield page(f"{kind.plural}: last page", f"{path}?page={-(-entries.count() // PAGE_SIZE) or 1}")
    for kind in all_kinds():
        entry = EntryPage.objects.published().of_kind(kind.key).order_by("pk").first()
        if entry is None:
            continue
        path = entry.get_url()
        yield page(f"{kind.label}: page", path)
        yield page(f"{kind.label}: twin", f"{path.rstrip('/')}.md")
    entry = EntryPage.objects.published().of_kind("question").order_by("pk").first().specific
    text = write(document_from_page(entry))
    yield Case("permanent link", lambda: client.get(f"/e/{entry.code}/", follow=True))
    yield Case("rendering an entry's Markdown", lambda: str(render_parts(entry)))
    yield Case("page to document", lambda: document_from_page(entry))
    yield Case("writing a document", lambda: write(document_from_page(entry)))
    yield Case("reading a document", lambda: read(text) and text)


def _two_facets(entries) -> str:
    row = entries.exclude(technology=None).values("technology__slug", "entry_tags__tag__slug").first() or {}
    return urlencode(
        {"technology": row.get("technology__slug") or "", "tag": row.get("entry_tags__tag__slug") or ""}
    )
