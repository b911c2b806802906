"""What the columns of a table, or the keys of JSON, most likely hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from knowledge.importing.drafts.messages import MESSAGE
from knowledge.importing.text.labels import fold, role_of, section_of
from knowledge.importing.text.titles import read_title

# By meaning: the names a column of it has, the surest first.
NAMES = {
    "title": ("question", "question text", "questions", "question title", "question name", "interview question", "q", "ques", "stem",
              "question stem", "front", "prompt", "title", "query", "problem", "statement", "term", "heading", "name", "concept", "text", "frage",
              "pregunta", "pergunta", "domanda", "pytanie", "soru", "câu hỏi", "вопрос", "питання", "问题", "题目", "質問", "問題", "질문"),
    "answer": ("answer", "answers", "answer text", "sample answer", "model answer", "a", "ans", "back", "solution", "response",
               "correct answer", "definition", "meaning", "body", "content", "antwort", "respuesta", "resposta", "réponse", "risposta", "odpowiedź", "cevap",
               "trả lời", "ответ", "відповідь", "答案", "回答", "답변"),
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
    "time": ("time", "duration", "time limit", "est time", "estimated time"),
    "source": ("source", "url", "link", "reference"),
    "licence": ("licence", "license"),
    "number": ("#", "id", "no", "nr", "number", "s no", "sno", "sl no", "index", "sr no", "uuid", "key"),
}  # fmt: skip
OPTION = re.compile(
    r"^(?:option|choice|opt|answer|ans|alternative|distractor|incorrect|wrong)(?:answer)?([a-h]|[1-9])$"
)
# What a column is written in, behind what it is: `qEnglish`, `question_en`, `optionsHindi`.
LANGUAGE = re.compile(
    r"(?<=[^\W_])(?:[\s_-](?i:en|eng|english|hi|hindi|es|spanish|fr|french|de|german|pt|portuguese|ru|russian|zh|chinese|ja|japanese|ar|arabic|id|vi|tr)"
    r"|(?<=[a-z])(?:En|EN|English|Hi|Hindi|Es|Spanish|Fr|French|De|German|Pt|Portuguese|Ru|Russian|Zh|Chinese|Ja|Japanese|Ar|Arabic))$"
)
EITHER = re.compile(r"\s*/\s*|\s+or\s+")  # “Error / Status”
LESS_SURE = 50  # ranks
LETTERS = "abcdefgh"
MOST_OPTIONS = 8
FEWEST_RISING = 6  # numbers of right options are not in order
FEWEST_NAMES, MAX_NAME = 3, 80
A_SENTENCE = 5  # words
ADDRESS = re.compile(r"^(?:https?://|www\.|/|\./)\S+$|^\[[^\[\]]*\]\(\S+\)$")
MEASURE = re.compile(r"^\W{0,3}\d{1,4}(?:\s?[-–]\s?\d{1,4})?\s?[A-Za-z]{1,8}\.?\W{0,3}$")
FEWEST_MEASURED, FEW_VALUES = 4, 0.5
MAIN = {"title", "answer", "message", "error_code"}
ERROR_CODE = re.compile(
    r"^(?:[A-Z]{1,8}[-_]?\d{1,6}|\d{1,6}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?:[A-Z][a-z0-9]+){2,})$"
)


def guess_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], known: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Returns the field each column is taken for, by its name and else by what its cells hold.

    Columns of options are named `choice:0`, `choice:1` and so on; what is not understood is left out.

    Arguments:
        known: names of columns by what they surely hold.
    """
    sure = {meaning: header.index(name) for meaning, name in (known or {}).items()}
    options = [] if "choices" in sure else _options(header)
    columns = _by_name(header, rows, {*options, *sure.values()}) | sure
    if len(options) > 1:
        columns |= {f"choice:{number}": at for number, at in enumerate(options)}
        key = _key_of_options(rows, options) if not {"correct", "answer"} & columns.keys() else None
        if key is not None:
            columns = {meaning: at for meaning, at in columns.items() if at != key} | {"correct": key}
    if options or {"choices", "wrong"} & columns.keys():
        _take_what_is_right(columns)
        if "title" not in columns and (stem := _longest(rows, set(columns.values()))) is not None:
            columns["title"] = stem  # whatever it is called: what offers options asks
    if "error_code" not in columns and "code" in columns and _are_codes(rows, columns["code"]):
        columns["error_code"] = columns.pop("code")
    if "title" not in columns and not ({"message", "error_code"} & columns.keys()):
        asking = _most_asking(rows, set(columns.values()))
        if asking is not None:
            columns["title"] = asking
    if "answer" not in columns and "choice:0" not in columns and "explanation" in columns:
        columns["answer"] = columns.pop("explanation")
    if "title" not in columns and not ({"message", "error_code"} & columns.keys()):
        _take_names(columns, rows)
    if "title" in columns and "answer" not in columns and "choice:0" not in columns:
        longest = _longest(rows, set(columns.values()))
        if longest is not None:
            columns["answer"] = longest
    return columns


def names_columns(row: Sequence[str]) -> bool:
    """Says whether a row names columns: two at least, and one of them what is asked, answered or printed."""
    fields = [field for field, _ in map(_field, row) if field]
    return len(fields) > 1 and bool(MAIN & set(fields))


def is_called(name: str, meaning: str) -> bool:
    """Says whether a column has a name that columns of some meaning have."""
    return _field(name)[0] == meaning


def are_entries(columns: Mapping[str, int], rows: Sequence[Sequence[str]]) -> bool:
    """Says whether rows are entries: they ask, offer options, answer, or say what a machine prints.

    What only gives an address beside each name is a list of links.
    """
    if {"choices", "choice:0", "wrong"} & columns.keys():
        return "title" in columns
    if "title" not in columns or {"message", "error_code"} <= columns.keys():
        return _are_errors(columns, rows)
    asked = [read_title(row[columns["title"]]) for row in rows if len(row) > columns["title"]]
    asking = sum(title.asks or title.commands or title.labelled for title in asked)
    if "answer" not in columns and _are_links(columns, rows):
        return False
    if asking >= 0.5 * len(asked):
        return bool(asked)
    return "answer" in columns and (asking >= 0.2 * len(asked) or _hold_sentences(rows, columns["answer"]))


def _are_errors(columns: Mapping[str, int], rows: Sequence[Sequence[str]]) -> bool:
    """Says whether rows tell of errors: codes or messages, and more beside them."""
    told = {"message", "error_code", "fix", "cause"} & columns.keys()
    if "message" in told:
        cells = [row[columns["message"]] for row in rows if len(row) > columns["message"]]
        return len(told) > 1 or sum(bool(MESSAGE.search(cell)) for cell in cells) >= 0.5 * max(1, len(cells))
    width = max((len(row) for row in rows), default=0)
    return "error_code" in told and (len(told) > 1 or any(_hold_sentences(rows, at) for at in range(width)))


def _are_links(columns: Mapping[str, int], rows: Sequence[Sequence[str]]) -> bool:
    """Says whether most rows lead to another place and tell nothing more."""
    at = columns.get("source", -1)
    linked = sum(len(row) > at and bool(ADDRESS.match(row[at].strip())) for row in rows) if at >= 0 else 0
    return linked > 0.5 * len(rows)


def _hold_sentences(rows: Sequence[Sequence[str]], at: int) -> bool:
    cells = [row[at] for row in rows if len(row) > at]
    return sum(len(cell.split()) >= A_SENTENCE for cell in cells) >= 0.5 * max(1, len(cells))


def options_by_value(objects: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Returns which key holds options, and which the right one, as values alone tell: whatever they are called."""
    for name in dict.fromkeys(key for one in objects for key in one):
        values = [one.get(name) for one in objects]
        offering = [one for one in values if _offers(one)]
        if len(offering) < 0.6 * len(objects):
            continue
        if all(_says_which(one) for one in offering):
            return {"choices": name}
        for other in dict.fromkeys(key for one in objects for key in one):
            if _field(other)[0] == "number":
                continue
            told = [_points(one.get(other), one.get(name)) for one in objects if other != name]
            counts = {one.get(other) for one in objects if isinstance(one.get(other), int)}
            if (
                counts
                and not {_field(other)[0]} & {"answer", "correct"}
                and (not 1 < len(counts) < len(objects) or _only_rise(objects, other))
            ):
                continue  # numbers of rows or of parts, or a mark that all have
            if told and sum(told) >= 0.6 * len(objects):
                return {"choices": name, "correct": other}
    return {}


def _only_rise(objects: Sequence[Mapping[str, Any]], name: str) -> bool:
    """Says whether the numbers of enough objects never fall from one to the next, as those of parts do."""
    numbers = [one[name] for one in objects if isinstance(one.get(name), int)]
    return len(numbers) >= FEWEST_RISING and numbers == sorted(numbers)


def _offers(value: Any) -> bool:
    if isinstance(value, Mapping):
        return len(value) > 1 and [fold(str(key)) for key in value] == list(LETTERS[: len(value)])
    return isinstance(value, list) and 1 < len(value) <= MOST_OPTIONS


def _says_which(value: Any) -> bool:
    """Says whether options tell themselves which of them is right: one flag that some have and others lack."""
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return False
    flags = [sum(flag is True for flag in one.values()) for one in value]
    return sum(flags) > 0 and all(flag <= 1 for flag in flags)


def _points(value: Any, options: Any) -> bool:
    """Says whether a value names one of some options: by its words, its letter or its place."""
    told = value[0] if isinstance(value, list) and value else value
    if isinstance(told, bool) or not isinstance(told, str | int) or not isinstance(options, list | Mapping):
        return False
    if isinstance(options, Mapping):
        return str(told).strip().casefold() in {str(key).casefold() for key in options}
    letter = str(told).strip().casefold()
    return (
        told in options
        or (len(letter) == 1 and letter in LETTERS[: len(options)])
        or (letter.isdecimal() and int(letter[:3]) <= len(options))
    )


def _take_names(columns: dict[str, int], rows: Sequence[Sequence[str]]) -> None:
    """Takes for the title, where nothing asks, the first column of short words that all differ, beside sentences."""
    width = max((len(row) for row in rows), default=0)
    free = [at for at in range(width) if at not in columns.values() or at == columns.get("category")]
    told = [at for at in range(width) if _hold_sentences(rows, at)]
    for at in free:
        cells = [row[at].strip() for row in rows if len(row) > at]
        named = all(1 < len(cell) <= MAX_NAME and cell[0].isalpha() for cell in cells)
        if len(cells) >= FEWEST_NAMES and named and at not in told and told and len(set(cells)) == len(cells):
            if columns.get("category") == at:
                columns.pop("category")
            columns["title"] = at
            return


def _key_of_options(rows: Sequence[Sequence[str]], options: Sequence[int]) -> int | None:
    """Returns the column whose every cell is the letter of an option, so that it tells the right one."""
    letters = set(LETTERS[: len(options)])
    for at in range(max((len(row) for row in rows), default=0)):
        cells = [row[at].strip().casefold() for row in rows if len(row) > at]
        if at not in options and cells and all(cell in letters for cell in cells):
            return at
    return None


def _by_name(header: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]) -> dict[str, int]:
    """Returns the surest column of each meaning; of two that may be the title, the one whose cells ask."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, name in enumerate(header):
        field, rank = _field(name)
        if field and LANGUAGE.search(name) and not any(row[at].strip() for row in rows if len(row) > at):
            continue  # a language nothing is written in yet
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
    if section and not role_of(name):
        return f"section:{section.key}", 0
    plain = LANGUAGE.sub("", name[:200])
    others = [fold(plain)] if plain != name[:200] else [fold(part) for part in EITHER.split(name[:200])]
    for other in others:
        if found := _names().get(other):
            return found[0], found[1] + LESS_SURE
    last = _names().get(fold(name.rsplit(maxsplit=1)[-1]), ("", 0))  # “quick fix”, “most likely cause”
    return last if last[0] in {"cause", "fix"} else ("", 0)


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
        if at not in taken and mean > size and not _are_measures(rows, at):
            best, size = at, mean
    return best


def _are_measures(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Says whether a column repeats a few numbers with a unit: how long an answer takes, say."""
    cells = [row[at].strip() for row in rows if len(row) > at]
    return (
        len(cells) >= FEWEST_MEASURED
        and all(map(MEASURE.match, cells))
        and len(set(cells)) <= FEW_VALUES * len(cells)
    )
