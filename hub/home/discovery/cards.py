"""What the picture of a page says, and where it is."""

from __future__ import annotations

from django.urls import reverse
from wagtail.models import Page

from hub.core.addresses import absolute_url
from hub.core.social_images import Card
from hub.home.models import HomePage, SiteIdentity
from knowledge.models import DomainPage, EntryPage


def card_of(page: Page, identity: SiteIdentity) -> Card:
    """Returns what the picture of a specific page says."""
    if isinstance(page, EntryPage):
        return Card(page.title, identity.name, page.code or "", page.kind.label)
    if isinstance(page, HomePage):
        return Card(page.headline, identity.name)
    if isinstance(page, DomainPage):
        return Card(page.heading or page.title, identity.name)
    return Card(page.title, identity.name)


def card_url(page: Page, card: Card) -> str:
    """Returns the absolute address of a page's picture, another one whenever the picture changes."""
    return absolute_url(reverse("social_image", args=[page.pk, card.digest]))
