"""The one line of a snippet's code that says most about it, for lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hub.core.rendering import fences, highlight

if TYPE_CHECKING:
    from knowledge.models import EntryPage

MAX_LENGTH, ENOUGH = 160, 60  # characters

# The line that names what the file makes: a function, a class, a query.
_TELLING = re.compile(
    r"(?:(?:export|public|private|protected|static|final|abstract|async|default|pub)\s+)*"
    r"(?:def|class|function\*?|func|fn|interface|trait|record|const|let|sub|"
    r"with|select|create|insert|update|alter|merge)\b",
    re.IGNORECASE,
)
# Comments, imports, decorators, lone brackets, an exception's own class: lines that every file has.
_SILENT = re.compile(
    r"(?:#|//|/\*|\*|--|<!--|<\?|\"\"\"|'''|@|[{}()\[\];]+$|\"use|'use|__all__|set\s+-|"
    r"(?:export\s+)?class\s+\w+\s*(?:\(\w*(?:Error|Exception)\)|extends\s+\w*Error)|"
    r"(?:import|from|use|using|require|package|namespace|declare)\b)",
    re.IGNORECASE,
)


def preview_line(entry: EntryPage) -> str:
    """Returns the HTML of a snippet's most telling line, empty for other kinds and for no code at all."""
    files = next((block.value for block in entry.body if block.block_type == "files"), "")
    found = fences(files)
    if not found:
        return ""
    lines = [line.strip() for line in found[0].code.split("\n") if line.strip()]
    speaking = [line for line in lines if not _SILENT.match(line)]
    telling = (line for line in speaking if _TELLING.match(line))
    line = next(telling, None) or next(iter(speaking), None) or next(iter(lines), "")
    return highlight(_completed(line, lines)[:MAX_LENGTH], found[0].language)


def _completed(line: str, lines: list[str]) -> str:
    """The line with what follows it, where it only opens a list of arguments."""
    following = iter(lines[lines.index(line) + 1 :]) if line else iter(())
    while line.endswith(("(", ",", "=")) and len(line) < ENOUGH:
        more = next(following, None)
        if more is None:
            break
        line += more if line.endswith("(") else f" {more}"
    return line
