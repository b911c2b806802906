"""The links by which people come back to what they sent: signed, stored nowhere, valid as long as it is kept.

Who holds a link acts as the contributor. A link that was mailed carries a keyed hash of the address it was
mailed to as well, so that using it proves the address.
"""

from __future__ import annotations

import secrets

from django.urls import reverse

from contributions.submissions.models import Submission
from hub.core.addresses import absolute_url
from hub.core.mail.addresses import digests
from hub.core.tokens import BadToken, sign, unsign

PURPOSE = "contributions.status"
FIRST_DECOY = 2**52  # no submission ever gets a number as large
ENOUGH = 20  # characters of the hash: 80 bits


class Decoy(BadToken):
    """The link of something that was thrown away, given to who sent it so that nobody learns from its address."""


def status_link(submission: Submission) -> str:
    """Returns the absolute address of a submission's page, to be shown to who sent it."""
    return _link(sign(PURPOSE, [submission.pk]))


def mailed_link(submission: Submission) -> str:
    """Returns the same for a mail to its address, which a click in the mail then proves.

    Raises:
        InvalidAddress: it has no address, or one no mail can be sent to.
    """
    return _link(sign(PURPOSE, [submission.pk, digests(submission.email)[0][:ENOUGH]]))


def decoy_link() -> str:
    """Returns an absolute address like that of a submission, of which nothing is stored."""
    return _link(sign(PURPOSE, [FIRST_DECOY + secrets.randbelow(FIRST_DECOY)]))


def submission_of(token: str) -> tuple[Submission, bool]:
    """Returns the submission a link leads to, and whether the link proves its address.

    Raises:
        Decoy: nothing was ever stored under it.
        BadToken: it is no link of ours, or what it led to is gone.
    """
    key, *mailed_to = unsign(PURPOSE, token)
    if key >= FIRST_DECOY:
        raise Decoy("decoy")
    found = Submission.objects.select_related("contributor", "entry", "corrects").filter(pk=key).first()
    if found is None:
        raise BadToken("gone")
    proves = bool(mailed_to and found.email) and mailed_to[0] in {
        one[:ENOUGH] for one in digests(found.email)
    }
    return found, proves


def _link(token: str) -> str:
    return absolute_url(reverse("contributions:status", args=(token,)))
