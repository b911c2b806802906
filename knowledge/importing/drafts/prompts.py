"""Prompts: what is asked below a title, told from what answers it.

A label such as “Scenario” or “Situation” sets something to be answered where an answer follows. Behind an answer
it names a part of that; and where no answer is called so, what is set ends at the next label of its form.
"""

from __future__ import annotations

import re

from knowledge.importing.drafts.pieces import Piece
from knowledge.importing.text import labels
from knowledge.importing.text.answers import run_in
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.titles import QUESTION_END, Title

SECTION = "section:prompt"
LONGEST = 1500  # signs of a paragraph that is asked below a name
# Parts of what is set. Other labels behind it answer.
SET = {
    labels.fold(one)
    for one in (
        "task", "tasks", "your task", "the task", "input", "output", "expected output", "expected result", "constraints",
        "requirements", "functional requirements", "non-functional requirements", "example", "examples", "sample input",
        "sample output", "context", "background", "question", "questions", "goal", "goals", "objective", "objectives",
        "note", "notes", "hint", "hints", "given", "setup", "environment", "deliverables", "difficulty", "code",
    )
}  # fmt: skip
# A question is answered by the story these labels tell in turn: situation, task, action, result.
SITUATION, RESULT = labels.fold("situation"), {labels.fold(one) for one in ("result", "results", "outcome")}
OF_ITS_OWN = re.compile(r"\s*(?:[-*+>|]\s|\d{1,9}[.)]\s|```|~~~|\|)")  # what begins a block
BOLD = 7  # the level of a label that is no heading
FORMED = ("**", "__", "<b>", "<strong>")


def prompt_and_answer(pieces: list[Piece], title: Title) -> tuple[str, str]:
    """Returns what is asked beside the title, and what answers it; pieces that are neither where they stand are joined."""
    _settle(pieces, title)
    start = pieces[0].text.strip("\n") if pieces and not pieces[0].role else ""
    answer = text_of(pieces, labels.ANSWER)
    prompt = "\n\n".join(one for one in (text_of(pieces, labels.PROMPT), text_of(pieces, SECTION)) if one)
    stated = text_of(pieces, labels.CORRECT)
    if answer or stated or any(piece.role == labels.ANSWER for piece in pieces):
        return "\n\n".join(one for one in (start, prompt) if one), answer or ""
    if (
        not title.asks
        and QUESTION_END.search(start[-40:])
        and len(start) < LONGEST
        and "\n\n" not in start.strip()
    ):
        return "\n\n".join(one for one in (prompt, start) if one), ""  # what is asked stands below its name
    return prompt, start


def text_of(pieces: list[Piece], role: str) -> str:
    """Returns what stands under the labels of a role."""
    return "\n\n".join(
        piece.text.strip("\n") for piece in pieces if piece.role == role and piece.text.strip()
    )


def _settle(pieces: list[Piece], title: Title) -> None:
    """Makes prompts that ask nothing where they stand parts of the answer."""
    roles = {piece.role for piece in pieces}
    called = labels.ANSWER in roles
    if not called and roles & {labels.CORRECT, labels.CHOICES}:
        return
    named = {labels.fold(piece.heading) for piece in pieces if piece.level < BOLD}
    begun = not called and SITUATION in named and bool(RESULT & named)
    settled: list[Piece] = []
    for piece in pieces:
        asks = piece.role in {labels.PROMPT, SECTION}
        if asks and begun:
            _join(settled, piece)
            continue
        if asks and not called:
            parts = _parted(piece, title)
            settled += parts
            begun = len(parts) > 1 or parts[0].role == labels.ANSWER
            continue
        settled.append(piece)
        if called:
            begun = begun or (piece.role == labels.ANSWER)
        else:
            answers = (
                title.asks if not piece.role else piece.role in {"own", labels.SHORT} or ":" in piece.role
            )
            begun = begun or bool(answers and piece.text.strip())
    pieces[:] = settled


def _join(settled: list[Piece], piece: Piece) -> None:
    """Puts a piece behind the answer, or the part of it, that stands before, under its label."""
    before = settled[-1] if settled else None
    if before is None or (before.role not in {"", "own", labels.ANSWER} and ":" not in before.role):
        before = Piece(labels.ANSWER)
        settled.append(before)
    before.rows += ["", *with_label(piece)]


def with_label(piece: Piece) -> list[str]:
    """Returns the rows of a piece as they stand in a text, below what it is called."""
    if piece.level < BOLD:
        return [f"### {piece.heading}", "", *piece.rows]
    first, *others = piece.rows or [""]
    if not first or OF_ITS_OWN.match(first):
        return [f"**{piece.heading}:**", *piece.rows]
    return [f"**{piece.heading}:** {first}", *others]


def _parted(piece: Piece, title: Title) -> list[Piece]:
    """Returns a piece cut at the first label behind which something else than what is set begins."""
    found = [
        (at, labels.fold(words))
        for at, row in enumerate(piece.rows)
        if at and (words := _label(row)) is not None
    ]
    end = next((at for at, words in found if words not in SET), 0)
    if not end:
        return [piece]
    is_situation, has_result = (
        labels.fold(piece.heading) == SITUATION,
        any(words in RESULT for _, words in found),
    )
    if (is_situation and has_result) or (title.asks and (is_situation or has_result)):
        return [Piece(labels.ANSWER, piece.heading, piece.level, with_label(piece))]
    return [
        Piece(piece.role, piece.heading, piece.level, piece.rows[:end]),
        Piece(labels.ANSWER, "", piece.level, piece.rows[end:]),
    ]


def _label(row: str) -> str | None:
    """Returns the words of a label in bold that begins a row."""
    told = row.strip()
    if not told.startswith(FORMED):
        return None
    named = run_in(told)
    return named[0] if named else (labels.label_words(whole) if (whole := bold_line(told)) else None)
