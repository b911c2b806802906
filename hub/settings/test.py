"""Tests: fast passwords, tasks that run at once, mail in memory; the database is chosen by DATABASE_URL."""

import hashlib
import tempfile
from pathlib import Path

from hub.settings.base import *

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
DEBUG = False
SECRET_KEY = "only-for-tests-" + "0123456789" * 5
ALLOWED_HOSTS = ["*"]
# Two checkouts may test at once: files and databases carry the name of theirs.
CHECKOUT = hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:8]
TEST_DIRECTORY = Path(tempfile.gettempdir()) / f"knowledge-hub-{CHECKOUT}"
TEST_TEMPLATE = f"test_template_{CHECKOUT}"
DATABASES = {"default": database_from(env("DATABASE_URL", default="") or "sqlite:///:memory:")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: concurrent tests need several real connections to one database.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIRECTORY / "test.sqlite3")}
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}_{CHECKOUT}"}
    DATABASES["default"]["OPTIONS"].pop("pool")  # a pool would keep the test database from being dropped
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_media = tempfile.TemporaryDirectory(prefix="knowledge-hub-media-")
MEDIA_ROOT = _media.name
WHITENOISE_AUTOREFRESH = True
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
# An app's first migrations make their tables; only later ones meet rows of somebody's.
MIGRATION_LINTER_OPTIONS = {
    "include_apps": ["core", "home", "knowledge", "learning", "contributions"],
    "ignore_initial_migrations": True,
    # SQLite makes the table anew, which looks to the linter like a new NOT NULL; PostgreSQL, where old and new
    # processes overlap, adds a column with a default of the database, or does nothing.
    "ignore_name": [
        "0002_signed_links",
        "0003_size_of_a_log",
        "0004_public_name_and_credit",
        "0005_mail_that_comes_back",
        "0007_decisions_of_imports",
        "0008_privacy_of_accounts",
        "0008_search_documents_by_place",
        "0010_privacy_of_contributions",
    ],
    "no_cache": True,
}
