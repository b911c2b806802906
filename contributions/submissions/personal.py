"""What is kept of the people who sent something: shown to them, given to them, and forgotten with them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from contributions.submissions import services
from contributions.submissions.links import status_link
from contributions.submissions.models import Message, Submission
from contributions.submissions.standing import Standing
from contributions.submissions.states import OPEN, State
from hub.core.personal import PersonalData
from knowledge import credit

AT_MOST = 200  # on the page, the newest; the exported file has all
ORDER = [State.CHANGES_REQUESTED, State.RECEIVED, State.CLAIMED, State.ACCEPTED, State.PUBLISHED, State.MERGED, State.DECLINED, State.WITHDRAWN]  # fmt: skip
NOBODY: dict[str, Any] = {
    "contributor": None,
    "email": "",
    "email_confirmed_at": None,
    "name": "",
    "link": "",
    "named": False,
    "sender_digest": "",
}


def claim_guest_submissions(user) -> int:
    """Gives an account what its owner sent as a guest, with the same confirmed address. Returns how many.

    Arguments:
        user: whose address is confirmed; otherwise anybody could take what belongs to it.
    """
    sent = Submission.objects.filter(
        contributor=None, email__iexact=user.email, email_confirmed_at__isnull=False
    ).exclude(email="")
    return sent.update(contributor=user)


def of_addresses(user) -> QuerySet[Submission]:
    """Returns what was sent without signing in, with an address an account has shown to be its own.

    Some of it nobody ever confirmed: that may be a stranger's, but the address is not.
    """
    addresses = EmailAddress.objects.filter(user=user, verified=True).values(address=Lower("email"))
    by_address = Submission.objects.filter(contributor=None).exclude(email="")
    return by_address.annotate(address=Lower("email")).filter(address__in=addresses)


def context(user) -> dict[str, Any]:
    """Returns a person's submissions by state, what waits for them first."""
    groups: dict[State, list[dict[str, Any]]] = {state: [] for state in ORDER}
    for one in Submission.objects.of_person(user).select_related("entry")[:AT_MOST]:
        groups[one.public_state].append({"submission": one, "link": status_link(one)})
    key = credit.person_key(user.display_name, user.link) if user.display_name else ""
    return {
        "groups": [(state, rows) for state, rows in groups.items() if rows],
        "who": key if key and credit.entries_of(key).exists() else "",
    }


def export(user) -> list[dict[str, Any]]:
    """Returns everything a person sent, with what was decided and said."""
    theirs = Q(contributor=user) | Q(pk__in=of_addresses(user).values("pk"))
    sent = Submission.objects.filter(theirs).order_by("-created_at", "-pk")
    return [_exported(one) for one in sent.select_related("entry").prefetch_related("decisions", "messages")]


def _exported(one: Submission) -> dict[str, Any]:
    standing = Standing(one)
    return {
        "reference": one.reference,
        "kind": one.kind_label,
        "title": one.title,
        "sent_at": one.created_at.isoformat(),
        "state": standing.state.label,
        "corrects": one.corrected_code,
        "reason": one.reason,
        "text": one.text,
        "email": one.email,
        "email_confirmed_at": one.email_confirmed_at.isoformat() if one.email_confirmed_at else None,
        "name": one.name,
        "link": one.link,
        "named": one.named,
        "entry": one.entry.code if one.entry else None,
        "history": [
            {"at": step.at.isoformat(), "what": step.title, "text": step.text} for step in standing.steps
        ],
    }


@transaction.atomic
def erase(user) -> None:
    """Forgets who sent it. What is open is withdrawn; what was made of the rest stays, without their name.

    What a stranger may have sent with the person's address is not withdrawn: it only loses the address.
    """
    guests = of_addresses(user)
    confirmed = guests.filter(email_confirmed_at__isnull=False)
    Submission.objects.filter(pk__in=list(confirmed.values_list("pk", flat=True))).update(contributor=user)
    Submission.objects.filter(pk__in=list(guests.values_list("pk", flat=True))).update(**NOBODY)
    sent = Submission.objects.filter(contributor=user)
    for one in sent.filter(state__in=OPEN):
        services.withdraw(one)
    for (name, link), entries in _named_in(sent).items():
        credit.forget(entries, name, link)
    Message.objects.filter(submission__in=sent, author=user).update(author=None)
    sent.update(**NOBODY)


def _named_in(sent: QuerySet[Submission]) -> dict[tuple[str, str], list[int]]:
    """Returns the entries that name somebody, by the name and link they chose at the time."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    named = sent.filter(named=True, entry__isnull=False).exclude(name="")
    for name, link, entry in named.order_by("pk").values_list("name", "link", "entry"):
        found[name, link].append(entry)
    return found


DATA = PersonalData(
    key="submissions",
    label="What you sent",
    template="contributions/me.html",
    context=context,
    export=export,
    erase=erase,
    position=40,
)
