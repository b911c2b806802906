"""Images named in Markdown, found by their key and served in sizes this site made itself."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTHS = (480, 960, 1440)


def image_html(key: str, alt: str) -> SafeString | None:
    """Returns the `<img>` of an uploaded image, or None where no image has the key.

    Arguments:
        key: as in `![alt](image:KEY)`.
        alt: what the author says it shows; empty for decoration.
    """
    from hub.core.models import HubImage  # noqa: PLC0415 - called long after models are loaded

    image = HubImage.objects.filter(key=key).first()
    if image is None:
        return None
    sizes = image.get_renditions(*[f"width-{width}" for width in WIDTHS])
    ordered = sorted({(one.width, one.url, one.height) for one in sizes.values()})
    width, url, height = ordered[-1]
    return format_html(
        '<img src="{}" srcset="{}" sizes="(min-width: 60rem) 44rem, 92vw" width="{}" height="{}" alt="{}" loading="lazy">',
        url,
        ", ".join(f"{one[1]} {one[0]}w" for one in ordered),
        width,
        height,
        alt,
    )
