"""The queue: what it shows first, narrows by, counts, finds, and costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contributions.submissions import services
from contributions.submissions.models import Submission
from contributions.submissions.services import Screening, Sender
from contributions.submissions.states import State
from contributions.submissions.waiting import place_in_queue
from tests.admin.conftest import person, signed_in
from tests.contributions.desk.conftest import QUEUE
from tests.contributions.factories import (
    DESK,
    correction,
    debug_document,
    fresh,
    question_document,
    submission,
    submission_in,
)
from tests.factories import TechnologyFactory

pytestmark = pytest.mark.django_db


def listed(client, **query) -> list[int]:
    response = client.get(QUEUE, query)
    assert response.status_code == 200
    return [one.pk for one in response.context["object_list"]]


def counts(client) -> dict[str, str]:
    """The labels of the filters' choices, by their values."""
    form = client.get(QUEUE).context["filters"].form
    return {
        f"{name}={value}": label
        for name in ("state", "mine", "signs", "kind", "age", "technology")
        for value, label in form.fields[name].choices
    }


def aged(one: Submission, days: float) -> Submission:
    Submission.objects.filter(pk=one.pk).update(created_at=timezone.now() - dt.timedelta(days=days))
    return fresh(one)


def test_what_waits_is_shown_the_oldest_first(desk):
    young, old, held = aged(submission(), 1), aged(submission(), 5), aged(submission_in(State.CLAIMED), 3)
    for state in (State.DECLINED, State.SPAM, State.CHANGES_REQUESTED, State.ACCEPTED):
        submission_in(state)
    assert listed(desk) == [old.pk, held.pk, young.pk]
    assert listed(desk, ordering="-created_at") == [young.pk, held.pk, old.pk]


def test_it_narrows_by_state(desk):
    by_state = {state: submission_in(state).pk for state in State}
    for state, pk in by_state.items():
        assert listed(desk, state=state) == [pk]
    assert set(listed(desk, state="any")) == set(by_state.values())


def test_it_narrows_by_kind_technology_age_and_holder(desk, moderator):
    question, debug = submission(document=question_document()), submission()
    mine = submission_in(State.CLAIMED, holder=moderator)
    theirs = submission_in(State.CLAIMED)
    old = aged(submission(), 4)
    assert listed(desk, kind="question") == [question.pk]
    assert listed(desk, technology=debug.technology_id) == [debug.pk]
    assert listed(desk, age="3") == [old.pk]
    assert listed(desk, age="7") == []
    assert listed(desk, mine="me") == [mine.pk]
    assert theirs.pk not in listed(desk, mine="nobody")


def test_it_narrows_by_signs(desk):
    plain, corrected = submission(), correction()
    likely = [{"code": "PY-001", "title": "The same", "why": "", "score": 0.9}]
    spam = services.submit(debug_document(), sender=Sender(), screening=Screening(spam_score=0.9))
    double = services.submit(debug_document(), sender=Sender(), screening=Screening(likely_duplicates=likely))
    for_editor = submission()
    Submission.objects.filter(pk=for_editor.pk).update(for_editor=True)
    assert listed(desk, signs="correction") == [corrected.pk]
    assert listed(desk, signs="spam") == [spam.pk]
    assert listed(desk, signs="duplicate") == [double.pk]
    assert listed(desk, signs="editor") == [for_editor.pk]
    assert plain.pk in listed(desk, signs="new")


def test_each_choice_says_how_many_there_are(desk, moderator):
    submission()
    submission_in(State.CLAIMED, holder=moderator)
    submission_in(State.DECLINED)
    aged(correction(), 8)
    told = counts(desk)
    assert told["state=waiting"] == "Waiting (3)"
    assert told["state=declined"] == "Declined (1)"
    assert told["state=any"] == "Any (4)"
    assert told["mine=me"] == "Me (1)"
    assert told["signs=correction"] == "Correction (1)"
    assert told["kind=debug"].endswith("(3)")
    assert told["age=7"] == "Older than a week (1)"


def suspected(**document) -> Submission:
    return services.submit(
        debug_document(**document), sender=Sender(email="x@example.org"), screening=Screening(spam_score=0.9)
    )


def test_what_looks_like_spam_waits_apart_until_somebody_takes_it(desk, moderator):
    first, spam, honest = submission(), suspected(), submission()
    assert listed(desk) == [first.pk, honest.pk]
    assert listed(desk, signs="spam") == [spam.pk]
    assert listed(desk, state="received") == [first.pk, spam.pk, honest.pk]
    told = counts(desk)
    assert told["state=waiting"] == "Waiting (2)"
    assert told["signs=spam"] == "Likely spam (1)"
    page = desk.get(QUEUE).content.decode()
    assert "2 wait for somebody to take them." in page
    assert "1 looks like spam" in page
    services.claim(spam, user=moderator, roles=DESK)
    assert listed(desk) == [first.pk, spam.pk, honest.pk]
    assert listed(desk, mine="me") == [spam.pk]
    assert "1 looks like spam" in desk.get(QUEUE).content.decode()


def test_spam_is_never_the_next_one_and_moves_nobody_back_in_the_queue(desk, other_desk):
    for _ in range(3):
        suspected()
    honest = submission()
    assert place_in_queue(honest) == 1
    assert desk.post(f"{QUEUE}next/").url == f"{QUEUE}{honest.pk}/"
    assert other_desk.post(f"{QUEUE}next/").url == QUEUE


def test_each_technology_says_how_many_wait_of_it(desk, moderator):
    first, second = TechnologyFactory(name="Ada"), TechnologyFactory(name="Basic")
    waiting, declined = (submission(document=debug_document(technology=first)) for _ in range(2))
    services.decline(declined, user=moderator, roles=DESK, version=declined.version, reason="It is no error.")
    told = counts(desk)
    assert told[f"technology={first.pk}"] == "Ada (1)"
    assert told[f"technology={second.pk}"] == "Basic (0)"
    assert listed(desk, technology=first.pk) == [waiting.pk]


@pytest.mark.parametrize(
    "nonsense",
    [{"state": "x"}, {"kind": "x"}, {"technology": "x"}, {"age": "-1"}, {"signs": "x"}, {"p": "9" * 20}, {"q": "'\"; --"}, {"ordering": "text"}],
)  # fmt: skip
def test_it_survives_what_people_type(desk, nonsense):
    submission()
    assert desk.get(QUEUE, nonsense).status_code == 200


def test_it_is_searched_by_title(desk):
    found = submission(document=debug_document(title="Deadlock on two rows"))
    submission()
    assert listed(desk, q="deadlock") == [found.pk]


def test_a_claim_that_ran_out_waits_again(desk):
    one = submission_in(State.CLAIMED)
    Submission.objects.filter(pk=one.pk).update(claimed_until=timezone.now() - dt.timedelta(minutes=1))
    page = desk.get(QUEUE).content.decode()
    assert "In review by" not in page
    assert "1 waits for somebody to take it." in page


def test_nothing_waits_says_so(desk):
    page = desk.get(QUEUE).content.decode()
    assert "Nothing waits. What readers send next appears here" in page
    assert "No submission matches." in desk.get(QUEUE, {"state": "spam"}).content.decode()


def test_a_list_takes_the_same_queries_for_more_rows_and_never_reads_texts(desk):
    def fill(number: int) -> None:
        for _ in range(number):
            submission()
            submission_in(State.CLAIMED)
            correction()

    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(QUEUE).status_code == 200
        return [one["sql"] for one in captured]

    fill(2)
    queries()
    few = queries()
    fill(4)
    many = queries()
    assert len(many) == len(few)
    assert not any('"contributions_submission"."text"' in sql for sql in many)
    assert not any('"contributions_submission"."base_text"' in sql for sql in many)


def test_the_next_one_is_the_oldest_that_nobody_holds(desk, moderator, other_desk):
    newest, oldest = aged(submission(), 1), aged(submission(), 9)
    aged(submission_in(State.CLAIMED), 20)
    assert desk.post(f"{QUEUE}next/").url == reverse("submissions:review", args=(oldest.pk,))
    assert fresh(oldest).claimed_by == moderator
    assert other_desk.post(f"{QUEUE}next/").url == reverse("submissions:review", args=(newest.pk,))
    assert other_desk.post(f"{QUEUE}next/").url == QUEUE


def test_what_waits_for_an_editor_is_the_next_of_editors_only(desk):
    one = submission_in(State.CLAIMED)
    services.escalate(one, user=one.claimed_by, roles=DESK, version=one.version, reason="About licences.")
    assert desk.post(f"{QUEUE}next/").url == QUEUE
    assert signed_in(person("Editors")).post(f"{QUEUE}next/").url == f"{QUEUE}{one.pk}/"


def test_menu_and_home_page_tell_the_desk_what_waits(desk, moderator):
    submission(document=debug_document(title="Waits for anybody"))
    mine = submission_in(State.CLAIMED, holder=moderator)
    Submission.objects.filter(pk=mine.pk).update(title="Held by me")
    page = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "Submissions (2)" in page
    assert "Waits for anybody" in page
    assert "Held by me" in page


def test_menu_and_home_page_say_nothing_to_others():
    submission(document=debug_document(title="Waits for anybody"))
    page = signed_in(person("Authors")).get(reverse("wagtailadmin_home")).content.decode()
    assert "Waits for anybody" not in page
    assert QUEUE not in page
