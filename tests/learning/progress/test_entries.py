"""What codes are now: told to everybody alike, with nothing that a visitor may not read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from knowledge.models import RetiredCode
from tests.factories import LearningPathPageFactory, ModulePageFactory, QuestionPageFactory

pytestmark = pytest.mark.django_db
TITLES = "/practice/titles/"


def look_up(client, *codes: str) -> dict:
    answer = client.get(TITLES, {"codes": ",".join(codes)})
    assert answer.status_code == 200
    return answer.json()


def retired(code: str, successor: str = "") -> str:
    RetiredCode.objects.create(code=code, title=f"What {code} was", successor=successor)
    return code


def test_an_entry_that_is_there(client):
    entry = QuestionPageFactory(title="Why so?", live=True)
    assert look_up(client, entry.code.lower())["entries"] == {
        entry.code: {"is": "here", "title": "Why so?", "kind": "Question", "url": f"/e/{entry.code}/"}
    }


def test_an_entry_that_was_replaced_leads_to_what_took_its_place(client):
    entry = QuestionPageFactory(title="Why so?", live=True)
    retired("PY-001", "PY-002")
    retired("PY-002", entry.code)
    found = look_up(client, "PY-001")["entries"]["PY-001"]
    assert (found["is"], found["to"], found["title"]) == ("moved", entry.code, "Why so?")


def test_an_entry_that_was_deleted_is_gone_under_its_name(client):
    entry = QuestionPageFactory(title="Why so?", live=True)
    entry.delete()
    assert look_up(client, entry.code)["entries"][entry.code] == {"is": "gone", "title": "Why so?"}


def test_what_nobody_may_read_is_away_and_has_no_title(client):
    draft = QuestionPageFactory(title="Secret draft")
    taken_down = QuestionPageFactory(title="Taken down", live=True)
    taken_down.unpublish()
    private = QuestionPageFactory(title="For members", live=True)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    codes = [draft.code, taken_down.code, private.code, "PY-999"]
    assert look_up(client, *codes)["entries"] == {code: {"is": "away"} for code in codes}
    leading_there = retired("PY-001", private.code)
    assert look_up(client, leading_there)["entries"][leading_there]["is"] == "gone"


def test_codes_that_lead_in_a_circle_lead_nowhere(client):
    retired("PY-001", "PY-002")
    retired("PY-002", "PY-001")
    assert look_up(client, "PY-001")["entries"]["PY-001"]["is"] == "gone"


def test_a_path_names_its_modules_in_the_order_they_are_walked(client):
    path = LearningPathPageFactory(
        live=True, stages=[("item", {"title": "One", "intro": ""}), ("item", {"title": "Two", "intro": ""})]
    )
    late, early, nowhere = (ModulePageFactory(parent=path, stage=stage, live=True) for stage in (2, 1, None))
    ModulePageFactory(parent=path, stage=1)
    road = look_up(client, path.code)["roads"][path.code]
    assert [one["code"] for one in road] == [early.code, late.code, nowhere.code]
    assert road[0] == {"code": early.code, "title": early.title, "url": f"/e/{early.code}/"}


@pytest.mark.parametrize("codes", ["../x", "x" * 500, "PY-007,<b>", ",".join(["PY-007"] * 101)])
def test_only_codes_are_looked_up(client, codes):
    answer = client.get(TITLES, {"codes": codes})
    assert answer.status_code == 400
    assert answer.json()["problem"]


def test_no_code_is_no_question(client):
    assert client.get(TITLES).json() == {"entries": {}, "roads": {}}


def test_the_answer_may_be_kept_by_everybody(client):
    answer = client.get(TITLES, {"codes": "PY-007"})
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


def test_more_codes_are_not_more_queries(client):
    def queries(number: int) -> int:
        paths = [LearningPathPageFactory(live=True) for _ in range(number)]
        codes = [ModulePageFactory(parent=path, live=True).code for path in paths]
        codes += [QuestionPageFactory(live=True).code for _ in range(number)]
        codes += [retired(f"OLD-{number}{place:02d}", codes[-1]) for place in range(number)]
        with CaptureQueriesContext(connection) as asked:
            look_up(client, *codes, *(path.code for path in paths))
        return len(asked)

    assert queries(9) == queries(3)
