"""EMAIL_URL says how mail leaves."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from hub.settings.mail import bounce_address, bounce_mailbox, email_from


@pytest.mark.parametrize(
    ("url", "port", "starttls", "ssl"),
    [
        ("smtp://mail.example.com", 25, False, False),
        ("smtp://mail.example.com:2525?tls=no", 2525, False, False),
        ("smtp://mail.example.com?tls=starttls", 587, True, False),
        ("smtp+tls://mail.example.com:587", 587, True, False),
        ("smtps://mail.example.com", 465, False, True),
        ("smtp+ssl://mail.example.com:465", 465, False, True),
        ("smtp://mail.example.com?tls=ssl", 465, False, True),
    ],
)
def test_each_address_of_a_server_means_one_way_to_speak_to_it(url, port, starttls, ssl):
    found = email_from(url)
    assert found["EMAIL_HOST"] == "mail.example.com"
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, starttls, ssl)


def test_name_and_password_may_hold_any_character():
    found = email_from("smtps://ada%40example.com:p%2Fw%40%3Fd@mail.example.com")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("ada@example.com", "p/w@?d")


@pytest.mark.parametrize("url", ["smtp://h?tls=maybe", "smtp://h?tsl=ssl", "pigeon://h"])
def test_what_is_misspelt_is_refused_instead_of_sent_in_clear_text(url):
    with pytest.raises(ImproperlyConfigured):
        email_from(url)


def test_in_development_mail_is_printed():
    assert email_from("console://")["EMAIL_BACKEND"].endswith("console.EmailBackend")


class TestWhatComesBack:
    def test_an_address_is_taken_as_it_is_compared(self):
        assert bounce_address(" Bounces@Hub.example.org ") == "bounces@hub.example.org"
        assert bounce_address("") == ""

    @pytest.mark.parametrize(
        "text", ["bounces", "a b@example.org", f"{'b' * 21}@example.org", "<b@example.org>"]
    )
    def test_one_that_cannot_carry_a_signature_is_refused(self, text):
        with pytest.raises(ImproperlyConfigured):
            bounce_address(text)

    @pytest.mark.parametrize(
        "url", ["imaps://b:p%40ss@mail.example.org/INBOX", "pop3+tls://b:p@host:1100", ""]
    )
    def test_a_mailbox_is_read_by_imap_or_pop3(self, url):
        assert bounce_mailbox(url) == url

    @pytest.mark.parametrize(
        "url", ["imaps://mail.example.org", "smtp://b:p@host", "imap://b@host", "b:p@host"]
    )
    def test_one_without_name_and_password_or_of_another_sort_is_refused(self, url):
        with pytest.raises(ImproperlyConfigured):
            bounce_mailbox(url)
