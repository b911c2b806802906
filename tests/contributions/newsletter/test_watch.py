"""The form is no weapon: limits for one mail domain, and administrators hear of a flood once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from contributions.newsletter import services, watch
from contributions.newsletter.wishes import Wishes
from hub.core.models import OutgoingMail
from tests.contributions.newsletter.factories import queued
from tests.contributions.newsletter.test_pages import BROWSER, FORM, filled
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LETTERS = Wishes(letters=True)


@pytest.fixture(autouse=True)
def queue_only(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr("contributions.gate.visits.LEAST_SECONDS", -1)


def asked(number: int, *, ago: timedelta = timedelta(minutes=10), domain: str = "example.org") -> None:
    """Puts confirming mails into the queue as if so many addresses had been entered some time ago."""
    at = timezone.now() - ago
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            key=f"{watch.ASKED}{at:%d%H%M}{n}{domain}",
            category="status",
            recipient=f"p{n}@{domain}",
            created_at=at,
        )
        for n in range(number)
    )


def alarms() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(key__startswith="newsletter-spike:").order_by("pk"))


class TestDomain:
    @pytest.fixture(autouse=True)
    def few(self, settings):
        settings.GATE_AN_HOUR = {**settings.GATE_AN_HOUR, "domain": 5}

    def test_no_more_of_its_addresses_are_written_to_than_allowed_in_an_hour(self):
        asked(5, domain="victim.example")

        with pytest.raises(services.TooManyThere):
            services.ask("next@VICTIM.example", LETTERS, form="footer")

        services.ask("next@example.com", LETTERS, form="footer")
        services.ask("next@not-victim.example", LETTERS, form="footer")
        assert not queued("next@victim.example")

    def test_after_an_hour_they_are(self):
        asked(5, ago=timedelta(minutes=61), domain="victim.example")
        services.ask("next@victim.example", LETTERS, form="footer")
        assert len(queued("next@victim.example")) == 1

    def test_who_enters_one_is_told_at_the_field_and_keeps_what_was_typed(self):
        asked(5, domain="victim.example")
        client = Client(headers={"user-agent": BROWSER})

        response = client.post(FORM, filled(client, email="next@victim.example"))

        assert response.status_code == 422
        assert "many addresses at victim.example" in response.text
        assert 'value="next@victim.example"' in response.text


class TestAlarm:
    @pytest.fixture(autouse=True)
    def people(self):
        UserFactory(email="admin@example.org", is_superuser=True)
        UserFactory(email="gone@example.org", is_superuser=True, is_active=False)
        UserFactory(email="reader@example.org")

    def test_far_more_than_usual_is_told_to_every_administrator(self):
        asked(watch.AT_LEAST)

        assert watch.alert() == 1

        (mail,) = alarms()
        assert mail.recipient == "admin@example.org"
        assert mail.subject == f"{watch.AT_LEAST} addresses were entered for mail within an hour"
        assert "p1@example.org" not in mail.text + mail.html

    def test_once_in_a_period_and_again_in_the_next(self):
        asked(watch.AT_LEAST)
        for _ in range(3):
            watch.alert()
        assert len(alarms()) == 1

        later = timezone.now() + watch.QUIET + timedelta(hours=1)
        OutgoingMail.objects.filter(key__startswith=watch.ASKED).update(
            created_at=later - timedelta(minutes=5)
        )
        assert watch.alert(later) == 1

    def test_a_few_on_a_quiet_site_are_no_flood(self):
        asked(watch.AT_LEAST - 1)
        assert watch.alert() == 0

    def test_as_many_as_every_day_are_no_flood(self):
        for day in range(1, 14):
            for hour in range(0, 24, 2):
                asked(12, ago=timedelta(days=day, hours=hour))
        asked(watch.AT_LEAST + 10)
        assert watch.alert() == 0

    def test_what_was_entered_hours_ago_is_over(self):
        asked(200, ago=timedelta(hours=2))
        assert watch.alert() == 0

    def test_the_scheduler_looks(self):
        asked(watch.AT_LEAST)
        call_command("run_scheduler", "--once")
        assert len(alarms()) == 1


def test_who_enters_many_addresses_is_asked_for_work(settings):
    """The gate's limits hold for this form as for every other; here they are met by many addresses."""
    client = Client(headers={"user-agent": BROWSER})
    free = settings.GATE_AN_HOUR["sender_free"]
    answers = [
        client.post(FORM, filled(client, email=f"p{number}@d{number}.example")) for number in range(free + 2)
    ]
    assert [one.status_code for one in answers[:free]] == [302] * free
    assert {one.status_code for one in answers[free:]} == {200}
    assert "calculation" in answers[-1].text
    assert OutgoingMail.objects.count() == free
