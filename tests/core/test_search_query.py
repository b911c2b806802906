"""What somebody typed is taken apart without ever failing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.core.search_query import MAX_LENGTH, parse


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("flask  migrations", ("flask", "migrations")),
        ("__init__ c++ c# .map", ("__init__", "c++", "c#", ".map")),
        ("@app.route --no-cache -rf -9", ("@app.route", "--no-cache", "-rf", "-9")),
        (
            "std::vector http://example.com/a TypeError:",
            ("std::vector", "http://example.com/a", "TypeError:"),
        ),
        ('property="map" colour:blue', ('property="map"', "colour:blue")),
        ("a\u00a0b\tc\nd\x00e", ("a", "b", "c", "d", "e")),
    ],
)
def test_words_stay_as_they_are_written(text, words):
    assert parse(text).words == words


def test_quotes_make_phrases_and_a_lone_quote_reaches_to_the_end():
    query = parse('one "two three" “four five” "six seven')
    assert query.words == ("one",)
    assert query.phrases == ("two three", "four five", "six seven")


def test_a_minus_excludes_words_and_phrases():
    query = parse('-django session -"row level" -x')
    assert query.excluded == ("django", "row level")
    assert query.words == ("session", "-x")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("tech:Flask level:senior", {"technology": ("flask",), "level": ("senior",)}),
        ('kind:debug lang:"visual basic"', {"kind": ("debug",), "technology": ("visual basic",)}),
        ("tag:x tag:y tag:x cat:databases", {"tag": ("x", "y"), "category": ("databases",)}),
        ("tech: flask", {}),
        ("tech:c++", {"technology": ("c++",)}),
    ],
)
def test_fields_and_their_other_names(text, fields):
    assert parse(text).fields == fields


@pytest.mark.parametrize(
    ("text", "first", "sure"),
    [
        ("flsk-mid-4", "FLSK-MID-004", True),
        ("PY-007", "PY-007", True),
        (" (py-7), ", "PY-007", True),
        ("PY-S-0012", "PY-S-012", True),
        ("py 7", "PY-007", False),
        ("flsk mid 4", "FLSK-MID-004", False),
        ("php8", "PHP-008", False),
        ("lp-1-5", "LP-01-005", True),
    ],
)
def test_a_code_is_known_however_it_is_written(text, first, sure):
    query = parse(text)
    assert query.codes[0] == first
    assert query.is_code is sure


def test_a_code_of_a_module_may_lack_its_zeros():
    assert "LP-01-05" in parse("lp-1-5").codes
    assert "LP-12-03" in parse("LP-12-3").codes


@pytest.mark.parametrize("text", ["flask migrations", "py-007 fails", "2024", "x-1", ""])
def test_other_texts_are_no_codes(text):
    assert parse(text).codes == ()


def test_a_long_text_is_cut():
    query = parse("word " * 20_000)
    assert len(query.text) <= MAX_LENGTH
    assert len(query.words) <= 32


@given(st.text(st.characters(), max_size=600))
@settings(max_examples=300)
def test_no_text_is_an_error(text):
    query = parse(text)
    assert len(query.text) <= MAX_LENGTH
    assert "\x00" not in query.text
    query.text.encode("utf-8")


@given(st.text("\"-:'()\\%tagech flskmid 0123*^~\x00\ud800é🙂", max_size=80))
@settings(max_examples=300)
def test_no_arrangement_of_signs_is_an_error(text):
    assert parse(text).text == parse(parse(text).text).text
