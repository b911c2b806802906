"""What surrounds an error in a paste is taken off: colours, markup, quoting, prefixes, prompts, JSON.

Every physical line becomes one or more `Line`s that remember its number, so that an answer can point at
what was pasted. All patterns are anchored or bounded: the cost is linear in the input.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.traces.jsonlogs import texts_in_json

LARGEST = 64 * 1024
HEAD = LARGEST // 4
LONGEST_LINE = 2000
MOST_LINES = 1600

_ANSI = re.compile(
    r"\x1b\[[0-9;?]{0,20}[ -/]?[@-~]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|\x1b[@-_]|\^\[\[[0-9;]{0,12}m"
)
_BARE_COLOUR = re.compile(r"(?<![\w\x1b])\[(?:\d{1,2};){0,3}(?:0|1|3\d|9\d|22|39)m")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b]")
_TAG = re.compile(
    r"</?(?:br|b|p|pre|code|span|div|font|table|tbody|thead|tr|td|th|a|i|u|em|strong|li|ul|ol|h[1-6]|html|body|head"
    r"|title|hr|samp|kbd|blockquote|section|small|center)(?:\s[^<>]{0,300})?/?>",
    re.I,
)
_BREAK = re.compile(r"<(?:br|hr|/p|/div|/li|/tr|/t[dh]|/h[1-6]|/pre|/title|/center)\s{0,3}/?>", re.I)
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|apos|nbsp|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_FENCE = re.compile(r"^\s{0,3}(?:`{3,}|~{3,})[\w+-]{0,20}\s*$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?){1,4}")
_NUMBERED = re.compile(r"^\s{0,6}\d{1,5}(?::|\.|\s{2,}|\t|\s\|)\s?")
_EXCERPT = re.compile(r"^\s*(?:>\s*)?\d{1,6}\s*\|(?:\s|$)|^\s*\|\s|^\s*[|~^\s-]*\^[~^\s|-]*$")

# One prefix at a time, from the left, as often as they are stacked.
_PREFIXES = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\w.@/-]{0,80}[A-Za-z][\w.@/-]{0,80}\s{1,30}\|\s?",  # docker compose
        r"\[(?:pod|container)/[^\]\s]{1,120}\]\s",
        r"[A-Z][a-z]{2}\s{1,2}\d{1,2}\s\d\d:\d\d:\d\d\s[\w.-]{1,60}\s[\w./@-]{1,60}(?:\[\d{1,8}\])?:\s?",  # syslog
        r"#\d{1,4}\s\d{1,5}\.\d{1,4}\s",  # docker build
        r"#\d{1,4}\s(?=ERROR)",
        r"\d\d-\d\d\s\d\d:\d\d:\d\d\.\d{3}\s{1,6}\d{1,6}(?:\s{1,6}\d{1,6})?\s[VDIWEF][\s/][\w.$-]{1,60}\s{0,30}(?:\(\s*\d+\))?:\s",
        r"[VDIWEF]/[\w.$-]{1,60}(?:\(\s*\d{1,6}\))?:\s{0,8}",
        r"\[?\(?(?:[A-Z][a-z]{2},?\s)?\d{4}[-/]\d{1,2}[-/]\d{1,2}[T\s]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:\s?(?:Z|UTC|[A-Z]{3,4}(?=\s|\])|[+-]\d\d:?\d\d))?(?:,?\s?\w{0,9}:\s?\w{3,8}/[\w-]{1,40})?\]?\)?[\s:|]{0,3}",
        r"\[?\d{1,2}[-/][A-Z][a-z]{2}[-/]\d{4}[\s:]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:\s[\w/+-]{1,30})?\]?\s{0,2}",
        r"\[?(?:[A-Z][a-z]{2}\s){1,2}\s?\d{1,2}\s\d\d:\d\d:\d\d(?:\.\d{1,6})?\s\d{4}\]?\s",
        r"\[?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]?(?:\s(?=\S)|\s{1,3}-\s)",
        r"std(?:err|out)\s[FP]?\s?",
        r"\[\d{1,7}\](?:\s[\w-]{1,40}@[\w-]{1,40})?\s",
        r"\[(?:\d{1,3}/\d{1,3}|\w{1,24}\.\d{1,3})\]\s",
        r"(?:app|heroku)\[[\w.-]{1,24}\]:\s",
        r"[a-z][a-z-]{1,20}\[\d{1,8}\]:\s",
        r"\[(?i:error|err|warn|warning|info|debug|fatal|critical|emerg|alert|crit|notice|err!|vite|nodemon|webpack|nuxt|next)\]:?\s{1,8}",
        r"(?i:level=\w{3,8}\s)",
        r"(?:ERROR|WARN|INFO|FATAL|DEBUG|SEVERE|CRITICAL|WARNING)\s{1,4}(?:\d{1,7}\s---\s)?\[[^\]]{1,80}\]\s{0,3}(?:[\w.$\[\]/]{1,80}\s{0,40}(?::|-)\s)?",
        r"(?:ERROR|WARN|INFO|FATAL|DEBUG|CRITICAL|WARNING)\s{1,4}\d{1,7}\s---\s\[[^\]]{1,80}\]\s[\w.$\[\]/]{1,80}\s{0,40}:\s",
        r"(?:ERROR|WARN|FATAL|CRITICAL|WARNING):[\w.]{1,60}:(?=\S)",
        r"(?:ERROR|CRITICAL|WARNING)\s(?:in|:)\s[\w.]{1,60}:\s",
        r"(?:ERROR|WARN|FATAL|DEBUG|INFO|CRITICAL)[\t]",
        r"\[[\w:./#-]{1,48}\]\s(?=\S)",
    )
)  # fmt: skip
_PROMPTS = re.compile(
    r"(?:\([\w.@ -]{1,40}\)\s?)?(?:"
    r"PS [A-Za-z]:\\[^>\n]{0,200}>\s?|[A-Za-z]:\\[^>\n]{0,200}>\s?|[\w.-]{1,40}@[\w.-]{1,60}[:\s][^\n$#%>]{0,120}[$#%>]\s"
    r"|>>>\s|\.\.\.\s(?=\s|$)|\$\s(?!\d)|%\s(?=[a-z./])|❯\s|➜\s{1,2}|λ\s|root@[\w.-]{1,60}:?[^\n#]{0,100}#\s"
    r"|(?:mysql|MariaDB \[[^\]]{1,60}\]|sqlite|psql)>\s|[\w-]{1,40}[=-][#>]\s(?=\S)|irb\([^)]{1,30}\):?[\d:]{0,8}[>*]\s"
    r"|\+{1,3}\s(?=[\w./$]))"
)


@dataclass(frozen=True)
class Line:
    """A line of a paste without what surrounds it.

    `number` counts the paste's own lines from 1; `ignored` says why it holds no error, if it does not.
    """

    number: int
    text: str
    indent: int = 0
    ignored: str = ""


def bounded(text: str | bytes) -> str:
    """Returns at most 64 KB of a paste: its first quarter and its end, cut at whole lines where possible."""
    if isinstance(text, bytes):
        text = text[: LARGEST * 4].decode(
            "utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace"
        )
    if len(text) <= LARGEST:
        return text
    skipped = "\n" * min(text.count("\n", HEAD, len(text) - LARGEST + HEAD), MOST_LINES * 8)
    return text[:HEAD] + (skipped or "\n") + text[len(text) - LARGEST + HEAD :]


def clean(text: str | bytes) -> list[Line]:
    """Returns the lines of a paste without colours, markup, prefixes and quoting; never raises."""
    raw = bounded(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    numbered = [(at, line) for at, line in enumerate(raw, start=1) if line.strip()]
    if len(numbered) > MOST_LINES:
        numbered = numbered[: MOST_LINES // 4] + numbered[-MOST_LINES * 3 // 4 :]
    quoted = _mostly(numbered, _QUOTE)
    listed = not quoted and _mostly(numbered, _NUMBERED)
    escaped = any(
        _TAG.search(line[:LONGEST_LINE]) or _ENTITY.search(line[:LONGEST_LINE]) for _, line in numbered
    )
    lines: list[Line] = []
    for number, line in numbered:
        for piece in _unfolded(line):
            bare = _bare(piece, _QUOTE if quoted else _NUMBERED if listed else None)
            parts = _unmarked(bare) if escaped else (bare,)
            lines.extend(_line(number, part.expandtabs(4)) for part in parts if part.strip())
    return lines


def _bare(line: str, prefix: re.Pattern[str] | None) -> str:
    """Returns a line of at most 2,000 characters without colours, control characters and one prefix."""
    line = line if len(line) <= LONGEST_LINE else f"{line[:1500]} {line[-480:]}"
    line = _CONTROL.sub("", _BARE_COLOUR.sub("", _ANSI.sub("", line)))
    return prefix.sub("", line) if prefix else line


def _mostly(numbered: list[tuple[int, str]], pattern: re.Pattern[str]) -> bool:
    if len(numbered) < 3:
        excerpt = any(_EXCERPT.match(line[:80]) for _, line in numbered)
        return pattern is _QUOTE and not excerpt and all(line.startswith("> ") for _, line in numbered)
    return sum(bool(pattern.match(line[:80])) for _, line in numbered) >= 0.8 * len(numbered)


def _unmarked(piece: str) -> Iterator[str]:
    for part in _BREAK.sub("\n", piece).split("\n"):
        yield html.unescape(_TAG.sub("", part))


def _unfolded(line: str) -> Iterator[str]:
    """Yields the texts that one physical line holds: JSON fields, or text with its line ends escaped."""
    found = texts_in_json(line)
    for text in found or (line,):
        yield from text.split("\n")


def _line(number: int, text: str) -> Line:
    if _FENCE.match(text):
        return Line(number, text.strip(), ignored="Markdown fence")
    if _EXCERPT.match(text):
        return Line(number, text.strip(), ignored="source code")
    indent = len(text) - len(text.lstrip())
    text = text.strip()
    for _ in range(6):
        if prompt := _PROMPTS.match(text):
            rest = text[prompt.end() :]
            return Line(number, rest, indent, ignored="command typed at a prompt")
        found = next((match for pattern in _PREFIXES if (match := pattern.match(text))), None)
        if found is None or found.end() == 0:
            break
        rest = text[found.end() :]
        indent, text = len(rest) - len(rest.lstrip()), rest.strip()
    return Line(number, text, indent, ignored="" if text else "only a prefix")
