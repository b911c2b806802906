"""Keeping somebody out: what they send is answered as if it were received, and thrown away."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from contributions.submissions.models import Blocked, Decision, Submission
from contributions.submissions.services.deciding import mark_spam
from contributions.submissions.states import Role
from hub.core.mail import InvalidAddress
from hub.core.mail.addresses import digests

EMAIL, SENDER = "email", "sender"


@transaction.atomic
def block(
    submission: Submission,
    *,
    user,
    roles: set[Role],
    version: int,
    what: Collection[str],
    reason: str = "",
) -> Decision:
    """Marks a submission as spam and keeps out who sent it; of what is known, only hashes are kept.

    Arguments:
        what: `EMAIL`, `SENDER` or both; what the submission does not have is left out.
        reason: for the list of those who are blocked.
    Raises:
        NotAllowed: as `mark_spam`; then nobody is blocked.
    """
    decision = mark_spam(submission, user=user, roles=roles, version=version)
    for kind, digest in _digests(submission).items():
        if kind in what:
            Blocked.objects.get_or_create(
                digest=digest, defaults={"what": kind, "reason": reason[:255], "blocked_by": user}
            )
    return decision


def is_blocked(*, email: str = "", sender_digest: str = "") -> bool:
    """Says whether what comes from this mail address, or from this network address, is thrown away."""
    known = [*_of_email(email), *([sender_digest] if sender_digest else [])]
    return bool(known) and Blocked.objects.filter(digest__in=known).exists()


def _digests(submission: Submission) -> dict[str, str]:
    found = {EMAIL: next(iter(_of_email(submission.email)), ""), SENDER: submission.sender_digest}
    return {kind: digest for kind, digest in found.items() if digest}


def _of_email(email: str) -> list[str]:
    try:
        return list(digests(email)) if email else []
    except InvalidAddress:
        return []
