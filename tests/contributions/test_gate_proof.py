"""Proof of work counts for its own form, once and in time; what is forged is worth nothing."""

import base64
import json

import pytest

from contributions import gate
from contributions.gate import Verdict
from contributions.gate.models import Passage
from tests.contributions.gate import PURPOSE, passing, send, sending, solved

pytestmark = pytest.mark.django_db


def asked(clock, **more):
    """The fields of a form whose sender is asked for work."""
    visit = send(gate.fields(PURPOSE), text="A text", **more)
    assert visit.verdict is Verdict.ASK
    return visit.fields


def test_work_counts_for_its_own_form_alone(clock):
    one, other = asked(clock), asked(clock)
    assert send(other, text="A text", **solved(one)).verdict is Verdict.ASK
    assert send(one, text="A text", **solved(one)).verdict is Verdict.PASS


def test_work_counts_once(clock):
    fields = asked(clock)
    passing(fields, text="A text", **solved(fields))
    assert send(fields, text="Another text", agent="", **solved(fields)).verdict is Verdict.ASK
    assert Passage.objects.count() == 1


def test_work_is_worth_nothing_after_its_time(clock):
    fields = asked(clock, agent="")
    answer = solved(fields)
    clock.pass_(3700)
    visit = gate.arrive(sending(fields, **answer), PURPOSE)
    assert not visit.worked


def changed(answer: str, **changes) -> str:
    return base64.b64encode(json.dumps({**json.loads(base64.b64decode(answer)), **changes}).encode()).decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 0}, {"number": -1}, {"number": "1"}, {"number": 1.5}, {"number": None}, {"number": True},
        {"number": 10**600}, {"algorithm": "SHA-1"}, {"algorithm": "MD5"}, {"algorithm": []},
        {"salt": "x?form=y"}, {"salt": "x?expires=x&"}, {"salt": None}, {"salt": "\ud800"}, {"signature": ""},
        {"signature": "0" * 64}, {"challenge": "0" * 64}, {"challenge": {}},
    ],
)  # fmt: skip
def test_forged_work_is_worth_nothing(clock, changes):
    fields = asked(clock)
    answer = changed(solved(fields)[fields.answer_name], **changes)
    assert not gate.arrive(sending(fields, **{fields.answer_name: answer}), PURPOSE).worked


@pytest.mark.parametrize(
    "answer", ["", "x", "e30=", "W10=", "bnVsbA==", "é", "\x00", "A" * 100_000, "Ww==" * 200, "W1tbW1tb"]
)
def test_an_answer_that_is_none_is_worth_nothing(clock, answer):
    fields = asked(clock)
    assert not gate.arrive(sending(fields, **{fields.answer_name: answer}), PURPOSE).worked
