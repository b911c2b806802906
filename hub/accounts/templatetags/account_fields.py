"""Fields of allauth's forms as this site shows them."""

import qrcode
from django import template
from django.conf import settings
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def plain_input(field: BoundField) -> SafeString:
    """Renders a field without the placeholder that only says its label again."""
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget()


@register.simple_tag
def qr_code(text: str) -> SafeString:
    """Draws a text for a telephone to read, as part of the page: its policy allows no `data:` image."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" role="img" aria-label="The same key as a picture for a telephone">'
        '<path d="{1}"/></svg>',
        len(rows),
        dots,
    )


@register.simple_tag
def signup_is_open() -> bool:
    """Whether visitors may make accounts themselves."""
    return settings.SIGNUP_OPEN
