"""Other sites' accounts open this hub only where the environment says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hub.settings.accounts import social_login

ROOT = Path(__file__).resolve().parent.parent.parent
GITHUB = {"SOCIAL_GITHUB_CLIENT_ID": "id", "SOCIAL_GITHUB_SECRET": "secret"}


def test_without_settings_there_is_none():
    assert social_login({}) == ([], {})
    assert social_login({"SOCIAL_GITHUB_CLIENT_ID": "", "SOCIAL_GITHUB_SECRET": ""}) == ([], {})


@pytest.mark.parametrize("name", ["GITHUB", "GITLAB", "GOOGLE"])
def test_an_identifier_and_a_secret_are_enough(name):
    [app], providers = social_login({f"SOCIAL_{name}_CLIENT_ID": "id", f"SOCIAL_{name}_SECRET": "secret"})
    assert app == f"allauth.socialaccount.providers.{name.lower()}"
    assert providers == {name.lower(): {"APPS": [{"client_id": "id", "secret": "secret"}]}}


def test_a_gitlab_of_ones_own_is_named_by_its_address():
    environment = {"SOCIAL_GITLAB_CLIENT_ID": "id", "SOCIAL_GITLAB_SECRET": "s"}
    _, providers = social_login({**environment, "SOCIAL_GITLAB_URL": "https://git.example.org/"})
    assert providers["gitlab"]["APPS"][0]["settings"] == {"gitlab_url": "https://git.example.org"}


def test_any_server_that_speaks_openid_connect_will_do():
    environment = {
        "SOCIAL_OIDC_CLIENT_ID": "id",
        "SOCIAL_OIDC_SECRET": "secret",
        "SOCIAL_OIDC_URL": "https://id.example.org",
        "SOCIAL_OIDC_NAME": "The Guild",
    }
    _, providers = social_login(environment)
    [registration] = providers["openid_connect"]["APPS"]
    assert registration["name"] == "The Guild"
    assert registration["settings"] == {"server_url": "https://id.example.org"}


@pytest.mark.parametrize(
    "environment",
    [
        {"SOCIAL_GITHUB_CLIENT_ID": "id"},
        {"SOCIAL_GOOGLE_SECRET": "secret"},
        {"SOCIAL_OIDC_CLIENT_ID": "id", "SOCIAL_OIDC_SECRET": "secret"},
    ],
)
def test_half_a_setting_is_refused_by_name(environment):
    with pytest.raises(ImproperlyConfigured, match="SOCIAL_"):
        social_login(environment)


@pytest.mark.django_db
def test_no_page_offers_what_is_not_set_up(client):
    page = client.get("/accounts/login/").text
    assert "Sign in with a passkey" in page
    assert "GitHub" not in page
    assert client.get("/accounts/3rdparty/").status_code == 404
    assert client.get("/accounts/github/login/").status_code == 404


def test_a_provider_appears_by_the_environment_alone():
    """In a process of its own, for applications and addresses are read once."""
    program = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
call_command("migrate", verbosity=0)
client = Client()
assert "Sign in with GitHub" in client.get("/accounts/login/").text
assert "Sign in with The Guild" in client.get("/accounts/login/").text
asked = client.get("/accounts/github/login/")
assert asked.status_code == 200 and "Go on to GitHub" in asked.text, "a link alone begins nothing"
page = client.post("/accounts/github/login/")
assert page.status_code == 200
assert 'content="0;url=https://github.com/login/oauth/authorize?' in page.text
assert "form-action 'self'" in page["Content-Security-Policy"]
"""
    environment = {
        **os.environ,
        **GITHUB,
        "SOCIAL_OIDC_CLIENT_ID": "id",
        "SOCIAL_OIDC_SECRET": "secret",
        "SOCIAL_OIDC_URL": "https://id.example.org",
        "SOCIAL_OIDC_NAME": "The Guild",
        "DJANGO_SETTINGS_MODULE": "hub.settings.test",
        "DATABASE_URL": "sqlite:///:memory:",
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
