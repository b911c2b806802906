"""Images in text: `![what it shows](image:KEY)`, looked up by whoever stores images.

An address on another site is never an image: reading a page must not tell a third party about it.
"""

import re
from collections.abc import Callable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ImageResolver = Callable[[str, str], str | None]

_KEY = re.compile(r"image:([A-Za-z0-9][A-Za-z0-9._-]{0,99})")
_registry: dict[str, ImageResolver] = {}


def register_image_resolver(resolver: ImageResolver | None) -> None:
    """Names the function ``(key, alt) -> trusted inline HTML, or None for an unknown key``."""
    _registry.clear()
    if resolver is not None:
        _registry["resolver"] = resolver


def resolve_image(source: str, alt: str) -> SafeString | None:
    key = _KEY.fullmatch(source)
    resolver = _registry.get("resolver")
    html = resolver(key.group(1), alt) if key and resolver else None
    return mark_safe(html) if html else None


def missing_image(alt: str) -> SafeString:
    return format_html('<span class="missing-image">{}</span>', alt.strip() or "Image not available")
