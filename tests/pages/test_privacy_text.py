"""What the privacy page promises is what the code does, and an owner's own words are left alone."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Site

from contributions.gate.forgetting import PASSAGES_LAST, SENDERS_LAST
from contributions.newsletter.services import LEFT_ARE_KEPT
from contributions.testimonials.lifetime import CONFIRMED_WITHIN
from contributions.testimonials.models import SHOWN_FOR
from hub.accounts.forgetting import UNCONFIRMED
from hub.core.mail.recovery import ADDRESS_KEPT
from hub.home import texts
from hub.home.models import SiteTexts

MIGRATION = "0010_privacy_of_contributions"
TOLD = " ".join(texts.PRIVACY.split())


@pytest.mark.parametrize(
    ("lasts", "promised"),
    [
        (SENDERS_LAST, "network's address for ninety days"),
        (PASSAGES_LAST, "the text for two days"),
        (SHOWN_FOR, "for three years unless"),
        (CONFIRMED_WITHIN, "What nobody confirms is deleted after two weeks"),
        (LEFT_ARE_KEPT, "until thirty days after you leave"),
        (ADDRESS_KEPT, "to whom, after ninety days"),
        (UNCONFIRMED, "nobody confirms is deleted after thirty days"),
    ],
)
def test_what_is_kept_lasts_as_long_as_promised(lasts, promised):
    words = {2: "two days", 14: "two weeks", 30: "thirty days", 90: "ninety days", 3 * 365: "three years"}
    assert words[lasts // timedelta(days=1)] in promised
    assert promised in TOLD


@pytest.mark.django_db
def test_it_is_read_at_its_address(client):
    page = " ".join(client.get("/privacy/").text.split())
    for heading in ("What sending something leaves behind", "Notes of readers", "Mail", "Accounts"):
        assert f">{heading}</h2>" in page


def told_before(name: str) -> str:
    state = MigrationLoader(connection).project_state([("home", name)])
    return state.apps.get_model("home", "SiteTexts")._meta.get_field("privacy").default


def after_migrating(text: str) -> str:
    site = Site.objects.get(is_default_site=True)
    SiteTexts.objects.update_or_create(site=site, defaults={"privacy": text})
    import_module(f"hub.home.migrations.{MIGRATION}").tell_all(apps, None)
    return SiteTexts.objects.get(site=site).privacy


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["0001_initial", "0008_privacy_of_accounts"])
def test_a_text_nobody_changed_tells_all_now(name):
    before = told_before(name)
    assert before != texts.PRIVACY
    assert after_migrating(before) == texts.PRIVACY
    assert after_migrating(before.replace("\n", "\r\n").strip()) == texts.PRIVACY, "saved in a browser"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "We keep nothing.", "0008 and a word"])
def test_a_text_of_the_owner_stays(text):
    own = text if text != "0008 and a word" else f"{told_before('0008_privacy_of_accounts')}\nAsk Ada."
    assert after_migrating(own) == own
