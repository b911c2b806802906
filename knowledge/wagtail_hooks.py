"""What the archive adds to the admin: lists and menus, the editor's endpoints, dashboard, audit log."""

from django.contrib.auth.models import Permission
from django.urls import path
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.log_actions import LogFormatter
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from knowledge import editor_views
from knowledge.bulk_actions import PublishEntries
from knowledge.dashboard import IncompleteDrafts, KindCounts, OverdueReviews
from knowledge.editing import EntryPages
from knowledge.importing.runs.services import LOGGED
from knowledge.importing.runs.viewsets import ImportPolicy, ImportViewSet
from knowledge.models import Import, RetiredCode
from knowledge.scheduling import REFUSED
from knowledge.search.viewsets import PromotionViewSet, report_menu_item, report_urls
from knowledge.viewsets import EntriesGroup, TaxonomyGroup


class RetiredCodePolicy(ModelPermissionPolicy):
    """A code retires when its entry is deleted, and stays retired: nobody adds or deletes one by hand."""

    def user_has_permission(self, user, action) -> bool:
        return action not in {"add", "delete"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"add", "delete"})


# Before anything asks for the policy of the model, or Wagtail makes its own.
register_permission_policy(RetiredCode, RetiredCodePolicy(RetiredCode))
register_permission_policy(Import, ImportPolicy(Import))

# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", PublishEntries, order=1000)


class ReadOnlyPages(PagesAdminAPIViewSet):
    """The admin's page API without its actions, which nothing in the admin uses: one door fewer."""

    actions: dict = {}


@hooks.register("construct_admin_api")
def close_api_actions(router) -> None:
    router.register_endpoint("pages", ReadOnlyPages)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list:
    return [EntryPages(), EntriesGroup(), TaxonomyGroup(), PromotionViewSet(), ImportViewSet()]


@hooks.register("register_admin_urls")
def register_editor_urls() -> list:
    return [
        path("markdown-preview/", editor_views.preview_markdown, name="markdown_preview"),
        path("entry-completion/", editor_views.complete_entry, name="entry_completion"),
    ]


@hooks.register("register_admin_urls")
def register_report_urls() -> list:
    return report_urls()


@hooks.register("register_reports_menu_item")
def register_report_menu_item():
    return report_menu_item()


@hooks.register("register_permissions")
def register_report_permission():
    """Lets administrators give the report to other groups too."""
    return Permission.objects.filter(content_type__app_label="knowledge", codename="view_searchcount")


@hooks.register("construct_homepage_panels")
def add_dashboard_panels(request, panels) -> None:
    panels += [OverdueReviews(), IncompleteDrafts()]


@hooks.register("construct_homepage_summary_items")
def add_kind_counts(request, items) -> None:
    items.append(KindCounts(request))


@hooks.register("construct_help_menu")
def hide_release_notes(request, items) -> None:
    """An editor's help is about this site, not about the software below it."""
    items[:] = [item for item in items if not item.name.startswith("whats-new")]


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    @actions.register_action(REFUSED)
    class Refused(LogFormatter):
        label = "Refuse publication"

        def format_message(self, log_entry) -> str:
            return f"Not published at its time: {log_entry.data.get('reasons', '')}"

    @actions.register_action(LOGGED)
    class StepOfAnImport(LogFormatter):
        label = "Import"

        def format_message(self, log_entry) -> str:
            return log_entry.data.get("what", "")
