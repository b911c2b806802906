"""Production: nothing secret has a default, and what is missing is named in one line."""

import logging as python_logging
import os

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured

REQUIRED = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_URL", "CACHE_URL")
_instead = {"EMAIL_URL": "MAIL_PROVIDER"}
_missing = [
    name for name in REQUIRED if not (os.environ.get(name) or os.environ.get(_instead.get(name, name)))
]
if _missing:  # before `base` reads them and stumbles over an empty one
    raise ImproperlyConfigured("Production refuses to start: set " + ", ".join(_missing) + ".")

from hub.settings.base import *  # noqa: E402

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("Production refuses to start: SECRET_KEY needs 50 random characters.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("Production refuses to start: ALLOWED_HOSTS must name the hosts, not '*'.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes come from inside, without TLS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # X_FRAME_OPTIONS: the admin previews pages in a frame
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

ADMIN_REQUIRES_MFA = env.bool("ADMIN_REQUIRES_MFA", default=True)

SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOG_FORMAT = env("LOG_FORMAT", default="json")
LOGGING = logging_config(LOG_FORMAT)
python_logging.captureWarnings(True)  # so that they are lines of the log like any other

if env("SENTRY_DSN", default=""):
    # Neither what somebody posted nor the locals of a frame that read it: a pasted error is nobody's business.
    sentry_sdk.init(
        dsn=env("SENTRY_DSN"),
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        traces_sample_rate=0.0,
    )
