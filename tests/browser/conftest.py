"""A browser, an archive to look at, and a page that remembers what went wrong on it."""

import os
import shutil
from urllib.parse import urlsplit

import pytest

from hub.home.models import SiteIdentity
from tests.pages.archive import fill_archive

LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6


@pytest.fixture(scope="session")
def chromium():
    """A running browser. Its driver keeps an event loop in this thread, which Django must be told."""
    from playwright.sync_api import sync_playwright

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


@pytest.fixture
def archive(transactional_db, settings):
    """One entry of every kind with all its fields, one with words that do not break, and an owner."""
    from tests.factories import DebugEntryPageFactory, QuestionPageFactory

    entries = fill_archive(2)
    SiteIdentity.objects.update_or_create(
        site_id=_site(), defaults={"email": "reader@example.org", "owner": "Us"}
    )
    entries["long"] = QuestionPageFactory(title=LONG[:255], summary=LONG, tags=[LONG[:100]], live=True)
    lines = "\n".join(f"  at frame {number} in {LONG[:90]}" for number in range(40))
    entries["trace"] = DebugEntryPageFactory(messages=[("item", f"Error: {LONG}\n{lines}"[:4000])], live=True)
    return entries


def _site() -> int:
    from wagtail.models import Site

    return Site.objects.get(is_default_site=True).pk


@pytest.fixture
def addresses(archive) -> list[str]:
    """One address of every sort of public page."""
    lists = ["/questions/?technology=nobody&level=senior", "/debug/", "/snippets/", "/design/", "/security/"]
    return [
        "/",
        "/questions/",
        *lists,
        *(entry.url for entry in archive.values()),
        "/about/",
        "/contact/",
        "/nowhere/",
        "/questions/?page=99",
    ]


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
            self.complaints.append(message.text)

    def _request(self, request) -> None:
        if request.url.startswith("http") and urlsplit(request.url).netloc != urlsplit(self.base).netloc:
            self.complaints.append(f"left the site for {request.url}")

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def visit(chromium, live_server, archive):
    """Opens visits; every one must end without a complaint and without a cookie."""
    opened = []

    def open_visit(**options) -> Visit:
        opened.append(Visit(chromium, live_server.url, **options))
        return opened[-1]

    yield open_visit
    for one in opened:
        complaints, cookies = one.complaints, one.context.cookies()
        one.close()
        assert complaints == []
        assert cookies == []
