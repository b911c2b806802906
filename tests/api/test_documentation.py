"""The documentation: the page for people obeys the strict policy, and every example of the guide works."""

import re
import shlex

import pytest

from hub.api.application import api
from tests.architecture.source import ROOT
from tests.factories import (
    CategoryFactory,
    DebugEntryPageFactory,
    QuestionPageFactory,
    TechnologyFactory,
)

pytestmark = pytest.mark.django_db

GUIDE = (ROOT / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"^\$ (curl .+)$", GUIDE, re.MULTILINE)
MESSAGE = "ModuleNotFoundError: No module named 'requests'"


@pytest.fixture
def archive(db):
    """What the examples ask for."""
    flask = TechnologyFactory(name="Python (Flask)", slug="python-flask", prefix="FLSK")
    QuestionPageFactory(
        code="FLSK-MID-004",
        title="How do you handle database migrations in Flask?",
        technology=flask,
        category=CategoryFactory(slug="frameworks-libraries"),
        tags=["migrations"],
        live=True,
    )
    DebugEntryPageFactory(messages=[("item", MESSAGE)], live=True)


def ask(client, command: str):
    """Sends what an example's command would send."""
    words = shlex.split(command.replace("$hub", ""))[1:]
    path = words.pop()
    match words:
        case []:
            return client.get(path)
        case ["--header", header]:
            return client.get(path, headers=dict([header.split(": ", 1)]))
        case ["--json", text]:
            return client.post(path, text, content_type="application/json")
        case ["--data-binary", "@error.log"]:
            return client.post(path, MESSAGE, content_type="application/x-www-form-urlencoded")
    raise AssertionError(f"Teach this test what {words} means.")


@pytest.mark.parametrize("command", EXAMPLES)
def test_an_example_of_the_guide_works_and_finds_something(client, archive, command):
    answer = ask(client, command)

    assert answer.status_code == 200
    body = answer.json()
    for key in ("entries", "results", "matches"):
        if key in body:
            assert body[key] or body.get("exact")


def test_every_request_has_an_example():
    asked = {re.sub(r"FLSK-MID-004", "{code}", command) for command in EXAMPLES}
    for path in api.get_openapi_schema()["paths"]:
        assert any(f"$hub{path}" in command for command in asked), path


def test_the_guide_says_the_numbers_in_force(settings):
    limits = settings.API_REQUESTS_A_MINUTE
    sentence = "may send {read} requests a minute, of searches {search}, of errors to match {match}"
    assert sentence.format(**limits) in GUIDE


def test_the_page_names_everything_and_runs_nothing_of_its_own(client):
    answer = client.get("/api/v1/docs")

    text = answer.text
    schema = client.get("/api/v1/openapi.json").json()
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in text
            assert f'id="{operation["operationId"]}"' in text
    assert all(
        f'id="shape-{name}"' in text
        for name, one in schema["components"]["schemas"].items()
        if "properties" in one
    )
    targets = re.findall(r'href="#([^"]+)"', text)
    assert {one for one in targets if f'id="{one}"' not in text} == set()
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*src=)(?![^>]*json)", text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!testserver)', text)


def test_the_description_says_that_errors_are_problems(client):
    schema = client.get("/api/v1/openapi.json").json()

    for methods in schema["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                expected = "application/json" if int(status) < 400 else "application/problem+json"
                assert list(answer["content"]) == [expected]
