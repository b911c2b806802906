"""The ground floor: what every app above may use and what knows nothing of them."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "hub.core"
    label = "core"
    verbose_name = "Core"
