"""Production closes its doors by itself, and says in one line what it lacks."""

import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

COMPLETE = {
    "HUB_ENV": "production",
    "SECRET_KEY": "a-key-of-many-different-characters-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DATABASE_URL": "sqlite:////tmp/never-opened.sqlite3",
    "ALLOWED_HOSTS": "hub.example.com",
    "SITE_URL": "https://hub.example.com",
    "EMAIL_URL": "smtp://localhost:25",
    "CACHE_URL": "locmem://",
}


def start(**environment: str) -> subprocess.CompletedProcess:
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    command = [sys.executable, "-c", "import django; django.setup(); print('started')"]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "hub.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_when_everything_is_set():
    assert start(**COMPLETE).stdout == "started\n"


@pytest.mark.parametrize("missing", sorted(set(COMPLETE) - {"HUB_ENV"}))
def test_production_names_what_is_missing_in_one_line(missing):
    done = start(**{key: value for key, value in COMPLETE.items() if key != missing})
    assert done.returncode != 0
    assert f"Production refuses to start: set {missing}." in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HUB_ENV", "prod", "use 'dev' or 'production'"),
        ("SECRET_KEY", "short", "SECRET_KEY needs"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY needs"),
        ("ALLOWED_HOSTS", "*", "must name the hosts"),
    ],
)
def test_a_careless_value_is_refused(name, value, said):
    done = start(**{**COMPLETE, name: value})
    assert done.returncode != 0
    assert said in done.stderr.splitlines()[-1]
