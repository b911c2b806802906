"""Tests: fast passwords, tasks that run at once, mail in memory; the database is chosen by DATABASE_URL."""

import tempfile

from hub.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-tests-" + "0123456789" * 5  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database_from(env("DATABASE_URL", default="sqlite:///:memory:"))}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: concurrent tests need several real connections to one database.
    DATABASES["default"]["TEST"] = {"NAME": f"{tempfile.gettempdir()}/knowledge-hub-test.sqlite3"}
else:
    DATABASES["default"]["OPTIONS"].pop("pool")  # a pool would keep the test database from being dropped
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="knowledge-hub-media-")
WHITENOISE_AUTOREFRESH = True
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
