"""As whom somebody acts on a submission."""

from __future__ import annotations

from contributions.submissions.models import Submission
from contributions.submissions.states import Role

MODERATE = "contributions.moderate_submission"
PUBLISH_GROUP = "Editors"


def desk_roles(user) -> set[Role]:
    """Returns the roles a person has at the desk; empty for everybody else."""
    roles: set[Role] = set()
    if not getattr(user, "is_active", False) or not user.has_perm(MODERATE):
        return roles
    roles.add(Role.MODERATOR)
    if user.is_superuser or user.groups.filter(name=PUBLISH_GROUP).exists():
        roles.add(Role.EDITOR)
    return roles


def may_moderate(user) -> bool:
    return bool(getattr(user, "is_active", False) and user.has_perm(MODERATE))


def is_contributor(submission: Submission, user) -> bool:
    """Says whether a signed-in person sent it; a guest shows the secret link instead."""
    return bool(user is not None and user.is_authenticated and submission.contributor_id == user.pk)
