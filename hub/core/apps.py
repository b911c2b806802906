"""The ground floor: what every app above may use and what knows nothing of them."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "hub.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction, Site  # noqa: PLC0415

        from hub.core.images import image_html  # noqa: PLC0415
        from hub.core.kept import forget_on_change_of  # noqa: PLC0415
        from hub.core.mail.returned import provider  # noqa: F401, PLC0415 - connects itself
        from hub.core.rendering import register_image_resolver  # noqa: PLC0415

        register_image_resolver(image_html)
        forget_on_change_of(Site, PageViewRestriction)
