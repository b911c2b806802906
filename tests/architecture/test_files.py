"""Files stay small, say what they are for, have names that mean something, and are finished."""

import ast
import re

import pytest

from tests.architecture.source import LENGTH_REASON, PACKAGES, ROOT, named, python_files, texts, tree

MOST_LINES = 400
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}
# Put together from parts, so that this file does not hold what it looks for.
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "lorem" + " ipsum"]))
OURS = [*python_files(*PACKAGES), *python_files("tests", ".ci")]


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_module_says_what_it_is_for(path):
    assert ast.get_docstring(tree(path)), "the first statement should be a docstring"


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_file_is_short_or_says_why_not(path):
    count = len(path.read_text().splitlines())
    assert count <= MOST_LINES or LENGTH_REASON in (ast.get_docstring(tree(path)) or "")


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_name_says_more_than_that_it_helps(path):
    assert path.stem not in VAGUE_NAMES
    assert path.parent.name not in VAGUE_NAMES


def test_nothing_is_marked_as_unfinished():
    marked = [
        f"{named(path)}:{number}"
        for path in texts()
        if path.suffix in {".py", ".html", ".js", ".css", ".md"}
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if UNFINISHED.search(line)
    ]
    assert marked == []


def test_public_functions_of_services_say_what_they_do():
    for path in ROOT.glob("*/**/services.py"):
        if ".venv" in path.parts:
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{named(path)}: {node.name}"
