"""Text becomes the same lexemes whoever writes it, and names stay what they are."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.search.analysis import MAX_LEXEME, lexemes_at, stem, tokens


def lexemes(text: str) -> set[str]:
    return {lexeme for token in tokens(text) for _, lexeme in lexemes_at(token)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("migrations", "Migration"),
        ("café", "CAFE\u0301"),
        ("rolling", "rolls"),
        ("user's", "users"),
        ("naïve", "naive"),
    ],
)
def test_forms_of_a_word_are_one_lexeme(one, other):
    assert lexemes(one) == lexemes(other)


@pytest.mark.parametrize(
    "name",
    [
        "__init__", "c++", "C#", ".map", "sltrhd_images", "useEffect", "ERR_MODULE_NOT_FOUND", "@app.route",
        "--no-cache", "==", "===", "std::vector", "$_SESSION", "pm.max_children", "SHA-256", "=>", "$@",
    ],
)  # fmt: skip
def test_a_name_is_kept_as_it_is_written(name):
    assert f"={name.casefold()}" in lexemes(f"Use {name} here, or ({name}).")


def test_different_signs_are_different_names():
    names = ["c", "c++", "c#", "==", "===", "init", "__init__"]
    assert len({frozenset(lexemes(name)) for name in names}) == len(names)


def test_a_name_is_found_by_its_parts_and_as_one_word():
    assert {"use", "effect", "useeffect", "=useeffect"} <= lexemes("useEffect(() => {})")
    assert {"back", "pressur", "backpressur"} <= lexemes("back-pressure")
    assert {"item", "map", "=.map", "=items.map"} <= lexemes("items.map(x => x)")
    assert "=concurrentmodificationexception" in lexemes("java.util.ConcurrentModificationException: null")


def test_java_is_not_part_of_javascript():
    assert "java" not in lexemes("JavaScript")
    assert lexemes("NULL") == {"null"}


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_any_text_gives_short_lexemes_without_spaces(text):
    for lexeme in lexemes(text):
        assert 0 < len(lexeme) <= MAX_LEXEME * 2
        assert not any(char.isspace() for char in lexeme)


def test_threads_that_read_at_once_find_what_one_would_find():
    words = [f"{chr(97 + number % 26)}rel{chr(97 + number // 26)}ationalizing" for number in range(600)]
    longer = [word + ending for word in words for ending in ("", "ly", "s")]
    alone = [snowballstemmer.stemmer("english").stemWord(word) for word in longer]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(stem, longer))
    finally:
        sys.setswitchinterval(before)
    assert together == alone
