"""The front door: home page, site settings, and the pages made from them."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "hub.home"
    label = "home"
    verbose_name = "Home"
