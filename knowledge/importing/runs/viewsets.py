"""The list of imports in the admin, with the pages of each below it."""

from __future__ import annotations

from django.urls import reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from knowledge.importing.runs import entry_views, views
from knowledge.models import Import


class ImportPolicy(ModelPermissionPolicy):
    """A record: what was imported is decided and undone, but nobody deletes that it was."""

    def user_has_permission(self, user, action) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"delete"})


class ImportViewSet(ModelViewSet):
    """Imports in the admin."""

    model = Import
    name = "imports"
    url_prefix = "imports"
    icon = "download"
    menu_label = "Imports"
    menu_order = 120
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    exclude_form_fields = ["options"]
    list_per_page = 50
    list_filter = ["state"]
    search_fields = ["title"]
    list_display = [
        TitleColumn("title", label="Import", get_url=lambda run: reverse("imports:one", args=[run.pk])),
        Column("state", label="State", accessor="get_state_display", sort_key="state", width="18%"),
        Column("total", label="Entries", width="10%"),
        Column("created_by", label="By", width="18%"),
        DateColumn("created_at", label="When", sort_key="created_at", width="14%"),
    ]

    @property
    def add_view(self):
        return views.bring_in

    def get_urlpatterns(self) -> list:
        kept = [one for one in super().get_urlpatterns() if one.name in {"index", "index_results", "add"}]
        return [*kept, *entry_views.PATTERNS]  # the menu leads to the first
