"""Whether a file calls itself a bank of questions: then what it repeats is asked, however it is put."""

from __future__ import annotations

import re

from knowledge.importing.dialects.source import Source

BANK_NAME = re.compile(
    r"\b(?:interview|questions?|q\s?&\s?a|quiz|mcq|faq|trivia|flash\s?cards?|exam|preparation|problems|challenges|exercises|riddles)\b"
    r"|面试|問題|题库|собеседован|вопрос|entrevista|preguntas|perguntas",
    re.IGNORECASE,
)
# Names of what is nothing but questions: not of a guide or a plan to prepare for them.
QUESTIONS_NAME = re.compile(
    r"\b(?:questions|q\s?&\s?a|quiz(?:zes)?|mcqs?|faqs?|trivia|flash\s?cards|riddles|problems|challenges|exercises)\b"
    r"|面试题|題庫|题库|вопрос|preguntas|perguntas",
    re.IGNORECASE,
)


def names_of(source: Source) -> str:
    """Returns what a file is called: its name, its title, and its first heading or line."""
    texts = [
        next((block.text for block in source.blocks if block.kind == kind), "")
        for kind in ("heading", "paragraph")
    ]
    first = texts[0] or texts[1]
    title = source.meta.get("title")
    return f"{re.sub(r'[_-]+', ' ', source.stem)} {title if isinstance(title, str) else ''} {first[:200]}"


def is_bank(source: Source) -> bool:
    return bool(BANK_NAME.search(names_of(source)))


def is_of_questions(source: Source) -> bool:
    return bool(QUESTIONS_NAME.search(names_of(source)))
