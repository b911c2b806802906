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
