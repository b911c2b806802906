"""Production starts only when it knows everything, and then it is strict."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "HUB_ENV": "production",
    "SECRET_KEY": "k3Yz9-" * 12,
    "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing",
    "ALLOWED_HOSTS": "hub.example.com",
    "SITE_URL": "https://hub.example.com",
    "EMAIL_URL": "smtp://mail.example.com:25",
    "CACHE_URL": "locmem://",
}
REQUIRED = sorted(COMPLETE.keys() - {"HUB_ENV"})
OPTIONAL = ("DJANGO_SETTINGS_MODULE", "LOG_FORMAT", "SENTRY_DSN", "DEBUG", "TRUSTED_PROXIES")


def python(*arguments: str, without: tuple = (), **changes) -> subprocess.CompletedProcess:
    """Runs Python with a complete production environment, changed as asked."""
    ours = {**COMPLETE, **changes}
    inherited = {key: value for key, value in os.environ.items() if key not in (*COMPLETE, *OPTIONAL)}
    environment = {**inherited, **{key: value for key, value in ours.items() if key not in without}}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def start(**options) -> subprocess.CompletedProcess:
    return python("manage.py", "check", **options)


def last_line(done: subprocess.CompletedProcess) -> str:
    return done.stderr.strip().splitlines()[-1]


class TestStarting:
    def test_with_everything_it_starts(self):
        done = start()
        assert done.returncode == 0, done.stderr

    @pytest.mark.parametrize("name", REQUIRED)
    def test_what_is_missing_is_named_in_one_line(self, name):
        done = start(without=(name,))
        assert done.returncode != 0
        assert last_line(done).endswith(f"Production refuses to start: set {name}.")

    def test_a_provider_takes_the_place_of_a_mail_server(self):
        done = start(without=("EMAIL_URL",), MAIL_PROVIDER="postmark", MAIL_PROVIDER_SERVER_TOKEN="x")
        assert done.returncode == 0, done.stderr

    def test_everything_missing_is_named_at_once(self):
        done = start(without=tuple(REQUIRED))
        assert all(name in last_line(done) for name in REQUIRED)

    def test_an_empty_value_is_a_missing_one(self):
        assert "set DATABASE_URL." in last_line(start(DATABASE_URL=""))

    @pytest.mark.parametrize(
        "url", ["mysql://hub:hidden@127.0.0.1/hub", "hub:hidden", "postgresql+psycopg://hub:hidden@x/y"]
    )
    def test_a_database_of_another_kind_is_refused_and_its_password_not_printed(self, url):
        done = start(DATABASE_URL=url)
        assert "DATABASE_URL must begin with postgres:// or sqlite:///" in last_line(done)
        assert "hidden" not in last_line(done)

    def test_without_production_an_empty_database_is_the_embedded_one(self):
        show = "from django.conf import settings; print(settings.DATABASES['default']['ENGINE'])"
        done = python("-c", show, HUB_ENV="dev", DATABASE_URL="", DJANGO_SETTINGS_MODULE="hub.settings")
        assert done.stdout.strip() == "django.db.backends.sqlite3", done.stderr

    @pytest.mark.parametrize("key", ["short", "a" * 80])
    def test_a_key_that_can_be_guessed_is_refused_and_not_printed(self, key):
        done = start(SECRET_KEY=key)
        assert "SECRET_KEY needs 50 random characters" in last_line(done)
        assert key not in last_line(done)

    def test_any_host_at_all_is_refused(self):
        assert "ALLOWED_HOSTS must name the hosts" in last_line(start(ALLOWED_HOSTS="*"))

    @pytest.mark.parametrize("word", ["prod", "Production", "staging", ""])
    def test_an_unknown_environment_is_refused(self, word):
        done = start(HUB_ENV=word)
        assert done.returncode != 0
        assert "use 'dev' or 'production'" in last_line(done)

    def test_djangos_own_checks_find_nothing(self):
        done = python(
            *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
            SECURE_HSTS_INCLUDE_SUBDOMAINS="1",
            SECURE_HSTS_PRELOAD="1",
        )
        assert done.returncode == 0, done.stderr


# Static files have their plain names: the manifest of hashed ones comes with `collectstatic`.
SETUP = """
import django, json, logging; django.setup()
from django.conf import settings
from django.test import Client, override_settings
names = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
override_settings(STORAGES={**settings.STORAGES, "staticfiles": names}).enable()
"""
ASK = """
client = Client(SERVER_NAME="hub.example.com", raise_request_exception=False)
plain, secure = client.get("/about/"), client.get("/healthz", secure=True)
probe = client.get("/healthz")
print(json.dumps({
    "redirect": [plain.status_code, plain.headers.get("Location")],
    "probe": probe.status_code,
    "headers": {key.lower(): value for key, value in secure.headers.items()},
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "debug": settings.DEBUG,
}))
"""


@pytest.fixture(scope="module")
def answer() -> dict:
    done = python("-c", SETUP + ASK, DJANGO_SETTINGS_MODULE="hub.settings")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class TestServing:
    def test_browsers_are_sent_to_https_and_told_to_stay(self, answer):
        assert answer["redirect"] == [301, "https://hub.example.com/about/"]
        assert answer["headers"]["strict-transport-security"] == "max-age=31536000"

    def test_probes_from_inside_are_not(self, answer):
        assert answer["probe"] == 200

    @pytest.mark.django_db
    def test_another_host_name_is_refused(self, client, settings):
        settings.ALLOWED_HOSTS = ["hub.example.com"]
        assert client.get("/healthz", SERVER_NAME="elsewhere.example").status_code == 400

    def test_cookies_travel_over_https_only(self, answer):
        assert answer["cookies"] == [True, True]

    def test_headers_that_narrow_what_a_browser_does(self, answer):
        headers = answer["headers"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["x-frame-options"] == "SAMEORIGIN"

    def test_it_never_debugs(self, answer):
        assert answer["debug"] is False


LOG = """
client = Client(SERVER_NAME="hub.example.com", raise_request_exception=False)
client.get("/nowhere/?q=secret-words", secure=True)
client.get("/search/?q=secret-words", secure=True)
client.post("/e/PY-001/seen/?q=secret-words", secure=True, HTTP_USER_AGENT="secret-agent")
client.get("/healthz?q=secret-words", SERVER_NAME="elsewhere.example")
client.get("/healthz?q=%00secret-words", secure=True)
logging.getLogger("hub").warning("two\\nlines", extra={"code": "PY-001"})
try:
    local = "".join(["secret", "-words"])
    raise LookupError("it broke")
except LookupError:
    logging.getLogger("hub").exception("failed")
"""


@pytest.fixture(scope="module")
def lines() -> list[str]:
    nowhere = "sqlite:////nowhere/at/all.sqlite3"
    done = python("-c", SETUP + LOG, DJANGO_SETTINGS_MODULE="hub.settings", DATABASE_URL=nowhere)
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()


class TestLogs:
    def test_each_line_is_one_json_object_that_says_when_who_and_how_bad(self, lines):
        for line in lines:
            assert {"event", "logger", "level", "timestamp"} <= json.loads(line).keys()

    def test_an_event_keeps_its_line_breaks_and_details(self, lines):
        ours = [json.loads(line) for line in lines if json.loads(line)["logger"] == "hub"]
        assert ours[0]["event"] == "two\nlines"
        assert ours[0]["code"] == "PY-001"
        assert "LookupError: it broke" in ours[1]["exception"]

    def test_what_people_search_for_is_in_none(self, lines):
        assert len(lines) > 2  # the database was away: there was something to log
        assert not [line for line in lines if "secret-words" in line]
        assert not [line for line in lines if "secret-agent" in line]
