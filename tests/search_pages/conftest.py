"""A small archive whose entries are easy to tell apart."""

import pytest

from tests.factories import (
    CategoryFactory,
    DebugEntryPageFactory,
    QuestionPageFactory,
    TechnologyFactory,
)

TRACE = """Traceback (most recent call last):
  File "/srv/shop/secret_project/main.py", line 3, in <module>
    import requests_html
ModuleNotFoundError: No module named 'requests_html'"""
STRANGER = (
    'Traceback (most recent call last):\n  File "a.py", line 1\nFrobnicationError: the flux is inverted'
)


@pytest.fixture
def archive(db):
    """Two questions about migrations, one about Redis, and an error of Python."""
    flask = TechnologyFactory(name="Python (Flask)", slug="python-flask", prefix="FLSK", aliases="flask")
    python = TechnologyFactory(name="Python", slug="python", prefix="PY", aliases="py")
    databases = CategoryFactory(name="Databases", slug="databases")
    return {
        "roll": QuestionPageFactory(
            title="How are migrations rolled back?", technology=flask, category=databases, level="mid",
            summary="With a downgrade, if nothing was lost.", tags=["alembic", "rollback"], live=True,
        ),
        "plan": QuestionPageFactory(
            title="When do migrations lock a table?", technology=python, category=databases, level="senior",
            summary="When the change rewrites it.", tags=["alembic", "locks"], live=True,
        ),
        "redis": QuestionPageFactory(
            title="Why does Redis evict keys?", technology=python, level="junior", live=True,
        ),
        "module": DebugEntryPageFactory(
            title="The package is installed, but not in this environment", technology=python,
            messages=[("item", "ModuleNotFoundError: No module named 'requests'")],
            error_kind="import", summary="pip wrote to **another** interpreter.", live=True,
            body=[("root_cause", "Two interpreters."), ("fix", "Run `python -m pip install requests`.")],
        ),
    }  # fmt: skip
