"""A mail's one template as plain text and as HTML, with the same words in both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hub.core.mail.categories import Category
from hub.core.mail.escaping import escape_markdown, url
from hub.core.mail.identity import Identity, identity
from hub.core.mail.plain import plain_mail
from hub.core.mail.source import read_file, render_source
from hub.core.rendering import render_markdown

_BUTTON = re.compile(r'<p><a href="([^"]*)"([^>]*)>([^<]*)</a></p>')  # a link that stands alone
_AS_BUTTON = r'<p class="action"><a class="button" href="\1"\2>\3</a></p>'

_SIZES = re.compile(r' (?:srcset|sizes|loading)="[^"]*"(?=[^<>]*>)')
_HEADING = re.compile(r"(</?h)([3-6])\b")


@dataclass(frozen=True)
class Content:
    """What a mail says."""

    subject: str
    text: str
    html: str


def render_mail(
    template: str,
    context: dict,
    *,
    category: Category,
    language: str | None = None,
    stop_url: str = "",
    why: str = "",
    who: Identity | None = None,
) -> Content:
    """Renders a mail.

    Arguments:
        template: `NAME` of `templates/mail/NAME.md`.
        language: of dates, numbers and the template's own translation; the site's when left out.
        stop_url: where its reader asks to get no more of them.
        why: they get it; else what the category says.
        who: writes it; asked for where left out, which those do not want who render many.
    Raises:
        as `render_source`.
    """
    who = who or identity()
    with translation.override(language or settings.LANGUAGE_CODE):
        subject, markdown = render_source(template, {"site": who, **context})
    foot = _foot(why or category.why, stop_url)
    html = render_to_string(
        "mail/layout.html",
        {
            "subject": subject,
            "language": language or settings.LANGUAGE_CODE,
            "style": _style(),
            "body": mark_safe(_BUTTON.sub(_AS_BUTTON, _html(markdown))),
            "foot": _html(foot),
            "site": who,
            "address": who.postal_address.splitlines(),
        },
    )
    below = "\n".join(["-- ", who.name, *filter(None, (who.url, *who.postal_address.splitlines()))])
    return Content(subject, f"{plain_mail(markdown)}\n{plain_mail(foot)}\n{below}\n", html)


def _foot(why: str, stop_url: str) -> str:
    stop = f"\n\n[Stop these mails]({url(stop_url)})" if stop_url else ""
    return f"{escape_markdown(why)}{stop}"


def _html(markdown: str) -> SafeString:
    """The site's own Markdown, with complete addresses; of a picture's sizes the one every program shows."""
    html = _SIZES.sub("", below_title(render_markdown(markdown)))
    return mark_safe(re.sub(r'(href|src)="/', rf'\1="{settings.SITE_URL}/', html))


def below_title(html: str) -> SafeString:
    """Returns rendered Markdown with its first headings right below a title: h3, as in a section, becomes h2."""
    return mark_safe(_HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", str(html)))


@lru_cache(maxsize=1)
def _style() -> SafeString:
    """The style sheet, inside the mail: what would have to be fetched is neither shown nor private."""
    return format_html("<style>{}</style>", mark_safe(read_file("mail/mail.css")))
