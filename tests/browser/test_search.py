"""Searching in a browser: the palette by keyboard, recent searches that stay there, a trace pasted, no script."""

import pytest

pytestmark = pytest.mark.browser

TRACE = 'Traceback (most recent call last):\n  File "app.py", line 1, in <module>\n    main()\nValueError: it broke'
OPEN = "dialog.palette[open]"


@pytest.fixture
def page(visit):
    return visit(viewport={"width": 1280, "height": 800}).page


def opened(page, key: str = "/"):
    page.keyboard.press(key)
    page.locator(OPEN).wait_for()
    return page.locator(OPEN)


def focused(page) -> str:
    return page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id")


# --- The palette -----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_opens_the_palette_and_escape_leaves_it(page, key):
    page.goto("/about/")
    page.locator(".search-open").focus()

    opened(page, key)
    assert focused(page) == "palette-q"
    page.keyboard.press("Escape")

    assert page.locator(OPEN).count() == 0
    assert page.evaluate("document.activeElement.className") == "search-open"


def test_an_entry_is_found_and_opened_without_a_mouse(page, archive):
    page.goto("/about/")
    palette = opened(page)

    page.keyboard.type("what does")
    palette.get_by_role("link", name="What does question").first.wait_for()
    assert "Arrow down to choose" in palette.get_by_role("status").text_content()
    page.keyboard.press("ArrowDown")
    assert "What does question" in focused(page)
    page.keyboard.press("ArrowUp")
    assert focused(page) == "palette-q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/*/")

    assert page.get_by_role("heading", level=1).inner_text().startswith("What does question")


def test_enter_searches_for_what_is_typed(page, archive):
    page.goto("/about/")
    opened(page)

    page.keyboard.type("answer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=answer")

    assert "answer" in page.get_by_role("heading", level=1).inner_text()


def test_a_code_leads_straight_to_its_entry(page, archive):
    page.goto("/about/")
    opened(page)

    page.keyboard.type(archive["debug"].code.lower())
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{archive['debug'].url}")


def test_the_slash_can_be_switched_off_and_stays_off(page):
    page.goto("/about/")
    palette = opened(page)
    palette.get_by_label("Open with").uncheck()
    page.keyboard.press("Escape")

    page.reload()
    page.keyboard.press("/")

    assert page.locator(OPEN).count() == 0
    assert not page.locator(".search-open kbd").is_visible()
    assert opened(page, "Control+k").is_visible()


def test_the_slash_is_a_letter_where_somebody_writes(page):
    page.goto("/search/")
    page.locator("#ask").press("/")

    assert page.locator(OPEN).count() == 0
    assert page.locator("#ask").input_value() == "/"


def test_what_may_be_an_error_is_never_asked_about_in_an_address(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/about/")
    palette = opened(page)

    page.keyboard.insert_text("ValueError: secret value of somebody")
    palette.get_by_role("status").get_by_text("Press Enter to have this read.").wait_for(state="attached")

    assert [url for url in asked if "secret" in url] == []


# --- Recent searches -------------------------------------------------------------------------------


def test_recent_searches_stay_in_the_browser_and_can_be_cleared(page, archive):
    sent = []
    page.goto("/search/?q=answer")
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    page.goto("/about/")
    palette = opened(page)
    recent = palette.get_by_role("list", name="Recent searches")

    assert recent.get_by_role("link").all_inner_texts() == ["answer"]
    assert [one for one in sent if "answer" in one] == []
    palette.get_by_role("button", name="Clear").click()

    assert not recent.is_visible()
    assert page.evaluate("localStorage.getItem('recent')") is None


def test_remembering_can_be_switched_off(page, archive):
    page.goto("/search/?q=answer")
    opened(page).get_by_label("Remember searches").uncheck()
    page.goto("/search/?q=sentence")

    assert page.evaluate("localStorage.getItem('recent')") is None


def test_a_pasted_error_is_not_remembered(page, archive):
    page.goto("/about/")
    opened(page)
    page.locator("#palette-q").fill(TRACE)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="We read your stack trace").wait_for()

    assert page.evaluate("localStorage.getItem('recent')") is None


# --- A trace ---------------------------------------------------------------------------------------


def test_a_trace_is_pasted_read_and_answered(page, archive):
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto("/")
    page.get_by_role("textbox", name="Ask a question or paste an error").fill(TRACE)
    page.get_by_role("button", name="Search the hub").click()
    page.get_by_role("heading", name="We read your stack trace").wait_for()

    assert page.url.endswith("/search/trace/")
    assert [url for url in addresses if "broke" in url or "Traceback" in url] == []
    assert page.locator(".terminal mark").inner_text() == "ValueError: it broke"
    page.get_by_role("link", name="Read the fix").click()
    page.wait_for_url("**/debug/*/")


def test_one_line_is_sent_by_enter_and_several_are_not(page, archive):
    page.goto("/search/")
    box = page.locator("#ask")
    box.fill("one\ntwo")
    box.press("Enter")
    assert page.url.endswith("/search/")

    box.fill("answer")
    box.press("Enter")

    page.wait_for_url("**/search/?q=answer")


def test_a_page_of_results_counts_itself_without_a_cookie(visit, archive):
    page = visit(user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0").page
    with page.expect_response("**/search/count/") as answer:
        page.goto("/search/?q=quetzalcoatlus")

    assert answer.value.status == 204


# --- Without a script ------------------------------------------------------------------------------


def test_without_a_script_the_link_leads_to_the_box_and_the_box_is_a_form(visit, archive):
    page = visit(java_script_enabled=False, viewport={"width": 390, "height": 800}).page
    page.goto("/about/")
    page.get_by_role("link", name="Search").click()
    page.get_by_role("textbox", name="Ask a question or paste an error").fill("answer")
    page.get_by_role("button", name="Search the hub").click()
    assert page.url.endswith("/search/?q=answer")

    page.get_by_role("group", name="Level").get_by_role("checkbox", name="Senior").check()
    page.get_by_role("button", name="Apply filters").click()
    assert "level=senior" in page.url
    page.get_by_role("link", name="Remove Senior").click()
    assert "level" not in page.url

    page.get_by_role("textbox", name="Search again").fill(TRACE)
    page.get_by_role("button", name="Search", exact=True).click()
    assert page.get_by_role("heading", name="We read your stack trace").is_visible()


# --- For everybody ---------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(visit, archive, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme).page
    found = {}

    def look(name: str) -> None:
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        for violation in Axe().run(page).response["violations"]:
            found[f"{name} {violation['id']}"] = [node["target"] for node in violation["nodes"]]

    addresses = ["/search/", "/search/?q=answer", "/search/?q=anwser", "/search/?q=quetzalcoatlus"]
    for address in [*addresses, "/search/?q=answer&level=architect", "/search/?q=it+broke"]:
        page.goto(address)
        look(address)
    for text in (TRACE, "Traceback (most recent call last):\nFrobnicationError: answer"):
        page.goto("/search/")
        page.locator("#ask").fill(text)
        page.get_by_role("button", name="Search the hub").click()
        page.get_by_text("What you pasted").wait_for()
        look(text[-12:])
    palette = opened(page, "Control+k")
    look("palette")
    page.locator("#palette-q").fill("what does")
    palette.get_by_role("link", name="What does question").first.wait_for()
    look("palette with offers")

    assert found == {}


@pytest.mark.parametrize("width", [320, 640, 1024])
def test_nothing_scrolls_sideways(visit, archive, width):
    page = visit(viewport={"width": width, "height": 800}).page
    wide = []
    for text in ("answer", "x" * 300, "it broke", "y" * 200 + ": " + "z" * 900, TRACE):
        page.goto("/search/")
        page.locator("#ask").fill(text)
        page.get_by_role("button", name="Search the hub").click()
        page.locator("#results").wait_for()
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            wide.append(text[:20])

    assert wide == []
