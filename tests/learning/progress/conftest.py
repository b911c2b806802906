"""A learner who is signed in, and the script of the browser."""

import pytest

from tests.factories import UserFactory
from tests.learning.progress.log import Script


@pytest.fixture
def learner(db):
    return UserFactory()


@pytest.fixture
def learning(client, learner):
    """A client in which the learner is signed in."""
    client.force_login(learner)
    return client


@pytest.fixture(scope="session")
def script():
    running = Script()
    yield running
    running.close()
