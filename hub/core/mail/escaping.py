"""What somebody wrote, made harmless for the Markdown of a mail; and addresses of links."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

MOST_CHARACTERS = 20_000  # of one value
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Control characters, and those that make text run backwards or hide it.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_WEB = re.compile(r"(\w)(://)|\b(www)(\.)", re.IGNORECASE)
_IN_ADDRESSES = "/:?#&=%@+,;~$!-._"


class UnsafeLink(ValueError):
    """A mail would link to something other than a web page or a mail address."""


def escape_markdown(text: str) -> str:
    """Returns one line of Markdown that shows a text as it is: no markup, no link, no second line.

    Mail programs make links of what looks like an address, so `://` and `www.` are taken apart.
    """
    line = " ".join(readable(text)[:MOST_CHARACTERS].split())
    apart = _WEB.sub(lambda found: f"{found[1] or found[3]} {found[2] or found[4]}", line)
    return _PUNCTUATION.sub(r"\\\1", apart)


def readable(text: str) -> str:
    """Returns a text without characters nobody sees and without halves of surrogate pairs."""
    return _INVISIBLE.sub("", text.encode("utf-8", "ignore").decode("utf-8"))


@register.filter
def url(value: object) -> SafeString:
    """`[Read it]({{ address|url }})`: the address of a link, with nothing in it that could end it.

    Raises:
        UnsafeLink: it is not an absolute web address or a mail address.
    """
    text = str(value)
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise UnsafeLink(text[:80]) from error
    if not (parts.scheme in {"http", "https"} and parts.netloc) and parts.scheme != "mailto":
        raise UnsafeLink(text[:80])
    return mark_safe(quote(text, safe=_IN_ADDRESSES))


@register.filter
def quoted(value: object) -> SafeString:
    """`{{ message|quoted }}`: what a person wrote, with its lines, as a quotation. It stands alone."""
    lines = readable(str(value))[:MOST_CHARACTERS].splitlines()
    return mark_safe("\n".join(f"> {escape_markdown(line)}  " for line in lines))
