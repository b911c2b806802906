"""What `check` finds in an entry, and what it leaves alone."""

import pytest

from knowledge.checking import ERROR, NOTICE, WARNING, check
from knowledge.entrydocs import EntryDocument, Section
from knowledge.models import RetiredCode
from tests.factories import QuestionPageFactory
from tests.starter_content.library import documents

pytestmark = pytest.mark.django_db


def debug(text="", *, heading="Prevention", **fields):
    """Returns a debug entry that has everything it needs, with one more text."""
    attributes = {"technology": "python", "messages": ["Error: x"], "error_kind": "type"}
    sections = [Section("Root cause", "Because."), Section("Fix", "Do this.")]
    if heading == "Fix":
        sections.pop()
    if text:
        sections.append(Section(heading, text))
    return EntryDocument(
        kind="debug",
        **{
            "title": "A list is changed while it is walked",
            "sections": tuple(sections),
            **fields,
            "attributes": attributes | fields.get("attributes", {}),
        },
    )


def found(document, **coming):
    return [(one.severity, one.where, one.line, one.message) for one in check(document, **coming)]


def messages(text, **fields):
    return [one.message for one in check(debug(text, **fields))]


def fence(language, code):
    return f"Some prose.\n\n```{language}\n{code}\n```"


def test_a_complete_entry_has_nothing_to_report():
    assert found(debug("Look twice.")) == []


def test_the_starter_content_has_nothing_to_report_but_what_nobody_could_check():
    every = documents()
    reported = {
        code: [one for one in check(document, coming_codes=every) if one.severity != NOTICE]
        for code, document in every.items()
    }
    assert {code: one for code, one in reported.items() if one} == {}


def test_what_is_needed_to_publish_is_named():
    bare = EntryDocument(kind="debug", title="Nothing but a title")
    assert [(one.severity, one.where) for one in check(bare)] == [
        (ERROR, "attribute:technology"),
        (ERROR, "attribute:messages"),
        (ERROR, "attribute:error_kind"),
        (ERROR, "section:root_cause"),
        (ERROR, "section:fix"),
    ]
    question = EntryDocument(kind="question", title="Nothing but a title")
    assert (ERROR, "summary", 0, "30-second answer is needed to publish.") in found(question)


@pytest.mark.parametrize(
    ("language", "code", "line", "words"),
    [
        ("python app.py", "x = 1\ny = (", 5, "does not parse as Python"),
        ("json", '{"a": 1,\n "b" 2}', 5, "does not parse as JSON"),
        ("yaml", "a: 1\nb: [1", 5, "does not parse as YAML"),
        ("diagram", "][", 4, "does not parse as a diagram"),
    ],
)
def test_code_that_does_not_parse_is_named_with_its_line(language, code, line, words):
    (finding,) = check(debug(fence(language, code)))
    assert (finding.severity, finding.where, finding.line) == (WARNING, "section:prevention", line)
    assert words in finding.message


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "    indented = 1\n    return await indented"),
        ("json", "[1, 2]"),
        ("yaml", "a: {b: [1]}\n---\nc: *anchor_of_nobody"),
        ("text", "(["),
        ("", "(["),
    ],
)
def test_code_that_parses_and_plain_text_are_left_alone(language, code):
    assert messages(fence(language, code)) == []


def test_languages_nobody_can_check_are_said_to_be_unchecked():
    text = f"{fence('sql', 'SELECT')}\n\n{fence('bash', 'if')}"
    assert found(debug(text)) == [
        (NOTICE, "section:prevention", 0, "Not checked: 2 code blocks (bash, sql).")
    ]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "(" * 19_000),
        ("python", "-" * 19_000 + "1"),
        ("python", "a" + ".a" * 9_000),
        ("python", "x = '\ud7ff\uffff'"),
        ("json", "[" * 19_000),
        ("json", "1" * 19_000),
        ("yaml", "[" * 19_000),
        ("yaml", "&a [" * 400),
        ("yaml", "- " * 9_000),
        ("yaml", "? " * 9_000),
        ("python", "x = 1\n" * 40_000),
    ],
    ids=range(11),
)
def test_hostile_code_is_answered(language, code):
    assert all(isinstance(message, str) for message in messages(fence(language, code)))


def test_codes_that_lead_nowhere_are_named_and_asked_for_at_once(django_assert_num_queries):
    live = QuestionPageFactory(live=True)
    draft = QuestionPageFactory(live=False)
    RetiredCode.objects.create(code="OLD-001", successor=live.code)
    RetiredCode.objects.create(code="OLD-002")
    text = f"[a]({live.code}) [b](OLD-001) [c](OLD-002) [d]({draft.code}) [e](NONE-001) [f](SOON-001)"
    document = debug(text, attributes={"related": [live.code, "NONE-002"]})
    with django_assert_num_queries(1):
        reported = found(document, coming_codes={"SOON-001"})
    assert reported == [
        (ERROR, "section:prevention", 0, "No entry has the code OLD-002."),
        (ERROR, "section:prevention", 0, "No entry has the code NONE-001."),
        (ERROR, "attribute:related", 0, "No entry has the code NONE-002."),
        (
            WARNING,
            "section:prevention",
            0,
            f"{draft.code} is not published: readers would not find it.",
        ),
    ]


def test_a_look_alike_that_does_not_exist_is_named():
    assert messages("- NONE-001: it says something else", heading="Look-alikes") == [
        "No entry has the code NONE-001."
    ]


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("[here](https://user@example.com/)", "user name"),
        ("[here](http://192.0.2.1/a)", "number instead of a name"),
        ("[here](https://ex\u0430mple.com/)", "look like another"),
        ("[https://example.org/login](https://example.com/)", "says it leads to example.org"),
        ("[here](somewhere/else)", "leads nowhere"),
        ("[here](https:///x)", "no address"),
    ],
)
def test_odd_links_are_named(link, words):
    (message,) = messages(f"Some prose.\n\nLook {link}.")
    assert words in message


def test_usual_links_are_left_alone():
    text = "[client.py](https://example.com/client.py) and https://www.example.com/ [x](https://example.com)"
    assert messages(text) == []


def test_very_many_links_are_counted():
    (message,) = messages(" ".join(f"[{n}](https://example.com/{n})" for n in range(30)))
    assert message == "The entry has 30 links to other sites."


def test_images_that_are_missing_or_silent_are_named():
    text = "![A lamp](image:lamp) ![](image:coming) ![x](https://example.com/a.png)"
    assert found(debug(text), coming_images={"coming"}) == [
        (ERROR, "section:prevention", 1, "There is no image lamp."),
        (WARNING, "section:prevention", 1, "The image https://example.com/a.png is on another site and is not shown."),
        (NOTICE, "section:prevention", 1, "The image image:coming does not say what it shows."),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["TO" + "DO", "Answer here", "Lorem" + " ipsum dolor", "TBD"])
def test_placeholders_in_prose_are_named_with_their_line(words):
    (finding,) = check(debug(f"Some prose.\nMore: {words} ..."))
    assert (finding.severity, finding.line) == (WARNING, 2)
    assert "placeholder" in finding.message


def test_placeholders_in_code_and_inside_words_are_left_alone():
    mark = "TO" + "DO"
    assert messages(f"`{mark}` and {mark}S.\n\n{fence('python', '# ' + mark)}") == []


@pytest.mark.parametrize(
    ("title", "reported"),
    [
        ("CSRF", ["The title is very short."]),
        ("WHY DOES THIS NOT WORK", ["The title shouts."]),
        ("It does not work!!", ["The title shouts."]),
        ("KeyError in a dict", []),
        ("SQL injection", []),
    ],
)
def test_titles_that_are_short_or_shout_are_named(title, reported):
    assert messages("", title=title) == reported


@pytest.mark.parametrize(
    ("headings", "reported"),
    [
        (["Before", "After"], []),
        (["Before", "After", "Before", "After"], []),
        (["Notes"], []),
        (["Before"], ["“Before” has no “After” behind it."]),
        (["After"], ["“After” has no “Before” in front of it."]),
        (["Before", "Before", "After"], ["“Before” has no “After” behind it."]),
    ],
)
def test_a_before_needs_its_after(headings, reported):
    text = "\n\n".join(f"### {heading}\n\nprose" for heading in headings)
    assert messages(text, heading="Fix") == reported


def test_before_and_after_mean_nothing_elsewhere():
    assert messages("### Before\n\nprose") == []
