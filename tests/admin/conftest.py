"""People of the desk, signed in."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.factories import UserFactory


def person(group: str | None = None, **fields):
    user = UserFactory(**fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db):
    return person("Editors")


@pytest.fixture
def author(db):
    return person("Authors")


@pytest.fixture
def editor_client(editor):
    return signed_in(editor)


@pytest.fixture
def author_client(author):
    return signed_in(author)
