"""All mail of the site: one queue, one set of templates, one list of addresses that get none."""

from hub.core.mail.addresses import InvalidAddress, normalise
from hub.core.mail.categories import CATEGORIES
from hub.core.mail.rendering import Content, render_mail
from hub.core.mail.sending import Recipient, send, send_each, send_many

__all__ = [
    "CATEGORIES",
    "Content",
    "InvalidAddress",
    "Recipient",
    "normalise",
    "render_mail",
    "send",
    "send_each",
    "send_many",
]
