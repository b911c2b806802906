"""The benchmark of search: every lane is asked what the archive can answer, and sizes are compared."""

from io import StringIO

import pytest
from django.core.management import call_command

from bench.lanes import COLUMNS, measure, show
from bench.search import growth


def report(entries: int, milliseconds: float) -> dict:
    return {"entries": entries, "lanes": {"code": {"db_median": milliseconds}}}


def test_growth_stands_beside_that_of_the_logarithm():
    (one,) = growth([report(1_000, 2.0), report(1_000_000, 3.0)])
    assert (one["from"], one["to"], one["logarithm"]) == (1_000, 1_000_000, 2.0)
    assert one["lanes"] == {"code": 1.5}


def test_what_asks_nothing_does_not_grow():
    (one,) = growth([report(1_000, 0.0), report(1_000_000, 0.0)])
    assert one["lanes"] == {}


def test_a_single_size_has_no_growth():
    assert growth([report(1_000, 2.0)]) == []


@pytest.mark.django_db
class TestLanes:
    def test_every_lane_is_measured_and_shown(self, capsys):
        call_command("create_load_data", entries=250, stdout=StringIO())
        found = measure(rounds=1, seed=1)
        assert found["entries"] == 250
        assert {"code", "one word", "two words", "quoted", "typo", "prefix", "trace"} <= set(found["lanes"])
        assert found["lanes"].pop("empty page")["db_queries"] == 0
        for row in found["lanes"].values():
            assert set(row) == set(COLUMNS)
            assert row["db_queries"] > 0
            assert row["db_median"] > 0
        show(found)
        assert "three words" in capsys.readouterr().out

    @pytest.mark.postgres
    def test_postgresql_is_asked_the_bare_query_too(self):
        call_command("create_load_data", entries=250, stdout=StringIO())
        lanes = measure(rounds=1, seed=1)["lanes"]
        assert lanes["code"]["bare_median"] > 0
        assert lanes["trace"]["ratio"] > 0
