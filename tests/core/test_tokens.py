"""Tokens of links: not to be guessed, not to be read from the database, not to be used for something else."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hub.core.tokens import BadToken, digest, make_token, matches, sign, unsign


class TestRandomTokens:
    def test_no_two_are_alike_and_each_fits_into_an_address(self):
        tokens = {make_token() for _ in range(1000)}
        assert len(tokens) == 1000
        assert all(token.replace("-", "").replace("_", "").isalnum() and len(token) >= 22 for token in tokens)

    def test_what_is_stored_does_not_hold_the_token_and_recognises_it(self):
        token = make_token()
        stored = digest(token)
        assert token not in stored
        assert len(stored) == 64
        assert matches(token, stored)
        assert not matches(make_token(), stored)

    @given(some.text())
    def test_whatever_is_sent_gets_an_answer(self, text):
        assert not matches(text, digest(make_token()))

    def test_half_a_surrogate_pair_is_merely_wrong(self):
        assert not matches("\ud800", digest(make_token()))


class TestSignedValues:
    def test_they_come_back_as_they_were(self):
        assert unsign("preferences", sign("preferences", {"id": 7})) == {"id": 7}

    def test_for_another_purpose_they_are_worth_nothing(self):
        with pytest.raises(BadToken):
            unsign("unsubscribe", sign("preferences", 7))

    def test_they_expire_when_asked_to(self):
        token = sign("preferences", 7)
        assert unsign("preferences", token, timedelta(days=1)) == 7
        with pytest.raises(BadToken):
            unsign("preferences", token, timedelta(seconds=-1))

    def test_a_changed_one_is_refused(self):
        token = sign("preferences", 7)
        with pytest.raises(BadToken):
            unsign("preferences", token[:-1] + ("a" if token[-1] != "a" else "b"))

    @given(some.text(alphabet=some.characters(), max_size=200))
    def test_whatever_is_sent_is_refused(self, text):
        with pytest.raises(BadToken):
            unsign("preferences", text)

    @pytest.mark.parametrize("text", ["", ":", "::", "\x00", "\ud800:a:b", "a" * 100_000, ".eJw:1:x"])
    def test_what_is_hostile_is_refused(self, text):
        with pytest.raises(BadToken):
            unsign("preferences", text)
