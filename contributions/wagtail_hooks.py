"""What contributions add to the admin: the moderators' desk with its menu, lists and panels."""

from django.contrib.auth.models import Permission
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from contributions.newsletter.letters.viewsets import LetterViewSet
from contributions.submissions.desk.bulk_actions import DeclineMany, SpamMany
from contributions.submissions.desk.dashboard import WaitingForReview
from contributions.submissions.desk.policies import CODENAME, DeskPolicy
from contributions.submissions.desk.preferences import DeskPanel
from contributions.submissions.desk.viewsets import DeskGroup
from contributions.submissions.models import Blocked, Decision, DecisionReason, Submission
from contributions.testimonials import desk as testimonials

# Before anything asks for the policy of a model, or Wagtail makes its own.
register_permission_policy(Submission, DeskPolicy(Submission, ["view"]))
register_permission_policy(Decision, DeskPolicy(Decision, ["view"]))
register_permission_policy(DecisionReason, DeskPolicy(DecisionReason, ["add", "change", "delete", "view"]))
register_permission_policy(Blocked, DeskPolicy(Blocked, ["delete", "view"]))

hooks.register("register_bulk_action", DeclineMany)
hooks.register("register_bulk_action", SpamMany)
hooks.register("register_account_settings_panel", DeskPanel)


@hooks.register("register_admin_viewset")
def register_desk() -> DeskGroup:
    return DeskGroup()


@hooks.register("construct_homepage_panels")
def add_waiting(request, panels) -> None:
    panels.append(WaitingForReview())


@hooks.register("register_permissions")
def register_desk_permission():
    """Lets administrators seat other groups at the desk."""
    return Permission.objects.filter(content_type__app_label="contributions", codename=CODENAME)


hooks.register("register_admin_urls", testimonials.urls)
hooks.register("register_admin_menu_item", testimonials.menu_item)


@hooks.register("register_admin_viewset")
def register_letters() -> LetterViewSet:
    return LetterViewSet()
