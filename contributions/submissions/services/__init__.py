"""Everything that happens to a submission: each function is one transaction and leaves one decision behind.

A caller names the version of the submission it decided about; when somebody else was faster, nothing
happens and `Late` says who did what. The row is locked, so two at once are one after the other.
"""

from contributions.submissions.services.accepting import (
    Conflicting,
    accept,
    credited,
    merge_as_variant,
    undo,
    with_variant,
)
from contributions.submissions.services.crediting import set_credit
from contributions.submissions.services.deciding import (
    claim,
    decline,
    escalate,
    expire_claims,
    mark_spam,
    publish,
    release,
    request_changes,
)
from contributions.submissions.services.ledger import Late, NotAllowed
from contributions.submissions.services.sending import (
    NothingChanged,
    Screening,
    Sender,
    confirm_email,
    fingerprint,
    redacted,
    revise,
    say,
    submit,
    submit_correction,
    withdraw,
)

__all__ = [
    "Conflicting",
    "Late",
    "NotAllowed",
    "NothingChanged",
    "Screening",
    "Sender",
    "accept",
    "claim",
    "confirm_email",
    "credited",
    "decline",
    "escalate",
    "expire_claims",
    "fingerprint",
    "mark_spam",
    "merge_as_variant",
    "publish",
    "redacted",
    "release",
    "request_changes",
    "revise",
    "say",
    "set_credit",
    "submit",
    "submit_correction",
    "undo",
    "with_variant",
    "withdraw",
]
