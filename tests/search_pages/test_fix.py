"""`/fix`: an error in, the answer for a terminal out, and the shell functions of the documentation."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.search_pages.conftest import STRANGER, TRACE

ROOT = Path(__file__).resolve().parent.parent.parent
FORM = "application/x-www-form-urlencoded"


def fix(client, body, query: str = "", content_type: str = FORM, **headers):
    return client.post(f"/fix{query}", body, content_type=content_type, headers=headers or None)


def test_an_error_that_is_explained_is_answered_with_its_fix(client, archive):
    response = fix(client, TRACE)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.text.splitlines()
    assert lines[0].startswith(archive["module"].code)
    assert lines[1] == f"http://testserver/e/{archive['module'].code}/"
    assert "python -m pip install requests" in response.text
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in response.text


def test_one_that_is_not_is_missing(client, archive):
    response = fix(client, STRANGER)

    assert response.status_code == 404
    assert response.text.startswith("No entry")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TRACE, FORM),
        (TRACE, "text/plain"),
        (TRACE, "application/octet-stream"),
        (f"q={quote_plus(TRACE)}", FORM),
        (TRACE.replace("\n", "\r\n"), "text/plain"),
        (TRACE.encode("utf-16"), "application/octet-stream"),
    ],
)
def test_a_bare_body_and_a_form_are_read_alike(client, archive, body, content_type):
    assert fix(client, body, content_type=content_type).status_code == 200


def test_a_body_in_pieces_is_asked_for_whole(client, archive):
    response = client.generic(
        "POST", "/fix", b"", content_type="text/plain", headers={"Transfer-Encoding": "chunked"}
    )

    assert response.status_code == 411
    assert "Send it whole" in response.text


def test_the_line_that_is_explained_is_shown(client, archive):
    assert "> ModuleNotFoundError: No module named 'requests_html'" in fix(client, TRACE).text


def test_a_file_may_be_uploaded(client, archive):
    file = SimpleUploadedFile("error.log", TRACE.encode())

    assert client.post("/fix", {"q": file}).status_code == 200
    assert client.post("/fix", {"q": TRACE}).status_code == 200


@pytest.mark.parametrize(("query", "accept"), [("?json", "*/*"), ("?json=1", ""), ("", "application/json")])
def test_programs_get_json(client, archive, query, accept):
    response = fix(client, TRACE, query, accept=accept)
    answer = json.loads(response.text)

    assert response.status_code == 200
    assert answer["confident"] is True
    assert answer["matches"][0]["code"] == archive["module"].code
    assert answer["signature"]["type"] == "ModuleNotFoundError"
    assert fix(client, STRANGER, "?json").json()["confident"] is False


@pytest.mark.parametrize(
    ("query", "coloured"), [("", False), ("?color=1", True), ("?colour=yes", True), ("?color=0", False)]
)
def test_colours_are_for_those_who_ask(client, archive, query, coloured):
    assert ("\x1b[" in fix(client, TRACE, query).text) is coloured


@pytest.mark.parametrize("body", ["", " \n ", "q="])
def test_nothing_sent_is_answered_with_how_to_send(client, archive, body):
    response = fix(client, body)

    assert response.status_code == 400
    assert "curl --data-binary" in response.text


@pytest.mark.parametrize("size", [66_000, 5_000_000])
@pytest.mark.parametrize("content_type", ["text/plain", FORM])
def test_too_much_is_answered_with_how_to_send_less(client, archive, size, content_type):
    response = fix(client, "KeyError: x\n" * (size // 12), content_type=content_type)

    assert response.status_code == 413
    assert "tail -c" in response.text


def test_what_is_wrong_is_said_in_json_to_programs(client, archive):
    assert "error" in fix(client, "", "?json").json()


def test_it_is_kept_by_nobody_and_sets_nothing(archive):
    response = fix(Client(enforce_csrf_checks=True), TRACE)

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_pages_of_other_sites_are_refused(client, archive):
    assert fix(client, TRACE, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert fix(client, TRACE, origin="https://elsewhere.example").status_code == 403


def test_reading_the_address_says_how_it_is_used(client, db):
    response = client.get("/fix")

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "curl --data-binary" in response.text


@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00", b"\x00" * 100, b"%ff%zz", b"\xc3\x28", b"q=%ff", b"\x1b[2J\x1b[H"]
)
def test_anything_may_be_sent(client, archive, body):
    response = fix(client, body, content_type="text/plain")

    assert response.status_code in {200, 400, 404}
    assert "\x1b" not in response.text


def shell_functions() -> str:
    text = (ROOT / "docs" / "terminal.md").read_text()
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return "\n".join(block for block in blocks if "() {" in block)


@pytest.mark.parametrize(
    "commands",
    [
        "python3 -c 'import requests_html'\nfix",
        "try python3 -c 'import requests_html'",
    ],
)
def test_the_functions_of_the_documentation_explain_the_last_failure(
    live_server, archive, commands, tmp_path
):
    for program in ("bash", "curl"):
        assert shutil.which(program), f"This needs {program}: install it."
    script = "\n".join(["set -o history", shell_functions(), f"HUB={live_server.url}", commands, ""])
    done = subprocess.run(
        ["bash", "--norc"],
        input=script, capture_output=True, text=True, timeout=60, check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "no_proxy": "*"},
    )  # fmt: skip

    assert archive["module"].code in done.stdout, done.stderr
    assert "python -m pip install requests" in done.stdout
