"""Whatever dies, nobody gets a letter twice, and nobody is left out without a word about why."""

import pytest
from django.db import connection

from bench import letters
from tests.processes import database_url

READERS, KILLS, EVERY = 1000, 5, 50  # `make bench` sends to ten times as many


@pytest.mark.django_db(transaction=True)
def test_a_letter_survives_killed_workers_and_a_server_that_hangs_up(settings, tmp_path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

    done = letters.send(
        letters.subscribe(READERS), directory=tmp_path, database_url=database_url(), kills=KILLS, every=EVERY
    )

    assert done.twice == []
    assert done.missing_without_reason == []
    assert done.wrongly_called_sent == []
    assert done.mails.keys() == done.readers
    assert set(done.states) <= {"sent", "unknown"}
    # The worst really happened, and cost no more than the mails that were in the air.
    assert len(done.kills) == KILLS
    assert len(done.dropped) >= READERS // EVERY - KILLS
    assert bool(done.cut) == (connection.vendor == "postgresql")
    assert done.states["unknown"] <= len(done.dropped) + KILLS + done.cut
    assert len(done.taken) >= READERS - done.states["unknown"]
