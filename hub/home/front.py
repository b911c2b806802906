"""What the home page shows: counted and chosen from the archive at the moment of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from knowledge import kinds
from knowledge.models import DomainPage, EntryPage, QuestionPage
from knowledge.querysets import EntryQuerySet

if TYPE_CHECKING:
    from hub.home.models import HomePage

SHOWN = {"question": 4, "debug": 6, "snippet": 4, "design": 3, "security": 3}


def front_page(home: HomePage) -> dict:
    """Returns the context of the home page.

    The number of queries does not depend on how much the archive holds.
    """
    published = EntryPage.objects.published()
    counts = dict(published.order_by().values_list("content_type").annotate(number=Count("pk")))
    domains = []
    for page in DomainPage.objects.live().public().child_of(home).order_by("number").specific():
        page.number_of_entries = counts.get(_content_type(page.entry_kind.key), 0)
        domains.append(page)
    newest = published.order_by("-last_published_at").values_list("last_published_at", flat=True).first()
    return {
        "domains": domains,
        "domain_of": {page.entry_kind.key: page for page in domains},
        "total": sum(counts.values()),
        "last_published_at": newest,
        "technologies": published.exclude(technology=None).order_by().values("technology").distinct().count(),
        "lead_question": _lead_question(home),
        "shown": {key: list(_top(key, number)) for key, number in SHOWN.items() if kinds.is_kind(key)},
    }


def _content_type(key: str) -> int:
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415

    return ContentType.objects.get_for_model(kinds.page_model(key)).pk


def _top(key: str, number: int) -> EntryQuerySet:
    model = kinds.page_model(key)
    return model.objects.published().for_rows().sorted_by(model.kind.sorts[0])[:number]


def _lead_question(home: HomePage) -> QuestionPage | None:
    questions = QuestionPage.objects.published().for_rows()
    chosen = questions.filter(pk=home.lead_question_id).first() if home.lead_question_id else None
    return chosen or questions.sorted_by(QuestionPage.kind.sorts[0]).first()
