"""Who writes: what stands in the foot of every mail."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Identity:
    """The sender as readers know it.

    Arguments:
        name: of the site.
        postal_address: of its publisher, on one or several lines; many countries ask for it.
        url: of the site.
    """

    name: str
    postal_address: str = ""
    url: str = ""


def identity() -> Identity:
    """Returns what `settings.MAIL_IDENTITY`, the dotted path of a function, says about the sender."""
    return import_string(settings.MAIL_IDENTITY)()


def from_settings() -> Identity:
    """The identity of a site that keeps none in its database."""
    return Identity(settings.WAGTAIL_SITE_NAME, settings.MAIL_POSTAL_ADDRESS, settings.SITE_URL)
