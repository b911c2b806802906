"""The test databases themselves: what a committing test leaves behind does not reach the next one."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from hub.home.models import HomePage


def test_a_test_starts_from_the_migrated_state(db):
    assert HomePage.objects.count() == 1
    assert Group.objects.filter(name="Editors").exists()


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_a_committing_test_starts_from_the_migrated_state_too(number):
    assert not Group.objects.filter(name="left behind").exists()
    Group.objects.create(name="left behind")
    Page.objects.filter(depth=3).delete()
    assert HomePage.objects.count() == 1
