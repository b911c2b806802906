"""What lies below a title becomes what an entry is made of: short answer, sections, options, follow-ups."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge import kinds
from knowledge.entrydocs import structure
from knowledge.importing.drafts.marks import Draft
from knowledge.importing.drafts.options import Options, find_options
from knowledge.importing.drafts.pieces import Cut, Piece, cut
from knowledge.importing.drafts.prompts import OF_ITS_OWN, prompt_and_answer, text_of, with_label
from knowledge.importing.drafts.right_options import (
    STATED,
    bold_options,
    named_options,
    settle,
    signed_options,
    without_verdicts,
)
from knowledge.importing.text import labels
from knowledge.importing.text.source import parse
from knowledge.importing.text.titles import QUESTION_END, plain

PLACEHOLDER = re.compile(
    r"^[\W_]*(?:answers?|solutions?|explanation|content|text|description)?\s*(?:(?:is\s+)?(?:to be (?:completed|added|done|written|filled(?: in)?|updated|announced)|tbd|tba|todo|to[- ]do|wip|work in progress"
    r"|coming soon|not (?:yet )?(?:answered|available|written)(?: yet)?|no answer(?: yet)?|pending|missing|unanswered|here|goes here|needed|placeholder|n/?a|fill (?:me|this)(?: in)?|\.{2,}|…"
    r"|will be (?:added|updated|provided)(?: soon| later)?|please (?:add|write|help|contribute).{0,60}|help wanted.{0,60}|under construction|add (?:your )?answer(?: here)?|write (?:your )?answer(?: here)?|in progress|待补充|待完善|待续))[\W_]*$",
    re.IGNORECASE,
)
FENCED = re.compile(r"^\s*(```|~~~).*?^\s*\1[^\n]*", re.DOTALL | re.MULTILINE)
LOREM = re.compile(r"^\W*lorem\s+ipsum\b", re.IGNORECASE)
SUMMARY_LIMIT = 900
MAX_FACT = 300
CODE_LINE = re.compile(
    r"^(?://|#|--)?\s*(?:ID:\s*#?[A-Z][A-Z0-9]+(?:-[A-Z0-9]+){1,2}\b|difficulty:?\s*\d{1,2}\s*/\s*10\b)",
    re.IGNORECASE,
)
FACTS_LINE = re.compile(
    r"^[A-Z][^.!?:;*`]{3,100}\b(?:junior|mid|mid-level|senior|architect|beginner|intermediate|advanced)$",
    re.IGNORECASE,
)
HEADING_ROW = re.compile(r"^( {0,3})(#{1,6})(?=\s|$)")


@dataclass
class Body:
    """The parts of an entry; `sections` holds keys of the kind, or headings of their own."""

    summary: str = ""
    sections: list[tuple[str, str]] = field(default_factory=list)
    choices: list[dict] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    sources: str = ""
    dropped: dict[int, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    placeholder: bool = False


def read_body(draft: Draft) -> Body:
    """Returns what a draft's text says, of a question unless the draft is of another kind."""
    _set_lines_aside(draft)
    found = cut(draft.rows, draft.kind)
    body = Body(
        dropped={
            draft.numbers[row]: reason for row, reason in found.dropped.items() if row < len(draft.numbers)
        }
    )
    pieces = _grouped(found, body)
    if stated := draft.values.get("stated"):
        pieces.append(Piece(labels.CORRECT, rows=stated.split("\n")))
    prompt, answer = prompt_and_answer(pieces, draft.title)
    if draft.kind == "question":
        prompt, answer = _options(prompt, answer, pieces, body, bold=bool(draft.values.get("bold_is_right")))
    if is_placeholder(answer):
        answer, body.placeholder = "", True
        body.warnings.append("The answer is a placeholder and left out.")
    summary = text_of(pieces, labels.SHORT)
    if is_placeholder(summary):
        summary = ""
    if not summary:
        summary, answer = short_and_rest(answer) if not _sections(pieces) or answer else ("", answer)
    _fill(body, draft, pieces, prompt=prompt, answer=answer, summary=summary)
    return body


def _set_lines_aside(draft: Draft) -> None:
    """Takes lines out that only tell facts: level and technology below the title, code and difficulty at the end."""
    rows = [at for at, row in enumerate(draft.rows) if row.strip()]
    if not rows or draft.kind != "question":
        return
    for at in rows[-3:]:
        if CODE_LINE.match(draft.rows[at].strip()):
            draft.values["line_of_code"], draft.rows[at] = draft.rows[at].strip(), ""
    first = draft.rows[rows[0]].strip()
    if len(rows) > 1 and FACTS_LINE.match(first) and not draft.rows[rows[0] + 1].strip():
        draft.values["line_of_facts"], draft.rows[rows[0]] = first, ""


def is_placeholder(text: str) -> bool:
    """Says whether a text only stands where an answer should, such as “To be completed”."""
    if len(text) > 300 or not text.strip():
        return False
    beside_code = FENCED.sub("", text).strip()
    if beside_code and beside_code != text.strip():
        return False
    words = plain(text.strip())
    return bool(
        PLACEHOLDER.match(words)
        or LOREM.match(words)
        or (not any(sign.isalnum() for sign in words) and "`" not in text and "<" not in text)
    )


def _grouped(found: Cut, body: Body) -> list[Piece]:
    pieces: list[Piece] = []
    for piece in found.pieces:
        if piece.role != labels.META:
            pieces.append(piece)
            continue
        value, _, rest = piece.text.partition("\n")
        if told := not _is_fact(value):  # “Points”, “Experience” and the like may head a list of an answer
            rest = "\n".join(with_label(piece))
        else:
            body.meta.append((piece.heading, value.strip()))
        if told or rest.strip():
            pieces = pieces or [Piece()]
            pieces[-1].rows += ["", *rest.strip("\n").split("\n")]
    return pieces


def _is_fact(value: str) -> bool:
    """Says whether what stands behind a label such as “Level” is a value, and no list, question or text."""
    return len(value) <= MAX_FACT and not OF_ITS_OWN.match(value) and not QUESTION_END.search(value[-30:])


def _sections(pieces: list[Piece]) -> bool:
    return any(piece.role.startswith("section:") or piece.role == "own" for piece in pieces)


def _options(prompt: str, answer: str, pieces: list[Piece], body: Body, *, bold: bool) -> tuple[str, str]:
    stated = text_of(pieces, labels.CORRECT)
    offered = text_of(pieces, labels.CHOICES)
    holder = "\n\n".join(one for one in (prompt, offered) if one)
    found = (find_options(holder) or named_options(holder, stated or answer)) if holder else None
    if (
        found is None and stated and (found := find_options(stated.partition("\n")[2]))
    ):  # told before what is offered
        stated, found.before = (
            stated.partition("\n")[0],
            "\n\n".join(one for one in (holder, found.before) if one),
        )
    if found is None and answer:
        found = find_options(answer) or signed_options(answer) or (bold_options(answer) if bold else None)
        if (
            found is None
            or not (
                found.are_marked
                or stated
                or STATED.match(found.after.lstrip())
                or (found.lettered and not found.after)
            )
        ) and not (found and found.lettered and "nswer" in found.after[:200]):
            return "\n\n".join(one for one in (prompt, offered) if one), "\n\n".join(
                one for one in (answer, stated) if one
            )
        rest = settle(found, stated or found.after)
        _judge(found, pieces)
        body.choices = found.choices
        tail = rest if not stated else "\n\n".join(one for one in (found.after, rest) if one)
        return "\n\n".join(one for one in (prompt, found.before) if one), tail
    if found is None:
        return holder, "\n\n".join(one for one in (answer, stated) if one)
    if stated:
        rest = "\n\n".join(one for one in (settle(found, stated), answer) if one)
    else:
        rest = settle(found, answer)
    _judge(found, pieces)
    body.choices = found.choices
    return "\n\n".join(one for one in (found.before, found.after) if one), rest


def _judge(found: Options, pieces: list[Piece]) -> None:
    """Marks right options by what a part of its own, such as “Feedback”, says of each; its text stays as it is."""
    for piece in pieces:
        if piece.role == "own" and not found.are_marked:
            without_verdicts(found, piece.text)


def short_and_rest(answer: str) -> tuple[str, str]:
    """Returns the short answer an answer begins with, and the rest.

    A short answer is one paragraph that stands for itself; one that leads over to a list does not.
    """
    answer = answer.strip("\n")
    if not answer:
        return "", ""
    blocks = parse(answer).children
    if not blocks:
        return "", answer
    rows = answer.split("\n")
    first = blocks[0]
    if first.kind != "paragraph" or len(first.text) > SUMMARY_LIMIT:
        whole = (
            len(answer) <= SUMMARY_LIMIT
            and first.kind in {"list", "paragraph"}
            and all(one.kind in {"list", "paragraph"} for one in blocks)
        )
        return (answer, "") if whole else ("", answer)
    if first.text.rstrip("*_ \n").endswith((":", "：")):
        whole = len(answer) <= SUMMARY_LIMIT and all(one.kind in {"list", "paragraph"} for one in blocks)
        return (answer, "") if whole else ("", answer)
    return "\n".join(rows[first.line : first.end]).strip(), "\n".join(rows[first.end :]).strip("\n")


def _fill(body: Body, draft: Draft, pieces: list[Piece], *, prompt: str, answer: str, summary: str) -> None:
    kind = kinds.get(draft.kind)
    main = {"question": "deep_dive", "debug": "root_cause", "snippet": "how_it_works", "design": "problem",
            "security": "what_it_is"}.get(draft.kind, "")  # fmt: skip
    texts: list[tuple[str, str]] = []
    if prompt:
        texts.append(("prompt" if kind.section("prompt") else "", prompt))
    if answer:
        texts.append((main, answer))
    for piece in pieces:
        text = piece.text.strip("\n")
        if not text.strip() or is_placeholder(text):
            continue
        if piece.role == labels.FOLLOW_UPS:
            texts.append(("follow_ups", "\n".join(f"- {one}" for one in split_questions(text)) or text))
        elif piece.role.startswith("section:") and piece.role != "section:prompt":
            key = piece.role.partition(":")[2]
            if key == "follow_ups":
                text = "\n".join(f"- {one}" for one in split_questions(text)) or text
            texts.append((key, text))
        elif piece.role == "own":
            texts.append((f"own:{piece.heading}", text))
        elif piece.role == labels.SOURCES:
            body.sources = "\n".join(one for one in (body.sources, text) if one)
            texts.append((f"own:{piece.heading}", text))
    body.summary = sound(summary, body)
    order = {section.key: at for at, section in enumerate(kind.sections)}
    texts.sort(key=lambda one: order.get(one[0], 50))
    for key, text in texts:
        name = key.removeprefix("own:")
        if key and not key.startswith("own:") and (section := kind.section(key)):
            name = section.heading
        body.sections.append((name or "More", sound(text, body)))


def split_questions(text: str) -> list[str]:
    """Returns follow-up questions one by one, be they a list, lines or one running line."""
    found = []
    for block in parse(text).children:
        if block.kind == "list":
            for item in block.children:
                head = item.children[0] if item.children else None
                if head is not None and head.text.strip():
                    found.append(" ".join(head.text.split()))
        elif block.kind == "paragraph":
            for line in block.text.split("\n"):
                row = re.sub(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+", "", line).strip()
                found += [
                    one.strip() for one in re.split(r"(?<=[?？])\s+(?=[A-Z\"“'`¿])", row) if one.strip()
                ]
        else:
            return []
    return found


def sound(text: str, body: Body | None = None) -> str:
    """Returns a text that may stand in a section: no heading above the third level, nothing left open."""
    text = text.strip("\n")
    if not text.strip():
        return ""
    rows = text.split("\n")
    for block in parse(text).children:
        if block.kind == "heading" and block.level < 3:
            title = block.text.replace("\n", " ").strip()
            rows[block.line] = f"### {title}" if title else ""
            for at in range(block.line + 1, min(block.end, len(rows))):
                rows[at] = ""
    text = "\n".join(rows).strip("\n")
    for _ in range(20):
        fault = structure.fault_in(text)
        if fault is None:
            return text
        text = _mended(text, fault.line)
        if body is not None and "never closed" in fault.message and "code fence" in fault.message:
            body.warnings.append("A code fence was never closed; it is closed at the end of its text.")
    return "\n".join(f"    {row}" for row in text.split("\n"))


def _mended(text: str, line: int) -> str:
    """Closes what is left open at a line, or takes the meaning from a heading that may not stand there."""
    rows = text.split("\n")
    fence = re.match(r"^ {0,3}(`{3,}|~{3,})", rows[line]) if line < len(rows) else None
    if fence:
        return f"{text}\n{fence[1]}"
    if line >= len(rows):
        return text + "\n"
    heading = HEADING_ROW.match(rows[line])
    if heading:
        rows[line] = (
            f"### {rows[line][heading.end() :].strip()}".rstrip()
            if rows[line][heading.end() :].strip(" #")
            else ""
        )
    elif rows[line].lstrip().startswith("<"):
        at = rows[line].index("<")
        rows[line] = f"{rows[line][:at]}\\{rows[line][at:]}"
    else:  # the line under a setext heading
        below = next(
            (at for at in range(line, len(rows)) if re.fullmatch(r"\s{0,3}(?:=+|-+)\s*", rows[at])), line
        )
        rows[below] = "" if below > line else f"\\{rows[line].lstrip()}"
    return "\n".join(rows)
