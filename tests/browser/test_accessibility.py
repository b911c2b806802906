"""axe finds nothing on any page, in either theme, on a phone and on a desk; nothing scrolls sideways."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(visit, addresses, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme).page
    found = {}
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        for violation in Axe().run(page).response["violations"]:
            found[f"{address} {violation['id']}"] = [node["target"] for node in violation["nodes"]]

    assert found == {}


@pytest.mark.parametrize("width", [320, 640, 1024])
def test_nothing_scrolls_sideways(visit, addresses, width):
    page = visit(viewport={"width": width, "height": 800}).page
    wide = []
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            wide.append(address)

    assert wide == []


def test_forced_colours_and_print_still_show_the_entry(visit, archive):
    page = visit(forced_colors="active").page
    page.goto(archive["snippet"].url)
    page.emulate_media(media="print", forced_colors="active")

    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.locator(".site-header").is_visible()
    assert page.locator(".code-tabs pre").count() == 2
    assert all(one.is_visible() for one in page.locator(".code-tabs pre").all())
