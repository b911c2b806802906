"""Imports point one way: from the composition root down to the ground floor."""

import ast

import pytest
from importlinter import cli

from tests.architecture.source import PACKAGES, ROOT, named, python_files


def test_upper_floors_import_lower_floors_and_never_the_other_way_round(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    assert cli.lint_imports(no_cache=True, no_logo=True) == cli.EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("path", python_files(*PACKAGES), ids=named)
def test_the_site_does_not_import_its_tests(path):
    for node in ast.walk(ast.parse(path.read_text())):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        assert not [name for name in names if name == "tests" or name.startswith("tests.")]
