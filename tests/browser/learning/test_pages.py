"""Every page of learning is accessible in both themes and fits small screens."""

import pytest

from tests.accounts.conftest import account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser, modules, entry, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    path, ada = modules[0].get_parent().specific, account(email="ada@example.org")
    learner = browser(viewport={"width": width, "height": 900}, color_scheme=scheme)
    learner.mark(modules[0])
    learner.mark(modules[1], "Skip it")
    page = learner.go(entry.url)
    page.get_by_role("button", name="Bookmark", exact=True).click()
    learner.sign_in(ada)
    addresses = [path.url, modules[0].url, modules[2].url, entry.url, f"/practice/record/?path={path.code}"]
    found = {}
    for address in [*addresses, "/practice/bookmarks/", "/me/learning/", "/me/", "/accounts/logout/"]:
        learner.go(address)
        for violation in Axe().run(page).response["violations"]:
            found[f"{address} {violation['id']}"] = [node["target"] for node in violation["nodes"]]
    assert found == {}


def test_nothing_scrolls_sideways(browser, path, modules, entry):
    for width in (320, 640, 1024):
        learner = browser(viewport={"width": width, "height": 800})
        learner.mark(modules[0])
        learner.go(entry.url).get_by_role("button", name="Bookmark", exact=True).click()
        for address in (
            path.url,
            modules[0].url,
            "/practice/bookmarks/",
            "/me/learning/",
            f"/practice/record/?path={path.code}",
        ):
            page = learner.go(address)
            assert not page.evaluate("document.scrollingElement.scrollWidth > innerWidth"), (width, address)
