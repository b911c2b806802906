"""Labels: what the parts of an entry are called in the wild, and what their names mean here."""

from __future__ import annotations

import re
from functools import cache

from knowledge import kinds
from knowledge.importing.text.languages import ANSWER_WORDS, RIGHT_ANSWER_WORDS
from knowledge.importing.text.titles import read_title

# Parts that are no section of ours: where their text goes is decided by `parts`.
ANSWER, SHORT, PROMPT, CHOICES, FOLLOW_UPS, CORRECT, META, SOURCES = (
    "answer", "short", "prompt", "choices", "follow_ups", "correct", "meta", "sources",
)  # fmt: skip
ROLES = {
    ANSWER: (
        "answer", "answers", "a", "ans", "solution", "solutions", "the answer", "model answer", "sample answer",
        "suggested answer", "expected answer", "star answer", "ideal answer", "good answer", "strong answer", "full answer",
        "complete answer", "example answer", "how to answer", "reply", "response", "show answer", "view answer",
        "see answer", "click to see answer", "click for answer", "click to view answer", "reveal answer",
        "show solution", "view solution", "possible answer", "my answer", "your answer", "reference answer",
        "best answer", "correct answer explanation", "explanation and answer", "answer and explanation", "spoiler",
        *ANSWER_WORDS,
        "click to expand", "toggle answer", "back", "click here", "answer key", "expand", "show", "details", "hide show",
    ),
    SHORT: (
        "30-sec interview answer", "30 sec answer", "30 second answer", "30-second answer", "interview answer",
        "short answer", "quick answer", "tl;dr", "tldr", "tl dr", "in short", "summary", "brief answer",
        "one-line answer", "one liner", "30 seconds answer", "in one sentence", "elevator pitch", "in a nutshell",
        "perfect answer", "short version", "key takeaway", "quick summary", "answer in short",
    ),
    PROMPT: ("question", "the question", "q", "problem statement", "problem", "scenario", "task", "the task",
             "situation", "statement", "description of the problem", "prompt", "context of the question"),
    CHOICES: ("options", "choices", "answer options", "possible answers", "choose", "select one"),
    CORRECT: ("correct answer", "correct option", "right answer", "correct", "correct answers", "correct choice",
              "answer option", *RIGHT_ANSWER_WORDS),
    FOLLOW_UPS: ("follow-up questions", "follow-ups", "follow up", "follow-up", "follow up questions", "followups",
                 "followup questions", "next questions", "follow-ups to expect", "possible follow-ups",
                 "follow-up question", "likely follow-ups", "related questions", "further questions"),
    META: ("difficulty", "level", "tags", "tag", "category", "topic", "topics", "id", "type", "keywords",
           "experience", "seniority", "language", "technology", "points", "time", "duration", "frequency",
           "difficulty level", "company", "companies", "asked in", "asked by", "importance", "priority", "section"),
    SOURCES: ("source", "sources", "reference", "references", "resources", "additional links", "links", "see also",
              "further reading", "read more", "learn more", "more info", "additional resources", "useful links",
              "external links", "credit", "credits", "additional reading", "reading", "related", "docs"),
}  # fmt: skip
# Names of parts that have no section of their own but never are an entry.
OTHERS = (
    "example", "examples", "code", "code example", "code examples", "usage", "note", "notes", "important", "tip",
    "tips", "hint", "hints", "explanation", "output", "input", "key points", "key concepts", "key features",
    "key takeaways", "key differences", "key benefits", "advantages", "disadvantages", "pros", "cons",
    "pros and cons", "benefits", "drawbacks", "use cases", "use case", "when to use", "when not to use",
    "how it works", "why it matters", "why", "how", "what", "where", "when", "when to use it", "why use it",
    "where is it used", "where used", "why needed", "syntax", "steps", "step by step", "approach", "complexity",
    "time complexity", "space complexity", "complexity analysis", "implementation", "definition", "overview",
    "introduction", "conclusion", "best practices", "common mistakes", "pitfalls", "real-world example", "analogy",
    "follow-up", "comparison", "features", "characteristics", "types", "limitations", "constraints", "diagram",
    "test cases", "example usage", "code snippet", "good to hear", "bad", "good", "before", "after", "demo",
    "result", "results", "pseudo code", "pseudocode", "algorithm", "edge cases", "warning", "caution", "remember",
    "bonus", "what it is", "why it happens", "how to fix", "fix", "cause", "root cause", "symptoms", "prevention",
    "trade-offs", "tradeoffs", "requirements", "deep dive", "details", "in practice", "in depth",
)  # fmt: skip
NOT_A_WORD = re.compile(r"^(?:\W|_)+|(?:\W|_)+$")
COUNT = re.compile(r"[\s#№]{1,3}\d{1,3}\s{0,3}$")
PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]\s*$")


def fold(text: str) -> str:
    """Returns a label as labels are compared."""
    return kinds.fold_heading(text)


@cache
def _roles() -> dict[str, str]:
    return {fold(name): role for role, names in ROLES.items() for name in names}


@cache
def _others() -> frozenset[str]:
    return frozenset(fold(name) for name in OTHERS)


@cache
def _sections(kind_key: str) -> dict[str, kinds.Section]:
    """Returns the sections of a kind by every name they have; declarations do not change while a site runs."""
    known: dict[str, kinds.Section] = {}
    for section in kinds.get(kind_key).sections:
        for name in (section.heading, *section.aliases):
            known.setdefault(fold(name), section)
    return known


def role_of(text: str) -> str:
    """Returns what a label stands for apart from our sections, or an empty string."""
    text = text[:300]
    folded = fold(text)
    return _roles().get(folded) or _roles().get(fold(PARENTHESIS.sub("", text)), "")


def section_of(kind_key: str, text: str) -> kinds.Section | None:
    """Returns the section of a kind that a label means; what stands in parentheses does not count."""
    known = _sections(kind_key)
    return known.get(fold(text)) or known.get(fold(PARENTHESIS.sub("", text[:300])))


def is_label(text: str) -> bool:
    """Says whether a text is the name of a part of an entry, so that it is no entry itself."""
    head, colon, _ = text[:60].partition(":")
    if colon and role_of(head) in {ANSWER, CORRECT}:
        return True  # “Answer: B”
    if len(text) > 200:
        return False
    folded = fold(text)
    if not folded or len(folded) > 60:
        return not folded
    if role_of(COUNT.sub("", text)) == ANSWER:
        return True  # “Solution 3”
    if folded in _roles() or folded in _others() or fold(PARENTHESIS.sub("", text)) in _roles():
        return True
    return section_of("question", text) is not None


def label_words(raw: str) -> str:
    """Returns the words of a label as it stands in the source, without decoration and colon."""
    title = read_title(raw)
    return NOT_A_WORD.sub("", title.text).strip()
