"""Everything works without JavaScript: filters, disclosures, files, feedback."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visit):
    return visit(java_script_enabled=False, viewport={"width": 390, "height": 800}).page


def test_filters_are_a_form_with_visible_fields(page, archive):
    page.goto("/questions/")
    page.get_by_role("group", name="Level").get_by_role("checkbox", name="Senior").check()
    page.get_by_role("button", name="Apply filters").click()

    assert "level=senior" in page.url
    assert page.get_by_role("list", name="Active filters").get_by_text("Senior").is_visible()


def test_sorting_is_a_form(page, archive):
    page.goto("/questions/")
    page.get_by_label("Sort by").select_option("hardest")
    page.get_by_role("button", name="Sort").click()

    assert "sort=hardest" in page.url


def test_every_file_of_a_snippet_is_in_view(page, archive):
    page.goto(archive["snippet"].url)

    assert [one.is_visible() for one in page.locator(".code-tabs pre").all()] == [True, True]


def test_disclosures_open(page, archive):
    page.goto(archive["question"].url)
    answer = page.get_by_text("It is not.")
    assert not answer.is_visible()

    page.get_by_text("Show the answer").click()

    assert answer.is_visible()


def test_the_menu_opens(page, archive):
    page.goto("/")
    page.locator(".site-menu summary").click()

    assert (
        page.get_by_role("navigation", name="Main, small screens").get_by_text("Security topics").is_visible()
    )


def test_thanks_come_back_to_the_entry(page, archive):
    page.goto(archive["debug"].url)
    page.get_by_role("button", name="It helped").click()

    assert page.url.endswith(f"{archive['debug'].url}#thanks")


def test_what_needs_a_script_is_not_offered(page, archive):
    page.goto(archive["snippet"].url)

    assert page.locator(".copy:visible, .theme-toggle:visible").count() == 0
