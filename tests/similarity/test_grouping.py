"""Groups of a collection: the same whatever the order, and found without comparing all with all."""

import itertools
import random
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.similarity import Question, group, group_indexes

TITLES = [
    "What is a closure?",
    "Explain closures in JavaScript.",
    "What is a callback?",
    "How do you run database migrations?",
    "How do you perform DB migrations?",
    "How do you undo a database migration?",
    "What is the output?",
]


def as_sets(groups):
    return {frozenset(members) for members in groups}


def test_titles_that_ask_the_same_stand_together():
    assert as_sets(group(TITLES)) == {frozenset(TITLES[0:2]), frozenset(TITLES[3:5])}


@given(st.permutations(TITLES))
@settings(max_examples=30)
def test_the_order_of_the_titles_does_not_matter(titles):
    assert as_sets(group(titles)) == as_sets(group(TITLES))


def test_repeated_titles_are_a_group():
    assert group(["What is a heap?", "What is a heap?"]) == [["What is a heap?", "What is a heap?"]]


def test_nothing_and_empty_titles():
    assert group([]) == []
    assert group(["What is a heap?"]) == []
    assert group(["", "?", "..."]) in ([], [["", "?", "..."]])


def test_two_alone_are_judged_as_they_are_compared():
    """Also where all they share is a technology, which tells nothing among many."""
    alone = [
        "How do you connect to MySQL with PHP?",
        "How do you establish a MySQL connection in PHP using PDO?",
    ]
    assert group(alone) == [alone]


def test_a_title_without_a_technology_goes_with_the_one_it_is_worded_like():
    titles = ["What are streams?", "Explain the stream of Java 8.", "What are streams in Node.js?"]
    assert group(titles) == [[titles[0], titles[2]]]


def test_one_template_over_many_technologies_is_as_many_questions():
    names = [
        "Go",
        "Rust",
        "JavaScript",
        "TypeScript",
        "Node.js",
        "Java",
        "Kotlin",
        "Spring Boot",
        "C#",
        "Ruby",
    ]
    templates = ["How do you handle errors in {}?", "What are the features of {}?", "How does {} parse JSON?"]
    assert group(template.format(name) for template in templates for name in names) == []


def test_choices_are_told_apart_by_their_code():
    questions = [Question("What's the output?", f"log({n})") for n in (1, 2, 1)]
    assert group_indexes(questions) == [[0, 2]]


def test_a_chain_of_near_likenesses_does_not_pull_strangers_together():
    titles = [
        "What is JWT?",
        "What is JWT and how do you implement it in Flask?",
        "How do you implement JWT in Flask?",
    ]
    assert not any({titles[0], titles[2]} <= set(members) for members in group(titles))


@given(st.lists(st.text(max_size=60), max_size=12))
@settings(max_examples=60)
def test_no_text_makes_it_fail(titles):
    for members in group(titles):
        assert len(members) >= 2


def test_the_cost_grows_with_the_number_of_titles_not_with_its_square():
    """Titles of one shape sharing their words are the worst case: every block is large."""
    names = random.Random(5).sample(range(100_000), 1_600)
    calls = []
    for size in (200, 800):
        titles = [
            f"How do you configure module m{name} for the queue of service s{name % 7}?"
            for name in names[:size]
        ]
        counted = itertools.count()
        sys.setprofile(lambda *_, counted=counted: next(counted))
        group(titles)
        sys.setprofile(None)
        calls.append(next(counted))
    assert calls[1] < calls[0] * 10  # sixteen times if all were compared with all
