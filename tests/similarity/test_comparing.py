"""What makes two questions the same, and what keeps them apart."""

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.similarity import Question, similarity

SAME = [
    ("What is a trie?", "Can you explain what a trie is?"),  # the frame
    ("What is a trie?", "1. What is a trie? 🔥"),  # numbering and ornament
    ("How do you cache DB queries?", "How do you cache database queries?"),  # abbreviations
    ("What is SGD?", "What is stochastic gradient descent?"),  # known acronyms
    ("What is LRP in routing?", "What is link repair protocol in routing?"),  # acronyms in no table
    ("How do you delete a branch?", "How do you remove a branch?"),  # synonyms
    ("How do you version an API in Flask?", "How do you handle API versioning?"),  # optional technology
    ("What is the difference between a heap and a stack?", "Stack vs heap"),  # the order of a comparison
    ("What does `zip()` do?", "What is the purpose of zip()?"),  # code with and without backticks
    ("How do you write tests with `test_client`?", "How do you write tests with the test client?"),
    ("What is a microservice?", "What are micro-services?"),
    ("What is memoisation?", "What is memoization?"),  # both spellings of English
    ("What is serialization?", "What is serializaton?"),  # a slip of the keyboard
    ("What is a mixin and why is it used?", "What is a mixin?"),  # a second clause about the same
    ("What is a visitor’s cookie?", "What is a visitorâ€™s cookie?"),  # wrongly decoded
    ("How do you avoid prop drilling?", "How do you solve the prop drilling problem?"),  # a problem is solved
    ("How many types of loops are there in Java?", "What types of loops exist in Java?"),
    ("How do you view container logs in Docker?", "How do you see the logs of a container?"),  # no log-in
    ("How do slices grow in Go?", "How do slices grow in Golang?"),
    ("What does `@Bean` do in Spring Boot?", "What does `@Bean` do in Spring?"),
]
DIFFERENT = [
    ("What is an iterator?", "What is an iterable?"),
    ("What is encoding?", "What is decoding?"),
    ("How do you convert a list to a tuple?", "How do you convert a tuple to a list?"),
    ("When is a false alarm better than a late one?", "When is a late alarm better than a false one?"),
    ("Что лежит в /harbour?", "Что лежит в /marina?"),  # a path, no choice of two words
    ("What is a mutable default?", "What is an immutable default?"),
    ("What is a mixin?", "What are the drawbacks of mixins?"),
    ("What is a mixin?", "When should you not use a mixin?"),
    ("What is a mixin?", "How do you test a mixin?"),
    ("What is caching in Flask?", "What is caching in Django?"),
    ("What is new in Python 3.11?", "What is new in Python 3.12?"),
    ("What is `before_request`?", "What is `after_request`?"),
    ("What is Flask?", "What is a Flask extension?"),
    ("How do you upload files?", "How do you upload large files?"),
    ("What is authentication?", "What is authorization?"),
    ("What is the difference between delete and remove?", "What is the difference between delete and drop?"),
    ("When should you use threads?", "When should you not use threads?"),
    ("What is a struct in Go?", "What is a struct in C#?"),  # a language, though it is a verb
    ("How do you parse a date in JavaScript?", "How do you parse a date in Node.js?"),
    ("How do you deploy an app?", "How do you deploy an app with zero downtime?"),
    ("How do you back up a database?", "How do you restore a database from a backup?"),
    ("Explain deadlocks.", "How do you prevent deadlocks?"),
    ("How do you avoid memory leaks?", "How do you find memory leaks?"),
    ("Tell me about a time you led a team.", "Tell me about a time you worked with a team."),
    ("What is a port?", "What is a portal in React?"),
    ("Describe a conflict with a customer.", "How do you handle conflict within a team?"),
]
LINES = st.text(max_size=200) | st.text(alphabet=string.printable, max_size=200)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_question_in_other_words(one, other):
    assert similarity(one, other).same, similarity(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_look_alikes(one, other):
    assert not similarity(one, other).same, similarity(one, other)


def test_the_reasons_are_told():
    found = similarity("What is an inner join?", "What is an outer join?")
    assert any("opposites" in reason for reason in found.because)
    assert not found.same


class TestCodeAndOptions:
    def test_the_same_title_with_other_code_is_another_question(self):
        one = Question("What's the output?", "print(1)", ("1", "2"))
        assert not similarity(one, Question("What's the output?", "print(2)", ("1", "2"))).same

    def test_layout_quotes_and_comments_make_no_other_question(self):
        one = Question("What's the output?", "let a = 'x';\nlog(a)  // here")
        assert similarity(one, Question("What is printed?", 'let a = "x"\nlog( a )')).same

    def test_the_same_code_with_other_options_is_another_question(self):
        one = Question("What's the output?", "f()", ("A: 1", "B: 2"))
        assert not similarity(one, Question("What's the output?", "f()", ("A: x", "B: y"))).same

    def test_letters_and_order_of_options_do_not_matter(self):
        one = Question("Which is falsy?", "", ("- A: `0`", "- B: `1`"))
        assert similarity(one, Question("Which is falsy?", "", ("b) `1`", "a) `0`"))).same

    def test_a_title_that_says_nothing_needs_its_code(self):
        assert not similarity(Question("What's the output?", "f()"), "What's the output?").same

    def test_a_title_that_says_enough_is_found_without_its_code(self):
        one = Question("What does `Array.prototype.flat` return?", "[1, [2]].flat()")
        assert similarity(one, "What does `Array.prototype.flat` return?").same


@given(LINES, LINES)
@example("?" * 600, "(" * 600)
@example("what does " * 60, "** " * 200)
@settings(max_examples=150)
def test_it_is_symmetric_and_never_fails(one, other):
    there, back = similarity(one, other), similarity(other, one)
    assert there == back
    assert 0.0 <= there.score <= 1.0


@given(LINES)
@settings(max_examples=100)
def test_every_title_asks_what_it_asks(title):
    assert similarity(title, title).same


@given(
    st.lists(
        st.sampled_from(sorted({title for pair in SAME + DIFFERENT for title in pair})),
        min_size=2,
        max_size=2,
    )
)
def test_real_titles_compare_the_same_either_way(pair):
    one, other = pair
    assert similarity(one, other) == similarity(other, one)
