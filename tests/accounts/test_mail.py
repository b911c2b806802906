"""Every mail allauth sends has its words here and goes through the one queue."""

from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template
from django.utils import timezone

from hub.accounts.adapter import mail_template
from hub.core import mail
from hub.core.mail.rendering import render_mail
from tests.accounts.conftest import newest_mail, sign_in

NOT_USED = {"login_code", "password_reset_code"}  # codes by mail are switched off
PREFIXES = sorted(
    str(path.relative_to(Path(allauth.__file__).parent / "templates")).removesuffix("_subject.txt")
    for path in (Path(allauth.__file__).parent / "templates").rglob("email/*_subject.txt")
    if path.name.removesuffix("_subject.txt") not in NOT_USED
)
TOLD = {
    "email": "ada@example.org",
    "activate_url": "https://hub.example.org/a",
    "password_reset_url": "https://hub.example.org/b",
    "signup_url": "https://hub.example.org/c",
    "recover_url": "https://hub.example.org/d",
    "contact_url": "https://hub.example.org/e",
    "timestamp": timezone.now(),
    "ip": "192.0.2.1",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "provider": {"name": "GitHub"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", [*PREFIXES, "account/email/deleted", "mfa/email/second_factor_removed"])
def test_each_has_a_subject_and_a_text(prefix):
    content = render_mail(mail_template(prefix), TOLD, category=mail.CATEGORIES["account"])
    assert "Knowledge Hub" in content.subject
    assert len(content.text) > 100
    assert "None" not in content.text


@pytest.mark.django_db
def test_a_changed_password_is_told_with_where_it_came_from(client, person, settings):
    sign_in(client, person)
    form = {"oldpassword": "correct horse battery", "password1": "a wholly different thing"}
    client.post(
        "/accounts/password/change/", {**form, "password2": form["password1"]}, REMOTE_ADDR="192.0.2.7"
    )
    text = newest_mail(person.email).text
    assert "was changed" in text
    assert "192.0.2.7" in text


def test_no_page_of_allauth_is_shown_in_its_own_clothes():
    """Each page extends the site's base; one that a later version adds shows up here."""
    for name in ("allauth/layouts/base.html", "allauth/layouts/entrance.html", "allauth/layouts/manage.html"):
        assert "site-packages" not in get_template(name).origin.name
