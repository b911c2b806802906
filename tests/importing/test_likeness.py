"""What becomes of entries that read like others: only what is certainly the same is left out."""

import pytest

from knowledge.models import QuestionPage
from tests.factories import QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db


def entries_of(report) -> list[dict]:
    return [entry for source in report["sources"] for entry in source["entries"]]


def bank(*titles: str, answer: str = "It is told on board, number {}.") -> str:
    parts = [f"## {at}. {title}\n\n{answer.format(at)}\n" for at, title in enumerate(titles, start=1)]
    return "# Sailing questions\n\n" + "\n".join(parts)


def test_questions_of_one_mould_are_all_created_and_none_is_called_like_another(run, folder):
    titles = [
        "What is a jib?",
        "What is a boom?",
        "What is a jib boom?",
        "What is the use of 7 // 2?",
        "What is the use of 7 % 2?",
    ]
    (folder / "sailing.md").write_text(bank(*titles))
    _, report, _ = run(folder)
    assert [(one["action"], one["duplicate_of"]) for one in entries_of(report)] == [("create", None)] * 5


def test_what_is_certainly_the_same_is_left_out(run, folder):
    (folder / "sailing.md").write_text(bank("What is a keel?", "What is a mast?", "Explain the keel."))
    _, report, _ = run(folder)
    assert [one["action"] for one in entries_of(report)] == ["create", "create", "skip"]


def test_what_is_alike_but_not_certain_is_created_and_says_what_it_is_like(run, folder):
    (folder / "sailing.md").write_text(
        bank("How do you boil water?", "What is a mast?", "How do you boil water safely?")
    )
    _, report, _ = run(folder)
    first, _, last = entries_of(report)
    flagged, other = (first, last) if first["duplicate_of"] else (last, first)
    assert flagged["action"] == other["action"] == "create"
    assert flagged["duplicate_of"]["title"] == other["title"]
    assert flagged["duplicate_of"]["where"] == f"line {other['line']}"
    assert any("Reads like" in warning for warning in flagged["warnings"])
    assert QuestionPage.objects.count() == 3


def test_an_entry_of_the_hub_that_is_only_alike_is_neither_skipped_for_nor_updated(run, folder):
    technology = TechnologyFactory(slug="sailing", prefix="SAIL")
    stored = QuestionPageFactory(technology=technology, level="mid", title="How do you boil water?")
    revisions = stored.revisions.count()
    (folder / "sailing.md").write_text(bank("How do you boil water safely?", "What is a mast?"))
    _, report, _ = run(folder, on_duplicate="update")
    alike, _ = entries_of(report)
    assert (alike["action"], alike["duplicate_of"]["where"]) == ("create", stored.code)
    assert stored.revisions.count() == revisions


def test_what_was_created_beside_its_like_is_known_again(run, folder):
    (folder / "sailing.md").write_text(
        bank("How do you boil water?", "How do you boil water safely?", "What is a mast?")
    )
    run(folder)
    _, again, _ = run(folder)
    assert [one["action"] for one in entries_of(again)] == ["skip"] * 3
    assert [one["duplicate_of"]["title"] for one in entries_of(again)] == [
        one["title"] for one in entries_of(again)
    ]
    assert QuestionPage.objects.count() == 3


def test_a_list_that_asks_again_what_is_answered_elsewhere_names_also_what_is_alike(run, folder):
    parts = ["keel", "mast", "boom", "hull", "helm"]
    answered = bank(*[f"What is a {part}?" for part in parts], "How do you define dynamic berths?")
    (folder / "answers.md").write_text(answered)
    listed = [
        *[f"Explain the {part}." for part in parts],
        "How do you define berths with dynamic parameters?",
    ]
    (folder / "list.md").write_text(
        "\n".join(f"{at}. {title}" for at, title in enumerate(listed, start=1)) + "\n"
    )
    _, report, _ = run(folder)
    *merged, alike = entries_of(report)[6:]
    assert [one["action"] for one in merged] == ["merge"] * 5
    assert alike["action"] == "create"
    assert alike["duplicate_of"]["title"] == "How do you define dynamic berths?"


def test_a_name_that_stands_over_different_texts_is_no_question_asked_again(run, folder):
    texts = [
        "The anchor drags over sand.",
        "A halyard jams aloft.",
        "Fog hides both banks.",
        "Your crew fell asleep.",
    ]
    parts = [f"## Tell what you would do\n\n{text}\n" for text in (*texts, texts[0])]
    (folder / "sailing.md").write_text("# Sailing questions\n\n" + "\n".join(parts))
    _, report, _ = run(folder)
    assert sorted(one["action"] for one in entries_of(report)) == ["create"] * 4 + ["skip"]


def test_cards_that_ask_the_same_of_something_else_are_all_kept(run, folder):
    rows = ["Which ship is this?,Vasa", "Which ship is this?,Mary Rose", "Which ship is this?,Vasa"]
    (folder / "ships.csv").write_text("question,answer\n" + "\n".join(rows))
    _, report, _ = run(folder)
    assert [one["action"] for one in entries_of(report)].count("create") == 2


def test_a_name_in_two_files_is_no_question_asked_again_where_their_texts_differ(run, folder):
    for place, text in (("mast", "Rust eats the shrouds aloft."), ("hull", "Barnacles slow every passage.")):
        rows = f"front,back\nOverview,{text}\nWhat ails a {place} most of all?,Time and salt water do.\n"
        (folder / f"{place}.csv").write_text(rows)
    _, report, _ = run(folder)
    assert [one["action"] for one in entries_of(report) if one["title"] == "Overview"] == ["create"] * 2
