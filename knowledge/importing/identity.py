"""What makes two entries the same question: the title, and of questions about code the code and options too."""

from __future__ import annotations

import hashlib
import re

from knowledge import kinds
from knowledge.entrydocs import EntryDocument
from knowledge.similarity import Question
from knowledge.similarity.choices import code_key, option_keys

FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(.*?)^ {0,3}\1", re.MULTILINE | re.DOTALL)
NOT_AN_ANSWER = {"prompt", "follow_ups"}
MAX_CODE = 4000
SAID_AGAIN = 0.5  # the share of words from which on two texts say the same
LONGEST_COMPARED = 4000  # characters of a text
WORD, LONG_WORD = re.compile(r"[^\W_]+"), 4
FEW = 4  # words of an answer that is a name or a date

Identity = bytes


def fold_title(title: str) -> str:
    """Returns a title as titles are compared: without case, and every space one space."""
    return " ".join(title.casefold().split())


def as_question(document: EntryDocument) -> Question:
    """Returns a document as questions are compared: the title, the code it asks about and its options."""
    prompt = document.text_of("prompt") if document.kind == "question" else ""
    code = FENCED.search(f"{prompt}\n")
    options = tuple(choice["text"] for choice in document.attributes.get("choices", []))
    return Question(document.title, code[2][:MAX_CODE] if code else "", options)


def identity(document: EntryDocument) -> Identity:
    """Returns what only the same entry has: two titles alone may be the same and ask about other code.

    It is a digest, since that of each entry of an import is kept.
    """
    question = as_question(document)
    code = code_key(question.code) if question.code else ()
    said = document.kind, fold_title(document.title), code, sorted(option_keys(question.options))
    return hashlib.blake2b(repr(said).encode(), digest_size=16).digest()


def say_the_same(one: EntryDocument, other: EntryDocument) -> bool:
    """Says whether the longer of two texts says most of what the shorter says, altogether and in each part of both.

    What has no words says nothing else; a source that two answers name does not make them one.
    """
    mine, theirs = _parts(one), _parts(other)
    pairs = [(" ".join(mine.values()), " ".join(theirs.values()))]
    pairs += [(text, theirs[name]) for name, text in mine.items() if name in theirs]
    return all(_overlap(*pair) >= SAID_AGAIN for pair in pairs)


def _parts(document: EntryDocument) -> dict[str, str]:
    return {"": document.summary} | {section.heading: section.text for section in document.sections}


def _overlap(one: str, other: str) -> float:
    """Returns how much of what the shorter says the longer says too; 1 where it says nothing.

    Long words count, if there are any; of a few each does, since it may be another name.
    """
    mine, theirs = (set(WORD.findall(text[:LONGEST_COMPARED].casefold())) for text in (one, other))
    if mine and theirs and max(len(mine), len(theirs)) <= FEW:
        return float(mine == theirs)
    if all(any(len(word) >= LONG_WORD for word in words) for words in (mine, theirs)):
        mine, theirs = ({word for word in words if len(word) >= LONG_WORD} for words in (mine, theirs))
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 1.0


def asks_about_more(document: EntryDocument) -> bool:
    """Says whether the title alone does not tell what is asked."""
    question = as_question(document)
    return bool(question.code.strip() or question.options)


def is_answered(document: EntryDocument) -> bool:
    """Says whether a document holds more than what is asked, or says which option is right.

    A learning path asks nothing.
    """
    if document.kind in {"path", "module"}:
        return False
    if document.summary or any(choice.get("correct") for choice in document.attributes.get("choices", [])):
        return True
    asked = {_heading(document, key) for key in NOT_AN_ANSWER}
    return any(section.heading not in asked for section in document.sections)


def _heading(document: EntryDocument, key: str) -> str:
    section = kinds.get(document.kind).section(key)
    return section.heading if section else ""
