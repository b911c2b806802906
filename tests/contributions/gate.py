"""Sendings of a form as browsers, people without JavaScript and programs make them."""

import json
import time

import altcha
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from contributions import gate
from contributions.gate import GateFields, Verdict, Visit, proof
from contributions.gate.models import Passage

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PURPOSE = "submission"
HOME = "203.0.113.7"


class Clock:
    """The time as tests want it; it stands still until it is moved on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # The middle of a minute, so that no test meets the end of one by chance.
        self.start = time.time() // 60 * 60 + 5
        self.now = self.start
        monkeypatch.setattr(time, "time", lambda: self.now)
        monkeypatch.setattr(proof, "MORE_NUMBERS", 5000)  # a test need not work as long as an attacker

    def pass_(self, seconds: float) -> None:
        """Moves on; what was let through before becomes older by as much."""
        self.now += seconds
        for passage in Passage.objects.all():
            passage.at -= timezone.timedelta(seconds=seconds)
            passage.save(update_fields=["at"])


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def sending(fields: GateFields | None, *, address: str = HOME, user=None, agent: str = BROWSER, **more):
    """Returns the request of a form that is sent; `None` of one without any fields of the gate."""
    data = {fields.token_name: fields.token, fields.trap_name: ""} if fields else {}
    request = RequestFactory().post("/", {**data, **more}, REMOTE_ADDR=address, headers={"User-Agent": agent})
    request.user = user or AnonymousUser()
    return request


def send(
    fields: GateFields | None, *, text: str = "", email: str = "", spam_score: float = 0.0, **more
) -> Visit:
    """Returns the judged visit of a form that is sent and filled in correctly."""
    visit = gate.arrive(sending(fields, **more), PURPOSE)
    if visit.verdict is not Verdict.DROP:
        visit.judge(email=email, text=text, spam_score=spam_score)
    return visit


def solved(fields: GateFields) -> dict[str, str]:
    """Returns what a browser that did its work sends besides."""
    given = json.loads(fields.challenge)
    challenge = altcha.Challenge(
        given["algorithm"], given["challenge"], given["maxNumber"], given["salt"], given["signature"]
    )
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    payload = altcha.Payload(
        given["algorithm"], given["challenge"], solution.number, given["salt"], given["signature"]
    )
    return {fields.answer_name: payload.to_base64()}


def passing(fields: GateFields, *, result: str = "1", **more) -> str:
    """Sends a form that is let through, and returns what was made of it."""
    visit = send(fields, **more)
    assert visit.verdict is Verdict.PASS, visit
    return visit.once(lambda: result)
