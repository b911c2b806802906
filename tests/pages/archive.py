"""An archive in which every field of every kind is filled, for pages to be looked at."""

import datetime as dt

from knowledge.models import EntryCount, EntryPage
from tests.factories import (
    CategoryFactory,
    CodeSnippetPageFactory,
    DebugEntryPageFactory,
    DesignNotePageFactory,
    QuestionPageFactory,
    SecurityTopicPageFactory,
    TechnologyFactory,
)

KINDS = ("question", "debug", "snippet", "design", "security")
LISTS = {"question": "/questions/", "debug": "/debug/", "snippet": "/snippets/"}
LISTS |= {"design": "/design/", "security": "/security/"}

CODE = "```python {path}\ndef answer() -> int:\n    # The reply.\n    return 42\n```"
PROSE = (
    "One thing, said with `code` and [a link](https://example.org/).\n\n### In detail\n\n"
    "| Name | Meaning |\n|---|---|\n| one | first |\n\n" + CODE.format(path="app.py")
)
COMPARISON = (
    "### Before\n\n```python app.py\nrows = None\nprint(rows)\n```\n\n"
    "### After\n\n```python app.py\nrows = []\nprint(rows)\n```"
)
SHARED = {
    "summary": "The answer in one sentence, with `code` in it.",
    "difficulty": 6,
    "level": "senior",
    "verified_on": dt.date(2026, 11, 1),
    "verified_with": [("item", "Python 3.13"), ("item", "Django 5.2")],
    "review_due": dt.date(2020, 1, 1),
    "credit": [("item", {"name": "Ada Reader", "url": "https://example.org/ada", "for": "wrote"})],
    "source_title": "A specification",
    "source_url": "https://example.org/specification",
    "source_licence": "CC-BY-4.0",
    "tags": ["alpha", "beta"],
}


def fill_archive(number: int = 1) -> dict[str, EntryPage]:
    """Publishes `number` entries of every kind in one technology; returns the last ones by their kind."""
    technology, category = TechnologyFactory(), CategoryFactory()
    last = {}
    for _ in range(number):
        shared = {**SHARED, "technology": technology, "live": True}
        last = {
            "question": QuestionPageFactory(
                category=category,
                priority="high",
                form="choice",
                choices=[
                    ("item", {"text": "`yes`", "correct": True, "explanation": "It is."}),
                    ("item", {"text": "`no`", "correct": False, "explanation": "It is not."}),
                ],
                also_asked=[("item", "In other words?")],
                body=[
                    ("prompt", "Read this:\n\n" + CODE.format(path="shop.py")),
                    ("plain_words", "Like a lamp."),
                    ("deep_dive", PROSE),
                    ("follow_ups", "- And then?\n- What else? → SD-001"),
                ],
                **shared,
            ),
            "debug": DebugEntryPageFactory(
                messages=[("item", "ValueError: it broke\n  at line 1"), ("item", "it broke")],
                affects=[("item", "Python 3.6+")],
                body=[("symptoms", PROSE), ("root_cause", "Never set."), ("fix", COMPARISON)],
                **shared,
            ),
            "snippet": CodeSnippetPageFactory(
                tested_with=[("item", "Python 3.13")],
                body=[
                    ("files", CODE.format(path="tool.py") + "\n\n" + CODE.format(path="test_tool.py")),
                    ("how_it_works", PROSE),
                ],
                **shared,
            ),
            "design": DesignNotePageFactory(
                scale="2,000 writes a second",
                components=[("item", "Redis"), ("item", "PostgreSQL")],
                body=[
                    ("problem", PROSE),
                    ("architecture", "```diagram\ntitle: Reads\na: A\nb: B\na -> b\n```"),
                ],
                **shared,
            ),
            "security": SecurityTopicPageFactory(
                cwe=[("item", "CWE-89"), ("item", "not a number")],
                body=[("what_it_is", PROSE), ("fixed_code", COMPARISON), ("prevention", "- Parameters")],
                **shared,
            ),
        }
        for entry in last.values():
            EntryCount.objects.update_or_create(
                entry_id=entry.pk, defaults={"views": 1234, "uses": 9, "uses_this_week": 28, "helped": 3}
            )
    return last
