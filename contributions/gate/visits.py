"""The judgement about one sending of a form: what speaks against it, and what is asked for therefore."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from contributions.gate import messages, proof
from contributions.gate.digests import account_digest, email_digest, sender_digest
from contributions.gate.fields import ANSWER, TOKEN, TRAP, GateFields, Note, asking, new_note, read_note
from contributions.gate.limits import EVERYBODY, HOUR, Passed, count_attempt, is_flood, passed
from contributions.gate.models import Passage
from contributions.submissions.services.blocking import is_blocked
from contributions.submissions.services.sending import fingerprint
from hub.core.senders import is_foreign, is_robot

LEAST_SECONDS = 3  # nobody reads and fills in a form faster
PATIENCE, MOST_PATIENCE = 30, 3600  # seconds to wait instead of working, at first and at most
LIKELY_SPAM, SURE_SPAM = 0.5, 0.8  # scores of `screening`


class Verdict(StrEnum):
    """What a view does with a sending."""

    PASS = "pass"  # let it through, by `Visit.once`  # noqa: S105 - no password
    ASK = "ask"  # show the form again, with what is asked for
    STALE = "stale"  # show the form again: what it carried is too old or not ours
    WAIT = "wait"  # show the form again: a limit is reached that no effort lifts
    SENT = "sent"  # it came before; lead to what was made of it
    DROP = "drop"  # answer as if it had been received, keep nothing


@dataclass
class Visit:
    """One sending of a form.

    Arguments:
        purpose: of the form.
        note: what the form carried, or a new one.
        verdict: so far; final after `judge`.
        fields: for showing the form again.
        signs: what speaks against it, in words for moderators.
        effort: `work` or `wait`, where it was made.
        sender, account: digests; the first is the one to store.
        flood: whether more is sent at the moment than people send.
        worked: whether the browser did the work that was asked for.
        earlier: what was made of it when it was sent before.
    """

    purpose: str
    note: Note
    verdict: Verdict
    fields: GateFields
    signs: list[str] = field(default_factory=list)
    effort: str = ""
    sender: str = ""
    account: str = ""
    flood: bool = False
    worked: bool = False
    earlier: str = ""
    _email: str = ""
    _text: str = ""

    def judge(self, *, email: str = "", text: str = "", spam_score: float = 0) -> Verdict:
        """Decides about a form that is filled in correctly, in at most four queries.

        Arguments:
            email: where the answer would go.
            text: what is repeated if it is sent twice; the canonical text of a document.
            spam_score: from 0 to 1, of the screening.
        """
        self._email = email_digest(email)
        self._text = fingerprint(text) if text.strip() else ""
        self.verdict = self._judged(email, spam_score)
        return self.verdict

    def _judged(self, email: str, spam_score: float) -> Verdict:
        if self.verdict in {Verdict.DROP, Verdict.STALE}:
            return self.verdict
        if is_blocked(email=email, sender_digest=self.sender):
            return Verdict.DROP
        if (earlier := self._first_sending()) is not None:
            self.earlier = earlier
            return Verdict.SENT
        before = passed(
            form=self.note.form,
            sender=self.sender,
            email=self._email,
            account=self.account,
            text=self._text,
        )
        return self._weighed(before, spam_score)

    def _weighed(self, before: Passed, spam_score: float) -> Verdict:
        crowded = self.flood or before.is_busy
        if crowded and spam_score >= SURE_SPAM:
            return Verdict.DROP
        if over := before.is_over:
            self.fields = self.fields.saying(messages.over(over))
            return Verdict.WAIT
        if before.repeated:
            self.signs.append("the same text was sent before")
        is_often = before.by_sender >= settings.GATE_AN_HOUR["sender_free"]
        if self.signs or is_often or crowded or spam_score >= LIKELY_SPAM:
            return self._effort(before, crowded=crowded)
        return Verdict.PASS

    def _effort(self, before: Passed, *, crowded: bool) -> Verdict:
        """Passes who worked or waited long enough; asks others to. Waiting lasts longer the more have waited."""
        if self.worked:
            self.effort = "work"
            return Verdict.PASS
        needed = min(PATIENCE * 2 ** (before.waited // settings.GATE_AN_HOUR["waited"]), MOST_PATIENCE)
        waited = time.time() - self.note.asked if self.note.asked else 0
        if self.note.asked and waited >= needed:
            self.effort = "wait"
            return Verdict.PASS
        seconds = max(1, round(needed - waited))
        self.fields = asking(self.purpose, self.note, seconds=seconds, hard=crowded).saying(messages.ASKED)
        return Verdict.ASK

    def _first_sending(self) -> str | None:
        """What was made of this form, or within the hour of the same text by the same sender, if anything.

        A form that comes again with something else in it, as after going back, is a new one. A text without a
        name to it may be anybody's behind the same address, whose page is not shown to another.
        """
        this = {"text": self._text, "email": self._email}
        same = Q(form=self.note.form)
        if self._text and (self._email or self.account):
            hour = timezone.now() - HOUR
            same |= Q(**this, purpose=self.purpose, sender=self.sender, account=self.account, at__gt=hour)
        rows = Passage.objects.filter(same).order_by("at").values("form", "result", *this)[:2]
        for row in rows:
            if this.items() <= row.items():
                return row["result"]
            self.note, self.worked = replace(new_note(), shown=self.note.shown), False
            self.fields = GateFields(self.note.signed(self.purpose))
        return None

    def once(self, make: Callable[[], str]) -> str:
        """Makes something of a form that passed, in one transaction, and only the first time it is sent.

        Arguments:
            make: stores what was sent; returns what its view needs to lead there again, such as a primary key.
        Returns:
            What `make` returned, now or the first time.
        """
        try:
            with transaction.atomic():
                passage = Passage.objects.create(
                    form=self.note.form,
                    purpose=self.purpose,
                    sender=self.sender,
                    email=self._email,
                    account=self.account,
                    text=self._text,
                    effort=self.effort,
                )
                passage.result = make()
                passage.save(update_fields=["result"])
                return passage.result
        except IntegrityError:
            first = Passage.objects.filter(form=self.note.form).values_list("result", flat=True).first()
            if first is None:
                raise
            return first


def arrive(request: HttpRequest, purpose: str) -> Visit:
    """Looks at the gate's own fields of a posted form, before anything else of it is read; no query.

    Arguments:
        purpose: as given to `fields`.
    """
    sender, account = sender_digest(request), account_digest(getattr(request, "user", None))
    known = read_note(purpose, request.POST.get(TOKEN, ""))
    worked = known is not None and proof.is_solved(request.POST.get(ANSWER, ""), known.form)
    who = account or sender
    # Who is unknown counts among everybody only; who worked does not count against those who have not yet.
    mine = count_attempt(f"{who}:worked" if worked else who) if who else 0
    everybody = count_attempt(EVERYBODY)
    note = known or new_note()
    visit = Visit(
        purpose=purpose,
        note=note,
        verdict=Verdict.PASS if known else Verdict.STALE,
        fields=GateFields(note.signed(purpose)),
        signs=_signs(request, note) if known else [],
        sender=sender,
        account=account,
        flood=is_flood(everybody),
        worked=worked,
    )
    if request.POST.get(TRAP) or _is_hopeless(visit, mine):
        visit.verdict = Verdict.DROP
    elif not known:
        visit.fields = visit.fields.saying(messages.STALE)
    return visit


def _signs(request: HttpRequest, note: Note) -> list[str]:
    signs = []
    if time.time() - note.shown < LEAST_SECONDS:
        signs.append("filled in within three seconds")
    if is_foreign(request) or is_robot(request):
        signs.append("sent by a program or another site")
    return signs


def _is_hopeless(visit: Visit, attempts: int) -> bool:
    """Whether so much comes that an answer is not worth a page: the honest among them have worked before."""
    most = settings.GATE_A_MINUTE
    if visit.worked:
        return attempts > most["sender_working"]
    doubtful = bool(visit.signs) or visit.verdict is Verdict.STALE
    if attempts > most["sender"] or (doubtful and attempts > most["sender_doubtful"]):
        return True
    return visit.flood and (doubtful or attempts > most["sender_in_flood"])


__all__ = ["Verdict", "Visit", "arrive"]
