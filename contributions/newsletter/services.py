"""Everything that happens to a subscription; each function is one transaction."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from contributions.newsletter import consent, watch
from contributions.newsletter.consent import CURRENT
from contributions.newsletter.links import LISTS, Request, confirm_link, leaving_by_mail, preferences_link
from contributions.newsletter.models import Consent, Subscriber
from contributions.newsletter.wishes import Rhythm, Wishes
from hub.core.mail import normalise, send
from hub.core.mail.addresses import digests
from hub.core.mail.suppression import allow, suppress
from hub.core.models import SuppressedAddress
from knowledge import kinds
from knowledge.models import EntryPage, Technology

LONGEST_PAUSE = timedelta(days=366)
LEFT_ARE_KEPT = timedelta(days=30)  # so that somebody who left by mistake finds their choice again


class NothingWished(ValueError):
    """Nobody subscribes to nothing."""


class TooManyThere(ValueError):
    """Within an hour as many addresses of one mail domain were entered as we write to."""


class AlreadyUsed(ValueError):
    """A confirming link works once; what came of it is on the preferences page."""

    def __init__(self, subscriber: Subscriber | None) -> None:
        super().__init__("This link has been used.")
        self.subscriber = subscriber


@transaction.atomic
def ask(email: str, wishes: Wishes, *, form: str) -> None:
    """Sends the one mail that asks whether an address's owner wants this; the answer never tells more.

    At most one such mail leaves for an address in a day, whoever asks how often.

    Arguments:
        email: in any spelling.
        form: where it was asked for, such as `footer`.
    Raises:
        InvalidAddress: no mail can be sent there.
        NothingWished: nothing was chosen.
        TooManyThere: addresses of its domain were entered too often within an hour.
    """
    if not wishes:
        raise NothingWished("Choose at least one thing to be told about.")
    email = normalise(email)
    domain = email.rpartition("@")[2]
    if watch.is_full(domain):
        raise TooManyThere(
            f"We have just written to many addresses at {domain}. Please try again in an hour."
        )
    known = Subscriber.objects.filter(email__iexact=email).first()
    address = known.email if known else email
    context = {
        "link": confirm_link(address, wishes, form=form, wording=CURRENT),
        "wishes": described(wishes),
        "preferences": preferences_link(known) if known and known.left_at is None else "",
    }
    key = f"{watch.ASKED}{digests(email)[0]}:{timezone.localdate()}"
    send("newsletter-confirm", address, context, category="status", key=key, why=WHY)


WHY = (
    "You get this one mail because somebody, probably you, entered this address on the site. "
    "Without your answer it is not stored."
)


@transaction.atomic
def confirm(request: Request) -> Subscriber:
    """Stores what an address's owner asked for and has now confirmed.

    Raises:
        AlreadyUsed: the link was used before; nothing happens again.
    """
    used = Consent.objects.select_related("subscriber").filter(request=request.id).first()
    if used is not None:
        raise AlreadyUsed(used.subscriber)
    Subscriber.objects.bulk_create([Subscriber(email=request.email)], ignore_conflicts=True)
    subscriber = Subscriber.objects.select_for_update().get(email=request.email)
    # A second click that waited for this row comes too late.
    if Consent.objects.filter(request=request.id).exists():
        raise AlreadyUsed(subscriber)
    back = subscriber.left_at is not None
    wishes = request.wishes if back else subscriber.wishes.joined(request.wishes)
    if back:
        subscriber.told_until = subscriber.confirmed_at = timezone.now()
    subscriber.left_at = None
    _store(subscriber, wishes)
    allow(subscriber.email, SuppressedAddress.Reason.ASKED)
    consent.record(
        subscriber,
        Consent.What.CONFIRMED,
        form=request.form,
        wishes=request.wishes,
        wording=request.wording,
        request=request.id,
        asked_at=request.asked_at,
    )
    return subscriber


@transaction.atomic
def change(subscriber: Subscriber, wishes: Wishes, *, paused_until: date | None = None, form: str) -> None:
    """Stores what a subscriber chose on their preferences page; choosing nothing is leaving.

    Arguments:
        paused_until: nothing is sent before that day; at most a year ahead.
    """
    if not wishes:
        leave(subscriber, form=form)
        return
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.left_at is not None:
        subscriber.told_until, subscriber.left_at = timezone.now(), None
        allow(subscriber.email, SuppressedAddress.Reason.ASKED)
    today = timezone.localdate()
    paused = paused_until if paused_until and paused_until > today else None
    subscriber.paused_until = min(paused, today + LONGEST_PAUSE) if paused else None
    _store(subscriber, wishes)
    what = Consent.What.PAUSED if subscriber.paused_until else Consent.What.CHANGED
    consent.record(subscriber, what, form=form, wishes=wishes, wording=CURRENT)


@transaction.atomic
def leave(subscriber: Subscriber, list_: str = "", *, form: str) -> None:
    """Ends one of LISTS, or all; again is harmless. Mail that already waits is not sent any more.

    Arguments:
        list_: empty for all.
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if list_ not in LISTS or not _other_lists(subscriber, list_):
        if subscriber.left_at is not None:
            return
        subscriber.left_at = timezone.now()
        suppress(subscriber.email, SuppressedAddress.Reason.ASKED)
    elif list_ == "letters":
        subscriber.letters = False
    else:
        subscriber.news = False
        subscriber.entries.clear()
    subscriber.save()
    consent.record(subscriber, Consent.What.LEFT, form=form, wording=CURRENT, wishes=subscriber.wishes)


def leave_by_mail(sender: object, value: str, **kwargs: object) -> None:
    """Ends a list for whoever wrote to the address of `List-Unsubscribe`; again is harmless."""
    found = leaving_by_mail(value)
    if found is not None:
        leave(*found, form="mail")


@transaction.atomic
def forget(subscriber: Subscriber, *, form: str) -> None:
    """Deletes a subscriber at once. What was agreed to stays, under a hash of the address."""
    consent.record(subscriber, Consent.What.DELETED, form=form)
    suppress(subscriber.email, SuppressedAddress.Reason.ASKED)
    subscriber.delete()


def forget_left() -> int:
    """Deletes those who left a month ago or earlier. Returns how many."""
    gone = Subscriber.objects.filter(left_at__lt=timezone.now() - LEFT_ARE_KEPT)
    count = 0
    for subscriber in gone:
        forget(subscriber, form="a month after leaving")
        count += 1
    return count


def described(wishes: Wishes) -> list[str]:
    """Returns what is wished for as lines for people."""
    lines = ["The editor's letter"] if wishes.letters else []
    if wishes.news:
        about = list(Technology.objects.filter(slug__in=wishes.technologies).values_list("name", flat=True))
        what = [kinds.get(key).plural.lower() for key in wishes.kinds if kinds.is_kind(key)]
        line = f"New and corrected {_listed(what) or 'entries'}"
        lines.append(f"{line} about {_listed(about)}" if about else line)
    titles = EntryPage.objects.published().filter(code__in=wishes.entries).values_list("code", "title")
    lines += [f"Changes of {code}: {title}" for code, title in titles]
    return lines


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _other_lists(subscriber: Subscriber, list_: str) -> bool:
    if list_ == "letters":
        return subscriber.news or subscriber.entries.exists()
    return subscriber.letters


def _store(subscriber: Subscriber, wishes: Wishes) -> None:
    """Writes wishes; technologies, kinds and entries that do not exist are left out."""
    subscriber.rhythm = wishes.rhythm if wishes.rhythm in Rhythm.values else Rhythm.WEEKLY
    subscriber.letters, subscriber.news = wishes.letters, wishes.news
    subscriber.kinds = [key for key in wishes.kinds if kinds.is_kind(key)]
    subscriber.save()
    subscriber.technologies.set(Technology.objects.filter(slug__in=wishes.technologies))
    subscriber.entries.set(EntryPage.objects.published().filter(code__in=wishes.entries))
