"""The browser works by the rules of the server, and no text keeps either of them busy for long."""

import re
import sys

import pytest

from hub.core.redaction import redact
from hub.core.redaction.declaration import FILE, declared, in_browser
from hub.core.redaction.rules import RULES
from tests.core.redaction.hostile import hostile


def test_what_the_browser_reads_is_in_step():
    assert FILE.read_text() == declared(), "Run: python -m hub.core.redaction.declaration"


def test_white_space_and_names_of_groups_are_said_as_a_browser_knows_them():
    assert in_browser(r"(?P<name>\S[\s=]\s\[\\s]") == (
        r"(?<name>[^ \t\n\r\f\v][ \t\n\r\f\v=][ \t\n\r\f\v]\[\\s]"
    )
    with pytest.raises(ValueError, match="browser"):
        in_browser(r"[\S]")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}-{rule.source[:30]}")
def test_patterns_keep_to_what_both_engines_understand_alike(rule):
    plain = re.sub(r"\\.|\[\^?(?:\\.|[^\]\\])*\]", "", rule.source)  # without escapes and classes
    assert not re.search(r"(?<!\?)[.^$]|\(\?[aiLmsux]|\(\?P=|\(\?>|[*+?}]\+", plain)
    assert not re.search(r"[*+]|\{\d+,\}", plain.replace("(?", "")), "a repetition without a bound"


def steps_of(text: str) -> int:
    """How often Python's lines of the finder run for a text: no clock, so that a busy machine tells nothing."""
    count = 0

    def traced(frame, event, _):
        nonlocal count
        count += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        redact(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("which", range(0, len(hostile(64)), 9))
def test_work_grows_with_the_length_of_a_hostile_text(which):
    short, long = steps_of(hostile(1_000)[which]), steps_of(hostile(4_000)[which])
    assert long < short * 8 + 20_000


def test_hostile_texts_of_the_greatest_length_come_to_an_end():
    for text in hostile(65_536)[::5]:
        redact(text)
