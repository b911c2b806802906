"""While somebody writes, what is like it is shown: entries with why, what waits with its title alone."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contributions.submissions.models import Submission
from contributions.submissions.screening import completed
from contributions.submissions.services import Screening
from contributions.submissions.similar import similar_to, similar_to_document
from contributions.submissions.states import State
from tests.contributions.factories import debug_document, question_document, submission, submission_in
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db

TRACE = """Traceback (most recent call last):
  File "/srv/shop/main.py", line 3, in <module>
    import requests
ModuleNotFoundError: No module named 'requests'"""


@pytest.fixture
def archive():
    python = TechnologyFactory(name="Python", slug="python", prefix="PY", aliases="py")
    return {
        "commit": QuestionPageFactory(
            title="How do you undo the last commit in Git?",
            also_asked=[("item", "What takes back a commit that nobody has pulled?")],
            live=True,
        ),
        "keys": QuestionPageFactory(title="Why does Redis evict keys?", live=True),
        "module": DebugEntryPageFactory(
            title="The package is installed, but not in this environment", technology=python,
            messages=[("item", "ModuleNotFoundError: No module named 'requests'")], error_kind="import", live=True,
        ),
    }  # fmt: skip


def codes(found) -> list[str]:
    return [one.code for one in found]


def asked(client, **data):
    return client.post(reverse("contributions:similar"), {"kind": "question", **data})


def test_a_title_that_asks_the_same_in_other_words_is_found_with_why(archive):
    (found,) = similar_to("question", "How can I revert my last commit with Git?")
    assert found.code == archive["commit"].code
    assert found.same
    assert found.takes_variant
    assert "commit" in found.why
    assert found.url == archive["commit"].permanent_url


def test_other_wordings_of_a_question_count(archive):
    (found,) = similar_to("question", "What takes back a commit nobody has pulled?")
    assert found.code == archive["commit"].code


def test_a_look_alike_that_asks_something_else_is_not_the_same(archive):
    assert not any(one.same for one in similar_to("question", "Why does Redis lose keys after a restart?"))


@pytest.mark.parametrize(
    "title", ["", "  ", "Why", "How do I?", "zzz qqq", "-commit", '"', "kind:debug", "a" * 5000]
)
def test_a_title_that_says_nothing_finds_nothing(archive, title):
    assert similar_to("question", title) == []


def test_an_error_is_found_by_its_message_whatever_the_title(archive):
    (found,) = similar_to("debug", "Help!", messages=[TRACE])
    assert found.code == archive["module"].code
    assert found.same
    assert found.takes_variant


def test_another_kind_takes_no_variant(archive):
    (found,) = similar_to("snippet", "How do you undo the last commit in Git?")
    assert found.code
    assert not found.takes_variant


def test_hidden_entries_stay_hidden(archive):
    archive["commit"].unpublish()
    assert similar_to("question", "How do you undo the last commit in Git?") == []


def test_of_what_waits_only_the_title_is_told(archive):
    submission(document=question_document(title="Why does Kafka rebalance?", summary="The secret reason."))
    (found,) = similar_to("question", "Why does Kafka rebalance?")
    assert found.pending
    assert found.title == "Why does Kafka rebalance?"
    assert not (found.code)
    assert not (found.url)
    assert not (found.takes_variant)
    assert found.why == "somebody has sent this already, and it waits"


@pytest.mark.parametrize("state", [State.DECLINED, State.WITHDRAWN, State.SPAM, State.PUBLISHED])
def test_what_no_longer_waits_is_not_told(state):
    one = submission_in(state)
    assert not any(found.pending for found in similar_to("debug", one.title))


def test_likely_spam_is_told_to_nobody():
    submission(document=question_document(title="Why does Kafka rebalance?"))
    Submission.objects.update(spam_score=0.5)
    assert similar_to("question", "Why does Kafka rebalance?") == []


def test_a_submission_is_not_like_itself():
    one = submission(document=question_document(title="Why does Kafka rebalance?"))
    assert similar_to_document(one.document, leave_out=one.pk) == []


def test_the_screening_keeps_what_is_most_likely_the_same(archive):
    document = debug_document(title="No module requests", attributes={"messages": [TRACE]})
    (kept,) = completed(Screening(), document).likely_duplicates
    assert kept["code"] == archive["module"].code
    assert set(kept) == {"code", "title", "why", "score"}


# --- The part of the page --------------------------------------------------------------------------


def test_the_part_offers_to_add_a_variant(client, archive):
    html = asked(client, title="How can I revert my last commit with Git?").content.decode()
    code = archive["commit"].code
    assert f'name="variant_of" value="{code}"' in html
    assert f"add it as a variant to {code}" in html
    assert "<legend>Is yours one of these?</legend>" in html
    assert 'value="" id="variant-none" checked' in html


def test_what_was_chosen_stays_chosen(client, archive):
    code = archive["commit"].code
    html = asked(client, title="How do you undo the last commit in Git?", variant_of=code).content.decode()
    assert f'value="{code}" id="variant-{code}" checked' in html


def test_messages_are_read_from_their_inputs(client, archive):
    data = {"kind": "debug", "title": "Help", "messages-0": TRACE, "messages-1": ""}
    assert archive["module"].code in asked(client, **data).content.decode()


def test_nothing_found_is_an_empty_part(client, archive):
    assert asked(client, title="zzz qqq").content.strip() == b""


def test_the_answer_is_kept_by_nobody(client, archive):
    answer = asked(client, title="How do you undo the last commit in Git?")
    assert "no-store" in answer["Cache-Control"]
    assert client.get(reverse("contributions:similar")).status_code == 405


def test_titles_are_escaped(client):
    submission(document=question_document(title="Why does <script>alert(1)</script> run?"))
    html = asked(client, title="Why does <script>alert(1)</script> run?").content.decode()
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"kind": "nothing"}, 404),
        ({"kind": ""}, 404),
        ({"title": "x" * 200_000}, 413),
        ({"messages-0": "\x00" * 100, "kind": "debug"}, 200),
        ({"messages-0": "x" * 60_000, "kind": "debug"}, 200),
        ({f"messages-{number}": "KeyError: 'x'" for number in range(500)}, 200),
        ({"title": "\ufffd\u202e" * 100}, 200),
        ({"variant_of": "<b>" * 100, "title": "x"}, 200),
    ],
)
def test_whatever_is_sent_is_answered(client, archive, data, status):
    assert asked(client, **data).status_code == status


def test_asking_without_end_is_refused(client, settings):
    settings.GATE_A_MINUTE = {**settings.GATE_A_MINUTE, "asks": 3}
    answers = [asked(client, title="x").status_code for _ in range(8)]
    assert 429 in answers
    assert answers[:2] == [200, 200]


def test_three_times_as_much_asks_the_same_number_of_queries(client):
    def fill(numbers: range) -> None:
        for each in numbers:
            DebugEntryPageFactory(
                title=f"The module number {each} is not found",
                messages=[("item", f"ModuleNotFoundError: No module named 'm{each}'")],
                live=True,
            )
            QuestionPageFactory(title=f"Why is module number {each} not found?", live=True)
            submission(document=question_document(title=f"Why was module {each} not found?"))

    def queries() -> int:
        cache.clear()
        data = {"kind": "debug", "title": "Why is module number 1 not found?", "messages-0": TRACE}
        with CaptureQueriesContext(connection) as captured:
            assert asked(client, **data).status_code == 200
        return len(captured)

    fill(range(3))
    queries()
    before = queries()
    fill(range(3, 9))
    assert queries() <= before
    assert before <= 18
