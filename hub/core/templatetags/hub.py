"""What templates of every page draw and say: icons, addresses, difficulty, counts in words."""

from __future__ import annotations

import re

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from hub.core.addresses import page_path

register = template.Library()

WICKS = 10
HEADING = re.compile(r"(</?h)([3-6])\b")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draws a symbol of `includes/sprite.html`; the words beside it say what it means."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#icon-{}"/></svg>', name)


@register.simple_tag(takes_context=True)
def address(context: dict, page: Page) -> str:
    """Returns a page's path on the site that answers."""
    return page_path(page, context.get("request"))


@register.inclusion_tag("includes/difficulty.html")
def difficulty(level: int | None) -> dict:
    """Draws difficulty as ten wicks; nothing for an entry that states none."""
    return {"level": level, "wicks": [number < (level or 0) for number in range(WICKS)]}


@register.simple_tag
def counted(number: int | None, one: str, many: str = "") -> str:
    """Returns a number with its noun: no questions, 1 question, 1,774 questions.

    Arguments:
        number: how many; nothing counts as none.
        one: the noun for one.
        many: the noun for several, `one` with an s where empty.
    """
    number = number or 0
    return f"{intcomma(number) if number else 'no'} {one if number == 1 else many or one + 's'}"


@register.filter
def sentence_start(text: str) -> str:
    """Returns text with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


@register.filter
def lift_headings(html: str) -> SafeString:
    """Returns rendered text with its headings one level up, for a page with no heading but its title.

    Arguments:
        html: from the renderer, whose headings start at h3 and which escapes every other `<`.
    """
    return mark_safe(HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", html))
