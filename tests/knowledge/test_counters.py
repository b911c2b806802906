"""Readers are counted and not watched: no cookie, no stored address, and numbers that survive a crash."""

import datetime
import signal
import time
from collections import Counter

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge import counters, visitors
from knowledge.models import DailyCount, EntryCount, Event, PendingCount, RetiredCode
from tests.factories import CodeSnippetPageFactory
from tests.processes import start, wait_for
from tests.together import run_together

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def post(entry_or_code, event="seen", *, address="192.0.2.1", agent=FIREFOX, client=None, **headers):
    code = getattr(entry_or_code, "code", entry_or_code)
    client = client or Client(enforce_csrf_checks=True)
    return client.post(f"/e/{code}/{event}/", headers={"User-Agent": agent, **headers}, REMOTE_ADDR=address)


def counted() -> Counter:
    """What was counted so far and not yet written, by event."""
    total = Counter()
    for (_, _, event), number in counters.buffer._numbers.items():
        total[event] += number
    return total


def settle() -> None:
    """Writes and folds everything."""
    counters.buffer.flush()
    counters.fold()


@pytest.fixture
def snippet(db):
    return CodeSnippetPageFactory(live=True)


class TestEndpoints:
    @pytest.mark.parametrize(("name", "event"), [("seen", "view"), ("used", "use"), ("helped", "helped")])
    def test_each_counts_its_event_and_says_nothing(self, snippet, name, event):
        response = post(snippet, name)
        assert (response.status_code, response.content) == (204, b"")
        assert counted() == {event: 1}

    def test_no_cookie_is_set_and_nothing_is_kept_by_anybody(self, snippet):
        response = post(snippet)
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert "Vary" not in response or "Cookie" not in response["Vary"]

    def test_a_plain_form_leads_back_to_the_entry(self, snippet):
        response = post(snippet, "helped", Accept="text/html,*/*;q=0.8")
        assert response.status_code == 303
        assert response["Location"].endswith(f"/snippets/{snippet.slug}/#thanks")
        assert counted() == {"helped": 1}

    def test_the_code_may_be_written_in_small_letters(self, snippet):
        assert post(snippet.code.lower()).status_code == 204

    def test_an_unknown_code_is_404_and_a_retired_one_410(self, db):
        RetiredCode.objects.create(code="PY-S-001", title="Gone")
        assert post("PY-S-002").status_code == 404
        assert post("PY-S-001").status_code == 410

    def test_a_draft_is_not_counted(self, db):
        assert post(CodeSnippetPageFactory()).status_code == 404

    @pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
    def test_only_a_post_counts(self, snippet, client, method):
        assert getattr(client, method)(f"/e/{snippet.code}/seen/").status_code == 405
        assert not counted()

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://elsewhere.example"},
            {"Origin": "null"},
            {"Origin": "http://testserver.elsewhere.example"},
            {"Origin": "http://["},
        ],
    )
    def test_another_site_may_not_count(self, snippet, headers):
        assert post(snippet, **headers).status_code == 403
        assert not counted()

    def test_our_own_pages_may(self, snippet):
        headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver", "Sec-Fetch-Mode": "cors"}
        assert post(snippet, **headers).status_code == 204

    def test_the_session_is_never_read(self, snippet, administrator):
        client = Client(enforce_csrf_checks=True)
        client.force_login(administrator)
        with CaptureQueriesContext(connection) as queries:
            post(snippet, client=client)
        assert not [query for query in queries if "session" in query["sql"]]

    def test_a_flood_from_one_address_is_refused_and_not_from_another(self, snippet):
        answers = Counter(post(snippet).status_code for _ in range(visitors.EVENTS_A_MINUTE + 5))
        assert answers[429] == pytest.approx(5, abs=5)  # a minute may turn meanwhile
        assert post(snippet, address="192.0.2.2").status_code == 204

    def test_nothing_is_written_while_a_visitor_waits(self, snippet):
        with CaptureQueriesContext(connection) as queries:
            post(snippet)
        assert not [query for query in queries if not query["sql"].startswith("SELECT")]


class TestWhoCounts:
    def test_a_visitor_counts_once_a_day_for_each_thing(self, snippet):
        for event in ("seen", "seen", "used", "seen"):
            assert post(snippet, event).status_code == 204
        assert counted() == {"view": 1, "use": 1}

    def test_two_visitors_count_twice(self, snippet):
        post(snippet, address="192.0.2.1")
        post(snippet, address="192.0.2.2")
        post(snippet, address="192.0.2.2", agent=FIREFOX.replace("140", "141"))
        assert counted() == {"view": 3}

    def test_a_household_with_changing_ipv6_addresses_counts_once(self, snippet):
        post(snippet, address="2001:db8:1:2::1")
        post(snippet, address="2001:db8:1:2:ffff::9")
        post(snippet, address="2001:db8:1:3::1")
        assert counted() == {"view": 2}

    @pytest.mark.parametrize(
        "agent",
        [
            "",
            " ",
            "Googlebot/2.1",
            "curl/8.5",
            "python-requests/2.31",
            "Mozilla/5.0 (compatible; bingbot/2.0)",
        ],
    )
    def test_robots_get_the_same_answer_and_do_not_count(self, snippet, agent):
        assert post(snippet, agent=agent).status_code == 204
        assert not counted()

    @pytest.mark.parametrize("header", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}])
    def test_a_page_fetched_ahead_does_not_count(self, snippet, header):
        post(snippet, **header)
        assert not counted()

    def test_a_forwarded_address_is_not_believed(self, snippet):
        for number in range(5):
            post(snippet, **{"X-Forwarded-For": f"198.51.100.{number}"})
        assert counted() == {"view": 1}

    def test_unless_a_trusted_proxy_adds_it(self, snippet, settings):
        settings.TRUSTED_PROXIES = ["192.0.2.0/24"]
        for claimed in ("1.1.1.1", "2.2.2.2"):  # what the sender wrote itself
            post(snippet, **{"X-Forwarded-For": f"{claimed}, 198.51.100.7, 192.0.2.9"})
        post(snippet, **{"X-Forwarded-For": "198.51.100.8"})
        assert counted() == {"view": 2}

    @pytest.mark.parametrize("value", ["", "garbage", ",,,", "::1%eth0", "999.1.1.1", "x" * 9000])
    def test_nonsense_in_that_header_is_harmless(self, snippet, settings, value):
        settings.TRUSTED_PROXIES = ["192.0.2.0/24", "unix"]
        assert post(snippet, **{"X-Forwarded-For": value}).status_code == 204
        assert post(snippet, address="", **{"X-Forwarded-For": value}).status_code == 204


class TestForgetting:
    """Whoever has the whole cache of one day cannot tell who was there on another."""

    TODAY = datetime.date(2026, 3, 1)
    TOMORROW = datetime.date(2026, 3, 2)
    WHO = ("event", "192.0.2.1", FIREFOX, "1", "view")

    def test_the_same_visitor_leaves_another_mark_on_another_day(self):
        assert visitors._digest(self.TODAY, *self.WHO) == visitors._digest(self.TODAY, *self.WHO)
        assert visitors._digest(self.TODAY, *self.WHO) != visitors._digest(self.TOMORROW, *self.WHO)

    def test_the_key_of_a_day_goes_when_the_next_begins(self):
        before = visitors._digest(self.TODAY, *self.WHO)
        visitors._digest(self.TOMORROW, *self.WHO)
        assert cache.get(visitors.salt_key(self.TODAY)) is None
        assert visitors._digest(self.TODAY, *self.WHO) != before

    def test_key_and_marks_expire_by_themselves_at_midnight(self, monkeypatch):
        kept = {}
        monkeypatch.setattr(cache, "add", lambda key, value, timeout: kept.setdefault(key, timeout))
        visitors.is_first_today(address="192.0.2.1", agent=FIREFOX, entry_id=1, event="view")
        assert len(kept) == 2
        midnight = (timezone.localtime() + datetime.timedelta(days=1)).replace(hour=0, minute=0, second=0)
        left = (midnight - timezone.localtime()).total_seconds()
        assert all(0 < timeout <= left + 1 for timeout in kept.values())

    def test_neither_address_nor_browser_is_written_anywhere(self, snippet, caplog):
        post(snippet)
        settle()
        assert "192.0.2.1" not in caplog.text
        assert not any("192.0.2.1" in key or "Firefox" in key for key in cache._cache)
        columns = {field.name for field in PendingCount._meta.fields}
        assert columns == {"id", "entry_number", "day", "event", "number", "batch"}


class TestTotals:
    def test_views_uses_and_thanks_reach_the_entry(self, snippet):
        for number in range(3):
            post(snippet, "seen", address=f"192.0.2.{number}")
        post(snippet, "used")
        post(snippet, "helped")
        settle()
        count = EntryCount.objects.get(entry=snippet)
        assert (count.views, count.uses, count.helped, count.uses_this_week) == (3, 1, 1, 1)
        assert not PendingCount.objects.exists()

    def test_later_numbers_are_added(self, snippet):
        for address in ("192.0.2.1", "192.0.2.2"):
            post(snippet, "used", address=address)
            settle()
        assert EntryCount.objects.get(entry=snippet).uses == 2
        assert DailyCount.objects.get(entry=snippet).number == 2

    def test_folding_twice_adds_once(self, snippet):
        post(snippet)
        settle()
        assert counters.fold() == 0
        assert EntryCount.objects.get(entry=snippet).views == 1

    def test_this_week_is_the_last_seven_days(self, snippet):
        today = timezone.localdate()
        for days, number in ((0, 1), (6, 10), (7, 100), (30, 1000)):
            day = today - datetime.timedelta(days=days)
            DailyCount.objects.create(entry=snippet, day=day, event=Event.USE, number=number)
        DailyCount.objects.create(entry=snippet, day=today, event=Event.VIEW, number=5000)
        EntryCount.objects.create(entry=snippet, uses_this_week=999)
        counters.recount_week()
        assert EntryCount.objects.get(entry=snippet).uses_this_week == 11

    def test_a_week_without_use_ends_at_zero(self, snippet):
        EntryCount.objects.create(entry=snippet, uses=5, uses_this_week=5)
        counters.recount_week()
        assert EntryCount.objects.get(entry=snippet).uses_this_week == 0

    def test_an_entry_deleted_meanwhile_does_not_hold_up_the_others(self, snippet):
        gone = CodeSnippetPageFactory(live=True)
        post(gone)
        post(snippet)
        gone.delete()
        settle()
        assert EntryCount.objects.get().entry_id == snippet.pk
        assert not PendingCount.objects.exists()

    def test_publishing_an_old_revision_does_not_touch_them(self, snippet):
        old = snippet.get_latest_revision()
        post(snippet, "used")
        settle()
        snippet.change_kind, snippet.change_note = "typo", "A comma."
        snippet.save_revision().publish()
        content = {**old.content, "change_kind": "typo", "change_note": "Back again."}
        old.content = content
        old.save()
        old.publish()
        count = EntryCount.objects.get(entry=snippet)
        assert (count.uses, count.uses_this_week) == (1, 1)

    def test_the_number_of_statements_does_not_depend_on_how_much_is_pending(self, db):
        def statements(entries: int) -> int:
            today = timezone.localdate()
            pages = [CodeSnippetPageFactory() for _ in range(entries)]
            for page in pages:
                for _ in range(3):
                    PendingCount.objects.create(entry_number=page.pk, day=today, event="use", number=1)
            with CaptureQueriesContext(connection) as queries:
                assert counters.fold() == entries * 3
            return len(queries)

        assert statements(2) == statements(6)

    def test_the_buffer_is_bounded(self, monkeypatch):
        monkeypatch.setattr(counters, "MAX_KEYS", 10)
        for entry in range(50):
            counters.buffer.add(entry, Event.VIEW)
        counters.buffer.add(3, Event.VIEW)
        assert len(counters.buffer._numbers) == 10
        assert counted() == {"view": 11}


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_threads_that_count_write_and_fold_at_once_lose_nothing(self):
        pages = [CodeSnippetPageFactory(live=True) for _ in range(3)]

        def work(number: int) -> None:
            for page in pages:
                for _ in range(20):
                    counters.buffer.add(page.pk, Event.USE)
                counters.buffer.flush()
                counters.fold()

        run_together(work, range(8))
        settle()
        assert list(EntryCount.objects.values_list("uses", flat=True)) == [160] * 3
        assert sum(DailyCount.objects.values_list("number", flat=True)) == 480

    def test_it_is_written_without_being_asked(self, monkeypatch):
        monkeypatch.setattr(counters, "FLUSH_SECONDS", 0.1)
        counters.buffer.add(1, Event.VIEW)
        deadline = time.monotonic() + 10
        while not PendingCount.objects.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert PendingCount.objects.get().number == 1


COUNT = (
    "from knowledge import counters\n"
    "from knowledge.models import PendingCount\n"
    "import os, signal, time\n"
    "def count(number):\n"
    "    for _ in range(number): counters.buffer.add({pk}, 'view')\n"
)


@pytest.mark.django_db(transaction=True)
class TestCrash:
    """Real processes that end in every way a process can."""

    def views(self, page) -> int:
        counters.fold()
        return sum(EntryCount.objects.filter(entry=page).values_list("views", flat=True))

    def test_a_killed_process_loses_one_interval_at_most(self):
        page = CodeSnippetPageFactory(live=True)
        process = start(
            COUNT.format(pk=page.pk) + "counters.FLUSH_SECONDS = 0.1; count(10)\n"
            "while not PendingCount.objects.exists(): time.sleep(0.05)\n"
            "counters.FLUSH_SECONDS = 60; count(5)\n"
            "print('counted', flush=True); time.sleep(60)\n"
        )
        wait_for(process, "counted")
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert self.views(page) == 10

    def test_a_process_that_ends_in_order_loses_nothing(self):
        page = CodeSnippetPageFactory(live=True)
        process = start(COUNT.format(pk=page.pk) + "count(7)\n")
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert self.views(page) == 7

    def test_a_forked_child_does_not_write_its_parents_numbers_again(self):
        page = CodeSnippetPageFactory(live=True)
        process = start(
            COUNT.format(pk=page.pk) + "from django.db import connections\n"
            "count(3); connections.close_all()\n"
            "child = os.fork()\n"
            "count(2)\n"
            "if child: os.waitpid(child, 0)\n"
        )
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert self.views(page) == 3 + 2 + 2

    def test_a_scheduler_killed_while_folding_counts_nothing_twice(self):
        page = CodeSnippetPageFactory(live=True)
        for _ in range(4):
            PendingCount.objects.create(
                entry_number=page.pk, day=timezone.localdate(), event="view", number=5
            )
        process = start(
            COUNT.format(pk=page.pk) + "from django.db import transaction\n"
            "with transaction.atomic():\n"
            "    assert counters.fold() == 4\n"
            "    print('folded', flush=True); time.sleep(60)\n"
        )
        wait_for(process, "folded")
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert PendingCount.objects.count() == 4
        assert self.views(page) == 20
        assert DailyCount.objects.get().number == 20
