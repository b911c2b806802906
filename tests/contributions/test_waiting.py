"""How long people wait: counted, said in words, and not said where nobody can know."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contributions.submissions import services
from contributions.submissions.models import Decision, Submission
from contributions.submissions.states import Action, Role, State
from contributions.submissions.waiting import CACHE_KEY, in_words, place_in_queue, waiting_times
from tests.contributions.factories import DESK, fresh, submission, submission_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def answered(
    after: timedelta,
    *,
    ago: timedelta = HOUR,
    action: Action = Action.DECLINE,
    again: timedelta | None = None,
) -> Submission:
    """Returns a submission that was answered some time after it came, and perhaps once more later."""
    one = submission()
    at = timezone.now() - ago
    Submission.objects.filter(pk=one.pk).update(created_at=at - after, state=State.DECLINED)
    for moment in [at, *([at + again] if again else [])]:
        Decision.objects.create(
            submission=one, action=action, to_state=State.DECLINED, role=Role.MODERATOR, at=moment
        )
    return one


class TestTimes:
    def test_half_and_nine_of_ten(self):
        for hours in range(1, 11):
            answered(hours * HOUR)
        times = waiting_times()
        assert times.count == 10
        assert abs(times.median - 5 * HOUR) < timedelta(seconds=5)
        assert abs(times.ninetieth - 9 * HOUR) < timedelta(seconds=5)
        assert (
            str(times) == "Half were answered within about 5 hours lately, nine of ten within about 9 hours."
        )

    def test_too_few_say_nothing(self):
        for _ in range(4):
            answered(DAY)
        assert "Too few" in str(waiting_times())
        assert "day" not in str(waiting_times())

    def test_none_at_all_break_nothing(self):
        assert waiting_times().count == 0

    def test_long_ago_does_not_count(self):
        answered(DAY, ago=100 * DAY)
        assert waiting_times().count == 0

    def test_the_first_answer_counts_wherever_later_ones_lie(self):
        answered(2 * HOUR, ago=30 * DAY, again=20 * DAY)
        answered(2 * HOUR, ago=100 * DAY, again=50 * DAY)
        times = waiting_times()
        assert times.count == 1
        assert times.median < 3 * HOUR

    @pytest.mark.parametrize(
        ("action", "counts"),
        [
            (Action.ACCEPT, 1), (Action.MERGE, 1), (Action.DECLINE, 1), (Action.REQUEST_CHANGES, 1),
            (Action.SPAM, 0), (Action.CLAIM, 0), (Action.WITHDRAW, 0), (Action.ESCALATE, 0), (Action.PUBLISH, 0),
        ],
    )  # fmt: skip
    def test_an_answer_is_what_a_person_says_about_it(self, action, counts):
        answered(DAY, action=action)
        assert waiting_times().count == counts

    def test_more_submissions_need_no_more_queries_and_soon_none(self):
        numbers = []
        for _ in range(2):
            for _ in range(6):
                answered(DAY)
            cache.delete(CACHE_KEY)
            with CaptureQueriesContext(connection) as queries:
                waiting_times()
            numbers.append(len(queries))
        assert numbers == [1, 1]
        with CaptureQueriesContext(connection) as queries:
            waiting_times()
        assert len(queries) == 0

    @pytest.mark.parametrize(
        ("time", "words"),
        [
            (timedelta(0), "about an hour"),
            (timedelta(minutes=80), "about an hour"),
            (5 * HOUR, "about 5 hours"),
            (23 * HOUR, "about 23 hours"),
            (23.7 * HOUR, "about a day"),
            (2.4 * DAY, "about 2 days"),
            (20 * DAY, "about 20 days"),
            (21 * DAY, "about 3 weeks"),
            (200 * DAY, "about 29 weeks"),
        ],
    )
    def test_times_in_words(self, time, words):
        assert in_words(time) == words


class TestPlaces:
    def test_the_queue_is_counted_in_the_order_it_came(self):
        several = [submission(email=f"{number}@example.org") for number in range(4)]
        assert [place_in_queue(one) for one in several] == [1, 2, 3, 4]
        services.withdraw(several[1])
        assert [place_in_queue(fresh(one)) for one in several[2:]] == [2, 3]

    def test_what_is_in_review_still_comes_before(self):
        submission_in(State.CLAIMED)
        assert place_in_queue(submission(email="b@example.org")) == 2

    def test_what_somebody_was_asked_about_does_not(self):
        submission_in(State.CHANGES_REQUESTED)
        assert place_in_queue(submission(email="b@example.org")) == 1

    @pytest.mark.parametrize("same", ["email", "digest", "user"])
    def test_spam_keeps_its_place_for_who_sent_it_and_for_nobody_else(self, same):
        theirs = {"email": {"email": "a@example.org"}, "digest": {"digest": "5e4d"}, "user": {}}[same]
        if same == "user":
            theirs = {"user": UserFactory(), "email": ""}
        spam = submission(**{"email": "", **theirs})
        honest = submission(email="honest@example.org")
        another = submission(**{"email": "", **theirs})
        holder = UserFactory()
        services.claim(spam, user=holder, roles=DESK)
        services.mark_spam(fresh(spam), user=holder, roles=DESK, version=fresh(spam).version)
        assert [place_in_queue(fresh(one)) for one in (spam, honest, another)] == [1, 1, 3]

    def test_it_takes_one_query(self, django_assert_num_queries):
        one = submission()
        with django_assert_num_queries(1):
            place_in_queue(one)
