"""Vocabulary for entries: every visibility rule is a method here, and no view spells one."""

from __future__ import annotations

from django.db.models import BooleanField, Case, F, Func, IntegerField, Q, Subquery, Value, When
from django.db.models.functions import Cast
from wagtail.models import PageViewRestriction, Revision, WorkflowState
from wagtail.query import PageQuerySet

from knowledge.kinds import ALL_LEVELS

LEVEL_RANK = Case(
    *[When(level=level, then=Value(rank)) for rank, level in enumerate(ALL_LEVELS)],
    default=Value(99),
    output_field=IntegerField(),
)

# Orders a list can have: name to label and fields. A tie is always broken by the code.
SORTS = {
    "newest": ("Newest", ("-first_published_at",)),
    "updated": ("Recently updated", ("-last_published_at",)),
    "most-read": ("Most read", (F("count__views").desc(nulls_last=True),)),
    "most-used": ("Most used this week", (F("count__uses_this_week").desc(nulls_last=True),)),
    "most-helpful": ("Most helpful", (F("count__helped").desc(nulls_last=True),)),
    "most-asked": ("Most asked", ("-priority", F("count__views").desc(nulls_last=True))),
    "easiest": ("Easiest first", (F("difficulty").asc(nulls_last=True),)),
    "hardest": ("Hardest first", (F("difficulty").desc(nulls_last=True),)),
    "level": ("By level", (LEVEL_RANK,)),
    "title": ("By title", ("title",)),
}


class BeginsWithAny(Func):
    """Says of each text whether it begins with one of those that a query gives under the name `beginning`."""

    output_field = BooleanField()
    arity = 2

    def as_postgresql(self, compiler, connection, **context):
        # The query is answered first: to plan that takes half the time that the planning of a join does.
        return self.as_sql(
            compiler, connection, template="(%(expressions)s))", arg_joiner=" ^@ ANY(ARRAY", **context
        )

    def as_sqlite(self, compiler, connection, **context):
        template = "EXISTS (SELECT 1 FROM %(expressions)s, beginning) = 1)"
        given = self.copy()
        given.set_source_expressions(self.get_source_expressions()[::-1])
        return given.as_sql(compiler, connection, template=template, arg_joiner=" WHERE instr(", **context)


def under_restriction(path: str = "path") -> BeginsWithAny:
    """Says of each page whether it, or one above it, is under a view restriction.

    It is part of the query that asks; Wagtail's `public()` would ask for all restrictions first.

    Arguments:
        path: leads from what is asked for to the page's path.
    """
    restricted = PageViewRestriction.objects.values(beginning=F("page__path"))
    return BeginsWithAny(path, Subquery(restricted))


def _has_field(model, name: str) -> bool:
    return any(field.name == name for field in model._meta.fields)


class EntryQuerySet(PageQuerySet):
    """Entries of any kind."""

    def published(self) -> EntryQuerySet:
        """What an anonymous visitor may read: live and under no view restriction."""
        return self.live().public()

    def public(self) -> EntryQuerySet:
        """Entries that no view restriction keeps from anonymous visitors."""
        return self.filter(~under_restriction())

    def of_kind(self, key: str) -> EntryQuerySet:
        """Entries of one kind, by its key."""
        from knowledge import kinds  # noqa: PLC0415 - kinds are registered after models load

        return self.type(kinds.page_model(key))

    def sorted_by(self, name: str) -> EntryQuerySet:
        """Entries in one of `SORTS`; raises `KeyError` for a name that is not among them."""
        return self.order_by(*SORTS[name][1], "code")

    def for_rows(self) -> EntryQuerySet:
        """Only what a row of a list shows: no bodies, one query whatever their number."""
        heavy = [
            name for name in ("body", "related", "credit", "verified_with") if _has_field(self.model, name)
        ]
        joined = ["technology", "count", "rendering"]
        if _has_field(self.model, "category"):
            joined.append("category")
        return self.select_related(*joined).defer(*heavy, "rendering__parts")

    def due_for_review(self, day) -> EntryQuerySet:
        """Live entries whose review date is on or before a day."""
        return self.live().filter(Q(review_due__lte=day))

    def overdue(self, day) -> EntryQuerySet:
        """Live entries whose review should have happened before a day."""
        return self.live().filter(review_due__lt=day)

    def in_state(self, state: str) -> EntryQuerySet:
        """Entries by how far they are: live, changed, review, scheduled or draft.

        Raises:
            KeyError: for any other state.
        """
        waiting = WorkflowState.objects.active().filter(base_content_type__model="page")
        scheduled = Revision.objects.filter(
            approved_go_live_at__isnull=False, base_content_type__model="page"
        )
        rules = {
            "live": Q(live=True),
            "changed": Q(live=True, has_unpublished_changes=True),
            "review": Q(pk__in=_page_ids(waiting)),
            "scheduled": Q(pk__in=_page_ids(scheduled)),
            "draft": Q(live=False),
        }
        return self.filter(rules[state])


def _page_ids(rows):
    """Generic relations keep ids as text, which PostgreSQL does not compare with numbers."""
    return rows.annotate(page_id=Cast("object_id", IntegerField())).values("page_id")
