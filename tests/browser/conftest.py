"""A browser, an archive to look at, and a page that remembers what went wrong on it."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from hub.home.models import SiteIdentity
from tests import database
from tests.admin.conftest import signed_in
from tests.factories import DebugEntryPageFactory, QuestionPageFactory
from tests.pages.archive import fill_archive

LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6


@pytest.fixture(scope="session")
def chromium():
    """A running browser. Its driver keeps an event loop in this thread, which Django must be told."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM_PATH") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def live_server(django_db_setup):
    """As pytest-django's own, but made when the test database is a file: before that it is named as one in
    memory, and the server would share one SQLite connection between all its threads."""
    running = LiveServer("127.0.0.1")
    yield running
    running.stop()


@pytest.fixture
def pages_of(chromium, live_server):
    """Opens the admin as somebody who is signed in; no page may fail or break the policy."""
    contexts, problems = [], []

    def open_one(user, **options) -> Page:
        options = {"viewport": {"width": 1280, "height": 1000}, **options}
        context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce", **options)
        contexts.append(context)
        cookie = signed_in(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console", lambda said: problems.append(said.text) if "Content Security" in said.text else None
        )
        return page

    expect.set_options(timeout=20_000)
    yield open_one
    for context in contexts:
        context.close()
    assert problems == []


def faults_of(page: Page, addresses: list[str]) -> dict:
    """Returns what axe finds on pages with everything unfolded, and which of them scroll sideways."""
    found: dict = {}
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        for violation in Axe().run(page).response["violations"]:
            found[f"{address} {violation['id']}"] = [node["target"] for node in violation["nodes"]]
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found[f"{address} sideways"] = True
    return found


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    """One entry of every kind with all its fields, some with words that do not break, and an owner.

    Made once for a module of tests that only look, and taken away after the last.
    """
    with django_db_blocker.unblock():
        entries = fill_archive(2)
        site = Site.objects.get(is_default_site=True)
        SiteIdentity.objects.update_or_create(
            site=site, defaults={"email": "reader@example.org", "owner": "The Lamp Guild"}
        )
        entries["long"] = QuestionPageFactory(title=LONG[:255], summary=LONG, tags=[LONG[:100]], live=True)
        frames = "\n".join(f"  at frame {number} in {LONG[:90]}" for number in range(40))
        message = f"Error: {LONG}\n{frames}"[:4000]
        entries["trace"] = DebugEntryPageFactory(messages=[("item", message)], live=True)
        yield entries
        database.restore()


@pytest.fixture(scope="module")
def server(archive):
    """The address of a server over the archive. pytest-django's own would restore after every test."""
    running = LiveServer("127.0.0.1")
    yield running.url
    running.stop()


@pytest.fixture(scope="module")
def addresses(archive) -> list[str]:
    """One address of every sort of public page."""
    lists = ["/questions/?technology=nobody&level=senior", "/debug/", "/snippets/", "/design/", "/security/"]
    pages = [entry.url for entry in archive.values()]
    others = ["/about/", "/contact/", "/api/v1/docs", "/nowhere/", "/questions/?page=99"]
    return ["/", "/questions/", *lists, *pages, *others]


class Visit:
    """A browser context and what its pages complained about."""

    def __init__(self, browser, base: str, **options) -> None:
        self.base = base
        self.complaints: list[str] = []
        self.context = browser.new_context(base_url=base, reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)

    def _console(self, message) -> None:
        # A page that is meant to be missing is the one thing a browser may report.
        if message.type == "error" and "status of 404" not in message.text:
            self.complaints.append(f"{message.text} {message.location.get('url', '')}".strip())

    def _request(self, request) -> None:
        if request.url.startswith("http") and urlsplit(request.url).netloc != urlsplit(self.base).netloc:
            self.complaints.append(f"left the site for {request.url}")

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def visit(chromium, server):
    """Opens visits; every one must end without a complaint and without a cookie."""
    opened = []

    def open_visit(**options) -> Visit:
        opened.append(Visit(chromium, server, **options))
        return opened[-1]

    yield open_visit
    for one in opened:
        complaints, cookies = one.complaints, one.context.cookies()
        one.close()
        assert complaints == []
        assert cookies == []
