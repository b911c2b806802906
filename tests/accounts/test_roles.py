"""Who may come into the admin, role by role, with and without a second factor."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.test import Client

from tests.accounts.conftest import account, sign_in
from tests.accounts.test_second_factor import code_of

pytestmark = pytest.mark.django_db

GROUPS = {"Moderators", "Authors", "Editors"}
COME_IN = {None: False, "staff": False, "superuser": True}


def of_role(role: str | None):
    fields = {"staff": {"is_staff": True}, "superuser": {"is_superuser": True}}.get(role or "", {})
    user = account(**fields)
    if role and not fields:
        user.groups.add(Group.objects.get(name=role))
    return user


def roles() -> list:
    return [None, "staff", "superuser", *Group.objects.order_by("name").values_list("name", flat=True)]


def test_every_group_comes_in_and_nobody_else():
    assert set(Group.objects.values_list("name", flat=True)) == GROUPS
    for role in roles():
        visitor = Client()
        sign_in(visitor, of_role(role), next="/admin/")
        answer = visitor.get("/admin/", follow=True)
        assert answer.status_code == (200 if COME_IN.get(role, True) else 403), role


def test_where_the_hub_asks_for_it_nobody_comes_in_without_a_second_factor(settings):
    settings.ADMIN_REQUIRES_MFA = True
    for role in roles():
        visitor = Client()
        sign_in(visitor, of_role(role), next="/admin/")
        answer = visitor.get("/admin/", follow=True)
        if COME_IN.get(role, True):
            assert answer.redirect_chain[-1] == ("/accounts/2fa/", 302), role
        else:
            assert answer.status_code == 403, role


def test_whoever_has_one_is_asked_for_it_in_every_role(settings):
    settings.MFA_TOTP_TOLERANCE = 1
    for role in roles():
        user, secret = of_role(role), generate_totp_secret()
        TOTP.activate(user, secret)
        visitor = Client()
        assert sign_in(visitor, user, next="/admin/")["Location"] == "/accounts/2fa/authenticate/", role
        assert visitor.get("/admin/", follow=True).request["PATH_INFO"] == "/accounts/2fa/authenticate/", role
        visitor.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
        answer = visitor.get("/admin/", follow=True)
        assert answer.status_code == (200 if COME_IN.get(role, True) else 403), role


def test_no_rights_are_kept_when_they_are_taken_away(client):
    user = of_role("Editors")
    sign_in(client, user, next="/admin/")
    assert client.get("/admin/").status_code == 200
    user.groups.clear()
    assert client.get("/admin/", follow=True).status_code == 403
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/me/")["Location"].startswith("/accounts/login/")
