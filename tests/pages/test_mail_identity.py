"""The foot of a mail names the site as its settings do."""

import pytest
from wagtail.models import Site

from hub.core.mail.identity import identity
from hub.home.models import SiteIdentity

pytestmark = pytest.mark.django_db


def test_the_site_s_settings_say_who_writes(settings):
    settings.MAIL_POSTAL_ADDRESS = "From the environment"
    known = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    known.name = "Answers of a team"
    known.save()
    assert (identity().name, identity().postal_address) == ("Answers of a team", "From the environment")

    known.postal_address = "Example Street 1\nExample Town"
    known.save()
    assert identity().postal_address == "Example Street 1\nExample Town"


def test_a_hub_without_a_site_still_signs_its_mail(settings):
    Site.objects.all().delete()
    assert identity().name == settings.WAGTAIL_SITE_NAME
