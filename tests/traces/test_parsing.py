"""What is understood of a paste, runtime by runtime."""

import pytest

from knowledge.traces.parsing import parse

LINES = [
    # text, type, message begins with, family
    ("ModuleNotFoundError: No module named 'x'", "ModuleNotFoundError", "No module", ""),
    ("E       AssertionError: assert 1 == 2", "AssertionError", "assert 1", "python"),
    ("sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked", "sqlite3.OperationalError", "database is", "sqlite"),
    ("Uncaught (in promise) TypeError: x is not a function", "TypeError", "x is not", "js"),
    ("Error [ERR_REQUIRE_ESM]: require() of ES Module /a.js not supported.", "Error", "require()", "js"),
    ("src/a.ts(3,5): error TS2345: Argument of type 'a'", "", "Argument of", "ts"),
    ("PHP Fatal error:  Uncaught Error: Call to undefined function f() in /a.php:3", "Error", "Call to undefined", "php"),
    ("<b>Warning</b>:  Undefined variable $a in <b>/a.php</b> on line <b>3</b><br />", "", "Undefined variable", "php"),
    ("ERROR 1452 (23000): Cannot add or update a child row", "", "Cannot add", "mysql"),
    ("#1062 - Duplicate entry '1' for key 'PRIMARY'", "", "Duplicate", "mysql"),
    ('psql:a.sql:3: ERROR:  relation "x" does not exist', "", 'relation "x"', "postgresql"),
    ("FEHLER:  Relation »x« existiert nicht", "", "Relation", "postgresql"),
    ("Runtime error near line 1: database is locked (5)", "", "database is", "sqlite"),
    ('Exception in thread "main" java.lang.IllegalStateException: no', "java.lang.IllegalStateException", "no", "jvm"),
    ("e: file:///a/Main.kt:3:5 Unresolved reference: foo", "", "Unresolved", "jvm"),
    ("Unhandled exception. System.FormatException: bad", "System.FormatException", "bad", "dotnet"),
    ("Form1.vb(3,4): error BC30451: 'x' is not declared. [C:\\a.vbproj]", "", "'x' is not", "dotnet"),
    ("panic: runtime error: integer divide by zero", "", "runtime error", "go"),
    ("./main.go:3:2: undefined: foo", "", "undefined: foo", "go"),
    ("error[E0499]: cannot borrow `x` as mutable more than once at a time", "", "cannot borrow", "rust"),
    ("thread 'main' panicked at 'boom', src/main.rs:4:5", "", "boom", "rust"),
    ("a.rb:4:in `run': undefined method `x' for nil:NilClass (NoMethodError)", "NoMethodError", "undefined method", "ruby"),
    ("/bin/sh: 1: ./a.sh: Permission denied", "", "./a.sh", "sh"),
    ("a.sh: line 3: X: unbound variable", "", "X: unbound", "sh"),
    ("docker: Error response from daemon: no", "", "no", "docker"),
    ("npm ERR! Missing script: \"start\"", "", "Missing script", "npm"),
    ("fatal: not a git repository (or any of the parent directories): .git", "", "not a git", "git"),
    ("nginx: [emerg] unknown directive \"a\" in /etc/nginx.conf:1", "", "unknown", "nginx"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "message", "family"), LINES, ids=[row[0][:40] for row in LINES])
def test_one_line(text, kind, message, family):
    found = parse(text).candidates[0]
    assert found.type == kind
    assert found.message.startswith(message)
    assert not family or family in found.families


def test_the_last_cause_of_a_java_chain_is_the_root():
    trace = parse(
        "org.a.OuterException: outer\n\tat org.a.B.c(B.java:1)\nCaused by: org.a.MiddleException: middle\n"
        "\tat org.a.D.e(D.java:2)\n\t... 3 more\nCaused by: java.net.ConnectException: refused\n\tat x.Y.z(Y.java:3)"
    )
    assert [(one.type.rpartition(".")[2], one.role) for one in trace.candidates if one.role != "line"] == [
        ("ConnectException", "cause"),
        ("MiddleException", "outer"),
        ("OuterException", "outer"),
    ]


def test_a_python_chain_keeps_both_errors():
    trace = parse(
        "KeyError: 'a'\n\nThe above exception was the direct cause of the following exception:\n\n"
        "Traceback (most recent call last):\nValueError: bad"
    )
    assert {(one.type, one.role) for one in trace.candidates} == {
        ("KeyError", "cause"),
        ("ValueError", "final"),
    }


def test_frames_say_whose_code_they_are():
    trace = parse(
        'Traceback (most recent call last):\n  File "/srv/shop/main.py", line 3, in <module>\n    run()\n'
        '  File "/srv/.venv/lib/python3.11/site-packages/flask/app.py", line 9, in run\n    x()\nKeyError: 1'
    )
    assert [(frame.file.rpartition("/")[2], frame.library) for frame in trace.frames] == [
        ("main.py", ""),
        ("app.py", "flask"),
    ]
    assert {(one.line, one.reason) for one in trace.ignored} >= {(2, "stack frame"), (3, "source code")}


def test_line_numbers_are_those_of_the_paste():
    trace = parse("\n\nnothing here\n\nValueError: x")
    assert next(one for one in trace.candidates if one.type).lines == (5,)


def test_properties_of_a_printed_error_object_give_its_code():
    trace = parse(
        "error: duplicate key value\n    at Parser.parse (/app/node_modules/pg/parser.js:2:9) {\n  code: '23505',\n}"
    )
    assert trace.candidates[0].codes == {"23505"}


def test_a_word_before_the_name_of_an_error_is_no_program():
    found = parse("caught: java.util.ConcurrentModificationException").candidates[0]
    assert (found.type, found.message) == ("java.util.ConcurrentModificationException", "")
