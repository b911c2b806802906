"""The command that reads titles and prints the groups."""

import io
import json
import sys

import pytest
from django.core.management import call_command

TITLES = "What is a closure?\r\nExplain closures.\n\nWhat is a callback?\n"


def run(monkeypatch, text, *options):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    out = io.StringIO()
    call_command("find_duplicates", *options, stdout=out)
    return out.getvalue()


def test_json_lists_the_groups(monkeypatch):
    found = json.loads(run(monkeypatch, TITLES.encode(), "--json"))
    assert found == {"groups": [["What is a closure?", "Explain closures."]]}


def test_text_is_for_reading(monkeypatch):
    printed = run(monkeypatch, TITLES.encode())
    assert "What is a closure?\n  = Explain closures.\n" in printed
    assert "3 titles, 1 group of the same question" in printed


@pytest.mark.parametrize("text", [b"", b"\n\n", b"\xff\xfe\x00\n\x80", b"\xef\xbb\xbfWhat is a heap?\n"])
def test_odd_input_finds_nothing(monkeypatch, text):
    assert json.loads(run(monkeypatch, text, "--json")) == {"groups": []}


def test_the_help_shows_how_to_call_it(capsys):
    with pytest.raises(SystemExit):
        call_command("find_duplicates", "--help")
    assert "find_duplicates --json < titles.txt" in capsys.readouterr().out
