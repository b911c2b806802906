"""What every test may use."""

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from knowledge.counters import buffer
from knowledge.search.counting import buffer as searches
from tests import database
from tests.factories import UserFactory

# How long an example takes says how busy the machine is; benchmarks measure time.
hypothesis_settings.register_profile("hub", deadline=None)
hypothesis_settings.load_profile("hub")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Copies the migrated template instead of migrating; see `tests/database.py`."""
    TransactionTestCase._fixture_teardown = lambda case: database.restore()
    with django_db_blocker.unblock():
        database.create()
    yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another left in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def administrator(db):
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture(autouse=True)
def nothing_counted():
    """No test's hits are written while another runs."""
    yield
    buffer.discard()
    searches.discard()
