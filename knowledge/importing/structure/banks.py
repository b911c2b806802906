"""Whether a file calls itself a bank of questions: then what it repeats is asked, however it is put."""

from __future__ import annotations

import re

from knowledge.importing.structure.topics import is_counted
from knowledge.importing.text import furniture
from knowledge.importing.text.source import Block, Source

FIRST, A_LINE, A_NAME = (
    3,
    100,
    50,
)  # blocks of a text without headings that may name it, and how long those and a line may be

BANK_NAME = re.compile(
    r"\b(?:interview|questions?|q\s?&\s?a|quiz|mcq|faq|trivia|(?:flash\s?)?cards|deck|exam|preparation|problems|challenges|exercises|riddles)\b"
    r"|面试|問題|题库|собеседован|вопрос|entrevista|preguntas|perguntas",
    re.IGNORECASE,
)
FAILURES_NAME = re.compile(
    r"\b(?:(?:known|common|frequent|typical)[ _-](?:[\w.+#-]{1,30}[ _-]){0,2}(?:bugs|issues|problems|errors|failures)|troubleshooting|error[ _-](?:codes|messages|reference|catalogue|catalog))\b",
    re.IGNORECASE,
)
# Names of collections: what they repeat are entries of their own.
COLLECTION_NAME = re.compile(
    r"\b(?:anti-?patterns|patterns|best practices|practices|pitfalls|gotchas|idioms|recipes|tips|tricks|snippets|one-?liners|mistakes|(?:code )?smells|clean code)\b",
    re.IGNORECASE,
)
# Names of collections whose entries are code or commands.
SNIPPETS_NAME = re.compile(
    r"cheat[ _-]?sheet|\b(?:(?:code )?snippets|one-?liners|recipes|cookbook|(?:useful|handy|common) (?:commands|queries|scripts)|(?:scripts|commands) and queries)\b"
    r"|шпаргалк|速查|チートシート|spickzettel|antis[eè]che|aide[- ]m[eé]moire",
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
    headings = [block.text for block in source.blocks if block.kind == "heading"]
    lines = [_first_line(block) for block in source.tree.children[:FIRST] if block.kind == "paragraph"]
    told = next((text for text in headings if not furniture.heading_is_furniture(text)), "")
    if source.suffix == ".txt" and source.tree.children and source.tree.children[0].kind == "paragraph":
        told = ""  # a text without markup is named by its first line
    first = told or " ".join(text for text in lines if len(text) <= A_LINE)
    title = source.meta.get("title")
    return f"{re.sub(r'[_-]+', ' ', source.stem)} {title if isinstance(title, str) else ''} {first[:200]}"


def _first_line(block: Block) -> str:
    """Returns the text of a paragraph, or its first line where the second begins anew below it."""
    line, _, told = block.text.partition("\n")
    is_name = told[:1].isupper() and len(line) <= A_NAME and not line.rstrip().endswith((".", ",", ":"))
    return line if is_name else block.text


def is_bank(source: Source) -> bool:
    """Says whether a file calls itself a bank, or is written as the others of its folder, one of which does."""
    return (source.beside_banks and is_counted(source)) or bool(BANK_NAME.search(names_of(source)))


def is_collection(source: Source) -> bool:
    """Says whether a file is called a bank, or a collection of practices, patterns and the like."""
    return is_bank(source) or bool(COLLECTION_NAME.search(names_of(source)))


def is_of_failures(source: Source) -> bool:
    """Says whether a file is called a list of bugs, errors or the like."""
    return bool(FAILURES_NAME.search(names_of(source)))


def is_of_snippets(source: Source) -> bool:
    """Says whether a file is called a cheat sheet, a cookbook or the like."""
    return bool(SNIPPETS_NAME.search(names_of(source)))


def is_of_questions(source: Source) -> bool:
    return bool(QUESTIONS_NAME.search(names_of(source)))
