"""Pages ask the database the same number of questions however much the archive holds."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.home.models import SiteIdentity, SiteTexts
from tests.pages.archive import KINDS, LISTS, fill_archive

pytestmark = pytest.mark.django_db

ENTRY_BUDGET = 9  # one of them says where sites begin, which Wagtail then keeps in the cache
TEXTS = ("/about/", "/contact/", "/privacy/", "/licence/")
NOTHING = "/questions/?level=junior&difficulty_min=9"
FILTERS = "?difficulty_min=2&tag=alpha&tag=beta&sort=newest"


def queries(client, address: str) -> list[str]:
    """Returns what a page asks with a cold cache, after settings rows have been made."""
    assert client.get(address).status_code == 200
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def counts(client, addresses) -> dict[str, int]:
    return {address: len(queries(client, address)) for address in addresses}


def test_home_lists_and_texts_ask_the_same_at_three_times_the_size(client):
    fill_archive(2)
    addresses = ["/", *LISTS.values(), *(path + FILTERS for path in LISTS.values()), NOTHING, *TEXTS]

    before = counts(client, addresses)
    fill_archive(4)

    assert counts(client, addresses) == before


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_asks_no_more_than_its_budget(client, kind):
    before = queries(client, fill_archive(2)[kind].url)
    after = queries(client, fill_archive(4)[kind].url)

    assert len(after) == len(before)
    assert len(after) <= ENTRY_BUDGET, "\n".join(after)


@pytest.mark.parametrize("address", ["/", "/questions/", "/about/"])
def test_a_settings_model_is_asked_for_once(client, address):
    fill_archive()

    asked = queries(client, address)

    for model in (SiteIdentity, SiteTexts):
        assert sum(f'FROM "{model._meta.db_table}"' in sql for sql in asked) <= 1
