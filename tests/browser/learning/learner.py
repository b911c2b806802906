"""A learner at a browser: what they do on the pages, in the words of the page."""

import re
from datetime import datetime

from playwright.sync_api import Page, expect

from tests.accounts.conftest import PASSWORD
from tests.browser.conftest import Visit

# What a browser reports when it is offline, or when a request is answered as it should be.
EXPECTED = re.compile(r"ERR_INTERNET_DISCONNECTED|status of 40[14]")


class Learner:
    """One browser of a learner, with what it keeps.

    Arguments:
        base: the address of the site.
    """

    def __init__(self, chromium, base: str, **options) -> None:
        self.visit = Visit(chromium, base, **options)
        self.page: Page = self.visit.page

    @property
    def complaints(self) -> list[str]:
        return [words for words in self.visit.complaints if not EXPECTED.search(words)]

    @property
    def cookies(self) -> set[str]:
        return {cookie["name"] for cookie in self.visit.context.cookies()}

    def go(self, address: str) -> Page:
        self.page.goto(address)
        self.page.wait_for_function("!window.hub?.learner || window.hub.learner.ready.then(() => true)")
        return self.page

    def sign_in(self, user) -> None:
        self.page.goto("/accounts/login/")
        self.page.get_by_label("E-mail address").fill(user.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url("**/me/")
        self.page.wait_for_function("window.hub?.learner?.ready.then(() => true)")
        self.synchronise()

    def synchronise(self) -> None:
        self.page.evaluate("hub.learner.sync()")

    def offline(self, is_offline: bool = True) -> None:
        self.visit.context.set_offline(is_offline)

    def mark(self, module, name: str = "Done") -> None:
        """Goes to a module and presses one of its buttons."""
        self.go(module.url)
        self.press(name)

    def press(self, name: str) -> None:
        button = self.page.locator(".states").get_by_role("button", name=name, exact=True)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def state(self, code: str) -> str:
        return self.page.evaluate("(code) => hub.learner.ready.then(() => hub.learner.state(code))", code)

    def states(self, *modules) -> list[str]:
        return [self.state(module.code) for module in modules]

    def at(self, when: datetime) -> None:
        """Sets the clock of the browser."""
        self.page.clock.set_fixed_time(when)


def publish_again(entry, **changes) -> None:
    """Publishes an entry as an editor would, with the fields given."""
    entry.refresh_from_db()
    for name, value in {"change_kind": "typo", "change_note": "A word.", **changes}.items():
        setattr(entry, name, value)
    entry.save_revision().publish()
