"""What templates of contributions need beside those of every page."""

from __future__ import annotations

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from contributions.submissions.waiting import waiting_times

register = template.Library()

HEADING = re.compile(r"(</?h)([3-5])\b")


@register.filter
def lower_headings(html: str) -> SafeString:
    """Returns rendered text with its headings one level down, for an entry that stands within a page.

    Arguments:
        html: from the renderer, whose headings start at h3 and which escapes every other `<`.
    """
    return mark_safe(HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", html))


@register.simple_tag
def waiting() -> str:
    """Returns how long people waited for an answer lately, in a sentence."""
    return str(waiting_times())
