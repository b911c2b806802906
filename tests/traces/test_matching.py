"""What an answer says, and what it takes to be confident."""

import pytest

from knowledge.traces.matching import match_in
from knowledge.traces.memory import MemoryArchive
from knowledge.traces.signatures import ArchiveEntry
from tests.traces.archives import explain


def _archive(*rows):
    return MemoryArchive(ArchiveEntry(code=code, title="", messages=messages) for code, *messages in rows)


def test_an_answer_says_why_and_where():
    result = explain(
        "$ python a.py\nTraceback (most recent call last):\nModuleNotFoundError: No module named 'yaml'"
    )
    best = result.matches[0]
    assert (best.code, result.confident, best.matched_lines) == ("PY-007", True, [3])
    assert best.because[:2] == ["same exception type", "same message"]
    assert best.differs == ["“yaml” where the entry has “requests”"]
    assert result.signature == {
        "language": "python",
        "type": "ModuleNotFoundError",
        "message": "No module named <name>",
        "frames": [],
    }
    assert (result.ignored[0].line, result.ignored[0].reason) == (1, "command typed at a prompt")


def test_a_general_type_alone_is_not_enough():
    result = match_in(
        _archive(("A-1", "TypeError: cannot convert a thing to a gadget")), "TypeError: no such gizmo"
    )
    assert not result.confident


def test_another_number_of_the_same_database_is_another_error():
    result = explain(
        "ERROR 1451 (23000): Cannot delete or update a parent row: a foreign key constraint fails (`a`.`b`)"
    )
    assert not result.confident


def test_the_same_words_of_another_program_are_a_near_miss():
    result = explain("cp: cannot create regular file './deploy.sh': Permission denied")
    assert not result.confident


@pytest.mark.parametrize(
    "text",
    [
        "PermissionError: [Errno 13] Permission denied: '/var/log/shop/app.log'",
        "python3: can't open file '/srv/a.py': [Errno 13] Permission denied",
        "bash: line 1: cd: /srv/private: Permission denied",
    ],
)
def test_a_file_that_may_not_be_read_is_no_script_that_may_not_be_started(text):
    assert not explain(text).confident


def test_a_script_that_another_language_may_not_start_is_one():
    result = explain("PermissionError: [Errno 13] Permission denied: '/app/entrypoint.sh'")
    assert (result.matches[0].code, result.confident) == ("SH-001", True)


def test_the_number_an_error_gives_itself_tells_it_from_others():
    archive = _archive(("R-1", "Frobnicator error #418; see the manual for the full message"))
    assert match_in(archive, "Error: Frobnicator error #418; see the manual for the full message").confident
    other = match_in(archive, "Error: Frobnicator error #425; see the manual for the full message")
    assert not other.confident
    assert other.matches[0].differs == ["error number 425, not 418"]


@pytest.mark.parametrize(
    "text",
    [
        "Error: Svelte error: each_key_duplicate",
        "https://svelte.dev/e/each_key_duplicate",
        '{"error": {"code": "each_key_duplicate"}}',
    ],
)
def test_a_name_that_an_error_has_is_enough(text):
    assert match_in(_archive(("S-1", "each_key_duplicate")), text).confident


def test_the_same_type_with_another_message_is_another_error():
    archive = _archive(("P-1", "IndexError: list index out of range"))
    assert match_in(archive, "IndexError: list index out of range").confident
    assert not match_in(archive, "IndexError: pop from empty list").confident


def test_what_stands_in_the_gaps_of_a_message_does_not_matter():
    archive = _archive(("R-1", "Error in <call> : object '<name>' not found"))
    assert match_in(archive, "Error in mean(prices, na.rm = TRUE) : object 'prices' not found").confident


def test_an_error_about_something_is_not_the_one_about_nothing():
    archive = _archive(("P-1", "TypeError: cannot frobnicate a NoneType object in place"))
    assert not match_in(archive, "TypeError: cannot frobnicate a float object in place").confident


def test_an_exact_name_decides_between_entries_that_are_otherwise_equal():
    archive = _archive(
        ("PY-1", "ModuleNotFoundError: No module named 'requests'"),
        ("PY-2", "ModuleNotFoundError: No module named 'cv2'"),
    )
    assert match_in(archive, "ModuleNotFoundError: No module named 'cv2'").matches[0].code == "PY-2"
    assert match_in(archive, "ModuleNotFoundError: No module named 'requests'").matches[0].code == "PY-1"


def test_the_line_that_tells_look_alikes_apart_decides():
    archive = MemoryArchive(
        [
            ArchiveEntry(
                "A-1",
                "",
                messages=("FooBarError: widget left open",),
                look_alikes=(("A-2", ("by the scheduler",)),),
            ),
            ArchiveEntry("A-2", "", messages=("FooBarError: widget left open",)),
        ]
    )
    assert match_in(archive, "FooBarError: widget left open").matches[0].code == "A-1"
    best = match_in(archive, "stopped by the scheduler\nFooBarError: widget left open").matches[0]
    assert best.code == "A-2"
    assert "“by the scheduler” tells it apart from A-1" in best.because


def test_wordings_nobody_wrote_down_match_by_their_words():
    archive = _archive(
        ("T-1", "frobnicate: stage 'link' aborted: too many dangling symbols in section .data")
    )
    assert match_in(
        archive, "frobnicate: stage 'pack' aborted: too many dangling symbols in section .text"
    ).confident
    assert not match_in(archive, "frobnicate: cannot open manifest 'a.toml'").confident


def test_localised_messages_are_understood():
    assert explain("bash: ./a.sh: Permiso denegado").matches[0].code == "SH-001"
    assert (
        explain('ОШИБКА:  повторяющееся значение ключа нарушает ограничение уникальности "a"').matches[0].code
        == "PG-003"
    )


def test_no_more_entries_than_asked_for():
    assert len(explain("TypeError: 'NoneType' object is not subscriptable", limit=1).matches) == 1


def _codes(archive, text):
    return [one.code for one in match_in(archive, text).matches]


@pytest.mark.parametrize("line", ["PHP Fatal error:  Uncaught Error: {} in /app/a.php:7", "Error: {}", "{}"])
def test_a_message_that_stands_there_word_for_word_comes_before_a_template_that_holds_it(line):
    archive = _archive(
        ("T-1", 'Cannot use "%s" as %s'),
        ("T-2", "Cannot use %s as array"),
        ("T-3", "Cannot use string offset as an array"),
    )
    assert _codes(archive, line.format("Cannot use string offset as an array"))[0] == "T-3"
    assert _codes(archive, line.format("Cannot use resource as array"))[0] == "T-2"


def test_a_template_that_says_little_of_a_line_is_no_answer():
    archive = _archive(("T-1", "%s is not supported on type %s"))
    assert match_in(archive, "Error: Multiplication is not supported on type array").confident
    assert not match_in(
        archive, "Error: Borrowed phantom lifetime is not supported on type erased trait object"
    ).confident


@pytest.mark.parametrize("place", ["on line 3", "in /srv/app/a.php", "in /srv/app/a.php on line 3"])
def test_a_short_message_is_recognised_before_the_place_it_was_met_at(place):
    archive = _archive(("S-1", "Unclosed '['"), ("S-2", "Unclosed '('"))
    for sign, code in (("[", "S-1"), ("(", "S-2")):
        result = match_in(archive, f"Parse error: Unclosed '{sign}' {place}")
        assert (result.matches[0].code, result.confident) == (code, True)


def test_another_sign_in_quotes_is_another_error():
    assert not match_in(_archive(("S-1", "Unclosed '['")), "Parse error: Unclosed '{' on line 3").confident


def test_an_error_that_another_tells_of_in_passing_is_not_explained_by_it():
    archive = _archive(("C-1", "Failed to create closure from callable: class a does not exist"))
    stranger = 'PHP Fatal error:  Uncaught Error: Class "App\\Mailer" not found in /app/index.php:9'
    assert not match_in(archive, stranger).confident
    assert match_in(
        archive, "Error: Failed to create closure from callable: class b does not exist"
    ).confident


def test_a_message_of_php_ends_at_the_last_place_it_names():
    archive = _archive(("P-1", "Duplicate value in enum %s for cases %s and %s"))
    result = match_in(
        archive, "Fatal error: Duplicate value in enum Status for cases On and Live in /app/a.php on line 6"
    )
    assert (result.matches[0].code, result.confident) == ("P-1", True)
