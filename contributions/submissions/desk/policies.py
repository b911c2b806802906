"""Who sees which list of the desk: one permission, to decide submissions, opens all of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from wagtail.permission_policies import ModelPermissionPolicy

from contributions.submissions.models import Submission
from contributions.submissions.permissions import MODERATE, may_moderate

CODENAME = MODERATE.partition(".")[2]


class DeskPolicy(ModelPermissionPolicy):
    """Lets everybody at the desk do the same few things with the rows of a model, and nobody anything else.

    Arguments:
        model: whose rows.
        actions: of `add`, `change`, `delete` and `view`.
    """

    def __init__(self, model: type[Model], actions: Iterable[str]) -> None:
        super().__init__(model, auth_model=Submission)
        self.actions = frozenset(actions)

    def user_has_permission(self, user, action: str) -> bool:
        return action in self.actions and may_moderate(user)

    def users_with_any_permission(self, actions: Iterable[str]):
        people = self._get_users_with_any_permission_codenames({CODENAME})
        return people if self.actions & set(actions) else people.none()
