"""`/healthz` speaks for the process alone; `/readyz` says what keeps the site from taking visitors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from hub.core.health import SILENCE
from hub.core.jobs import WORKER
from hub.core.models import SignOfLife
from hub.core.scheduler import SCHEDULER, show_life
from tests.processes import start

OK = {"database": "ok", "cache": "ok", "migrations": "ok", "worker": "ok", "scheduler": "ok"}


def test_the_process_answers_without_asking_anybody(client, django_assert_num_queries):
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db(transaction=True)
class TestReady:
    @pytest.fixture(autouse=True)
    def _everything_lives(self):
        show_life(WORKER)
        show_life(SCHEDULER)

    def checks(self, client, status: int) -> dict:
        response = client.get("/readyz")
        assert response.status_code == status, response.text
        assert response.json()["ready"] is (status == 200)
        return response.json()["checks"]

    def test_all_is_well(self, client):
        assert self.checks(client, 200) == OK

    def test_the_answer_is_never_kept_and_sets_no_cookie(self, client):
        response = client.get("/readyz")
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies

    @pytest.mark.parametrize("name", [WORKER, SCHEDULER])
    def test_a_process_that_has_gone_quiet_is_named(self, client, name):
        SignOfLife.objects.filter(name=name).update(seen_at=timezone.now() - SILENCE - timedelta(minutes=2))
        assert self.checks(client, 503) == {**OK, name: "no sign of life for 7 minutes"}

    @pytest.mark.parametrize("name", [WORKER, SCHEDULER])
    def test_so_is_one_that_never_started(self, client, name):
        SignOfLife.objects.filter(name=name).delete()
        assert self.checks(client, 503) == {**OK, name: "no sign of life yet"}

    def test_an_unapplied_migration_is_counted(self, client):
        MigrationRecorder(connection).migration_qs.filter(app="core").order_by("-pk").first().delete()
        assert self.checks(client, 503) == {**OK, "migrations": "1 not applied"}

    def test_a_newer_version_may_have_migrated_already(self, client):
        MigrationRecorder(connection).record_applied("core", "9999_from_tomorrow")
        assert self.checks(client, 200) == OK

    def test_a_cache_that_forgets_is_named(self, client, settings):
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
        assert self.checks(client, 503) == {**OK, "cache": "does not keep what it is given"}

    def test_a_cache_that_is_away_is_named_without_its_address(self, client, settings):
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "redis://127.0.0.1:1",
            }
        }
        assert self.checks(client, 503) == {**OK, "cache": "does not answer"}

    def test_it_costs_the_same_however_often_it_is_asked(self, client):
        for _ in range(20):
            assert self.checks(client, 200) == OK


ASK = (
    "from django.test import Client\n"
    "response = Client(raise_request_exception=False).get('/readyz')\n"
    "print(response.status_code, response.text, flush=True)\n"
)


def ask_with(monkeypatch, url: str) -> str:
    monkeypatch.setattr("tests.processes.database_url", lambda: url)
    process = start(ASK)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


@pytest.mark.django_db
class TestDatabaseAway:
    """In a process of its own, whose database is not there."""

    def test_it_is_named_and_nothing_is_said_about_where_it_should_be(self, monkeypatch):
        answer = ask_with(monkeypatch, "postgres://somebody:secret@127.0.0.1:9/nowhere")
        assert answer.startswith("503 ")
        assert '"database": "does not answer"' in answer
        assert '"cache": "ok"' in answer
        for word in ("somebody", "secret", "nowhere", "127.0.0.1", "refused"):
            assert word not in answer

    def test_an_empty_database_is_not_ready(self, monkeypatch, tmp_path):
        answer = ask_with(monkeypatch, f"sqlite:///{tmp_path}/empty.sqlite3")
        assert answer.startswith("503 ")
        assert '"database": "ok"' in answer
        assert 'not applied"' in answer
        assert '"worker": "the database cannot say"' in answer
