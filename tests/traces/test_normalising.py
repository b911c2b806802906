"""What varies becomes a placeholder; what tells errors apart stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.traces.normalising import normalise


@pytest.mark.parametrize(
    ("message", "template"),
    [
        ("No module named 'requests'", "No module named <name>"),
        (
            "listen EADDRINUSE: address already in use :::3000",
            "listen EADDRINUSE: address already in use <address>",
        ),
        ("index out of range [5] with length 3", "index out of range [<number>] with length <number>"),
        ("Call to a member function query() on null", "Call to a member function <name>() on null"),
        ("can't open /srv/app/a.txt", "cannot open <path>"),
        ("GET https://example.org/a?b=1 failed", "GET <url> failed"),
        ("task 6f3c2a1e-77f0-4f5b-9a7a-0b1e1c9d2f44 failed", "task <uuid> failed"),
        ("relation »orders« does not exist", "relation <name> does not exist"),
        ("at 0x7ffd1234 on 2025-01-02 03:04:05", "at <address> on <date>"),
        ("%name% is not defined", "<name> is not defined"),
        ("'NoneType' object is not callable", "NoneType object is not callable"),
    ],
)
def test_templates(message, template):
    assert normalise(message) == template


@given(st.text(max_size=200))
def test_a_template_is_its_own_template(message):
    assert normalise(normalise(message)) == normalise(message)


@given(
    st.lists(
        st.sampled_from(
            ["'a'", '"', "'", "<b c>", "{x}", "$", "/a/b", "1.5", "x_y", "a.b", "(", "::1", "…", " "]
        )
    ).map("".join)
)
def test_a_template_of_fragments_is_its_own_template(message):
    assert normalise(normalise(message)) == normalise(message)
