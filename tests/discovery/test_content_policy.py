"""The data block of a page and the content policy, as a real browser takes them."""

import json
import os
import shutil

import pytest

from tests.factories import QuestionPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

ADDRESS = "https://hub.example/"


def _what_the_browser_says(body: str, headers: dict[str, str]) -> tuple[list[str], list[str]]:
    """Returns the policy's complaints about inline scripts, and the data blocks the page holds."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM_PATH") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.route(
            "**/*",
            lambda route: (
                route.fulfill(body=body, headers=headers)
                if route.request.url == ADDRESS
                else route.fulfill(status=404, body="")
            ),
        )
        page.goto(ADDRESS)
        blocks = page.locator("script[type='application/ld+json']").all_text_contents()
        browser.close()
    return [one for one in complaints if "Content Security Policy" in one], blocks


def test_the_data_block_passes_the_policy_that_stops_inline_scripts(client):
    title = "</script><script>alert(1)</script> why?"
    response = client.get(QuestionPageFactory(title=title, live=True).url)
    headers = {name: response[name] for name in ("Content-Type", "Content-Security-Policy")}

    complaints, blocks = _what_the_browser_says(response.text, headers)
    injected, _ = _what_the_browser_says(
        response.text.replace("</body>", "<script>document.title = 1</script></body>"), headers
    )

    assert complaints == []
    assert [json.loads(block)["@graph"][0]["headline"] for block in blocks] == [title]
    assert len(injected) == 1
