"""Signing in by another site's account, against a real server that speaks OpenID Connect."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def became() -> dict:
    """What became of each visit; see `other_site.py`."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.accounts.other_site"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_somebody_new_has_an_account_and_the_next_time_the_same(became):
    assert became["new"]["signed_in_as"] == "new@example.org"
    assert became["new"]["at"] == "/me/"
    assert became["again"]["signed_in_as"] == "new@example.org"


def test_an_address_the_other_site_does_not_vouch_for_is_confirmed_here_first(became):
    assert became["unproven"]["signed_in_as"] == ""
    assert became["unproven"]["at"] == "/accounts/confirm-email/"


def test_an_address_with_an_account_here_opens_it_not(became):
    """Whoever could make the other site say so would own the account."""
    assert became["claims-ada"]["signed_in_as"] == ""
    assert became["rows"]["of_ada"] == 0


def test_whom_the_other_site_names_no_address_of_is_asked_for_one(became):
    assert became["nameless"]["signed_in_as"] == ""
    assert became["nameless"]["at"] == "/accounts/3rdparty/signup/"


def test_a_connected_account_opens_by_it(became):
    assert became["grace"]["signed_in_as"] == "grace@example.org"


def test_the_second_factor_is_asked_for_all_the_same(became):
    assert became["grace-with-second-factor"]["signed_in_as"] == ""
    assert became["grace-with-second-factor"]["at"] == "/accounts/2fa/authenticate/"


def test_an_answer_nobody_asked_for_opens_nothing(became):
    assert became["forged"]["signed_in_as"] == ""
    assert became["forged"]["status"] < 500


def test_a_hub_that_keeps_its_accounts_to_itself_makes_none_this_way_either(became):
    assert became["closed"]["signed_in_as"] == ""
    assert became["rows"]["new"] == 0
    assert became["known-though-closed"]["at"] == "/accounts/2fa/authenticate/", (
        "those it knows still come in"
    )


def test_no_key_to_the_other_site_is_kept(became):
    assert became["rows"]["tokens"] == 0
