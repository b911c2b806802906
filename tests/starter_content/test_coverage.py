"""What the starter content covers: enough of each kind, level, category and technology to be of use."""

from collections import Counter

import pytest

from hub.core.diagrams import parse_diagram
from knowledge.kinds import LEVELS
from knowledge.models import QuestionPage
from tests.starter_content.library import documents, fences, of_kind, paths

TECHNOLOGIES = {
    "python-flask",
    "python-django",
    "python",
    "javascript",
    "react",
    "nodejs",
    "php",
    "sql",
    "architecture",
    "web-security",
}
DEBUGGED = {"python", "javascript", "php", "wordpress", "java", "go"}
CATEGORIES = {
    "language-fundamentals",
    "data-structures-algorithms",
    "frameworks-libraries",
    "databases",
    "api-design",
    "system-design",
    "security",
    "testing-quality",
    "devops-deployment",
    "performance-optimization",
    "concurrency",
    "behavioral-soft-skills",
}


def values(kind: str, attribute: str) -> Counter:
    return Counter(document.attributes.get(attribute) for document in of_kind(kind))


def test_every_document_has_a_code_of_its_own_and_the_file_is_named_after_it():
    assert len(documents()) == len(paths())
    assert set(documents()) == {path.stem for path in paths()}


def test_there_are_sixty_questions_over_every_technology_level_and_category():
    assert len(of_kind("question")) >= 60
    assert set(values("question", "technology")) >= TECHNOLOGIES
    assert set(values("question", "level")) == set(LEVELS)
    assert set(values("question", "category")) >= CATEGORIES


def test_some_questions_are_scenarios_choices_and_challenges():
    forms = values("question", "form")
    assert forms["scenario"] + forms["choice"] + forms["challenge"] >= 6
    assert min(forms["scenario"], forms["choice"], forms["challenge"]) >= 1


def test_each_section_of_a_question_is_written_somewhere():
    written = {section.heading for document in of_kind("question") for section in document.sections}
    assert written >= {section.heading for section in QuestionPage.kind.sections}


def test_a_choice_has_exactly_the_right_answers_it_claims():
    for document in of_kind("question"):
        choices = document.attributes.get("choices", [])
        assert bool(choices) == (document.attributes.get("form") == "choice"), document.code
        if choices:
            assert any(one.get("correct") for one in choices), document.code
            assert not all(one.get("correct") for one in choices), document.code


def test_there_are_thirty_debug_entries_over_many_languages():
    assert len(of_kind("debug")) >= 30
    assert set(values("debug", "technology")) >= DEBUGGED


@pytest.mark.parametrize("code", sorted(one.code for one in of_kind("debug")))
def test_a_debug_entry_shows_its_fix_before_and_after(code):
    fix = documents()[code].text_of("fix")
    assert "### Before" in fix
    assert "### After" in fix


def test_there_are_twenty_snippets_some_of_several_files():
    assert len(of_kind("snippet")) >= 20
    files = Counter(fence.code for fence in fences() if fence.section == "Files")
    assert sum(1 for count in files.values() if count > 1) >= 3


def test_there_are_eight_design_notes_each_with_a_diagram():
    assert len(of_kind("design")) >= 8
    drawn = {fence.code for fence in fences("diagram")}
    assert {document.code for document in of_kind("design")} <= drawn


@pytest.mark.parametrize("fence", fences("diagram"), ids=str)
def test_a_diagram_can_be_drawn(fence):
    diagram = parse_diagram(fence.text)
    assert diagram.title
    assert diagram.edges


def test_there_are_ten_security_topics_each_with_its_weakness_and_both_codes():
    topics = of_kind("security")
    assert len(topics) >= 10
    for document in topics:
        assert document.attributes.get("owasp"), document.code
        assert document.attributes.get("cwe"), document.code
        assert "```" in document.text_of("vulnerable_code"), document.code
        assert "```" in document.text_of("fixed_code"), document.code


@pytest.mark.parametrize("code", ["PY-007", *(f"FLSK-MID-00{number}" for number in range(1, 6))])
def test_the_entries_that_readers_know_by_their_codes_exist(code):
    assert code in documents()
