"""A path with three modules, and browsers in which learners walk it."""

import pytest

from tests.browser.learning.learner import Learner
from tests.factories import LearningPathPageFactory, ModulePageFactory, QuestionPageFactory


@pytest.fixture
def browser(chromium, live_server):
    """Opens browsers, each with its own storage; none may complain."""
    opened: list[Learner] = []

    def open_browser(**options) -> Learner:
        opened.append(Learner(chromium, live_server.url, **options))
        return opened[-1]

    yield open_browser
    for one in opened:
        complaints = one.complaints
        one.visit.close()
        assert complaints == []


@pytest.fixture
def path(transactional_db):
    return LearningPathPageFactory(title="From zero", live=True)


@pytest.fixture
def entry(path):
    return QuestionPageFactory(title="Why is it so?", live=True)


@pytest.fixture
def modules(path, entry):
    linked = [("item", {"code": entry.code, "note": "Because."})]
    first = ModulePageFactory(parent=path, title="First step", entries=linked, live=True)
    return [
        first,
        *(ModulePageFactory(parent=path, title=f"{name} step", live=True) for name in ("Second", "Third")),
    ]
