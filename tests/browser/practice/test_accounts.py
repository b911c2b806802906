"""With an account, a schedule goes on in another browser, and what is taken back there is taken back here."""

import pytest

from tests.accounts.conftest import account
from tests.browser.learning.learner import Learner
from tests.browser.practice.test_flashcards import begun, code, known, rate
from tests.factories import QuestionPageFactory, TechnologyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DECK = "/practice/?technology=shared"


@pytest.fixture
def open_browser(chromium, live_server):
    opened: list[Learner] = []

    def open_one() -> Learner:
        opened.append(Learner(chromium, live_server.url))
        return opened[-1]

    yield open_one
    for one in opened:
        complaints = one.complaints
        one.visit.close()
        assert complaints == []


def test_a_schedule_goes_on_in_the_other_browser(open_browser, transactional_db):
    technology = TechnologyFactory(slug="shared")
    for _ in range(3):
        QuestionPageFactory(technology=technology, live=True)
    user = account(email="ada@example.org")
    here, there = open_browser(), open_browser()
    begun(here.page, DECK)
    first = code(here.page)
    rate(here.page, "Easy")  # before there is anybody signed in
    here.sign_in(user)
    there.sign_in(user)

    begun(there.page, DECK)
    assert code(there.page) != first
    assert known(there.page) == known(here.page)
    assert "Card 2 of 3" in there.page.locator("[data-progress]").text_content()

    there.page.locator("section.review [data-undo]").click()
    there.page.wait_for_function(f"() => document.querySelector('[data-code]').textContent === '{first}'")
    there.synchronise()
    begun(here.page, DECK)
    here.synchronise()
    assert known(here.page) == {}
