"""The further requests of a title, each said as a title of its own: "What is X? How do you use it to …?"."""

from __future__ import annotations

import re

from knowledge.similarity.frames import CLAUSE_END, clauses
from knowledge.similarity.tokens import words_of
from knowledge.similarity.vocabulary import STOP_WORDS

MOST = 3  # requests of one title that are looked at
LONGEST_SUBJECT = 6  # words, from which on a pronoun stands for a whole case
STANDS_FOR = re.compile(r"\b(?:it|they|them|its|their)\b(?!'s)", re.IGNORECASE)
WHOSE = frozenset(["its", "their"])


def follow_ups(text: str) -> list[str]:
    """Returns what a title asks besides of the same subject, with the subject named where a pronoun stands for it."""
    parts = [part.strip() for part in CLAUSE_END.split(text) if part and part.strip(" .?!,:;-")]
    if len(parts) < 2:
        return []
    first = clauses(parts[0])
    subject = first[0].words.strip(" ,.:;") if first else ""
    if not subject or len(subject.split()) > LONGEST_SUBJECT or first[0].want == "bare":
        return []
    known = _keys(subject)
    found = []
    for part in parts[1:MOST]:
        named = STANDS_FOR.sub(lambda pronoun: _said(subject, pronoun[0]), part, count=1)
        asked = clauses(named)
        told = {key for clause in asked for key in _keys(clause.words)}
        if asked and asked[0].want != "bare" and known & told and told - known:
            found.append(named)
    return found


def _said(subject: str, pronoun: str) -> str:
    return f"{subject}'s" if pronoun.lower() in WHOSE else subject


def _keys(text: str) -> set[str]:
    return {word.key for word in words_of(text) if word.exact or word.key not in STOP_WORDS}
