"""A deck to practise with, and a server over it."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests import database
from tests.factories import CategoryFactory, DebugEntryPageFactory, QuestionPageFactory, TechnologyFactory

WIDE = {"width": 1280, "height": 900}


def choices(number: int) -> list:
    return [
        ("item", {"text": f"wrong {number}", "correct": False, "explanation": f"Wrong because {number}."}),
        ("item", {"text": f"right {number}", "correct": True, "explanation": f"Right because {number}."}),
    ]


@pytest.fixture(scope="module")
def entries(django_db_setup, django_db_blocker):
    """A deck of twelve questions and an error, of two topics; three can be asked in a quiz."""
    with django_db_blocker.unblock():
        technology = TechnologyFactory(slug="lamps", name="Lamps")
        topics = [CategoryFactory(name="Light", slug="light"), CategoryFactory(name="Oil", slug="oil")]
        made = [
            QuestionPageFactory(
                technology=technology,
                category=topics[number % 2],
                title=f"Why does lamp {number} burn?",
                summary=f"Because of {number}.",
                form="choice" if number < 3 else "open",
                choices=choices(number) if number < 3 else [],
                body=[("common_mistakes", f"- Blowing on {number}."), ("follow_ups", "- And then?")],
                live=True,
            )
            for number in range(12)
        ]
        made.append(
            DebugEntryPageFactory(
                technology=technology, title="Out of oil", messages=[("item", "FlameError: out")], live=True
            )
        )
        yield made
        database.restore()


@pytest.fixture(scope="module")
def server(entries):
    running = LiveServer("127.0.0.1")
    yield running.url
    running.stop()


@pytest.fixture
def page(visit):
    return visit(viewport=WIDE).page
