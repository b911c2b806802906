"""What is no longer needed is forgotten without being asked."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from hub.accounts.forgetting import forget_places, forget_unconfirmed
from hub.core.models import User
from hub.core.scheduler import declared_jobs
from tests.accounts.conftest import account, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=31)


def test_where_somebody_was_signed_in_is_forgotten_when_it_has_ended(client, person):
    sign_in(client, person)
    ended, expired = Client(), Client()
    sign_in(ended, person)
    ended.post("/accounts/logout/")
    sign_in(expired, person)
    Session.objects.filter(pk=expired.session.session_key).update(expire_date=LONG_AGO)

    forget_places()
    assert [place.session_key for place in UserSession.objects.all()] == [client.session.session_key]
    assert is_signed_in(client)
    assert forget_places() == 0


def test_accounts_nobody_ever_confirmed_go_after_a_month():
    abandoned = account(verified=False, date_joined=LONG_AGO)
    account(verified=False)
    account(date_joined=LONG_AGO)
    account(verified=False, date_joined=LONG_AGO).groups.add(Group.objects.get(name="Editors"))
    account(verified=False, date_joined=LONG_AGO, is_superuser=True)
    account(verified=False, date_joined=LONG_AGO, last_login=LONG_AGO)
    User.objects.create_user("made-by-an-administrator@example.org", date_joined=LONG_AGO)

    assert forget_unconfirmed() == 1
    assert not User.objects.filter(pk=abandoned.pk).exists()
    assert forget_unconfirmed() == 0


def test_the_scheduler_knows_of_it():
    assert {"forget-places", "forget-last-mails", "forget-unconfirmed"} <= declared_jobs().keys()
