"""What the site's settings say about the sender of its mail."""

from django.conf import settings
from wagtail.models import Site

from hub.core.mail.identity import Identity
from hub.home.models import SiteIdentity


def identity() -> Identity:
    """Returns the name and address of the default site; the environment's address where editors gave none."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return Identity(settings.WAGTAIL_SITE_NAME, settings.MAIL_POSTAL_ADDRESS, settings.SITE_URL)
    known = SiteIdentity.for_site(site)
    return Identity(known.name, known.postal_address or settings.MAIL_POSTAL_ADDRESS, settings.SITE_URL)
