"""The head of a page, as `includes/head_meta.html` prints it."""

from django import template

from hub.home.discovery.head import Head, head_of

register = template.Library()


@register.simple_tag(takes_context=True)
def head_meta(context) -> Head:
    """Returns what the page at hand says about itself."""
    return head_of(context.flatten(), context["request"])
