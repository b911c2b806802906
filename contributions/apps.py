"""The app of everything readers send."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = "Contributions"

    def ready(self) -> None:
        from contributions.submissions import receivers  # noqa: F401, PLC0415 - connects itself
