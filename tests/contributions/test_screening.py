"""Honest texts are not taken for spam, most spam is, and a moderator can follow why."""

from dataclasses import replace
from pathlib import Path

import pytest

from contributions.submissions.screening import LIKELY_SPAM, completed, spam_of
from contributions.submissions.services import Screening
from contributions.submissions.spam import Text, signs_of
from knowledge.entrydocs import EntryDocument, Section, read
from tests.contributions.factories import question_document

DATA = Path(__file__).parent / "data"
CONTENT = Path(__file__).parents[2] / "content"
SPAM = [line.split(" | ", 1) for line in (DATA / "spam.txt").read_text().splitlines() if line]
HONEST = sorted(CONTENT.glob("*/*.md"))


def spam(title: str, text: str) -> EntryDocument:
    return EntryDocument(kind="question", title=title, sections=(Section("Answer", text),))


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.stem)
def test_what_the_archive_teaches_is_no_spam(path):
    screening = spam_of(read(path.read_text()), email="ada@example.org", link="https://example.org/~ada")
    assert screening.spam_score < LIKELY_SPAM, screening.spam_signs


def test_most_spam_is_known():
    assert len(SPAM) >= 60
    missed = [title for title, text in SPAM if spam_of(spam(title, text)).spam_score < LIKELY_SPAM]
    assert len(missed) <= len(SPAM) * 0.1, missed


@pytest.mark.parametrize(
    "text",
    [
        "It is documented at https://docs.example.org/library/functools and https://peps.example.org/pep-0484.",
        "Neden `KeyError` alıyorum? Sözlükte anahtar yok, önce `get` kullanmayı denedim ama yine olmadı.",
        "Почему `dict.get` возвращает None, если ключа нет? Я прочитал документацию и не понял, что делать.",
        "Payment fails: the casino demo app of the course posts twice. Why is the handler called two times?",
        "THE FIX WAS TO RESTART. Really! It works now.",
        "Set `DEBUG = False`, then:\n\n```sh\ncurl https://a.example https://b.example https://c.example\n```",
        "ValueError: see\n\n    https://errors.example/e/1\n    https://errors.example/e/2\n    https://e.example/3",
        "Emoji 😀 are four bytes in UTF-8, so `len('😀')` is 1 and `len('😀'.encode())` is 4.",
    ],
)
def test_honest_texts_with_something_odd_are_no_spam(text):
    assert spam_of(spam("Why does this happen?", text)).spam_score < LIKELY_SPAM


def test_the_score_adds_up_what_is_said():
    text = Text.of("Buy now at our casino: https://bit.ly/abc", title="Offer")
    signs = list(signs_of(text))
    screening = spam_of(spam("Offer", "Buy now at our casino: https://bit.ly/abc"))
    assert screening.spam_score == pytest.approx(min(1, sum(weight for weight, _ in signs)))
    assert set(screening.spam_signs) == {words for _, words in signs}
    assert any("“buy now”" in words for words in screening.spam_signs)


def test_a_snippet_without_code_and_a_passing_address_count_a_little():
    document = EntryDocument(kind="snippet", title="Sort a list", summary="It sorts a list.")
    screening = spam_of(document, email="x@Mailinator.com")
    assert 0 < screening.spam_score < LIKELY_SPAM
    assert screening.spam_signs == ["a snippet without code", "a mail address for a few minutes"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300000,
        "http://" * 40000,
        "` " * 100000,
        "```\n" * 50000,
        "!" * 300000,
        "[url=" * 50000,
        "+1 " * 90000,
        "а" * 100000 + "a",
        "<a " * 90000,
        "telegram " * 30000,
        "x_" * 100000,
        "",
    ],
    ids=range(12),
)
def test_hostile_texts_are_read_to_the_end(text):
    assert all(weight > 0 for weight, _ in signs_of(Text.of(text)))


@pytest.mark.django_db
def test_what_the_gate_found_is_added():
    document = question_document()
    screening = completed(Screening(0.3, ["a sign"]), document, signs=["filled in within three seconds"])
    assert screening.spam_score == pytest.approx(0.4)
    assert screening.spam_signs == ["a sign", "filled in within three seconds"]
    assert screening.likely_duplicates == []


def test_nothing_is_found_in_nothing():
    empty = replace(spam("Title", ""), title="?")
    assert spam_of(empty) == Screening()
