"""Two hundred secrets go in by the public form, and none is in any table; what only looks like one stays."""

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from contributions.submissions.models import Submission
from tests.contributions.typing import fill_in, read_form, send_again
from tests.core.redaction import corpus, texts

pytestmark = pytest.mark.django_db
EACH = 20  # in one submission
WORDS = (models.CharField, models.TextField, models.JSONField)


def everything_kept() -> str:
    """Returns every text in every table."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, WORDS)]
        found += (
            [str(value) for row in model._base_manager.values_list(*names) for value in row] if names else []
        )
    return "\n".join(found)


def send(client: Client, number: int, text: str):
    said = {
        "title": f"A program stops for the reason number {number}",
        "messages-0": f"RuntimeError: stopped by {number}",
        "section-root_cause": text,
        "section-fix": "Set it first.",
    }
    return fill_in(client, reverse("contributions:submit", args=("debug",)), said)


def test_none_of_two_hundred_secrets_is_kept():
    made = corpus.secrets(200, seed=20)
    for start in range(0, len(made), EACH):
        client = Client(REMOTE_ADDR=f"192.0.2.{start}")  # nobody sends this much in an hour
        shown = send(client, start, "\n\n".join(text for text, _ in made[start : start + EACH]))
        assert shown.status_code == 422, "What was taken out is shown before anything is kept."
        again = send_again(client, shown)
        assert again.status_code == 303
    assert Submission.objects.count() == len(made) / EACH
    kept = everything_kept()
    assert [secret for _, secret in made if secret in kept] == []


def test_two_hundred_lines_that_only_look_like_secrets_are_kept_as_they_are():
    lines = [line for line in corpus.HARMLESS if line.strip()]
    lines += [line for line in texts.harmless("second_harmless.txt") if line.strip()]
    assert len(lines) >= 200
    for start in range(0, len(lines), 50):
        client = Client(REMOTE_ADDR=f"198.51.100.{start % 250}")
        part = "\n".join(f"    {line}" for line in lines[start : start + 50])
        response = send(client, start, f"As it was written:\n\n{part}")
        assert response.status_code == 303, read_form(response).fields
    kept = "\n".join(Submission.objects.values_list("text", flat=True))
    assert [line for line in lines if line not in kept] == []
