"""The gate lets people through and costs programs an effort, whoever shares an address and without a script."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from contributions import gate
from contributions.gate import Verdict, forgetting
from contributions.gate.models import Passage
from contributions.submissions import services
from contributions.submissions.models import Blocked, Submission
from contributions.submissions.services.blocking import EMAIL, SENDER, block
from contributions.submissions.states import Role
from tests.contributions.factories import submission
from tests.contributions.gate import HOME, PURPOSE, passing, send, sending, solved
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(clock):
    """A form that somebody has had before them for a minute."""
    fields = gate.fields(PURPOSE)
    clock.pass_(60)
    return fields


def forms(clock, number: int):
    """Several of the same kind."""
    shown = [gate.fields(PURPOSE) for _ in range(number)]
    clock.pass_(60)
    return shown


def once_more(visit):
    """The form as it is shown again."""
    return visit.fields


# --- People ----------------------------------------------------------------------------------------


def test_a_person_is_let_through_and_notices_nothing(form):
    visit = send(form, text="A text", email="ada@example.org")
    assert visit.verdict is Verdict.PASS
    assert not visit.fields.challenge
    assert not visit.fields.message


def test_pressing_send_twice_makes_one_thing(form):
    made = []

    def make():
        made.append(1)
        return str(len(made))

    first, second = send(form, text="A text"), send(form, text="A text")  # judged before either is stored
    assert [first.once(make), second.once(make)] == ["1", "1"]
    third = send(form, text="A text")
    assert third.verdict is Verdict.SENT
    assert third.earlier == "1"
    assert len(made) == 1


def test_what_fails_may_be_sent_again(form):
    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        send(form, text="A text").once(fail)
    assert passing(form, text="A text") == "1"


def test_another_text_in_the_same_form_is_another_sending(form):
    passing(form, result="1", text="A text")
    assert passing(form, result="2", text="Another text") == "2"
    assert Passage.objects.count() == 2


def test_the_same_text_within_an_hour_leads_to_the_first(clock):
    one, other, late = forms(clock, 3)
    passing(one, result="7", text="A text", email="ada@example.org")
    again = send(other, text="a  TEXT", email="Ada@Example.org")
    assert again.verdict is Verdict.SENT
    assert again.earlier == "7"
    clock.pass_(3700)
    assert send(late, text="A text", email="ada@example.org").verdict is Verdict.ASK


@pytest.mark.parametrize(
    ("email", "who"),
    [
        ("ada@example.org", {"email": "eve@example.org"}),
        ("ada@example.org", {"email": "ada@example.org", "address": "198.51.100.1"}),
        ("", {"email": ""}),
    ],
)
def test_nobody_else_is_led_to_what_somebody_sent(clock, email, who):
    one, other = forms(clock, 2)
    passing(one, text="A text", email=email)
    visit = send(other, text="A text", **who)
    assert visit.verdict is Verdict.ASK
    assert not visit.earlier
    assert "the same text was sent before" in visit.signs


def test_thirty_people_behind_one_address_manage_within_an_hour(clock):
    effortless = 0
    for number in range(30):
        (fields,) = forms(clock, 1)
        visit = send(fields, text=f"Text {number}")
        if visit.verdict is Verdict.ASK:
            again = once_more(visit)
            visit = send(again, text=f"Text {number}", **solved(again))
        else:
            effortless += 1
        assert visit.verdict is Verdict.PASS
        visit.once(lambda: "1")
    assert effortless >= 5


def test_a_class_that_sends_within_one_minute_is_heard(clock):
    """Forty at once from one address: none is thrown away, all are let through after their browser's work."""
    for number, fields in enumerate(forms(clock, 40)):
        visit = send(fields, text=f"Text {number}")
        if visit.verdict is Verdict.ASK:
            visit = send(once_more(visit), text=f"Text {number}", **solved(once_more(visit)))
        assert visit.verdict is Verdict.PASS
        visit.once(lambda: "1")


def test_who_is_signed_in_is_counted_alone(clock):
    for number, fields in enumerate(forms(clock, 7)):
        passing(fields, text=f"Text {number}", user=UserFactory())


def test_an_account_has_a_limit_that_no_effort_lifts(clock, settings):
    settings.GATE_AN_HOUR = {**settings.GATE_AN_HOUR, "account": 2}
    user = UserFactory()
    one, other, third = forms(clock, 3)
    for number, fields in enumerate((one, other)):
        passing(fields, text=f"Text {number}", user=user)
    visit = send(third, text="Text 3", user=user)
    assert visit.verdict is Verdict.WAIT
    assert "account" in visit.fields.message
    clock.pass_(3700)
    assert send(third, text="Text 3", user=user).verdict is Verdict.PASS


# --- Suspicion -------------------------------------------------------------------------------------


def test_filled_in_at_once_it_asks_for_work(clock):
    fields = gate.fields(PURPOSE)
    clock.pass_(1)
    visit = send(fields, text="A text")
    assert visit.verdict is Verdict.ASK
    again = once_more(visit)
    passed = send(again, text="A text", **solved(again))
    assert passed.verdict is Verdict.PASS
    assert passed.effort == "work"


@pytest.mark.parametrize("agent", ["python-requests/2.32", ""])
def test_a_program_is_asked_for_work(form, agent):
    assert send(form, text="A text", agent=agent).verdict is Verdict.ASK


def test_what_reads_like_spam_is_asked_for_work(form):
    assert send(form, text="Buy", spam_score=0.6).verdict is Verdict.ASK


def test_more_than_a_few_from_one_address_are_asked(clock):
    *few, next_one = forms(clock, 6)
    for number, fields in enumerate(few):
        clock.pass_(60)
        passing(fields, text=f"Text {number}")
    assert send(next_one, text="Text 6").verdict is Verdict.ASK
    assert send(next_one, text="Text 6", address="198.51.100.1").verdict is Verdict.PASS


def test_when_much_comes_from_guests_each_is_asked_but_no_account(clock, settings):
    settings.GATE_AN_HOUR = {**settings.GATE_AN_HOUR, "guests_free": 3}
    *few, next_one = forms(clock, 4)
    for number, fields in enumerate(few):
        passing(fields, text=f"Text {number}", address=f"198.51.100.{number}")
    assert send(next_one, text="Another text").verdict is Verdict.ASK
    assert send(next_one, text="Another text", user=UserFactory()).verdict is Verdict.PASS


def test_without_a_script_waiting_takes_the_place_of_work(form, clock):
    visit = send(form, text="A text", spam_score=0.6)
    assert visit.verdict is Verdict.ASK
    clock.pass_(visit.fields.seconds - 5)
    early = send(once_more(visit), text="A text", spam_score=0.6)
    assert early.verdict is Verdict.ASK
    assert early.fields.seconds == 5
    clock.pass_(6)
    late = send(once_more(early), text="A text", spam_score=0.6)
    assert late.verdict is Verdict.PASS
    assert late.effort == "wait"


def test_waiting_lasts_longer_the_more_have_waited(clock, settings):
    settings.GATE_AN_HOUR = {**settings.GATE_AN_HOUR, "waited": 1}
    waits = []
    for number in range(4):
        visit = send(gate.fields(PURPOSE), text=f"Text {number}", agent="", address=f"198.51.100.{number}")
        waits.append(visit.fields.seconds)
        clock.pass_(visit.fields.seconds + 1)
        visit = send(visit.fields, text=f"Text {number}", agent="", address=f"198.51.100.{number}")
        assert visit.effort == "wait"
        visit.once(lambda: "1")
    assert waits == [30, 60, 120, 240]


# --- Programs --------------------------------------------------------------------------------------


def test_who_fills_in_the_trap_is_thrown_away(form, django_assert_num_queries):
    with django_assert_num_queries(0):
        visit = send(form, text="A text", **{form.trap_name: "https://example.org"})
    assert visit.verdict is Verdict.DROP


@pytest.mark.parametrize("what", [[EMAIL], [SENDER]])
def test_who_is_blocked_is_thrown_away(form, what):
    request = sending(form)
    spam = submission(email="spam@example.org", digest=gate.sender_digest(request))
    block(spam, user=UserFactory(), roles={Role.EDITOR}, version=spam.version, what=what)
    assert Blocked.objects.count() == 1
    email, address = ("SPAM@example.org", "198.51.100.1") if what == [EMAIL] else ("else@example.org", HOME)
    assert send(form, text="A text", email=email, address=address).verdict is Verdict.DROP
    assert send(form, text="A text", email="ada@example.org", address="198.51.100.2").verdict is Verdict.PASS


@pytest.mark.parametrize(
    "token",
    ["", "x", "x" * 100_000, "W10:1abc:def", "null", "a:b:c:d", "é" * 50, "\x00"],
    ids=range(8),
)
def test_a_forged_note_is_answered_with_a_new_one(token, form):
    visit = send(replace(form, token=token), text="A text")
    assert visit.verdict is Verdict.STALE
    assert "press Send once more" in visit.fields.message


def test_a_missing_note_is_answered_with_a_new_one(clock):
    visit = send(None, text="A text")
    assert visit.verdict is Verdict.STALE
    clock.pass_(5)
    assert send(visit.fields, text="A text").verdict is Verdict.PASS


def test_a_note_of_another_form_is_not_ours(form):
    assert gate.arrive(sending(form), "testimonial").verdict is Verdict.STALE


def test_a_day_old_note_is_renewed(form, clock):
    clock.pass_(25 * 3600)
    visit = send(form, text="A text")
    assert visit.verdict is Verdict.STALE
    clock.pass_(5)
    assert send(visit.fields, text="A text").verdict is Verdict.PASS


def test_a_note_from_the_future_is_too_fast(form, clock):
    clock.pass_(-600)
    assert send(form, text="A text").verdict is Verdict.ASK


def test_doubtful_floods_of_one_address_are_thrown_away_without_a_query(clock, django_assert_num_queries):
    for _ in range(20):
        send(None, text="A text")
    with django_assert_num_queries(0):
        assert send(None, text="A text").verdict is Verdict.DROP


def test_during_a_flood_everybody_works_and_forms_begin_at_once(clock, settings):
    settings.GATE_A_MINUTE = {**settings.GATE_A_MINUTE, "everybody": 3}
    before, *_ = forms(clock, 1)
    for number in range(4):
        send(None, address=f"198.51.100.{number}")
    asked = send(before, text="A text")
    assert asked.verdict is Verdict.ASK
    shown = gate.fields(PURPOSE)
    assert shown.challenge
    assert not shown.message
    clock.pass_(4)
    assert send(shown, text="Another text", **solved(shown)).verdict is Verdict.PASS
    assert send(None, address="198.51.100.9").verdict is Verdict.DROP


def test_sure_spam_is_thrown_away_while_much_comes(form, settings):
    settings.GATE_AN_HOUR = {**settings.GATE_AN_HOUR, "guests_free": 0}
    assert send(form, text="A text", spam_score=0.9).verdict is Verdict.DROP


def test_guests_together_have_a_limit_that_no_effort_lifts(clock, settings):
    settings.GATE_AN_HOUR = {**settings.GATE_AN_HOUR, "guests": 2}
    one, other, third = forms(clock, 3)
    for number, fields in enumerate((one, other)):
        passing(fields, text=f"Text {number}", address=f"198.51.100.{number}")
    visit = send(third, text="Text 3")
    assert visit.verdict is Verdict.WAIT
    assert "sign in" in visit.fields.message


def test_judging_takes_the_same_few_queries_whatever_came_before(clock, django_assert_max_num_queries):
    for count in (1, 12):
        for number in range(count):
            Passage.objects.create(form=f"{count}-{number}", purpose=PURPOSE, sender="x", text="y")
        (fields,) = forms(clock, 1)
        with django_assert_max_num_queries(4):
            send(fields, text="A text", email="ada@example.org")


# --- What is shown and kept ------------------------------------------------------------------------


def test_the_fields_say_what_they_are_for(form):
    html = render_to_string("contributions/gate.html", {"gate": form})
    assert "Leave this empty" in html
    assert 'autocomplete="off"' in html
    assert 'tabindex="-1"' in html
    assert 'aria-hidden="true"' in html
    assert "style=" not in html


def test_what_is_asked_stands_on_the_page_with_a_way_without_script(clock):
    visit = send(gate.fields(PURPOSE), text="A text")
    html = render_to_string("contributions/gate.html", {"gate": visit.fields})
    assert "small calculation" in html
    assert "Without JavaScript, wait 30 seconds," in html
    assert 'role="status"' in html
    assert 'aria-label="Calculation"' in html


def test_no_address_is_kept_and_all_is_forgotten(clock):
    (fields,) = forms(clock, 1)
    passing(fields, text="A text", email="ada@example.org")
    kept = Passage.objects.get()
    assert not {HOME, "ada@example.org", "A text"} & set(vars(kept).values())
    old = submission(digest="d" * 64)
    clock.pass_(3 * 24 * 3600)
    Submission.objects.filter(pk=old.pk).update(created_at=kept.at - forgetting.SENDERS_LAST)
    assert forgetting.forget() == 2
    assert forgetting.forget() == 0
    assert not Passage.objects.exists()
    assert Submission.objects.get(pk=old.pk).sender_digest == ""
    assert services  # the state of what was sent is untouched
