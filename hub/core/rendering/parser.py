"""The one Markdown dialect of the site: parsing, and what every reader of the tokens shares."""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

# A section is a few kilobytes. Longer text is shown as it is, without being parsed.
MAX_TEXT = 200_000
# The parser looks for the end of each bracket, and the link finder for that of each address, anew: time
# grows with the square of their number. A paragraph with more brackets is shown as it is; in a text with
# more addresses only those that are marked as links become links.
MAX_BRACKETS = 2_000
MAX_ADDRESSES = 500

# PREFIX-LEVEL-NNN, PREFIX-S-NNN, PREFIX-NNN, and of learning paths LP-NN and LP-NN-MM.
ENTRY_CODE = re.compile(r"(?:LP-[0-9]{2,6}(?:-[0-9]{2,6})?|[A-Z][A-Z0-9]{0,15}-(?:[A-Z]{1,4}-)?[0-9]{3,6})")

_LINKABLE = ("http:", "https:", "mailto:")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Fence:
    """A fenced block of code; ``line`` counts from 1 and is that of the opening fence."""

    language: str
    path: str
    code: str
    line: int


@dataclass
class Block:
    """One top-level block of a text, as parser tokens."""

    tokens: list[Token] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.tokens[0].type

    @property
    def fence(self) -> Fence | None:
        return fence_of(self.tokens[0]) if self.kind == "fence" else None

    @property
    def heading(self) -> str | None:
        return inline_text(self.tokens[1]) if self.kind == "heading_open" else None

    @property
    def level(self) -> int:
        """Of a heading, as it is rendered."""
        return max(3, int(self.tokens[0].tag[1:]))

    def items(self) -> list[list[Token]]:
        """The blocks' tokens of each item of a list."""
        found: list[list[Token]] = []
        depth = 0
        for token in self.tokens[1:-1]:
            depth += token.nesting
            if token.type == "list_item_open" and depth == 1:
                found.append([])
            elif depth >= 1:
                found[-1].append(token)
        return found


class _Parser(MarkdownIt):
    """An allow-list instead of the library's deny-list: what is not a web address stays text."""

    def validateLink(self, url: str) -> bool:
        scheme = _SCHEME.match(url.strip())
        return scheme is None or scheme.group().lower() in (*_LINKABLE, "image:")


# The link finder keeps its state on itself, so threads must not share a parser.
_parsers = threading.local()


def _parser(*, footnotes: bool = True, linkify: bool = True) -> MarkdownIt:
    name = f"footnotes_{footnotes}_linkify_{linkify}"
    if not hasattr(_parsers, name):
        parser = _Parser("gfm-like", {"html": False, "tasklists": True, "linkify": linkify})
        if parser.linkify is not None:
            # Only written-out addresses: `client.py` and `order.id` look like domain names.
            parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
        if footnotes:
            parser.use(footnote_plugin)
        setattr(_parsers, name, parser)
    ready: MarkdownIt = getattr(_parsers, name)
    return ready


def _too_much(text: str) -> bool:
    if len(text) > MAX_TEXT:
        return True
    return text.count("[") > MAX_BRACKETS and any(
        paragraph.count("[") > MAX_BRACKETS for paragraph in text.split("\n\n")
    )


def _few_addresses(text: str) -> bool:
    return text.count(":") <= MAX_ADDRESSES or text.count("//") + text.count("mailto:") <= MAX_ADDRESSES


def parse(text: str) -> list[Token]:
    """The tokens of a text; of one over the limits a single paragraph of plain text."""
    if _too_much(text):
        inline = Token("inline", "", 0, content=text, children=[Token("text", "", 0, content=text)])
        return [Token("paragraph_open", "p", 1), inline, Token("paragraph_close", "p", -1)]
    return _parser(linkify=_few_addresses(text)).parse(text)


def parse_inline(text: str) -> list[Token]:
    if _too_much(text):
        return parse(text)[1:2]
    return _parser(footnotes=False, linkify=_few_addresses(text)).parseInline(text)


def render_tokens(tokens: list[Token], rules: dict[str, object], env: dict[str, object]) -> str:
    """The library's renderer with our rules, a copy of its own each time, for rules hold state."""
    parser = _parser()
    renderer = copy(parser.renderer)
    renderer.rules = {**renderer.rules, **rules}  # type: ignore[attr-defined, dict-item]
    return renderer.render(tokens, parser.options, env)


def blocks_of(tokens: Iterable[Token]) -> list[Block]:
    found: list[Block] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            found.append(Block())
        found[-1].tokens.append(token)
        depth += token.nesting
    return found


def fence_of(token: Token) -> Fence:
    language, _, path = token.info.strip().partition(" ")
    line = token.map[0] + 1 if token.map else 1
    return Fence(language.lower(), " ".join(path.split()), token.content.removesuffix("\n"), line)


def inline_text(token: Token) -> str:
    """What a reader sees of one inline token, without its markup."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(inline_text(child))
        elif child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
    return "".join(parts)


def links(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type == "link_open":
            yield str(child.attrGet("href") or "")


def slug(text: str) -> str:
    """Text as part of an id; letters of every script are kept."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"\W+", "-", plain).strip("-_")[:60].rstrip("-_")


class Names:
    """Gives every name once: the second `setup` becomes `setup-2`."""

    def __init__(self, joint: str = "-") -> None:
        self._joint = joint
        self._given: set[str] = set()
        self._count: dict[str, int] = {}

    def take(self, name: str) -> str:
        given = name
        while given in self._given:
            self._count[name] = self._count.get(name, 1) + 1
            given = f"{name}{self._joint}{self._count[name]}"
        self._given.add(given)
        return given


def heading_ids(tokens: list[Token], id_prefix: str) -> dict[int, str]:
    """The id of every heading by the index of its opening token.

    The prefix is never empty, so that no heading of an author takes an id of the page itself.
    """
    prefix = slug(id_prefix) or "h"
    names = Names()
    return {
        index: names.take(f"{prefix}-{slug(inline_text(tokens[index + 1])) or 'section'}")
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    }
