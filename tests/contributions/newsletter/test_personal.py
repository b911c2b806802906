"""Somebody with an account sees, takes along and deletes the mail they get."""

import json

import pytest
from allauth.account.models import EmailAddress

from contributions.newsletter import personal
from contributions.newsletter.models import Consent, Subscriber
from tests.contributions.newsletter.factories import subscriber
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = UserFactory(email="reader@example.org")
    EmailAddress.objects.create(user=user, email="reader@example.org", verified=True, primary=True)
    return user


def test_only_verified_addresses_are_a_person_s_own(user):
    subscriber("Reader@example.org")
    EmailAddress.objects.create(user=user, email="other@example.org", verified=False)
    subscriber("other@example.org")

    (one,) = personal.context(user)["subscriptions"]

    assert one["email"] == "Reader@example.org"
    assert one["wishes"] == ["The editor's letter"]


def test_everything_is_exported_and_then_forgotten(user):
    subscriber("reader@example.org")
    stranger = subscriber("stranger@example.org")

    exported = json.dumps(personal.export(user))
    personal.erase(user)

    assert "reader@example.org" in exported
    assert "stranger" not in exported
    assert list(Subscriber.objects.all()) == [stranger]
    assert Consent.objects.filter(subscriber=None, what="deleted").count() == 1
