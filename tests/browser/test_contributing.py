"""Writing an entry in a browser: with and without scripts, on a phone, read by axe."""

import pytest

from contributions.gate.models import Passage
from contributions.submissions.models import Submission
from knowledge import kinds
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"  # no robot
READING = 3200  # milliseconds, more than a machine takes to fill in a form
TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bD1fG3hJ5"
DRAFTS = "Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"


@pytest.fixture
def write(chromium, server):
    """Opens visits that may send; every one must end without a complaint but a refused form."""
    opened = []

    def open_visit(**options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        opened.append(Visit(chromium, server, user_agent=AGENT, **options))
        return opened[-1].page

    yield open_visit
    complaints = [said for one in opened for said in one.complaints if "status of 422" not in said]
    for one in opened:
        one.close()
    Submission.objects.all().delete()
    Passage.objects.all().delete()
    assert complaints == []


@pytest.fixture(scope="module")
def forms(archive) -> list[str]:
    """The addresses of every form, with entries of every kind and one that is long."""
    new = [f"/contribute/{kind.key}/" for kind in kinds.all_kinds() if kind.from_readers]
    return ["/contribute/", *new, *(f"/contribute/correction/{entry.code}/" for entry in archive.values())]


def fill_in_question(page) -> None:
    page.locator("#id_title").fill("Why does a list keep its old default?")
    page.locator("#id_summary").fill("Defaults are made **once**, when the function is.")


def agree(page) -> None:
    page.get_by_label("I wrote this").check()
    page.wait_for_timeout(READING)


def send(page) -> None:
    page.get_by_role("button", name="Send").click()
    page.wait_for_load_state()


# --- Sending ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_a_newcomer_finds_the_form_and_sends_a_question(write, scripts):
    page = write(java_script_enabled=scripts, viewport={"width": 390, "height": 800})
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Contribute").click()
    page.get_by_role("main").get_by_role("link", name="Question").click()
    fill_in_question(page)
    agree(page)
    send(page)

    assert "/contribute/status/" in page.url
    assert Submission.objects.get().title == "Why does a list keep its old default?"


@pytest.mark.parametrize("scripts", [True, False])
def test_an_entry_leads_to_its_correction(write, archive, scripts):
    page = write(java_script_enabled=scripts)
    page.goto(archive["debug"].url)
    page.get_by_role("link", name="Suggest an improvement").click()
    page.get_by_label("What do you correct, and why?").fill("It was said twice.")
    page.get_by_label("What is wrong").fill("It is said once.")
    page.get_by_role("button", name="Preview").click()
    page.locator("#changes").wait_for()
    assert page.locator("#changes").get_by_text("It is said once.").is_visible()
    agree(page)
    send(page)

    assert Submission.objects.get().document.summary == "It is said once."


def test_an_error_nobody_explained_starts_the_form(write):
    page = write()
    page.goto("/")
    page.evaluate(
        """() => {
        const box = document.querySelector("textarea[name=q]");
        box.value = "Traceback (most recent call last):\\n  File \\"x.py\\", line 1\\nQuaxError: no quax at 7";
        box.form.submit();
    }"""
    )
    page.get_by_role("button", name="Explain it to others").click()
    page.wait_for_url("**/contribute/debug/start/")

    assert page.get_by_label("Message 1").input_value() == "QuaxError: no quax at 7"
    page.locator("#id_title").fill("There was no quax in the box")
    page.locator("#id_section-root_cause").fill("Nobody had put one in.")
    page.locator("#id_section-fix").fill("Put one in.")
    agree(page)
    send(page)
    assert Submission.objects.get().kind == "debug"


# --- What is wrong -----------------------------------------------------------------------------------------


def test_what_is_wrong_is_read_first_and_leads_to_its_field(write):
    page = write()
    page.goto("/contribute/question/")
    fill_in_question(page)
    page.get_by_text("More, if you have it").click()
    page.locator("#id_section-code").fill("```python\nopen")
    agree(page)
    send(page)

    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.locator(".error-summary a").click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert page.evaluate("document.activeElement.value") == "```python\nopen"


def test_a_secret_is_taken_out_before_it_is_kept(write):
    page = write(java_script_enabled=False)
    page.goto("/contribute/question/")
    fill_in_question(page)
    page.locator("#id_summary").fill(f"Never write {TOKEN} anywhere.")
    agree(page)
    send(page)
    assert page.locator("mark").first.is_visible()
    assert TOKEN not in page.locator("#id_summary").input_value()
    page.get_by_role("button", name="Send it like this").click()
    page.wait_for_load_state()

    assert TOKEN not in Submission.objects.get().text


# --- Draft -------------------------------------------------------------------------------------------------


def test_a_draft_comes_back_until_it_is_sent(write):
    page = write()
    page.goto("/contribute/debug/")
    page.locator("#id_title").fill("It broke once more")
    page.get_by_label("Message 1").fill("Error: one")
    page.get_by_role("button", name="Add another message").click()
    page.get_by_label("Message 2").fill("Error: two")
    page.get_by_label("E-mail").fill("writer@example.org")
    page.wait_for_timeout(800)
    assert "writer@example.org" not in page.evaluate("JSON.stringify(localStorage)")

    page.goto("/contribute/debug/")
    assert "is back" in page.locator(".draft-notice").inner_text()
    assert page.locator("#id_title").input_value() == "It broke once more"
    assert page.get_by_label("Message 2").input_value() == "Error: two"
    assert page.get_by_label("E-mail").input_value() == ""
    page.locator("#id_section-root_cause").fill("It was old.")
    page.locator("#id_section-fix").fill("Make it new.")
    agree(page)
    send(page)

    assert "/contribute/status/" in page.url
    assert page.evaluate(DRAFTS) == []


def test_a_draft_is_discarded(write):
    page = write()
    page.goto("/contribute/question/")
    fill_in_question(page)
    page.wait_for_timeout(800)
    page.goto("/contribute/question/")
    page.get_by_role("button", name="Discard it").click()

    assert page.locator("#id_title").input_value() == ""
    assert page.evaluate(DRAFTS) == []


def test_a_refused_form_keeps_its_draft(write):
    page = write()
    page.goto("/contribute/question/")
    page.locator("#id_title").fill("Without an answer")
    page.wait_for_timeout(800)
    agree(page)
    send(page)
    page.goto("/contribute/question/")

    page.get_by_role("button", name="Use the draft").click()
    assert page.locator("#id_title").input_value() == "Without an answer"


def test_the_form_works_where_nothing_can_be_kept(write):
    page = write()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('No', 'SecurityError'); } })"
    )
    page.goto("/contribute/question/")
    fill_in_question(page)
    agree(page)
    send(page)

    assert Submission.objects.count() == 1


# --- Preview -----------------------------------------------------------------------------------------------


def test_the_preview_follows_what_is_typed(write):
    page = write()
    page.goto("/contribute/question/")
    fill_in_question(page)
    page.get_by_role("button", name="Preview").click()
    page.locator("#preview strong").wait_for()
    assert page.evaluate("document.activeElement.id") == "preview"
    assert page.url.endswith("/contribute/question/")

    page.locator("#id_summary").fill("Made *twice*.")
    page.locator("#preview em").wait_for()


# --- Everybody -----------------------------------------------------------------------------------------------


def states(page, address):
    """Opens a form, then its answer to nothing typed, its preview, and its answer to a secret."""
    page.goto(address)
    yield "shown"
    if address == "/contribute/":
        return
    title = page.locator("#id_title")
    title.fill(f"With {TOKEN}")
    page.evaluate("document.querySelector('button[value=preview]').click()")
    page.locator("#preview").wait_for(state="attached")
    yield "previewed"
    page.get_by_role("button", name="Send").click()
    page.locator(".secrets").wait_for()
    yield "refused"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(write, forms, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = write(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = {}
    for address in forms:
        for state in states(page, address):
            page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["target"] for node in violation["nodes"]]
                found[f"{address} {state} {violation['id']}"] = nodes

    assert found == {}


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_scrolls_sideways(write, forms, width):
    page = write(viewport={"width": width, "height": 800})
    wide = []
    for address in forms:
        for state in states(page, address):
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
                wide.append(f"{address} {state}")

    assert wide == []
