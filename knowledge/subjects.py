"""What entries are about, as the pages need it again and again: technologies and categories, kept between changes."""

from __future__ import annotations

from hub.core.kept import kept
from knowledge.models import Category, Technology


def technologies() -> list[Technology]:
    """Returns all technologies, by name."""
    return kept("technologies", lambda: list(Technology.objects.all()))


def categories() -> list[Category]:
    """Returns all categories, by name."""
    return kept("categories", lambda: list(Category.objects.all()))
