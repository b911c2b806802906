import pytest

from tests.factories import QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db


def test_a_new_question_gets_the_next_code_of_its_technology_and_level():
    flask = TechnologyFactory(prefix="FLSK")
    first = QuestionPageFactory(technology=flask, level="mid", live=True)
    second = QuestionPageFactory(technology=flask, level="mid")
    senior = QuestionPageFactory(technology=flask, level="senior")
    assert [first.code, second.code, senior.code] == ["FLSK-MID-001", "FLSK-MID-002", "FLSK-SEN-001"]
