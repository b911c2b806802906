"""The command `match_error` and the plain text it prints."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from knowledge.traces.matching import Match, MatchResult
from knowledge.traces.parsing import Candidate
from knowledge.traces.plaintext import COLUMNS, as_text
from knowledge.traces.presenting import Shown
from tests.factories import DebugEntryPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return DebugEntryPageFactory(
        title="The spindle is jammed",
        summary="Dust gathers in the bearing until the spindle stops. " * 4,
        messages=[("item", "SpindleError: spindle 1 is jammed")],
        body=[
            ("root_cause", "Dust."),
            ("fix", "Clean it.\n\n### After\n\n```sh clean.sh\nbrush --all\n```\n\n- Once a week"),
        ],
        live=True,
    )


@pytest.fixture
def paste(tmp_path):
    def write(text):
        path = tmp_path / "error.log"
        path.write_text(text)
        return str(path)

    return write


def _run(*args):
    out = io.StringIO()
    try:
        call_command("match_error", *args, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_a_match_prints_the_fix_and_exits_with_0(entry, paste):
    code, text = _run(paste("SpindleError: spindle 4 is jammed"))
    assert code == 0
    assert text.startswith(f"{entry.code}  The spindle is jammed\n")
    assert f"/e/{entry.code}/" in text
    assert "    brush --all" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= COLUMNS


def test_nothing_can_steer_the_terminal():
    match = Match("A-1", 0.9, ["same message"], [], [1], Candidate("", "", (1,)))
    one = Shown(match, "A title\x1b[2J", "/e/A-1/", "Words\x07", "```sh\nls\x1b]0;x\x07\n```")
    text = as_text(MatchResult({}, True, [match]), [one])
    assert not set(text) & set("\x1b\x07")
    assert "\x1b[1m" in as_text(MatchResult({}, True, [match]), [one], colour=True)


def test_a_near_miss_exits_with_1(entry, paste):
    code, text = _run(paste("SpindleError: no oil left in the machine of the mill"))
    assert code == 1
    assert text.startswith("No entry")


def test_json_for_programs(entry, paste):
    code, text = _run("--json", "--limit", "1", paste("SpindleError: spindle 4 is jammed"))
    answer = json.loads(text)
    assert code == 0
    assert set(answer) >= {"signature", "confident", "matches"}
    assert answer["confident"] is True
    best = answer["matches"][0]
    assert (best["code"], best["title"], best["matched_lines"]) == (entry.code, entry.title, [1])
    assert 0.7 <= best["score"] <= 1
    assert best["fix"].startswith("Clean it.")


def test_standard_input_is_read_where_no_file_is_named(entry, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"SpindleError: spindle 4 is jammed\xff\0")))
    assert _run()[0] == 0


def test_a_file_that_cannot_be_read_is_a_bad_call():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("match_error", "/no/such/file")
