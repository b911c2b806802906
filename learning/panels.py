"""What the editor of a path shows beside its fields."""

from __future__ import annotations

from wagtail.admin.panels import Panel

from learning.review import reviewed


class RoadPanel(Panel):
    """The modules of a path in order, with what each lacks and the ways to add and move them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "learning/admin/road.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context | {"path": self.instance, "modules": reviewed(self.instance)}
