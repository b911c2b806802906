"""What scripts add: themes, copying that says so, tabs by keyboard, the current place, thanks."""

import pytest

from knowledge.counters import buffer, fold
from knowledge.models import EntryCount

pytestmark = pytest.mark.browser


def test_the_keyboard_reaches_the_content_first(visit):
    page = visit(viewport={"width": 1280, "height": 800}).page
    page.goto("/questions/")

    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    assert page.locator(":focus").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_facets_are_set_and_sent_by_keyboard(visit):
    page = visit(viewport={"width": 1280, "height": 800}).page
    page.goto("/questions/")
    page.get_by_role("group", name="Level").get_by_role("checkbox", name="Senior").focus()

    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**level=senior**")

    assert page.get_by_role("link", name="Remove Senior").is_visible()


def test_the_theme_goes_round_and_is_remembered(visit):
    page = visit(color_scheme="light").page
    page.goto("/")
    toggle = page.locator(".theme-toggle")
    ground = "getComputedStyle(document.body).backgroundColor"
    system = page.evaluate(ground)

    toggle.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("status").inner_text() == "Theme: light"
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Theme: dark").count() == 1
    dark = page.evaluate(ground)
    page.goto("/about/")
    assert page.evaluate(ground) == dark != system
    page.locator(".theme-toggle").click()

    assert page.evaluate("localStorage.getItem('theme')") is None
    assert page.evaluate(ground) == system


def test_a_copied_file_is_announced_and_counted_once(visit, archive):
    one = visit(permissions=["clipboard-read", "clipboard-write"])
    one.page.goto(archive["snippet"].url)
    buffer.discard()
    button = one.page.locator(".code-panel:visible .copy").first

    with one.page.expect_response(f"**/e/{archive['snippet'].code}/used/") as answer:
        button.click()

    assert answer.value.status == 204
    assert one.page.get_by_role("status").inner_text() == "Copied to clipboard"
    assert one.page.evaluate("navigator.clipboard.readText()").startswith("def answer() -> int:")


def test_a_comparison_copies_its_result(visit, archive):
    page = visit(permissions=["clipboard-read", "clipboard-write"]).page
    page.goto(archive["debug"].url)
    page.locator(".diff .copy").click()
    page.get_by_text("Copied", exact=True).wait_for()

    assert page.evaluate("navigator.clipboard.readText()").strip() == "rows = []\nprint(rows)"


def test_the_permanent_link_is_copied_whole(visit, archive):
    page = visit(permissions=["clipboard-read", "clipboard-write"]).page
    page.goto(archive["debug"].url)
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied", exact=True).wait_for()

    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith("http")
    assert link.endswith(f"/e/{archive['debug'].code}/")


def test_files_are_tabs_with_arrow_keys(visit, archive):
    page = visit().page
    page.goto(archive["snippet"].url)
    first, second = page.get_by_role("tab").all()

    first.focus()
    page.keyboard.press("ArrowRight")

    assert second.get_attribute("aria-selected") == "true"
    assert page.get_by_role("tabpanel", name="test_tool.py").is_visible()
    page.keyboard.press("Home")
    assert first.get_attribute("aria-selected") == "true"


def test_the_contents_show_where_one_is(visit, archive):
    page = visit(viewport={"width": 1280, "height": 700}).page
    page.goto(archive["question"].url)
    current = page.locator(".toc [aria-current]")
    assert current.inner_text() == "The question"

    page.locator("#deep-dive").evaluate("(heading) => heading.scrollIntoView()")
    page.locator('.toc [aria-current]:text-is("Deep dive")').wait_for()

    assert current.count() == 1


def test_it_helped_stays_on_the_page_and_says_thank_you(visit, archive):
    page = visit().page
    page.goto(archive["debug"].url)
    page.get_by_role("button", name="It helped").click()

    page.get_by_role("status").get_by_text("Thank you").wait_for()
    assert page.get_by_role("button", name="Thank you").get_attribute("aria-disabled") == "true"


def test_reading_an_entry_is_counted(visit, archive):
    page = visit(user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0").page
    before = EntryCount.objects.get(pk=archive["design"].pk).views

    with page.expect_response(f"**/e/{archive['design'].code}/seen/") as answer:
        page.goto(archive["design"].url)
    assert answer.value.status == 204
    buffer.flush()
    fold()

    assert EntryCount.objects.get(pk=archive["design"].pk).views == before + 1


def test_the_menu_of_a_phone_closes_on_escape(visit):
    page = visit(viewport={"width": 390, "height": 800}).page
    page.goto("/")
    page.locator(".site-menu summary").click()
    assert page.locator(".site-menu").get_attribute("open") is not None

    page.keyboard.press("Escape")

    assert page.locator(".site-menu").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
