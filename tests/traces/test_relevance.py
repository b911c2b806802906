"""How good matching is, on pastes judged by hand."""

import html
import json

import pytest

from knowledge.traces.matching import match_in
from knowledge.traces.memory import MemoryArchive
from tests.traces.archives import (
    HERE,
    explain,
    figures,
    judged,
    shared_sample,
    simple_archive,
    starter_archive,
    starter_entries,
    written,
    written_archive,
)

CAPTURES = sorted((HERE / "captures").glob("*.txt"))


def _good_enough(found: dict) -> None:
    assert not found["known"] or found["first"] >= 0.95, found["missed"]
    assert not found["known"] or found["three"] >= 0.97, found["missed"]
    assert len(found["believed"]) * 16 <= found["strangers"], found["believed"]


def test_the_right_starter_entry_comes_first_and_strangers_are_not_believed():
    _good_enough(figures(starter_archive(), judged("judged")))


def test_the_same_holds_for_other_errors_with_one_message_an_entry():
    other = json.loads((HERE / "other_errors.json").read_text("utf-8"))
    _good_enough(figures(simple_archive(other["entries"]), other["cases"]))


@pytest.mark.parametrize("name", ["known", "strangers", "later", "last"])
def test_pastes_written_blind_find_their_starter_entry_and_strangers_none(name):
    _good_enough(figures(starter_archive(), written(name)))


@pytest.mark.parametrize("name", ["foreign", "foreign_later"])
def test_an_archive_nobody_tuned_for_is_served_as_well(name):
    _good_enough(figures(written_archive(name), written(name)))


def test_a_paste_whose_entry_is_missing_is_a_stranger():
    entries = starter_entries()
    believed = [
        (case["expect"], result.matches[0].code)
        for case in judged("judged")
        if case["expect"]
        for result in [
            match_in(MemoryArchive(one for one in entries if one.code != case["expect"]), case["text"])
        ]
        if result.confident
    ]
    assert len(believed) * 16 <= len(judged("judged")), believed


def test_where_only_a_name_tells_entries_apart_another_name_is_a_stranger():
    """Not where a message holds the name as a plain word, or the title names what the name belongs to."""
    found = figures(written_archive("siblings"), written("siblings"))
    assert found["first"] >= 0.95, found["missed"]
    assert len(found["believed"]) * 5 <= found["strangers"], found["believed"]


def test_an_entry_that_merely_has_some_name_explains_every_other():
    general = [case for case in written("siblings") if (case["expect"] or "").startswith("GEN")]
    results = [match_in(written_archive("siblings"), case["text"]) for case in general]
    assert [one.matches[0].code for one in results] == [case["expect"] for case in general]
    assert all(one.confident for one in results)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: "\n".join(f"web-1  | {line}" for line in text.split("\n")),
        lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
        lambda text: "\n".join(f"2025-03-04T05:06:07.123456Z {line}" for line in text.split("\n")),
        lambda text: "\n".join(f"\x1b[31m{line}\x1b[0m" for line in text.split("\n")),
        lambda text: "<pre>" + "<br />\n".join(html.escape(line) for line in text.split("\n")) + "</pre>",
        lambda text: json.dumps({"level": "error", "message": text}),
        lambda text: f"Hello, since today I get this:\n\n```\n{text}\n```\nWhat can I do?",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("'", "’").replace('"', "“"),
        lambda text: " ".join(text.split()),
        lambda text: f"me@box:~/proj$ make run\n{text}\nme@box:~/proj$ ",
    ],
    ids="compose quote timestamps colours html json fence crlf smart-quotes one-line prompt".split(),  # noqa: SIM905
)
def test_what_surrounds_an_error_does_not_matter(wrap):
    cases = [case | {"text": wrap(case["text"])} for case in judged("judged")]
    _good_enough(figures(starter_archive(), cases))


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.stem)
def test_what_programs_really_printed(path):
    result = explain(path.read_bytes())
    if path.stem.startswith("stranger"):
        assert not result.confident
    else:
        assert result.confident
        assert result.matches[0].code == path.stem


def test_the_shared_sample_where_it_is_given():
    sample = shared_sample()
    if sample is None:
        return
    found = figures(simple_archive(sample["entries"]), sample["queries"])
    assert (found["first"], found["believed"]) == (1.0, []), found
