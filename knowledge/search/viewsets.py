"""The editors' list of promoted results."""

from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.admin.viewsets.model import ModelViewSet

from knowledge.models import EntryPage, Promotion


class PromotionViewSet(ModelViewSet):
    """Which entries stand above the results of which queries."""

    model = Promotion
    icon = "pick"
    menu_label = "Promoted results"
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["query", "entry", "position"]
    search_fields = ["query"]
    panels = [FieldPanel("query"), PageChooserPanel("entry", EntryPage), FieldPanel("position")]
