"""What the columns of a table, or the keys of JSON, most likely hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.importing.dialects.labels import fold, role_of, section_of
from knowledge.importing.dialects.titles import read_title

# By meaning: the names a column of it has, the surest first.
NAMES = {
    "title": ("question", "question text", "questions", "question title", "question name", "interview question", "q", "stem",
              "question stem", "front", "prompt", "title", "query", "problem", "statement", "term", "heading", "name", "frage",
              "pregunta", "вопрос", "问题", "题目"),
    "answer": ("answer", "answers", "answer text", "sample answer", "model answer", "a", "ans", "back", "solution", "response",
               "correct answer", "definition", "meaning", "body", "content", "antwort", "respuesta", "ответ", "答案"),
    "explanation": ("explanation", "explain", "answer explanation", "rationale", "justification", "description", "details",
                    "feedback", "解析"),
    "level": ("level", "seniority", "experience", "audience", "experience level"),
    "difficulty": ("difficulty", "difficulty level", "hardness", "complexity"),
    "category": ("category", "topic", "section", "subject", "area", "group", "chapter", "theme", "domain", "subtopic"),
    "technology": ("technology", "tech", "language", "framework", "stack", "programming language", "skill"),
    "tags": ("tags", "tag", "keywords", "labels"),
    "choices": ("choices", "options", "answer options", "answers options", "alternatives", "possible answers", "variants"),
    "correct": ("correct", "correct option", "correct options", "answer key", "right answer", "correct index", "correct choice",
                "answer index", "correct answers", "correct option index", "correct answer index", "answer idx"),
    "wrong": ("incorrect answers", "wrong answers", "distractors", "incorrect"),
    "summary": ("short answer", "summary", "tldr", "tl dr", "30-sec answer", "short"),
    "code": ("code", "snippet", "example", "code example", "code snippet"),
    "follow_ups": ("follow-ups", "follow ups", "followups", "follow-up questions", "follow up questions"),
    "message": ("message", "error message", "error", "messages", "exception", "error text", "exception message"),
    "error_code": ("error code", "errno", "symbol", "identifier", "error name", "status code", "error number"),
    "cause": ("cause", "causes", "root cause", "possible cause", "reason"),
    "fix": ("fix", "resolution", "remedy", "how to fix", "action", "workaround", "user action"),
    "priority": ("priority", "importance"),
    "form": ("type", "form", "question type", "kind"),
    "source": ("source", "url", "link", "reference"),
    "licence": ("licence", "license"),
    "number": ("#", "id", "no", "nr", "number", "s no", "sno", "sl no", "index", "sr no", "uuid", "key"),
}  # fmt: skip
OPTION = re.compile(
    r"^(?:option|choice|opt|answer|ans|alternative|distractor|incorrect|wrong)(?:answer)?([a-h]|[1-9])$"
)
LETTERS = "abcdefgh"
ERROR_CODE = re.compile(
    r"^(?:[A-Z]{1,8}[-_]?\d{1,6}|\d{2,6}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?:[A-Z][a-z0-9]+){2,})$"
)


def guess_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Returns the field each column is taken for, by its name and else by what its cells hold.

    Columns of options are named `choice:0`, `choice:1` and so on; what is not understood is left out.
    """
    options = _options(header)
    columns = _by_name(header, rows, set(options))
    if len(options) > 1:
        columns |= {f"choice:{number}": at for number, at in enumerate(options)}
    if options or "choices" in columns or "wrong" in columns:
        _take_what_is_right(columns)
    if "error_code" not in columns and "code" in columns and _are_codes(rows, columns["code"]):
        columns["error_code"] = columns.pop("code")
    if "title" not in columns and not ({"message", "error_code"} & columns.keys()):
        asking = _most_asking(rows, set(columns.values()))
        if asking is not None:
            columns["title"] = asking
    if "answer" not in columns and "choice:0" not in columns and "explanation" in columns:
        columns["answer"] = columns.pop("explanation")
    if "title" in columns and "answer" not in columns and "choice:0" not in columns:
        longest = _longest(rows, set(columns.values()))
        if longest is not None:
            columns["answer"] = longest
    return columns


def _by_name(header: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]) -> dict[str, int]:
    """Returns the surest column of each meaning; of two that may be the title, the one whose cells ask."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, name in enumerate(header):
        field, rank = _field(name)
        if field and at not in taken:
            asking = field == "title" and sum(read_title(row[at]).asks for row in rows if len(row) > at)
            found.setdefault(field, []).append((rank - 100 * bool(asking and asking >= 0.5 * len(rows)), at))
    return {field: min(places)[1] for field, places in found.items()}


def _take_what_is_right(columns: dict[str, int]) -> None:
    """What answers a question with options names the right one; what explains it is its answer."""
    if "correct" not in columns and "answer" in columns:
        columns["correct"] = columns.pop("answer")
    if "answer" not in columns and "explanation" in columns:
        columns["answer"] = columns.pop("explanation")


@cache
def _names() -> dict[str, tuple[str, int]]:
    return {
        fold(one): (field, rank)
        for field, names in reversed(NAMES.items())
        for rank, one in reversed(list(enumerate(names)))
    }


def _field(name: str) -> tuple[str, int]:
    folded = fold(name[:200])
    if not folded:
        return ("number" if name.strip() == "#" else ""), 0
    if found := _names().get(folded):
        return found
    section = section_of("question", name)
    return (f"section:{section.key}", 0) if section and not role_of(name) else ("", 0)


def _options(header: Sequence[str]) -> list[int]:
    """Returns the columns that hold one option each, in their order: at least two, lettered or numbered."""
    folded = [fold(name) for name in header]
    lettered = [at for at, name in enumerate(folded) if name and name in LETTERS and len(name) == 1]
    numbered = [at for at, name in enumerate(folded) if OPTION.match(name)]
    if len(numbered) >= 2:
        return numbered
    return lettered if {"a", "b"} <= {folded[at] for at in lettered} else []


def _are_codes(rows: Sequence[Sequence[str]], at: int) -> bool:
    cells = [row[at].strip(" `") for row in rows if len(row) > at and row[at].strip()]
    return bool(cells) and sum(bool(ERROR_CODE.match(cell)) for cell in cells) >= 0.7 * len(cells)


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
