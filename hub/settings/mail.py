"""How mail leaves, by a mail server or by a provider, and where what comes back is read."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.validators import validate_email

env = environ.Env()
environ.Env.EMAIL_SCHEMES["console"] = "hub.core.mail.console.EmailBackend"

MAIL_TLS = {"no": False, "false": False, "0": False, "ssl": False, "starttls": True, "true": True, "1": True}


def email_from(url: str) -> dict:
    """Returns Django's EMAIL_* settings for `console://`, `smtp://`, `smtps://`, `filemail:///path` and the like.

    `smtp://…?tls=starttls` and `smtp+tls://` begin in clear text and change to TLS; `smtps://`,
    `smtp://…?tls=ssl` and `smtp+ssl://` speak TLS from the first byte.
    """
    address, _, query = url.partition("?")
    options = dict(pair.partition("=")[::2] for pair in query.split("&") if pair)
    tls = options.pop("tls", "no").lower()
    if options or tls not in MAIL_TLS:
        raise ImproperlyConfigured("EMAIL_URL understands ?tls=starttls, ?tls=ssl and ?tls=no only.")
    config = environ.Env.email_url_config(address)
    if config["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
        ssl = tls == "ssl" or address.startswith(("smtps:", "smtp+ssl:"))
        starttls = not ssl and (MAIL_TLS[tls] or address.startswith("smtp+tls:"))
        config |= {"EMAIL_USE_SSL": ssl, "EMAIL_USE_TLS": starttls}
        config["EMAIL_BACKEND"] = "hub.core.mail.smtp.EmailBackend"
        config["EMAIL_PORT"] = config["EMAIL_PORT"] or (465 if ssl else 587 if starttls else 25)
    return config


vars().update(email_from(env("EMAIL_URL", default="") or "console://"))
EMAIL_TIMEOUT = 30  # seconds a mail server may keep silent
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Knowledge Hub <hub@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_RATE_PER_MINUTE = env.int("MAIL_RATE_PER_MINUTE", default=0)  # by all workers together; 0: no limit
# Who writes, in the foot of each mail: a function that takes nothing and returns an `Identity`.
MAIL_IDENTITY = "hub.home.mailing.identity"
MAIL_POSTAL_ADDRESS = env("MAIL_POSTAL_ADDRESS", default="")

# --- A provider instead of a mail server -------------------------------------------------------------

# The providers of django-anymail that need no further package. Each reports what bounced to the webhook.
MAIL_PROVIDERS = (
    "brevo", "mailersend", "mailgun", "mailjet", "mailtrap", "mandrill", "postal", "postmark", "resend",
    "sparkpost", "unisender_go",
)  # fmt: skip


def provider_from(environment: Mapping[str, str]) -> tuple[str, dict]:
    """Returns the provider the environment names, or nothing, and django-anymail's settings of it.

    `MAIL_PROVIDER=postmark` chooses one; `MAIL_PROVIDER_SERVER_TOKEN` is what django-anymail calls
    `POSTMARK_SERVER_TOKEN`, and so on with each of its settings. `MAIL_WEBHOOK_SECRET`, a name and a password
    with a colon between them, is what the provider shows at the webhook.

    Raises:
        ImproperlyConfigured: an unknown provider, one without any setting, or a secret that is none.
    """
    name = environment.get("MAIL_PROVIDER", "").strip().lower()
    if not name:
        return "", {}
    if name not in MAIL_PROVIDERS:
        raise ImproperlyConfigured(f"MAIL_PROVIDER is {name!r}; use one of {', '.join(MAIL_PROVIDERS)}.")
    prefix = "MAIL_PROVIDER_"
    own = {key.removeprefix(prefix): text for key, text in environment.items() if key.startswith(prefix)}
    if not any(own.values()):
        raise ImproperlyConfigured(f"MAIL_PROVIDER={name} needs its key in a MAIL_PROVIDER_… setting.")
    secret = environment.get("MAIL_WEBHOOK_SECRET", "")
    if secret and (len(secret) < 20 or ":" not in secret):
        raise ImproperlyConfigured("MAIL_WEBHOOK_SECRET is NAME:PASSWORD, together 20 characters or more.")
    return name, {
        **{f"{name.upper()}_{key}": text for key, text in own.items() if text},
        "WEBHOOK_SECRET": secret,
        # Nobody counts who opens a mail or follows its links; what a provider cannot do is left out.
        "SEND_DEFAULTS": {"track_opens": False, "track_clicks": False},
        "IGNORE_UNSUPPORTED_FEATURES": True,
        "REQUESTS_TIMEOUT": EMAIL_TIMEOUT,
    }


MAIL_PROVIDER, ANYMAIL = provider_from(env.ENVIRON)

# The queue delivers by MAIL_BACKEND. EMAIL_BACKEND is what packages of others find when they send by
# themselves: it puts their mail into the queue.
MAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend" if MAIL_PROVIDER else vars()["EMAIL_BACKEND"]
EMAIL_BACKEND = "hub.core.mail.catching.EmailBackend"

# --- What comes back ---------------------------------------------------------------------------------

MAILBOX_SCHEMES = ("imap", "imap+tls", "imaps", "pop3", "pop3+tls", "pop3s")
LONGEST_LOCAL = 20  # characters; the signed part behind it needs the other 44 there may be


def bounce_address(text: str) -> str:
    """Returns the address that undeliverable mail comes back to, `bounces@hub.example.com`; nothing for none.

    A mail's own return path is made of it: `bounces+SIGNED@hub.example.com`.

    Raises:
        ImproperlyConfigured: it is no address, or too long for the signed part.
    """
    address = text.strip().lower()
    if not address:
        return ""
    try:
        validate_email(address)
    except Exception as error:
        raise ImproperlyConfigured("MAIL_BOUNCE_ADDRESS is not a mail address.") from error
    if len(address.partition("@")[0]) > LONGEST_LOCAL:
        raise ImproperlyConfigured(
            f"MAIL_BOUNCE_ADDRESS: at most {LONGEST_LOCAL} characters before the at sign."
        )
    return address


def bounce_mailbox(url: str) -> str:
    """Returns the address of the mailbox they are read from, as it is; nothing for none.

    Raises:
        ImproperlyConfigured: it is not `imaps://USER:PASSWORD@HOST/FOLDER`, `pop3s://USER:PASSWORD@HOST` or
            the like.
    """
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in MAILBOX_SCHEMES or not (parts.hostname and parts.username and parts.password):
        known = ", ".join(f"{scheme}://" for scheme in MAILBOX_SCHEMES)
        raise ImproperlyConfigured(
            f"MAIL_BOUNCE_MAILBOX needs USER:PASSWORD@HOST and begins with one of {known}."
        )
    return url


MAIL_BOUNCE_ADDRESS = bounce_address(env("MAIL_BOUNCE_ADDRESS", default=""))
MAIL_BOUNCE_MAILBOX = bounce_mailbox(env("MAIL_BOUNCE_MAILBOX", default=""))
