"""All mail goes through one queue: nothing of ours hands any to a mail server, and what others send is caught."""

import ast

import pytest

from hub.settings import mail as settings_of_mail
from tests.architecture.source import PACKAGES, named, python_files, tree

MAIL = "hub/core/mail/"
SENDING = {
    "send_mail", "send_mass_mail", "mail_admins", "mail_managers", "EmailMessage", "EmailMultiAlternatives",
    "get_connection",
}  # fmt: skip
# What hands mail over by itself; a mailbox is read, and verdicts are told by what these raise.
SERVERS = {"smtplib", "anymail", "aiosmtpd"}
OUTSIDE = [path for path in python_files(*PACKAGES) if MAIL not in f"{path.as_posix()}"]


def imported(path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", OUTSIDE, ids=named)
def test_nothing_outside_the_queue_sends_mail(path):
    names = imported(path)
    assert not {
        name for name in names if name.startswith("django.core.mail") and name.split(".")[-1] in SENDING
    }
    assert "django.core.mail" not in names
    assert not {name for name in names if name.split(".")[0] in SERVERS}
    assert not {
        node.func.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "email_user"
    }


def test_django_s_own_way_to_send_leads_into_the_queue():
    assert settings_of_mail.EMAIL_BACKEND == "hub.core.mail.catching.EmailBackend"
    assert settings_of_mail.MAIL_BACKEND != settings_of_mail.EMAIL_BACKEND


def test_there_is_something_to_look_at():
    assert len(OUTSIDE) > 100
