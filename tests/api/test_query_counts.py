"""The API asks the database the same number of questions however much the archive holds."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from knowledge import kinds
from tests.pages.archive import KINDS, fill_archive

pytestmark = pytest.mark.django_db

BUDGETS = {
    "entries/?limit=100": 6,
    "entries/?limit=100&kind=question&kind=debug&tag=alpha&level=senior&updated_since=2020-01-01": 6,
    "search?q=sentence&limit=100": 16,
    "paths/": 5,
    "kinds": 2,
    "technologies": 2,
    "categories": 2,
}
ENTRY_BUDGET = 9


def queries(client, method: str, path: str, *more, **options) -> list[str]:
    ContentType.objects.get_for_models(*(kinds.page_model(kind.key) for kind in kinds.all_kinds()))
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        assert getattr(client, method)(f"/api/v1/{path}", *more, **options).status_code == 200
    return [query["sql"] for query in captured]


def test_lists_and_searches_ask_the_same_at_three_times_the_size(client):
    fill_archive(2)
    before = {path: queries(client, "get", path) for path in BUDGETS}
    fill_archive(4)
    after = {path: queries(client, "get", path) for path in BUDGETS}

    assert {path: len(asked) for path, asked in after.items()} == {
        path: len(asked) for path, asked in before.items()
    }
    for path, budget in BUDGETS.items():
        assert len(after[path]) <= budget, "\n".join(after[path])


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_asks_no_more_than_its_budget(client, kind):
    before = queries(client, "get", f"entries/{fill_archive(2)[kind].code}")
    after = queries(client, "get", f"entries/{fill_archive(4)[kind].code}")

    assert len(after) == len(before)
    assert len(after) <= ENTRY_BUDGET, "\n".join(after)


def test_a_match_asks_the_same_at_three_times_the_size(client):
    def ask() -> int:
        return len(queries(client, "post", "match-error", "ValueError: it broke", content_type="text/plain"))

    fill_archive(2)
    before = ask()
    fill_archive(4)

    assert ask() == before <= 2
