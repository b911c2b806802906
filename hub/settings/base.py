"""What every environment shares. Values that differ between machines come from the environment."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from hub.settings.accounts import *
from hub.settings.logging import logging_config
from hub.settings.mail import *

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
environ.Env.CACHE_SCHEMES["locmem"] = environ.Env.CACHE_SCHEMES["locmemcache"]

# --- Applications: ours from the top floor down, then Wagtail, then Django -------------------------

INSTALLED_APPS = [
    "hub.home",
    *ACCOUNTS_APPS,
    *SOCIAL_APPS,
    "contributions",
    "knowledge",
    "learning",
    "hub.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "health_check",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hub.core.middleware.ContentSecurityPolicyMiddleware",  # above all that answer by themselves
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.api.middleware.ApiMiddleware",
    "hub.core.middleware.RejectNullBytesMiddleware",
    "hub.core.middleware.PublicCacheMiddleware",  # above all that set cookies, to see every one
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Data ------------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a writer waits its turn instead of failing in mid-transaction
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
}


def database_from(url: str) -> dict:
    """Returns Django's database dict for a `sqlite:///` or `postgres://` URL, with our options.

    Raises `ImproperlyConfigured` for an URL of anything else.
    """
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgres:// or sqlite:///."
        )  # it may hold a password
    config = environ.Env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {**SQLITE_OPTIONS, **config.get("OPTIONS", {})}
    else:
        config["CONN_HEALTH_CHECKS"] = True
        # A visitor waits five seconds for a connection, not half a minute, when the database is away.
        config["OPTIONS"] = {"pool": {"timeout": 5}, **config.get("OPTIONS", {})}
    return config


VAR_DIR = BASE_DIR / "var"  # what a running site writes on an embedded installation
DATABASES = {
    "default": database_from(env("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'hub.sqlite3'}")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Django's memory cache keeps 300 things unless told; a day's visitors are more.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmem://?max_entries=50000")}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- People ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Words and time --------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- Files -----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=VAR_DIR / "media")
# The embedded installation serves its few images itself; behind a web server that server does.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- Wagtail ---------------------------------------------------------------------------------------

SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}").rstrip("/")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://")  # on one's own machine
ALLOW_INDEXING = env.bool("ALLOW_INDEXING", default=True)  # off: a trial site nobody should find
WAGTAIL_SITE_NAME = "Knowledge Hub"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "core.HubImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "pdf", "txt", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "hub.core.search_backend"}}
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "privacy/password_required.html"  # noqa: S105 - a template
# Passwords and addresses are changed at /accounts/ only, where a second factor and a fresh password count.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False  # a self-hosted site tells nobody that it exists
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# With one step of review, whoever approves sees what the approval publishes; a second time says nothing new.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_USAGE_COUNT_ENABLED = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000  # a folder of entries, dropped into an import
TAGGIT_CASE_INSENSITIVE = True

# Proxies whose X-Forwarded-For is believed: addresses, networks such as 10.0.0.0/8, or `unix`.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])

# What one address may ask of the API in a minute; 429 says when to come back.
API_REQUESTS_A_MINUTE = {"read": 120, "search": 60, "match": 30}

# How often in a minute the browsers of one account may ask what was learnt, or send it.
LEARNER_REQUESTS_A_MINUTE = 120

# Public forms (contributions.gate). Within a minute: sendings of everybody, above which it is a flood; what
# guests get through without proof of work; sendings from one address that are still answered with a page, of
# doubtful ones, during a flood, and with proof of work; and how often one asks what is like a text.
GATE_A_MINUTE = {
    "everybody": 120, "guests_free": 10,
    "sender": 60, "sender_doubtful": 20, "sender_in_flood": 10, "sender_working": 300,
    "asks": 120,
}  # fmt: skip
# Within an hour: what one address and all guests get through without proof of work; what one account, one
# e-mail address, one network address and all guests get through at all, and how many addresses of one mail
# domain are asked whether they subscribe; after how many who waited instead of
# working the wait becomes twice as long.
GATE_AN_HOUR = {
    "sender_free": 5, "guests_free": 60,
    "account": 30, "email": 20, "sender": 60, "guests": 300, "domain": 60,
    "waited": 10,
}  # fmt: skip

# --- Safety ----------------------------------------------------------------------------------------

SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # earlier keys, still believed
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin previews pages in a frame of its own origin
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin scripts read it
CSRF_COOKIE_SAMESITE = "Lax"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    }
}
# Wagtail's editor still contains inline scripts and styles; this policy holds below /admin/ only.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}

# --- Logs and errors -------------------------------------------------------------------------------

LOG_FORMAT = env("LOG_FORMAT", default="text")
LOGGING = logging_config(LOG_FORMAT)
