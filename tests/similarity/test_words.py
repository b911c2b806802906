"""Which spellings count as one word."""

import pytest

from knowledge.similarity.words import are_related, is_misspelling, lemma


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("route", "routing"), ("route", "routes"), ("query", "queries"), ("map", "mapping"), ("class", "classes"),
        ("index", "indexes"), ("index", "indices"), ("write", "written"), ("cache", "caching"),
        ("optimise", "optimizing"), ("behaviour", "behavior"), ("secure", "securely"), ("dynamic", "dynamically"),
        ("catalogue", "catalog"), ("pass", "passing"), ("box", "boxes"),
    ],
)  # fmt: skip
def test_forms_of_one_word(one, other):
    assert lemma(one) == lemma(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bag", "bagging"),
        ("string", "stringify"),
        ("need", "nested"),
        ("this", "thi"),
        ("iterator", "iterable"),
    ],
)
def test_words_that_only_look_alike(one, other):
    assert lemma(one) != lemma(other)


@pytest.mark.parametrize(
    ("one", "other"), [("validate", "validation"), ("handler", "handle"), ("migrate", "migration")]
)
def test_words_of_one_root(one, other):
    assert are_related(lemma(one), lemma(other))


@pytest.mark.parametrize(
    ("one", "other"), [("iterator", "iterable"), ("normal", "normalization"), ("test", "text")]
)
def test_words_of_other_meaning(one, other):
    assert not are_related(lemma(one), lemma(other))


def test_a_slip_of_the_keyboard_is_not_a_negation():
    assert is_misspelling("serialization", "serializaton")
    assert is_misspelling("recieve", "receive")
    assert not is_misspelling("symmetric", "asymmetric")
    assert not is_misspelling("cat", "car")
