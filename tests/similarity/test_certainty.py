"""What keeps two titles that are alike from being certainly one question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.similarity import told_apart, usual_words

CERTAIN = [
    ("What is a keel?", "Explain keels."),
    ("What is a keel?", "What is a keel and why is it needed?"),
    ("What is a keel?", "3. What is a keel? 🔥"),
    ("Tiller vs rudder", "What is the difference between a rudder and a tiller?"),
    ("What is the role of the `boil()` method?", "What is the purpose of boil()?"),
    ("How do you perform DB migrations?", "How do you perform database migrations?"),
    ("What is LRP in shipping?", "What is lock repair protocol in shipping?"),
    ("What is a mixin?", "What is a mixin in Ruby?"),  # what all of it is about
]
APART = [
    ("What is a kettle?", "What is a kettle lid?"),  # a part of it
    ("What is a jib in sailing?", "What is a boom in sailing?"),
    (
        "How much experience do you have with Core Kettle?",
        "How much experience do you have with Core Teapot?",
    ),
    ("What is the output of 10 // 3?", "What is the output of 10 % 3?"),
    ("What is the output of boil(0)?", "What is the output of boil(1)?"),
    ("What does `or` return in a boat?", "What does `and` return in a boat?"),
    ("What is the use of !! in Kotlin?", "What is it in Kotlin?"),
    ("Mooring (1)", "Mooring (2)"),
    ("What is the [Moored] mark?", "What is the [Adrift] mark?"),
    ("Rowing (same boat)", "Rowing (across boats)"),
    ("How do you row with one oar?", "How do you row with more than one oar?"),
    ("What are anchors?", "What are some common anchors?"),
    ("What is a risk?", "What is a threat?"),  # near one another, and told apart by whoever names both
    ("¿Qué es el té?", "¿Qué es el mate?"),
    ("Что такое чайник?", "Что такое which?"),  # an English small word is a name elsewhere
    ("Что делает tea -n?", "Что делает tea -i?"),
    ("Что находится в / ?", "Что находится в /home?"),
    ("Trà nào nóng nhất?", "Ly nào nóng nhất?"),
    ("What is SailScript?", "For SailScript:"),
    ("How do you implement it using Rails?", "How would you implement them using Rails?"),
    ("What is the output of the following program?", "What is the output of this program?"),
]
SLIGHTLY = [
    ("How do you boil water?", "How do you boil water safely?"),
    ("How does a kettle work?", "What is a kettle?"),
    ("What are knots? How do they differ from bends?", "What are knots? How do they relate to splices?"),
]


@pytest.mark.parametrize(("one", "other"), CERTAIN)
def test_nothing_tells_them_apart(one, other):
    assert told_apart(one, other) is None


@pytest.mark.parametrize(("one", "other"), APART)
def test_a_word_or_a_sign_tells_them_apart(one, other):
    found = told_apart(one, other)
    assert found is not None
    assert found.because


@pytest.mark.parametrize(("one", "other"), SLIGHTLY)
def test_what_tells_but_slightly(one, other):
    found = told_apart(one, other)
    assert found is not None
    assert found.slight, found


def test_a_long_case_is_another_one_as_soon_as_a_word_is():
    case = "A harbour has ten berths, twenty boats and five cranes. " * 4
    one, other = f"{case} Would fewer cranes cost less?", f"{case} Would fewer boats cost less?"
    assert told_apart(one, other) is not None


def test_what_most_titles_say_tells_none_of_them_from_another():
    titles = [
        f"What is a {part} of a sailboat?"
        for part in ("keel", "jib", "boom", "mast", "hull", "helm", "deck", "bow")
    ]
    usual = usual_words(titles)
    assert "sailboat" in usual
    assert told_apart("What is a keel?", "What is a keel of a sailboat?") is not None
    assert told_apart("What is a keel?", "What is a keel of a sailboat?", usual) is None


def test_what_each_says_instead_tells_however_usual_it_is():
    usual = frozenset(["harbour", "marina"])
    assert told_apart("Harbour: opening hours and fee", "Marina: opening hours and fee", usual) is not None


@given(st.text(max_size=120), st.text(max_size=120))
@settings(max_examples=100)
def test_it_is_symmetric_and_never_fails(one, other):
    there, back = told_apart(one, other), told_apart(other, one)
    assert (there is None) == (back is None)
    assert told_apart(one, one) is None
