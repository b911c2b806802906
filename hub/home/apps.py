"""The front door: home page, site settings, and the pages made from them."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "hub.home"
    label = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from hub.core.kept import forget_on_change_of  # noqa: PLC0415
        from hub.home.models import HomePage, SiteIdentity, SiteTexts  # noqa: PLC0415

        forget_on_change_of(HomePage, SiteIdentity, SiteTexts)
