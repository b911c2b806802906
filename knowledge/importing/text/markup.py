"""HTML as Markdown, line by line with its origin, so that every dialect can read it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from knowledge.importing.text.levels import DIFFICULTIES, LEVELS
from knowledge.importing.text.titles import Title, read_title

SKIPPED = {
    "script",
    "style",
    "nav",
    "noscript",
    "template",
    "svg",
    "iframe",
    "form",
    "head",
    "object",
    "aside",
}
BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "figure", "figcaption", "address", "center", "body",
    "html", "dl",
}  # fmt: skip
VOID = {"br", "hr", "img", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "track"}
INLINE = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
OWN = {"question", "answer", "card", "front", "back", "prompt", "solution"}  # no elements of HTML
HEADINGS = {f"h{level}": level for level in range(1, 7)}
SPECIAL = re.compile(r"([\\`*_\[\]<])")
LINE_START = re.compile(r"^(\s*)([#>+-]|\d{1,9}[.)])(?=\s|$)")
LANGUAGE = re.compile(
    r"(?:language|lang|highlight|brush:?\s?|sourceCode)[-\s]?([A-Za-z0-9+#]{1,20})|^([a-z]{1,12})$"
)
# The class of what is asked on a page: “question”, “faq-q”, “question_title”.
ASKED = re.compile(
    r"(?:^|[\s_-])(?:question|ques|q)(?:[_-](?:text|title|head(?:er|ing)?|name|label|content))?(?:\s|$)",
    re.IGNORECASE,
)
MAX_ASKED = 400
COUNTED = re.compile(
    r"^(?:q(?:uestion)?)?[\s.#:]*\d{1,4}[\s.):-]*$", re.IGNORECASE
)  # a number beside a title
MAX_DEPTH = 200
BADGES = {*DIFFICULTIES, *LEVELS}
A_TITLE = 3  # words of a piece set apart, for it to be all of a title
FEWEST_BUTTONS = 3  # that ask, for all of their style to be the titles of what they unfold
ASKING_BUTTONS = 0.3  # of a style
UNFOLDS = re.compile(
    r"accordion|collaps|faq|toggle|question|expand", re.IGNORECASE
)  # in the style of a button
NEVER_CLOSED = re.compile(r"<(?!!--)(?=[a-zA-Z/!?])(?![^<>]{0,5000}>)")


@dataclass
class _List:
    ordered: bool
    number: int = 1


@dataclass
class _Code:
    line: int
    language: str
    text: list[str] = field(default_factory=list)


class _Writer(HTMLParser):
    """Writes Markdown while it reads; `lines` and `origin` go together."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.origin: list[int] = []
        self.inline: list[str] = []
        self.started = 0
        self.heading = 0
        self.lists: list[_List] = []
        self.quotes = 0
        self.marker = ""
        self.skipping: list[str] = []
        self.code: _Code | None = None
        self.in_code = False
        self.links: list[str] = []
        self.cells: list[str] | None = None
        self.rows = 0
        self.head = False  # whether the cells of a row name columns
        self.summary = False
        self.asked = False
        self.term = False
        self.depth = 0
        self.button = False
        self.style = ""  # the classes of the button
        self.buttons: dict[str, list[tuple[int, Title]]] = {}  # the line of each, and what it says
        self.spans: list[int] = []  # where those of a title begin
        self.titled = False  # by a span that is over
        self.badges: list[str] = []

    # --- Reading -----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if self.skipping:
            if tag not in VOID and len(self.skipping) < MAX_DEPTH:
                self.skipping.append(tag)
            return
        if tag in SKIPPED:
            self._flush()
            self.skipping.append(tag)
        elif self.code is not None:
            self._code_tag(tag, values)
        elif tag in HEADINGS:
            self._flush()
            self.heading = HEADINGS[tag]
        elif tag == "pre":
            self._flush()
            self.code = _Code(
                self.getpos()[0], _language(values.get("class", "") or values.get("data-lang", ""))
            )
        elif tag == "li":
            self._flush()
            self.marker = self._bullet()
        elif tag in {"ul", "ol"}:
            self._flush()
            start = values.get("start", "1")
            self.lists.append(_List(tag == "ol", int(start) if start.isdecimal() and len(start) < 6 else 1))
        else:
            self._other_tag(tag, values)

    def _other_tag(self, tag: str, values: dict[str, str]) -> None:
        if tag == "br":
            self._add(" " if self.heading or self.cells is not None else "\n")
        elif tag == "hr":
            self._block(["---"], self.getpos()[0])
        elif tag == "blockquote":
            self._flush()
            self.quotes = min(5, self.quotes + 1)
        elif tag in INLINE:
            self._add(INLINE[tag])
        elif tag in {"code", "kbd", "samp", "tt"}:
            self._add("`")
            self.in_code = True
        elif tag == "a":
            self.links.append(values.get("href", "")[:500])
            self._add("[" if self.links[-1] else "")
        elif tag == "img" and values.get("src"):
            self._add(f"![{values.get('alt', '')[:200]}]({values['src'][:300].replace(' ', '%20')})")
        elif tag in {"details", "summary", "button", "dt", "dd", "tr", "td", "th", "table"}:
            self._structure(tag)
            self.style = values.get("class", "")[:200]
        elif (
            tag == "span" and (self.summary or self.button or self.heading or self.asked) and not self.in_code
        ):
            self.spans.append(len(self.inline))
        elif _is_own(tag) and ASKED.search(tag):
            self._flush()
            self.asked = True
        elif tag in BLOCKS or _is_own(tag):
            self._flush()
            self.asked = bool(ASKED.search(values.get("class", "")[:200]))

    def _structure(self, tag: str) -> None:
        if tag in {"td", "th"}:
            if self.cells is None:
                self.cells = []
            self.head = tag == "th"
            self.cells.append("")
            return
        self._flush()
        if tag == "details":
            self._block(["<details>"], self.getpos()[0])
        self.summary, self.button = tag == "summary", tag == "button"
        self.term = tag == "dt"
        if tag == "table":
            self.rows = 0
        elif tag == "tr":
            self.cells = []

    def _code_tag(self, tag: str, values: dict[str, str]) -> None:
        if self.code is not None and tag == "code" and not self.code.language:
            self.code.language = _language(values.get("class", ""))
        elif self.code is not None and tag == "br":
            self.code.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            if tag in self.skipping:
                del self.skipping[len(self.skipping) - 1 - self.skipping[::-1].index(tag) :]
            return
        if self.code is not None:
            if tag == "pre":
                self._write_code()
            return
        if tag in HEADINGS or tag in {"p", "li", "summary", "button", "dt", "dd", "blockquote", *BLOCKS}:
            self._flush()
            self.heading = 0
            self.summary = self.term = self.button = self.asked = False
            if tag == "blockquote":
                self.quotes = max(0, self.quotes - 1)
        elif tag in {"ul", "ol"}:
            self._flush()
            if self.lists:
                self.lists.pop()
        elif tag == "details":
            self._flush()
            self._block(["</details>"], self.getpos()[0])
        elif tag == "tr":
            self._write_row()
        elif _is_own(tag):
            self._flush()
            self.asked = False
        else:
            self._end_inline(tag)

    def _end_inline(self, tag: str) -> None:
        if tag in INLINE:
            self._add(INLINE[tag])
        elif tag in {"code", "kbd", "samp", "tt"}:
            self._add("`")
            self.in_code = False
        elif tag == "span" and self.spans:
            self._end_span(self.spans.pop())
        elif tag == "a" and self.links:
            target = self.links.pop()
            self._add(
                f"]({target.replace(' ', '%20').replace('(', '%28').replace(')', '%29')})" if target else ""
            )

    def _end_span(self, start: int) -> None:
        """Sets a piece of a title apart: a level or category is told below it, a lone sign is left out."""
        text = "".join(self.inline[start:]).strip()
        before = "".join(self.inline[:start]).strip()
        if len(text) == 1 and not text.isalnum():
            del self.inline[start:]
        elif (start and text.casefold() in BADGES) or (self.titled and text):
            self.titled = True
            self.badges.append(f"**{'Difficulty' if text.casefold() in BADGES else 'Category'}:** {text}")
            del self.inline[start:]
        elif self.heading and not before and COUNTED.match(text):
            self.inline[start:] = [f"{text.rstrip(' .:)-')}. "]
        elif self.summary or self.button or self.asked:
            self.titled = self.titled or (
                (not before or COUNTED.match(before) is not None) and len(text.split()) >= A_TITLE
            )
            self.inline.append(" ")

    def handle_data(self, data: str) -> None:
        if self.skipping:
            return
        if self.code is not None:
            self.code.text.append(data)
        elif data.strip() or self.inline:
            text = re.sub(r"\s+", " ", data)
            self._add(text if self.in_code else SPECIAL.sub(r"\\\1", text))

    # --- Writing -----------------------------------------------------------------------------------

    def _add(self, text: str) -> None:
        if self.cells:
            self.cells[-1] += text.replace("|", "\\|").replace("\n", " ")
            return
        if not self.inline:
            if not text.strip():
                return
            self.started = self.getpos()[0]
        self.inline.append(text)

    def _bullet(self) -> str:
        if not self.lists:
            return "- "
        one = self.lists[-1]
        if not one.ordered:
            return "- "
        one.number += 1
        return f"{one.number - 1}. "

    def _indent(self) -> str:
        return "   " * max(0, min(20, len(self.lists)) - (1 if self.marker else 0))

    def _flush(self) -> None:
        text = "".join(self.inline)
        badges = self.badges
        self.inline, self.spans, self.badges, self.titled = [], [], [], False
        for mark in ("**", "*", "~~"):
            text = text.replace(f"{mark}{mark}", "") if mark == "**" else text
        rows = [" ".join(row.split()) for row in text.split("\n")]
        rows = [row for row in rows if row]
        if not rows:
            return
        if self.button and not self.heading:
            self.buttons.setdefault(self.style, []).append((len(self.lines), read_title(" ".join(rows))))
            rows = [f"**{' '.join(rows).replace('**', '')}**"]
        elif self.summary:
            rows = [f"<summary>{' '.join(rows)}</summary>"]
        elif self.heading:
            rows = [f"{'#' * self.heading} {' '.join(rows)}"]
        elif self.asked and len(" ".join(rows)) <= MAX_ASKED:
            rows = [f"**Q: {' '.join(rows).replace('**', '')}**"]
        elif self.term:
            rows = [f"**{' '.join(rows).replace('**', '')}**"]
        else:
            rows = [LINE_START.sub(r"\1\\\2", row) if not row[:1].isdigit() else row for row in rows]
        self._block(rows, self.started)
        for badge in badges:
            self._block([badge], self.started)

    def _block(self, rows: list[str], line: int) -> None:
        quote = "> " * self.quotes
        indent = self._indent()
        marker, self.marker = self.marker, ""
        for number, row in enumerate(rows):
            lead = f"{indent}{marker}" if number == 0 else f"{indent}{' ' * len(marker)}"
            self._line(f"{quote}{lead}{row}" if row else quote.rstrip(), line)
        self._line(quote.rstrip(), line)

    def _line(self, text: str, line: int) -> None:
        self.lines.append(text)
        self.origin.append(line)

    def _write_code(self) -> None:
        code, self.code = self.code, None
        if code is None:
            return
        rows = "".join(code.text).strip("\n").split("\n")
        longest = max((len(found) for row in rows for found in re.findall(r"`{3,}", row)), default=2)
        fence = "`" * (longest + 1)
        quote, indent = "> " * self.quotes, self._indent()
        if self.marker:
            self._block([""], code.line)
        self._line(f"{quote}{indent}{fence}{code.language}", code.line)
        for number, row in enumerate(rows):
            self._line(f"{quote}{indent}{row}", code.line + number)
        self._line(f"{quote}{indent}{fence}", code.line + len(rows) - 1)
        self._line(quote.rstrip(), code.line + len(rows) - 1)

    def _write_row(self) -> None:
        cells, self.cells = self.cells, None
        if not cells:
            return
        line = self.getpos()[0]
        if self.rows == 0 and self.lines and self.lines[-1]:
            self._line("", line)
        if self.rows == 0 and not self.head:
            self._line("|" + "  |" * len(cells), line)
            self._line("|" + " --- |" * len(cells), line)
        if self.rows and self.lines and not self.lines[-1]:
            self.lines.pop()
            self.origin.pop()
        self._line("| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |", line)
        if self.rows == 0 and self.head:
            self._line("|" + " --- |" * len(cells), line)
        self.rows += 1
        self._line("", line)


def _is_own(tag: str) -> bool:
    """Says whether a page has made an element for itself."""
    return "-" in tag or tag in OWN


def _are_titles(style: str, titles: list[Title]) -> bool:
    """Says whether the buttons of a style are the titles of what they unfold: some ask, or each says its own."""
    asking = sum(title.asks or title.labelled for title in titles)
    alone = len({title.text for title in titles}) == len(titles) >= FEWEST_BUTTONS
    return asking >= max(FEWEST_BUTTONS, ASKING_BUTTONS * len(titles)) or bool(
        alone and UNFOLDS.search(style)
    )


def _language(classes: str) -> str:
    found = LANGUAGE.search(classes[:200])
    return (found[1] or found[2]) if found else ""


def _without_open_ends(text: str) -> str:
    """Returns HTML in which everything that opens is closed: what is left open would be read again and again."""
    behind = text.rfind("-->")
    start = text.find("<!--", behind + 3 if behind >= 0 else 0)
    if start >= 0:
        text = text[:start] + text[start:].replace("<!--", "&lt;!--")
    return NEVER_CLOSED.sub("&lt;", text)


def to_markdown(lines: list[str]) -> tuple[list[str], list[int]]:
    """Returns the lines of an HTML document as Markdown, and the line, from 1, each comes from."""
    writer = _Writer()
    writer.feed(_without_open_ends("\n".join(lines)))
    writer.close()
    writer._flush()
    for style, buttons in writer.buttons.items():
        if not _are_titles(style, [title for _, title in buttons]):
            for at, _ in buttons:
                writer.lines[at] = ""
    last = len(lines)
    return writer.lines or [""], [min(max(1, line), last) for line in writer.origin] or [1]
