"""A mail that says what waits, instead of one for each submission: at most one for each person and period."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from contributions.submissions.desk.models import DeskPreference, Rhythm
from contributions.submissions.desk.policies import DeskPolicy
from contributions.submissions.models import Message, Submission
from contributions.submissions.permissions import PUBLISH_GROUP
from contributions.submissions.querysets import WAITS
from contributions.submissions.states import OPEN, Action, Role
from contributions.testimonials.models import Testimonial
from contributions.testimonials.states import State as NoteState
from hub.core.addresses import absolute_url
from hub.core.mail import CATEGORIES, InvalidAddress, Recipient, normalise, render_mail, send_many
from hub.core.models import OutgoingMail

HOUR = 7  # of the site's day, from which mails are sent
MONDAY = 0
SHOWN = 10  # rows of a list in the mail
CATEGORY = CATEGORIES["digest"]


@dataclass(frozen=True)
class Wish:
    """What people with the same wish are told: how often, of which technologies (none: all), as an editor or not."""

    rhythm: str
    technologies: frozenset[int]
    editor: bool

    def wants(self, technology: int | None) -> bool:
        return technology is None or not self.technologies or technology in self.technologies

    def period(self, today: dt.date) -> tuple[str, dt.timedelta] | None:
        """Returns the name of the period that ends today and its length; None where none does."""
        if self.rhythm == Rhythm.DAILY:
            return today.isoformat(), dt.timedelta(days=1)
        if self.rhythm == Rhythm.WEEKLY and today.weekday() == MONDAY:
            return f"{today:%G-W%V}", dt.timedelta(days=7)
        return None


def send_digests(now: dt.datetime | None = None) -> int:
    """Queues the mails that are due; again on the same day, nothing. Returns how many.

    The number of queries goes with the number of different wishes, not of people.

    Arguments:
        now: aware; the present moment when left out.
    """
    local = timezone.localtime(now)
    if local.hour < HOUR:
        return 0
    people = _people_by_wish()
    due = {wish: wish.period(local.date()) for wish in people}
    waiting = _waiting() if any(due.values()) else []
    notes = Testimonial.objects.queued().count() if any(due.values()) else 0
    sent = 0
    for wish, period in due.items():
        rows = [row for row in waiting if period and wish.wants(row["technology"])]
        if not period or not (rows or notes):
            continue
        name, length = period
        recipients = _recipients(people[wish], name)
        if recipients:
            send_many(
                render_mail("desk-digest", _told(wish, rows, notes, local - length), category=CATEGORY),
                recipients,
                category=CATEGORY.name,
            )
            sent += len(recipients)
    return sent


def _people_by_wish() -> dict[Wish, list[tuple[int, str]]]:
    """Returns the ids and addresses of everybody at the desk, by what they wish; three queries."""
    policy = DeskPolicy(Submission, ["view"])
    people = policy.users_with_any_permission(["view"]).annotate(
        editor=Count("groups", filter=Q(groups__name=PUBLISH_GROUP))
    )
    rows = people.values_list("pk", "email", "is_superuser", "editor")
    said = {
        wish.user_id: (wish.rhythm, frozenset(one.pk for one in wish.technologies.all()))
        for wish in DeskPreference.objects.prefetch_related("technologies")
    }
    found: dict[Wish, list[tuple[int, str]]] = defaultdict(list)
    for pk, email, superuser, editor in rows:
        rhythm, technologies = said.get(pk, (Rhythm.DAILY.value, frozenset()))
        if rhythm != Rhythm.NEVER and email:
            found[Wish(rhythm, technologies, bool(superuser or editor))].append((pk, email))
    return found


def _recipients(people: list[tuple[int, str]], period: str) -> list[Recipient]:
    """Returns who has not got the mail of a period yet; an address no mail can go to is left out."""
    keys = {f"desk-digest:{pk}:{period}": email for pk, email in people}
    done = set(OutgoingMail.objects.filter(key__in=keys).values_list("key", flat=True))
    return [Recipient(email, key) for key, email in keys.items() if key not in done and _is_address(email)]


def _is_address(email: str) -> bool:
    try:
        normalise(email)
    except InvalidAddress:
        return False
    return True


def _waiting() -> list[dict[str, Any]]:
    """Returns a row for each technology: how many wait, how many of them for an editor, and since when."""
    rows = (
        Submission.objects.filter(WAITS).order_by("technology__name").values("technology", "technology__name")
    )
    found = rows.annotate(
        number=Count("pk"), for_editor=Count("pk", filter=Q(for_editor=True)), since=Min("created_at")
    )
    return [dict(row) for row in found]


def _told(wish: Wish, rows: list[dict[str, Any]], notes: int, since: dt.datetime) -> dict[str, Any]:
    routed = Submission.objects.all()
    if wish.technologies:
        routed = routed.filter(Q(technology=None) | Q(technology__in=wish.technologies))
    oldest = routed.filter(WAITS).order_by("created_at", "pk").only("pk", "title", "created_at")[:SHOWN]
    return {
        "total": sum(row["number"] for row in rows),
        "for_editor": sum(row["for_editor"] for row in rows) if wish.editor else 0,
        "rows": [
            {"name": row["technology__name"] or "No technology", "number": row["number"], "since": row["since"].date()}
            for row in rows
        ],
        "oldest": [_line(one) for one in oldest],
        "suspected": routed.suspected().count(),
        "answered": [_line(one) for one in _answered(routed, since)],
        "notes": notes,
        "notes_link": f"{absolute_url(reverse('testimonials_list'))}?state={NoteState.WAITING}",
        "link": absolute_url(reverse("submissions:index")),
        "choice": absolute_url(reverse("wagtailadmin_account")),
    }  # fmt: skip


def _answered(routed, since: dt.datetime) -> list[Submission]:
    """Returns the open submissions whose contributor wrote or sent changes since then, the newest answer first."""
    wrote = Message.objects.filter(role=Role.CONTRIBUTOR, at__gte=since).values("submission")
    revised = Q(decisions__action=Action.REVISE, decisions__at__gte=since)
    found = routed.filter(Q(pk__in=wrote) | revised, state__in=OPEN)
    latest = found.annotate(answered=Max("messages__at")).order_by("-answered", "-pk")
    return list(latest.only("pk", "title", "created_at")[:SHOWN])


def _line(one: Submission) -> dict[str, Any]:
    address = absolute_url(reverse("submissions:review", args=(one.pk,)))
    return {"title": one.title, "url": address, "since": timezone.localtime(one.created_at).date()}
