"""Keys, passwords, addresses and names are found where people paste them, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.redaction import Redactor, find_secrets, marked, redact, redact_all
from tests.core.redaction.corpus import HARMLESS, secrets
from tests.core.redaction.texts import SETS, harmless, left, with_secrets

PASTED = [row for name in SETS for row in with_secrets(f"{name}_secrets.txt")]
LOOK_ALIKES = HARMLESS + [line for name in SETS for line in harmless(f"{name}_harmless.txt")]


@pytest.mark.parametrize(("text", "secret"), secrets(200))
def test_a_secret_is_found_and_gone(text, secret):
    assert find_secrets(text)
    assert secret not in redact(text)


@pytest.mark.parametrize(("text", "values"), PASTED)
def test_of_a_secret_not_half_is_left(text, values):
    assert left(values, redact(text)) == []


@pytest.mark.parametrize("seed", range(2, 7))
@pytest.mark.parametrize("name", SETS)
def test_it_does_not_hang_on_the_letters_drawn(name, seed):
    missed = [
        text for text, values in with_secrets(f"{name}_secrets.txt", seed) if left(values, redact(text))
    ]
    assert missed == []


def test_there_are_two_hundred_of_each():
    assert len(PASTED) >= 200
    assert len(set(LOOK_ALIKES)) >= 400


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_secret_is_left_byte_for_byte(text):
    assert redact(text) == text


def test_look_alikes_stay_harmless_in_one_text():
    text = "\n".join(LOOK_ALIKES)
    assert [text[one.start - 30 : one.end] for one in find_secrets(text)] == []


def test_the_same_value_gets_the_same_stand_in():
    text = "ayse@acme.de wrote to bob@acme.de, and ayse@acme.de read it"
    assert redact(text) == "user@example.com wrote to user2@example.com, and user@example.com read it"


def test_the_same_value_gets_the_same_stand_in_in_all_fields():
    texts = {"title": "bob@acme.de is locked out", "text": "ayse@acme.de is not, but bob@acme.de is"}
    assert redact_all(texts) == {
        "title": "user@example.com is locked out",
        "text": "user2@example.com is not, but user@example.com is",
    }


def test_stand_ins_that_a_text_brings_along_are_not_given_away_again():
    assert (
        redact("PASSWORD=REDACTED\nOTHER_PASSWORD=Hk3mmQ7z") == "PASSWORD=REDACTED\nOTHER_PASSWORD=REDACTED2"
    )
    assert Redactor("PASSWORD=REDACTED3").redact("PASSWORD=Hk3mmQ7z") == "PASSWORD=REDACTED4"
    assert redact_all({"a": "mail jana@acme.de", "b": "or user@example.com"})["a"] == "mail user2@example.com"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("amqps://svc:Zx81kk@mq.acme.io/vh", "amqps://svc:REDACTED@mq.acme.io/vh"),
        ("Linux build01 5.15.0-91-generic", "Linux host.example 5.15.0-91-generic"),
    ],
)
def test_the_rest_of_the_text_stays_as_it_was(text, kept):
    assert redact(text) == kept


def test_a_private_key_is_taken_whole_also_when_it_was_cut_off():
    key = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\nAwEHoUQD\n"
    assert (
        redact(f"before\n{key}-----END EC PRIVATE KEY-----\nafter") == "before\nREDACTED-PRIVATE-KEY\nafter"
    )
    assert "MHcCAQEE" not in redact(f"before\n{key}")
    assert redact(f"{key}\nIt was refused. Why?").endswith("\nIt was refused. Why?")
    assert redact(f"{key}-----END EC PRIV\nIt was refused. Why?").endswith("\nIt was refused. Why?")


def test_findings_say_where_and_what():
    [found] = find_secrets('ok\npassword = "Hk3!mmQ7z"\n')
    assert (found.line, found.label, found.replacement) == (2, "a password or key", "REDACTED")
    assert 'ok\npassword = "Hk3!mmQ7z"'[found.start : found.end] == "Hk3!mmQ7z"


def test_what_is_marked_is_safe_to_show_and_says_what_it_is():
    html = marked('<script>password = "Hk3!mmQ7z"</script>')
    assert "<script>" not in html
    assert (
        '<mark class="secret">Hk3!mmQ7z <small class="secret-label">(a password or key)</small></mark>'
        in html
    )


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_what_is_redacted_stays(text):
    once = redact(text)
    assert redact(once) == once


@given(st.lists(st.sampled_from([text for text, _ in [*secrets(60), *PASTED]]), max_size=8))
def test_many_secrets_in_one_text_are_all_found(texts):
    once = redact("\n".join(texts))
    assert find_secrets(once) == []


@given(
    st.lists(st.sampled_from([text for text, _ in PASTED] + LOOK_ALIKES), min_size=2, max_size=4), st.data()
)
def test_what_is_redacted_stays_however_texts_run_into_each_other(texts, data):
    cut = [text[data.draw(st.integers(0, len(text))) :] for text in texts]
    once = redact("".join(cut))
    assert redact(once) == once


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("DB_PASS=" + "q7Zk" * 200, "q7Zk"),
        ("SMTP_PASS=Hk3mmQ7z", "Hk3mmQ7z"),
        ("'pass' => 'Hk3!mmQ7z',", "Hk3!mmQ7z"),
        ('password = "ab<cd>9Z..x"', "ab<cd>9Z"),
        ('password = "tulips"', "tulips"),
        ('secret = token = "Hk3mmQ7z99"', "Hk3mmQ7z99"),
        ('{\\"password\\": \\"tulips\\"}', "tulips"),
        ("Cookie: theme=REDACTED; sessionid=9f8e7d6c5b4a", "9f8e7d6c5b4a"),
        ("ssh root@93.184.216.34", "93.184.216.34"),
        ("GET http://93.184.216.34/ failed", "93.184.216.34"),
        ("connection from 5.9.8.7 refused", "5.9.8.7"),
        ("mail=jana%40acme.de", "jana"),
        ("app:Hk3mmQ7z@tcp(db:3306)/shop", "Hk3mmQ7z"),
        ("TOTP secret: JBSWY3DPEHPK3PXQ", "JBSWY3DPEHPK3PXQ"),
        ("Linux build01 5.15.0-91-generic #101-Ubuntu SMP", "build01"),
        *((f'password = "{mark}Hk3mmQ7z"', "Hk3mmQ7z") for mark in "$%@#!([{"),
        *((f"DB_PASSWORD={mark}Hk3mmQ7z", "Hk3mmQ7z") for mark in "%@#!"),
    ],
)
def test_what_once_slipped_through_is_found(text, secret):
    assert secret not in redact(text)
