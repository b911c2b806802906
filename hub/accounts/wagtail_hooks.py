"""Where editors find what is set at the site's own account pages."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks


@hooks.register("register_account_menu_item")
def own_page(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("me"),
        "label": "Password, address and second factor",
        "help_text": "They are changed on your own page of the site.",
    }
