"""Everything that happens to a testimonial: each function is one transaction and leaves one decision behind.

Its author acts with the link from the mail, which proves the address. The desk publishes or declines and
never changes an author's words. Errors are those of submissions: `NotAllowed` and, for the slower of two,
`Late`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from contributions.submissions.services import NotAllowed, Screening
from contributions.submissions.states import Role
from contributions.testimonials import notifications
from contributions.testimonials.consent import CONSENT
from contributions.testimonials.ledger import check, decide, locked
from contributions.testimonials.models import SHOWN_FOR, Testimonial, TestimonialDecision
from contributions.testimonials.states import TRANSITIONS, Action, State
from hub.core.mail import normalise
from hub.core.redaction import redact
from knowledge.models import EntryPage

UNDECIDED = 3  # of one address at a time, so that nobody fills a stranger's mailbox from here
AUTHOR = {Role.CONTRIBUTOR}


@dataclass(frozen=True)
class Words:
    """What is shown: a text and how it is signed.

    Arguments:
        name: empty for who stays anonymous; then `link` is left out.
        role: what they do and where, in their own words.
        entry: the one that helped.
    """

    text: str
    name: str = ""
    role: str = ""
    link: str = ""
    entry: EntryPage | None = None


@transaction.atomic
def send(words: Words, *, email: str, author=None, screening: Screening | None = None) -> Testimonial | None:
    """Takes a testimonial in and asks its author by mail to confirm it.

    The same words of the same address are one testimonial; an unconfirmed one is asked about again.

    Arguments:
        author: the account that was signed in, if any.
    Returns:
        None where the address has as many undecided ones as it may have.
    Raises:
        InvalidAddress: no mail can be sent there.
    """
    email = normalise(email)
    fingerprint = _fingerprint(email, words.text)
    known = Testimonial.objects.filter(fingerprint=fingerprint).first()
    if known is None and Testimonial.objects.undecided_of(email).count() >= UNDECIDED:
        return None
    screening = screening or Screening()
    testimonial, is_new = Testimonial.objects.get_or_create(
        fingerprint=fingerprint,
        defaults={
            **_shown(words),
            "email": email,
            "author": author,
            "consent": CONSENT,
            "consented_at": timezone.now(),
            "spam_score": screening.spam_score,
            "spam_signs": screening.spam_signs,
        },
    )
    if is_new:
        decide(testimonial, Action.SEND, to_state=State.UNCONFIRMED, role=Role.CONTRIBUTOR, actor=author)
    if testimonial.state == State.UNCONFIRMED:
        notifications.ask_to_confirm(testimonial)
    return testimonial


@transaction.atomic
def confirm(testimonial: Testimonial) -> TestimonialDecision:
    """Hands a testimonial to the desk, once its author has shown that the address is theirs."""
    return _by_author(locked(testimonial), Action.CONFIRM)


@transaction.atomic
def edit(testimonial: Testimonial, words: Words) -> TestimonialDecision:
    """Changes the words for their author, who agrees again; the desk reads them before they are shown.

    Raises:
        NotAllowed: also when nothing differs, or the author has sent the very same words before.
    """
    testimonial = locked(testimonial)
    check(testimonial, Action.EDIT, AUTHOR)
    shown = _shown(words)
    if all(getattr(testimonial, key) == value for key, value in shown.items()):
        raise NotAllowed("Nothing was changed.")
    fingerprint = _fingerprint(testimonial.email, words.text)
    if Testimonial.objects.filter(fingerprint=fingerprint).exclude(pk=testimonial.pk).exists():
        raise NotAllowed("You have sent exactly these words before.")
    for key, value in shown.items():
        setattr(testimonial, key, value)
    testimonial.fingerprint = fingerprint
    testimonial.consent, testimonial.consented_at = CONSENT, timezone.now()
    return _by_author(testimonial, Action.EDIT)


@transaction.atomic
def withdraw(testimonial: Testimonial) -> TestimonialDecision:
    """Takes a testimonial back: words, signature and address are forgotten, only that there was one is kept."""
    testimonial = locked(testimonial)
    check(testimonial, Action.WITHDRAW, AUTHOR)
    testimonial.text = testimonial.name = testimonial.role = testimonial.link = testimonial.email = ""
    testimonial.entry = testimonial.author = testimonial.fingerprint = None
    testimonial.spam_signs = []
    return _by_author(testimonial, Action.WITHDRAW)


@transaction.atomic
def renew(testimonial: Testimonial) -> TestimonialDecision:
    """Lets a testimonial stay for another while, from now."""
    testimonial = locked(testimonial)
    check(testimonial, Action.RENEW, AUTHOR)
    testimonial.expires_at = timezone.now() + SHOWN_FOR
    testimonial.reminded_at = None
    return _by_author(testimonial, Action.RENEW)


@transaction.atomic
def publish(testimonial: Testimonial, *, user, roles: set[Role], version: int) -> TestimonialDecision:
    """Shows a testimonial to everybody and tells its author."""
    testimonial = locked(testimonial)
    role = check(testimonial, Action.PUBLISH, roles, user=user, version=version)
    testimonial.published_at = timezone.now()
    testimonial.expires_at = testimonial.published_at + SHOWN_FOR
    testimonial.reminded_at = None
    decision = decide(testimonial, Action.PUBLISH, to_state=State.PUBLISHED, role=role, actor=user)
    notifications.tell_published(testimonial)
    return decision


@transaction.atomic
def decline(
    testimonial: Testimonial, *, user, roles: set[Role], version: int, reason: str
) -> TestimonialDecision:
    """Does not show a testimonial, or shows it no more, with a reason its author reads."""
    testimonial = locked(testimonial)
    role = check(testimonial, Action.DECLINE, roles, user=user, version=version, reason=reason)
    decision = decide(
        testimonial, Action.DECLINE, to_state=State.DECLINED, role=role, actor=user, reason=reason
    )
    notifications.tell_declined(testimonial, decision.reason)
    return decision


@transaction.atomic
def feature(
    testimonial: Testimonial, *, user, roles: set[Role], version: int, position: int
) -> TestimonialDecision:
    """Puts a published testimonial on the home page.

    Arguments:
        position: among the featured ones, small first.
    """
    testimonial = locked(testimonial)
    role = check(testimonial, Action.FEATURE, roles, user=user, version=version)
    testimonial.position = position
    return decide(testimonial, Action.FEATURE, to_state=State.PUBLISHED, role=role, actor=user)


@transaction.atomic
def unfeature(testimonial: Testimonial, *, user, roles: set[Role], version: int) -> TestimonialDecision:
    """Takes a testimonial off the home page; it stays published."""
    testimonial = locked(testimonial)
    role = check(testimonial, Action.UNFEATURE, roles, user=user, version=version)
    testimonial.position = None
    return decide(testimonial, Action.UNFEATURE, to_state=State.PUBLISHED, role=role, actor=user)


def _by_author(testimonial: Testimonial, action: Action) -> TestimonialDecision:
    role = check(testimonial, action, AUTHOR)
    return decide(
        testimonial, action, to_state=TRANSITIONS[action].target, role=role, actor=testimonial.author
    )


def _shown(words: Words) -> dict:
    """The columns of what is shown, without secrets."""
    return {
        "text": redact(words.text),
        "name": redact(words.name)[:80],
        "role": redact(words.role)[:120],
        "link": words.link if words.name else "",
        "entry": words.entry,
    }


def _fingerprint(email: str, text: str) -> str:
    return hashlib.sha256(f"{email.casefold()}\n{' '.join(text.casefold().split())}".encode()).hexdigest()
