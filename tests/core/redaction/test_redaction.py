"""Keys, passwords, addresses and names are found where people paste them, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.redaction import find_secrets, marked, redact
from tests.core.redaction.corpus import HARMLESS, secrets


@pytest.mark.parametrize(("text", "secret"), secrets(200))
def test_a_secret_is_found_and_gone(text, secret):
    assert find_secrets(text)
    assert secret not in redact(text)


def test_there_are_two_hundred_harmless_lines():
    assert len(set(HARMLESS)) >= 200


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_secret_is_left_byte_for_byte(text):
    assert redact(text) == text


def test_the_same_value_gets_the_same_stand_in():
    text = "ayse@acme.de wrote to bob@acme.de, and ayse@acme.de read it"
    assert redact(text) == "user@example.com wrote to user2@example.com, and user@example.com read it"


def test_a_private_key_is_taken_whole_also_when_it_was_cut_off():
    key = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\nAwEHoUQD\n"
    assert (
        redact(f"before\n{key}-----END EC PRIVATE KEY-----\nafter") == "before\nREDACTED-PRIVATE-KEY\nafter"
    )
    assert "MHcCAQEE" not in redact(f"before\n{key}")


def test_findings_say_where_and_what():
    [found] = find_secrets('ok\npassword = "Hk3!mmQ7z"\n')
    assert (found.line, found.label, found.replacement) == (2, "a password or key", "REDACTED")
    assert 'ok\npassword = "Hk3!mmQ7z"'[found.start : found.end] == "Hk3!mmQ7z"


def test_what_is_marked_is_safe_to_show():
    html = marked('<script>password = "Hk3!mmQ7z"</script>')
    assert "<script>" not in html
    assert '<mark title="a password or key">Hk3!mmQ7z</mark>' in html


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_what_is_redacted_stays(text):
    once = redact(text)
    assert redact(once) == once


@given(st.lists(st.sampled_from([text for text, _ in secrets(60)]), max_size=8))
def test_many_secrets_in_one_text_are_all_found(texts):
    once = redact("\n".join(texts))
    assert not [one for one in find_secrets(once) if one.kind not in {"prompt"}]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("DB_PASS=" + "q7Zk" * 200, "q7Zk"),
        ("SMTP_PASS=Hk3mmQ7z", "Hk3mmQ7z"),
        ("'pass' => 'Hk3!mmQ7z',", "Hk3!mmQ7z"),
        ('password = "ab<cd>9Z..x"', "ab<cd>9Z"),
        ("Cookie: theme=REDACTED; sessionid=9f8e7d6c5b4a", "9f8e7d6c5b4a"),
        ("ssh root@93.184.216.34", "93.184.216.34"),
        ("GET http://93.184.216.34/ failed", "93.184.216.34"),
    ],
)
def test_what_once_slipped_through_is_found(text, secret):
    assert secret not in redact(text)
