"""The search asks the database the same number of questions however much the archive holds."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages.archive import fill_archive

pytestmark = pytest.mark.django_db

SEARCHES = [
    "/search/?q=answer",
    "/search/?q=answer&level=senior&sort=newest",
    "/search/?q=kind:debug",
    "/search/suggest/?q=what+does",
]
PASTE = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: it broke'


def counts(client) -> dict[str, int]:
    found = {}
    for address in SEARCHES:
        client.get(address)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        found[address] = len(captured)
    for address in ("/search/trace/", "/fix"):
        with CaptureQueriesContext(connection) as captured:
            client.post(address, {"q": PASTE})
        found[address] = len(captured)
    return found


def test_three_times_the_entries_ask_the_same(client):
    fill_archive(5)  # so many that no search is asked again with fewer words, and more than a page shows
    before = counts(client)
    fill_archive(8)

    after = counts(client)
    # Where there is more, a search is asked again with less more rarely; never more often.
    assert {address: number for address, number in after.items() if number > before[address]} == {}
    assert max(before.values()) <= 16
