"""The log of somebody who did very much, or pretends to: a page is made from the newest of it."""

import pytest
from django.urls import reverse

from learning.progress import services, views
from learning.progress.services import of_kinds
from tests.factories import LearningPathPageFactory, ModulePageFactory
from tests.learning.progress.log import progress, send

pytestmark = pytest.mark.django_db

MOMENT = "2026-01-{day:02d}T08:00:00.000Z"


@pytest.fixture
def days(learning):
    """The account after thirty days with a module each, told in another order."""
    told = [{**progress(f"LP-01-{day:02d}"), "at": MOMENT.format(day=day)} for day in range(1, 31)]
    send(learning, *reversed(told))
    return learning


def test_the_newest_are_taken_whenever_they_came(days, django_user_model):
    user = django_user_model.objects.get(learner_log__isnull=False)
    assert {one.code for one in of_kinds(user, "progress", most=3)} == {"LP-01-28", "LP-01-29", "LP-01-30"}
    assert len(of_kinds(user)) == 30


def test_where_somebody_stands_is_made_from_those(learning, monkeypatch):
    path = LearningPathPageFactory(live=True)
    module = ModulePageFactory(parent=path, live=True)
    old = [{**progress(f"LP-77-{day:02d}"), "at": MOMENT.format(day=day)} for day in range(1, 6)]
    send(learning, *old, {**progress(module.code), "at": MOMENT.format(day=9)})
    monkeypatch.setattr(views, "MOST_FOLDED", 1)
    assert path.title in learning.get(reverse("learning:me")).text
    assert services.MOST_EVENTS > views.MOST_FOLDED
