"""Template tags of practice."""

from django import template

register = template.Library()

MARKS = ((0, "Not at all"), (1, "In part"), (2, "Well"), (3, "Very well"))


@register.simple_tag
def marks() -> tuple[tuple[int, str], ...]:
    """Returns the marks an answer can get, with their words."""
    return MARKS
