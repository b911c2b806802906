"""What is pasted into a form is looked at in the browser, by the rules of the server, before it leaves the page."""

import json
import mimetypes
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from hub.core.redaction import find_secrets, marked, redact, redact_all
from tests.core.redaction.corpus import HARMLESS, secrets
from tests.core.redaction.hostile import hostile
from tests.core.redaction.texts import SETS, harmless, with_secrets

pytestmark = pytest.mark.browser

STATIC = Path(settings.BASE_DIR) / "static"
SCRIPTS = ("redaction-rules.js", "redaction-find.js", "redaction.js")
STYLES = ("foundation.css", "layout.css", "components.css", "forms.css", "redaction.css")
HOST = "http://hub.example"
PASSWORD = "Hk3!mmQ7z"
LOG = f"connecting\nas shop\npassword = {PASSWORD}\nfailed"

FORM = """<form class="form" action="/send" method="post">
<div class="field"><label for="text">What happened</label><textarea id="text" name="text" rows="6" data-redact></textarea></div>
<div class="field"><label for="title">Title</label><input id="title" name="title" data-redact></div>
<div class="field"><label for="other">Other</label><input id="other" name="other"></div>
</form>"""


def document(body: str) -> str:
    styles = "".join(f'<link rel="stylesheet" href="/static/css/{name}">' for name in STYLES)
    scripts = "".join(f'<script src="/static/js/{name}" defer></script>' for name in SCRIPTS)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Contribute</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
{styles}{scripts}</head><body><main class="wrap"><h1>Contribute</h1>{body}</main></body></html>"""


@pytest.fixture
def visit(chromium):
    """Opens a page with a body, under a content policy as strict as the site's; it must end without a complaint."""
    contexts, complaints = [], []

    def open_page(body: str = FORM, **options) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))

        def answer(route):
            path = route.request.url.removeprefix(HOST)
            if path.startswith("/static/"):
                file = STATIC / path.removeprefix("/static/")
                route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0])
            elif path == "/":
                policy = (
                    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'"
                )
                route.fulfill(
                    body=document(body), content_type="text/html", headers={"Content-Security-Policy": policy}
                )
            else:
                complaints.append(f"asked for {path}")
                route.abort()

        page.route("**/*", answer)
        page.goto(HOST)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def found_in_browser(page: Page, texts: list[str]) -> list:
    return page.evaluate(
        """texts => texts.map((text) => new window.hubRedaction.Redactor().find(text).map(
            (one) => [one.start, one.end, one.kind, one.label, one.replacement, one.line]))""",
        texts,
    )


def found_on_server(texts: list[str]) -> list:
    return [
        [[one.start, one.end, one.kind, one.label, one.replacement, one.line] for one in find_secrets(text)]
        for text in texts
    ]


def everything() -> list[str]:
    files = [text for name in SETS for text, _ in with_secrets(f"{name}_secrets.txt")]
    files += [line for name in SETS for line in harmless(f"{name}_harmless.txt")]
    single = [text for text, _ in secrets(200)] + HARMLESS + files
    return [*single, "\n".join(single), *("\n".join(single[at::7]) for at in range(7))]


def test_the_browser_finds_what_the_server_finds(visit):
    page, texts = visit(), everything()
    there, here = found_in_browser(page, texts), found_on_server(texts)
    differing = [
        (text[:300], one, other) for text, one, other in zip(texts, there, here, strict=True) if one != other
    ]
    assert differing == []


def test_the_browser_redacts_as_the_server_does(visit):
    page, texts = visit(), everything()
    there = page.evaluate(
        "texts => texts.map((text) => new window.hubRedaction.Redactor().redact(text))", texts
    )
    assert there == [redact(text) for text in texts]


def test_hostile_text_costs_the_browser_no_more_than_its_length(visit):
    page = visit()
    for text in hostile(16_384):
        assert found_in_browser(page, [text]) == found_on_server([text])


def test_a_secret_is_told_under_its_field_and_taken_out(visit):
    page = visit()
    field = page.get_by_label("What happened")
    field.fill(LOG)
    notice = page.locator(".field").first.locator(".redaction-notice")
    expect(notice.get_by_role("status")).to_have_text("This looks like a password or key on line 3.")
    expect(notice.locator("mark")).to_have_text(PASSWORD)
    notice.get_by_role("button", name="Take it out").press("Enter")
    expect(field).to_have_value(redact(LOG))
    expect(field).to_be_focused()
    notice.get_by_role("button", name="Put it back").press("Enter")
    expect(field).to_have_value(LOG)


def test_what_is_left_in_is_not_told_again_but_what_happens_to_it_is(visit):
    page = visit()
    field = page.get_by_label("What happened")
    field.fill(LOG)
    status = page.locator(".redaction-notice").first.get_by_role("status")
    page.get_by_role("button", name="Leave it").press("Enter")
    expect(status).to_have_text("Left in. It is replaced when you send.")
    expect(field).to_have_value(LOG)
    field.press_sequentially(" twice")
    expect(status).to_have_text("")
    field.fill(f"{LOG}\nmail jana@acme.de")
    expect(status).to_have_text("This looks like an e-mail address on line 5.")


def test_the_same_value_has_one_stand_in_in_all_fields_of_a_form(visit):
    page = visit()
    page.get_by_label("What happened").fill("a@acme.de wrote to b@acme.de")
    page.get_by_role("button", name="Take them out").click()
    page.get_by_label("Title").fill("b@acme.de does not answer")
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_label("Title")).to_have_value("user2@example.com does not answer")


def test_other_fields_and_harmless_texts_are_left_in_peace(visit):
    page = visit()
    page.get_by_label("Other").fill(LOG)
    page.get_by_label("Title").fill("Why is my token refused?")
    page.get_by_label("What happened").fill("x = 1")
    page.wait_for_timeout(600)
    expect(page.locator(".redaction-notice.told")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_notice_and_the_proposal_can_be_used_by_everyone(visit, scheme):
    field = {
        "label": "What happened",
        "marked": marked(LOG),
        "redacted": redact_all({"a": LOG})["a"],
        "count": 1,
    }
    proposal = render_to_string("contributions/secrets.html", {"found": [field]})
    page = visit(proposal + FORM, viewport={"width": 320, "height": 800}, color_scheme=scheme)
    page.get_by_label("What happened", exact=True).fill(LOG + "\n" + "x" * 200 + f" token={'a1B2' * 60}")
    expect(page.get_by_role("button", name="Take them out")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    violations = Axe().run(page).response["violations"]
    assert violations == [], json.dumps(violations, indent=1)[:4000]


def test_without_findings_nothing_is_proposed():
    assert render_to_string("contributions/secrets.html", {"found": []}).strip() == ""


def test_the_proposal_shows_what_was_written_and_what_is_kept():
    field = {"label": "Code", "marked": marked(f"<b>{LOG}"), "redacted": redact(LOG), "count": 2}
    html = render_to_string("contributions/secrets.html", {"found": [field]})
    assert "Code: 2 places" in html
    assert "&lt;b&gt;" in html
    assert f'<mark class="secret">{PASSWORD} <small' in html
    assert "password = REDACTED" in html
