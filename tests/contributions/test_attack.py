"""A thousand forms within a minute cost moderators nothing and the database little; the honest get through."""

import pytest
from django.urls import reverse

from bench.attack import BROWSER, URL, attack
from contributions import gate
from contributions.gate.models import Passage
from contributions.submissions.models import Submission
from hub.core.models import OutgoingMail
from tests.contributions.gate import Clock, solved

pytestmark = pytest.mark.django_db


def honest(client, fields, **more):
    """Sends what somebody wrote at home, with the fields of a form."""
    data = {
        "kind": "question", "action": "send", "by-agreed": "on", fields.token_name: fields.token,
        "title": "Why does a list keep its old default?", "summary": "Defaults are made once.",
    }  # fmt: skip
    return client.post(URL, {**data, **more}, REMOTE_ADDR="203.0.113.7", headers={"User-Agent": BROWSER})


def test_an_attack_costs_little_and_stops_nobody(client, monkeypatch, settings):
    clock = Clock(monkeypatch)
    shown_before = gate.fields("submission")
    clock.pass_(20)
    costs = attack(1000, addresses=40)

    let_through = Submission.objects.count()
    assert let_through <= settings.GATE_A_MINUTE["guests_free"]
    assert Passage.objects.count() == let_through
    assert Submission.objects.queued().count() == let_through
    assert OutgoingMail.objects.count() == 0

    # What is thrown away costs no query; what is answered with a page is bounded by the number of addresses.
    thrown_away = [cost for cost in costs.values() if cost.pages == 0]
    assert costs["trapped"].pages == 0
    assert all(max(cost.queries) == 0 for cost in thrown_away)
    assert sum(cost.pages for cost in costs.values()) <= 40 * settings.GATE_A_MINUTE["sender_in_flood"]

    # Whoever opened the form before is asked for work, whoever opens it now begins with it.
    asked = honest(client, shown_before)
    assert asked.status_code == 422
    fields = asked.context["gate"]
    assert honest(client, fields, **solved(fields)).status_code == 303
    assert Submission.objects.count() == let_through + 1
    page = client.get(reverse("contributions:submit", args=["question"]))
    assert page.context["gate"].challenge
