"""What tests of importing share: documents as files, and the command with its report."""

import io
import json

import pytest
from django.core.management import call_command

from tests.admin.conftest import editor, editor_client  # noqa: F401 - fixtures

QUESTION = """---
kind: question
code: FLSK-MID-004
title: How do you roll a migration back?
technology: python-flask
level: mid
difficulty: 5
category: databases
form: choice
choices:
  - text: downgrade
    correct: true
tags: [alembic]
verified: {date: 2026-11-20, with: [Flask 3.1]}
credit:
  - name: A. Reader
    for: corrected
licence: CC-BY-4.0
---

With `flask db downgrade`.

## Deep dive

Each revision has a way back.

```python
x = 1
```

## Follow-ups

- And in production? → FLSK-SEN-001
"""


def question(**values: str) -> str:
    """Returns the document with some front matter changed; an empty value leaves the key out."""
    rows = []
    for row in QUESTION.split("\n"):
        key = row.partition(":")[0]
        if key in values:
            if values[key]:
                rows.append(f"{key}: {values[key]}")
        else:
            rows.append(row)
    return "\n".join(rows)


@pytest.fixture
def folder(tmp_path):
    """A folder to import from."""
    place = tmp_path / "entries"
    place.mkdir()
    return place


@pytest.fixture
def run(db):
    """Returns a function that runs `import_entries` and gives its exit status and report."""

    def run_import(*paths, **options):
        out, err = io.StringIO(), io.StringIO()
        status = 0
        try:
            call_command(
                "import_entries",
                *[str(path) for path in paths],
                report="-",
                stdout=out,
                stderr=err,
                **options,
            )
        except SystemExit as error:
            status = error.code
        return status, json.loads(out.getvalue()), err.getvalue()

    return run_import
