"""Template tags of learning."""

from collections.abc import Iterable

from django import template

from knowledge.models import EntryPage
from learning.models import LearningPathPage
from learning.roads import Road, roads_of

register = template.Library()


@register.filter
def duration(minutes: int | None) -> str:
    """Returns minutes as people say them: `45 minutes`, `2 h 30 min`, `about 40 hours`; empty for none."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} minutes" if rest != 1 else "1 minute"
    if hours >= 10:
        return f"about {round(minutes / 60)} hours"
    return f"{hours} h {rest} min" if rest else ("1 hour" if hours == 1 else f"{hours} hours")


@register.simple_tag
def roads(paths: Iterable[LearningPathPage]) -> list[Road]:
    """Returns the roads of published paths, with one query for all their modules."""
    return roads_of(list(paths))


@register.filter
def kind_label(entry: EntryPage) -> str:
    """Returns what kind of entry an unspecific row is, in small letters."""
    model = entry.specific_class
    return model.kind.label.lower() if model else "entry"
