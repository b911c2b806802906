"""How its contributor is named, while nothing has been decided."""

from __future__ import annotations

from django.db import transaction

from contributions.submissions.models import Submission
from contributions.submissions.services.ledger import NotAllowed, locked
from contributions.submissions.states import OPEN


@transaction.atomic
def set_credit(submission: Submission, *, name: str, link: str, named: bool) -> Submission:
    """Changes whether the published entry names its contributor, and how. Returns the stored row.

    Raises:
        NotAllowed: once it has been decided; what was made of it names them or not.
    """
    submission = locked(submission)
    if submission.public_state not in OPEN:
        raise NotAllowed("This has been decided already; the entry is named as it was then.")
    submission.name, submission.link, submission.named = name[:120], link[:500], named
    submission.save(update_fields=["name", "link", "named"])
    return submission
