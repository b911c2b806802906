"""What the home page shows: counted and chosen from the archive at the moment of asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max

from contributions.testimonials.models import Testimonial
from knowledge import kinds
from knowledge.models import DomainPage, EntryPage, QuestionPage
from knowledge.navigation import menu
from knowledge.querysets import EntryQuerySet

if TYPE_CHECKING:
    from django.http import HttpRequest

    from hub.home.models import HomePage


@dataclass(frozen=True)
class Showing:
    """How the home page shows a kind of entry: how many rows, under which words, and what is counted."""

    number: int
    heading: str
    words: str
    one: str
    many: str
    stat: str


SHOWN = {
    "question": Showing(
        5,
        "Questions and answers",
        "Each opens with the thirty-second answer, then goes as deep as you need.",
        "question",
        "questions",
        "from junior to architect",
    ),
    "debug": Showing(
        6,
        "Real errors, root causes",
        "What the machine printed is on ink. What we learned is on paper.",
        "solution",
        "solutions",
        "with a root cause and a fix",
    ),
    "snippet": Showing(
        4,
        "Copy, adapt, ship",
        "Working code, with the versions it was run against.",
        "snippet",
        "snippets",
        "to copy and adapt",
    ),
    "design": Showing(
        3,
        "How systems hold together",
        "The arithmetic shown, the decision that matters, and what breaks first.",
        "note",
        "notes",
        "with the trade-offs said aloud",
    ),
    "path": Showing(
        4,
        "Learning paths",
        "A road in order, each module with a lesson, an exercise and what to read.",
        "path",
        "paths",
        "from first steps to production",
    ),
    "security": Showing(
        3,
        "Break it, then mend it",
        "The weakness, a harmless attack on it, and the defence.",
        "topic",
        "topics",
        "with the attack and the defence",
    ),
}


NOTES = 3  # of readers, chosen by the desk


@dataclass
class FrontPart:
    """A kind's section of the home page; `lead` is shown large above the rows."""

    key: str
    domain: DomainPage
    heading: str
    words: str
    rows: list[EntryPage] = field(default_factory=list)
    lead: EntryPage | None = None


def front_page(home: HomePage, request: HttpRequest) -> dict:
    """Returns the context of the home page.

    The number of queries does not depend on how much the archive holds.
    """
    published = EntryPage.objects.published()
    counted = (
        published.order_by()
        .values("content_type")
        .annotate(number=Count("pk"), last=Max("last_published_at"))
    )
    by_type = {row["content_type"]: row for row in counted}
    domains = menu(request)
    for page in domains:
        showing = SHOWN[page.entry_kind.key]
        row = by_type.get(ContentType.objects.get_for_model(kinds.page_model(page.entry_kind.key)).pk)
        page.number_of_entries = row["number"] if row else 0
        page.noun = showing.one if page.number_of_entries == 1 else showing.many
        page.stat = showing.stat
    return {
        "domains": domains,
        "total": sum(row["number"] for row in by_type.values()),
        "last_published_at": max((row["last"] for row in by_type.values() if row["last"]), default=None),
        "technologies": published.exclude(technology=None).order_by().values("technology").distinct().count(),
        "parts": [_part(page, home) for page in domains if page.number_of_entries],
        "notes": list(Testimonial.objects.featured().for_rows()[:NOTES]),
    }


def _part(domain: DomainPage, home: HomePage) -> FrontPart:
    key = domain.entry_kind.key
    showing = SHOWN[key]
    part = FrontPart(key, domain, showing.heading, showing.words, list(_top(key, showing.number)))
    if key == QuestionPage.kind.key:
        part.lead = _lead_question(home) or part.rows[0]
        part.rows = [row for row in part.rows if row.pk != part.lead.pk][: showing.number - 1]
    return part


def _top(key: str, number: int) -> EntryQuerySet:
    model = kinds.page_model(key)
    return model.objects.published().for_rows().sorted_by(model.kind.sorts[0])[:number]


def _lead_question(home: HomePage) -> QuestionPage | None:
    """Returns the question the editor chose, where everybody may read it."""
    if not home.lead_question_id:
        return None
    return QuestionPage.objects.published().for_rows().filter(pk=home.lead_question_id).first()
