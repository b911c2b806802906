"""What the queue is narrowed by, each choice with how many there are."""

from __future__ import annotations

import datetime as dt

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet

from contributions.submissions.models import Submission
from contributions.submissions.querysets import LIKELY_SPAM, WAITS
from contributions.submissions.states import State
from knowledge import kinds
from knowledge.models import Technology

WAITING, ANY = "waiting", "any"
AGES = {"1": "Older than a day", "3": "Older than three days", "7": "Older than a week"}
QUEUED = Q(state__in=(State.RECEIVED, State.CLAIMED))
SIGNS = {
    "correction": ("Correction", ~Q(corrected_code="")),
    "new": ("New entry", Q(corrected_code="")),
    "duplicate": ("Likely duplicate", ~Q(likely_duplicates=[])),
    "spam": ("Likely spam", Q(spam_score__gte=LIKELY_SPAM)),
    "editor": ("For an editor", Q(for_editor=True)),
}


class SubmissionFilterSet(WagtailFilterSet):
    """The filters beside the queue; what waits for the desk is shown unless somebody asks for more.

    What looks like spam is not among it before somebody has taken it, or asks for it.
    """

    state = django_filters.ChoiceFilter(
        label="State", method="in_state", empty_label=None, initial=WAITING, widget=forms.RadioSelect,
        choices=[(WAITING, "Waiting"), *State.choices, (ANY, "Any")],
    )  # fmt: skip
    mine = django_filters.ChoiceFilter(
        label="Held by", method="held_by", empty_label="Anybody", choices=[("me", "Me"), ("nobody", "Nobody")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    signs = django_filters.MultipleChoiceFilter(
        label="Signs", method="with_signs", choices=[(key, one[0]) for key, one in SIGNS.items()],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    kind = django_filters.MultipleChoiceFilter(label="Kind", widget=forms.CheckboxSelectMultiple)
    technology = django_filters.ModelMultipleChoiceFilter(
        queryset=Technology.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    age = django_filters.ChoiceFilter(
        label="Age", method="older_than", empty_label="Any", choices=list(AGES.items()), widget=forms.RadioSelect
    )  # fmt: skip

    class Meta:
        model = Submission
        fields: list[str] = []

    def __init__(self, data=None, *args, **kwargs) -> None:
        data = data.copy() if data is not None else QueryDict(mutable=True)
        data.setdefault("state", WAITING)
        super().__init__(data, *args, **kwargs)
        self.user = self.request.user
        self.filters["kind"].extra["choices"] = [(kind.key, kind.plural) for kind in kinds.all_kinds()]

    @property
    def form(self):
        if not hasattr(self, "_form"):
            form, counted = super().form, self.counted
            for name in ("state", "mine", "signs", "kind", "age"):
                field = form.fields[name]
                field.choices = [
                    (value, f"{label} ({counted[name, value]})" if (name, value) in counted else label)
                    for value, label in field.choices
                    if value  # the empty choice is put before them again
                ]
            by_technology = _by_technology()
            form.fields["technology"].label_from_instance = lambda one: (
                f"{one} ({by_technology.get(one.pk, 0)})"
            )
        return super().form

    @cached_property
    def counted(self) -> dict[tuple[str, str], int]:
        return _counts(self.user)

    def in_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == ANY:
            return rows
        if value != WAITING:
            return rows.filter(state=value)
        return rows.filter(QUEUED if "spam" in self.data.getlist("signs") else WAITS)

    def held_by(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        held = _held(self.user) if value == "me" else ~_held()
        return rows.filter(held)

    def with_signs(self, rows: QuerySet, name: str, value: list[str]) -> QuerySet:
        for one in value:
            rows = rows.filter(SIGNS[one][1])
        return rows

    def older_than(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(_older(value))


def _older(days: str) -> Q:
    return Q(created_at__lt=timezone.now() - dt.timedelta(days=int(days)))


def _held(user=None) -> Q:
    held = Q(state=State.CLAIMED, claimed_until__gt=timezone.now())
    return held & Q(claimed_by=user) if user else held


def _counts(user) -> dict[tuple[str, str], int]:
    """Returns how many rows each choice has, those of signs, holder, kind and age among what waits; two queries."""
    by_state = dict(Submission.objects.order_by().values_list("state").annotate(number=Count("pk")))
    found = {("state", state.value): by_state.get(state, 0) for state in State}
    found["state", ANY] = sum(by_state.values())
    asked: dict[tuple[str, str], Q] = {
        ("state", WAITING): Q(), ("mine", "me"): _held(user), ("mine", "nobody"): ~_held()
    }  # fmt: skip
    asked |= {("signs", key): one[1] for key, one in SIGNS.items()}
    asked |= {("kind", kind.key): Q(kind=kind.key) for kind in kinds.all_kinds()}
    asked |= {("age", days): _older(days) for days in AGES}
    numbers = (
        Submission.objects.filter(QUEUED)
        .order_by()
        .aggregate(
            **{
                f"n{place}": Count("pk", filter=one if name == ("signs", "spam") else WAITS & one)
                for place, (name, one) in enumerate(asked.items())
            }
        )
    )
    return found | {key: numbers[f"n{place}"] for place, key in enumerate(asked)}


def _by_technology() -> dict[int, int]:
    """Returns how many wait of each technology, by its id; one query."""
    waiting = Submission.objects.filter(WAITS, technology__isnull=False).order_by()
    return dict(waiting.values_list("technology").annotate(number=Count("pk")))
