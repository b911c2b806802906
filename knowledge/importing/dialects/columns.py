"""What the columns of a table, or the keys of JSON, most likely hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from knowledge.importing.dialects.labels import fold, role_of, section_of
from knowledge.importing.dialects.titles import read_title

NAMES = {
    "title": ("question", "questions", "title", "q", "front", "question text", "question title", "term", "name",
              "query", "problem", "question name", "heading", "frage", "pregunta", "вопрос"),
    "answer": ("answer", "answers", "a", "back", "solution", "response", "definition", "explanation", "answer text",
               "correct answer", "description", "body", "content", "ans", "antwort", "respuesta", "ответ", "sample answer"),
    "level": ("level", "seniority", "experience", "audience", "experience level"),
    "difficulty": ("difficulty", "difficulty level", "hardness", "complexity"),
    "category": ("category", "topic", "section", "subject", "area", "group", "chapter", "theme", "domain", "subtopic"),
    "technology": ("technology", "tech", "language", "framework", "stack", "programming language", "skill"),
    "tags": ("tags", "tag", "keywords", "labels"),
    "choices": ("choices", "options", "answers options", "alternatives", "possible answers", "variants"),
    "correct": ("correct", "correct answer", "correct option", "answer key", "right answer", "correct index",
                "correct choice", "answer index", "correctanswer", "correct answers"),
    "summary": ("short answer", "summary", "tldr", "tl dr", "30-sec answer", "short"),
    "code": ("code", "snippet", "example", "code example", "code snippet"),
    "follow_ups": ("follow-ups", "follow ups", "followups", "follow-up questions", "follow up questions"),
    "message": ("message", "error message", "error", "messages"),
    "priority": ("priority", "importance"),
    "form": ("type", "form", "question type", "kind"),
    "source": ("source", "url", "link", "reference"),
    "licence": ("licence", "license"),
    "number": ("#", "id", "no", "nr", "number", "s no", "sno", "sl no", "index", "sr no", "uuid", "key"),
}  # fmt: skip
OPTION = ("option", "choice", "opt")


def guess_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Returns the field each column is taken for, by its name and else by what its cells hold.

    Columns of options are named `choice:0`, `choice:1` and so on; what is not understood is left out.
    """
    columns: dict[str, int] = {}
    for at, name in enumerate(header):
        field = _field(name)
        if field and field not in columns:
            columns[field] = at
    options = [at for at, name in enumerate(header) if _is_option(name) and at not in columns.values()]
    if len(options) > 1:
        columns |= {f"choice:{number}": at for number, at in enumerate(options)}
        if "answer" in columns and "correct" not in columns:
            columns["correct"] = columns.pop("answer")
    if "title" not in columns:
        asking = _most_asking(rows, set(columns.values()))
        if asking is not None:
            columns["title"] = asking
    if "title" in columns and "answer" not in columns and "choice:0" not in columns:
        longest = _longest(rows, set(columns.values()))
        if longest is not None:
            columns["answer"] = longest
    return columns


@cache
def _names() -> dict[str, str]:
    return {fold(one): field for field, names in reversed(NAMES.items()) for one in names}


def _field(name: str) -> str:
    folded = fold(name[:200])
    if not folded:
        return "number" if name.strip() == "#" else ""
    if field := _names().get(folded):
        return field
    section = section_of("question", name)
    return f"section:{section.key}" if section else role_of(name) and ""


def _is_option(name: str) -> bool:
    folded = fold(name)
    return folded in set("abcdefgh") or any(
        folded.startswith(word) and len(folded) - len(word) in {1, 2} for word in OPTION
    )


def _most_asking(rows: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    width = max((len(row) for row in rows), default=0)
    best, count = None, 0
    for at in range(width):
        asking = sum(len(row) > at and read_title(row[at]).asks for row in rows)
        if at not in taken and asking > count and asking >= 0.5 * len(rows):
            best, count = at, asking
    return best


def _longest(rows: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    width = max((len(row) for row in rows), default=0)
    free = [at for at in range(width) if at not in taken]
    best, size = None, 0.0 if len(free) == 1 else 30.0
    for at in range(width):
        mean = sum(len(row[at]) for row in rows if len(row) > at) / max(1, len(rows))
        if at not in taken and mean > size:
            best, size = at, mean
    return best
