"""Where Django finds the models of the packages."""

from contributions.submissions.models import (
    Blocked,
    Decision,
    DecisionReason,
    Message,
    Submission,
)

__all__ = ["Blocked", "Decision", "DecisionReason", "Message", "Submission"]
