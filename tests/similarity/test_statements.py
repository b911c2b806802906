"""Titles that ask nothing in so many words are read as requests or as messages."""

import pytest

from knowledge.similarity import similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flatten a nested list", "How do you flatten a nested list?"),
        ("Design a URL shortener", "How would you design a URL shortener?"),
        ("Convert Celsius to Fahrenheit", "Celsius to Fahrenheit conversion function"),
        ("Deep clone an object", "How do you make a deep copy of an object in JavaScript?"),
        ("RuntimeError: Working outside of request context", 'Flask: "Working outside of request context"'),
        ("Django: no such table: auth_user", "django.db.utils.OperationalError: no such table auth_user"),
        ("Postgres DeadlockDetected error", "PostgreSQL: deadlock detected"),
        ("PHP notice: Undefined index 'name' when reading $_POST", "Undefined index: name in $_POST"),
    ],
)
def test_one_thing_ordered_or_reported_in_other_words(one, other):
    assert similarity(one, other).same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flatten a nested list", "Reverse a nested list"),
        ("Convert Celsius to Fahrenheit", "Convert Fahrenheit to Celsius"),
        ("java.lang.OutOfMemoryError: Java heap space", "java.lang.OutOfMemoryError: Metaspace"),
        ("Django: CSRF verification failed", "Django: DisallowedHost at /"),
        ('npm ERR! Missing script: "start"', "npm ERR! ERESOLVE unable to resolve dependency tree"),
        (
            "PHP Fatal error: Allowed memory size exhausted",
            "PHP Fatal error: Maximum execution time exceeded",
        ),
        ("SQL injection", "Command injection"),
    ],
)
def test_the_opening_of_a_message_is_not_the_message(one, other):
    assert not similarity(one, other).same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How do you test routes in Flask?", "How can Flask routes be tested?"),
        ("How do you make a query faster?", "How do you speed up a query?"),
        ("What is PFS (Perfect Forward Secrecy)?", "Explain perfect forward secrecy."),
        (
            "You have a list of users. How do you sort a dictionary by value?",
            "How do you sort a dict by value?",
        ),
        ("What is a zombie/defunct process?", "What is a zombie process?"),
        ("What is the difference between WHERE and HAVING?", "Difference between having and where clause?"),
    ],
)
def test_how_a_question_is_built_does_not_matter(one, other):
    assert similarity(one, other).same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Explain Cassandra.", "How does Cassandra write?"),
        ("What is a Docker image?", "How are images created in Docker?"),
        ("What is JSON?", "What is the purpose of package.json?"),
        ("What is continuous delivery?", "What is continuous deployment?"),
        ("Which data should be stored in a bundle?", "Which data shouldn't be stored in a bundle?"),
    ],
)
def test_what_is_done_to_a_thing_is_not_the_thing(one, other):
    assert not similarity(one, other).same
