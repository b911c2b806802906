"""What a line of the log says of a request that failed, and what it keeps to itself."""

import logging

import pytest

from hub.core.tokens import sign
from hub.settings.logging import logging_config

SIGNED = [
    sign("contributions.status", [77]),
    sign("newsletter.confirm", {"m": "reader@example.org"}),
    sign("newsletter.confirm", {"t": ["one-technology"] * 50}),
]


def line(text: str, log_format: str) -> str:
    """Returns what stands in the log of Django's message about an address."""
    options = dict(logging_config(log_format)["formatters"]["line"])
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (text,), None
    )
    return options.pop("()")(**options).format(record)


@pytest.mark.parametrize("log_format", ["json", "text"])
@pytest.mark.parametrize("token", SIGNED, ids=["status", "confirmation", "large"])
def test_a_link_that_only_its_owner_has_is_left_out(token, log_format):
    said = line(f"/contribute/status/{token}/edit/", log_format)
    assert "/contribute/status/" in said
    assert "/edit/" in said
    assert not any(part in said for part in token.split(":"))


def test_so_is_the_key_of_a_forgotten_password():
    said = line("/accounts/password/reset/key/1f-c9x2k1-0123456789abcdef/", "text")
    assert "1f-c9x2k1" not in said


@pytest.mark.parametrize("path", ["/q/FLSK-MID-004/", "/practice/quiz/?seed=2026-11-21", "at 10:15:00 a:b:c"])
def test_everything_else_is_said(path):
    assert path in line(path, "text")


def test_a_long_text_is_said_soon():
    assert line("x" * 1_000_000, "text")
