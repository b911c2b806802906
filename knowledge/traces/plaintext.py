"""The answer for terminals and programs: 80 columns of text, or the JSON of `match_error --json`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from knowledge.traces.matching import MatchResult
from knowledge.traces.presenting import Shown

COLUMNS = 80
MOST_LINES = 8  # numbers of matched lines to name
WORTH_A_LOOK = 0.45  # beside an answer; what is less like the error than that only distracts from it
_FENCE = re.compile(r"^(`{3,}|~{3,})(.*)$")
_LINK = re.compile(r"\[([^\]]{1,300})\]\([^)\s]{1,500}\)")
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BOLD, _DIM, _GREEN, _YELLOW, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[33m", "\x1b[0m"


def as_json(result: MatchResult, shown: list[Shown]) -> dict:
    """Returns the answer that programs get."""
    return {
        "signature": result.signature,
        "confident": result.confident,
        "matches": [
            {
                "code": one.match.code,
                "title": one.title,
                "url": one.url,
                "score": one.match.score,
                "because": one.match.because,
                "differs": one.match.differs,
                "matched_lines": one.match.matched_lines,
                "fix": one.fix,
            }
            for one in shown
        ],
        "ignored": [{"line": one.line, "reason": one.reason} for one in result.ignored],
    }


def as_text(result: MatchResult, shown: list[Shown], *, colour: bool = False) -> str:
    """Returns the answer as prose of at most 80 columns; code keeps its lines.

    Arguments:
        colour: whether to add the escape codes of a terminal.
    """
    paint = _painted if colour else _plain
    lines: list[str] = []
    if not shown:
        lines.append("No entry of the archive is close to this.")
    elif not result.confident:
        lines.append(paint(_YELLOW, "No entry really fits. The closest:"))
    rest = shown
    if result.confident and shown:
        lines += _answer(shown[0], paint)
        rest = [one for one in shown[1:] if one.match.score >= WORTH_A_LOOK]
        if rest:
            lines += ["", paint(_DIM, "Also close:")]
    for one in rest:
        lines += ["", *_near(one, paint)]
    return "\n".join(lines) + "\n"


def _answer(one: Shown, paint) -> Iterator[str]:
    yield from (paint(_BOLD, line) for line in _wrapped(f"{one.match.code}  {one.title}"))
    yield one.url
    yield from _wrapped(_why(one))
    yield paint(_DIM, _cut(f"> {one.match.said}"))
    if one.match.differs:
        yield from _wrapped(f"Differs: {'; '.join(one.match.differs)}.")
    if one.summary:
        yield ""
        yield from _prose(one.summary, paint)
    if one.fix:
        yield ""
        yield paint(_GREEN, "FIX")
        yield from _prose(one.fix, paint)


def _cut(text: str) -> str:
    text = " ".join(_safe(text).split())
    return text if len(text) <= COLUMNS else f"{text[: COLUMNS - 1]}…"


def _near(one: Shown, paint) -> Iterator[str]:
    yield from (paint(_BOLD, line) for line in _wrapped(f"{one.match.code}  {one.title}"))
    yield from _wrapped(f"{_why(one)} {_differs(one)}".rstrip(), indent="  ")
    yield f"  {one.url}"


def _why(one: Shown) -> str:
    numbers = one.match.matched_lines[:MOST_LINES]
    where = f" (line {', '.join(map(str, numbers))} of what you sent)" if numbers else ""
    return f"{round(one.match.score * 100)} %: {'; '.join(one.match.because)}{where}."


def _differs(one: Shown) -> str:
    return f"Differs: {'; '.join(one.match.differs)}." if one.match.differs else ""


def _prose(markdown: str, paint) -> Iterator[str]:
    """Yields Markdown for a terminal: paragraphs wrapped, code indented and otherwise as it is."""
    fence, paragraph = "", list[str]()
    for line in markdown.splitlines():
        if match := _FENCE.match(line.strip()):
            yield from _wrapped(" ".join(paragraph))
            paragraph = []
            if not fence:
                fence = match.group(1)
                label = match.group(2).strip().partition(" ")[2]
                if label:
                    yield paint(_DIM, f"  {_safe(label)}:")
            elif match.group(1).startswith(fence):
                fence = ""
        elif fence:
            yield f"    {_safe(line)}".rstrip()
        elif line.startswith(("#", "-", "*", "1", "2", "3", ">", "|")) or not line.strip():
            yield from _wrapped(" ".join(paragraph))
            paragraph = []
            if line.startswith("#"):
                yield paint(_BOLD, _safe(line.lstrip("# ")))
            elif line.strip():
                yield from _wrapped(line, after="  ")
            else:
                yield ""
        else:
            paragraph.append(line.strip())
    yield from _wrapped(" ".join(paragraph))


def _wrapped(text: str, *, indent: str = "", after: str | None = None) -> list[str]:
    return textwrap.wrap(
        _safe(_LINK.sub(r"\1", text)),
        COLUMNS,
        initial_indent=indent,
        subsequent_indent=indent if after is None else after,
        break_on_hyphens=False,
    )


def _safe(text: str) -> str:
    """Returns text without control characters: nobody's entry or paste may steer a terminal."""
    return _UNSAFE.sub("", text).expandtabs(4)


def _plain(_style: str, text: str) -> str:
    return text


def _painted(style: str, text: str) -> str:
    return f"{style}{text}{_OFF}"
