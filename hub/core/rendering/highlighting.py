"""Source code as HTML with Pygments class names, on the server and without guessing the language."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import _TokenType
from pygments.util import ClassNotFound

# Some grammars need time square to the length of a line or a string; beyond these, code stays plain.
MAX_CODE = 20_000
MAX_LINE = 1_000
# Java's grammar looks for the bracket of a method behind every run of words.
_WORDS = re.compile(r"[\w\s.\[\]$<>?]{600}")


@dataclass(frozen=True)
class Language:
    label: str
    lexer: str = ""  # empty: nothing to highlight


_LANGUAGES: dict[str, Language] = {
    "bash": Language("Shell", "bash"),
    "c": Language("C", "c"),
    "console": Language("Console", "console"),
    "cpp": Language("C++", "cpp"),
    "csharp": Language("C#", "csharp"),
    "css": Language("CSS", "css"),
    "diagram": Language("Diagram"),
    "diff": Language("Diff", "diff"),
    "django": Language("Django template", "html+django"),
    "dockerfile": Language("Dockerfile", "docker"),
    "go": Language("Go", "go"),
    "graphql": Language("GraphQL", "graphql"),
    "hcl": Language("HCL", "hcl"),
    "html": Language("HTML", "html"),
    "http": Language("HTTP", "http"),
    "ini": Language("INI", "ini"),
    "java": Language("Java", "java"),
    "javascript": Language("JavaScript", "javascript"),
    "jinja": Language("Jinja", "html+jinja"),
    "json": Language("JSON", "json"),
    "jsx": Language("JSX", "jsx"),
    "kotlin": Language("Kotlin", "kotlin"),
    "log": Language("Log"),
    "makefile": Language("Makefile", "make"),
    "markdown": Language("Markdown", "markdown"),
    "mysql": Language("SQL (MySQL)", "mysql"),
    "nginx": Language("nginx", "nginx"),
    "php": Language("PHP", "php"),
    "postgresql": Language("SQL (PostgreSQL)", "postgresql"),
    "powershell": Language("PowerShell", "powershell"),
    "pycon": Language("Python session", "pycon"),
    "python": Language("Python", "python"),
    "ruby": Language("Ruby", "ruby"),
    "rust": Language("Rust", "rust"),
    "scss": Language("SCSS", "scss"),
    "sql": Language("SQL", "sql"),
    "swift": Language("Swift", "swift"),
    "text": Language("Text"),
    "toml": Language("TOML", "toml"),
    "tsx": Language("TSX", "tsx"),
    "typescript": Language("TypeScript", "typescript"),
    "vbnet": Language("VB.NET", "vbnet"),
    "xml": Language("XML", "xml"),
    "yaml": Language("YAML", "yaml"),
}
_OTHER_NAMES = {
    "c#": "csharp", "c++": "cpp", "cs": "csharp", "docker": "dockerfile", "js": "javascript",
    "md": "markdown", "mjs": "javascript", "output": "text", "plain": "text", "postgres": "postgresql",
    "ps1": "powershell", "py": "python", "rb": "ruby", "rs": "rust", "sh": "bash", "shell": "bash",
    "traceback": "text", "ts": "typescript", "txt": "text", "vb": "vbnet", "yml": "yaml",
}  # fmt: skip


def canonical_language(language: str) -> str:
    name = language.strip().lower()
    return _OTHER_NAMES.get(name, name)


def language_label(language: str) -> str:
    """The name a reader knows; of an unknown language what the author wrote."""
    known = _LANGUAGES.get(canonical_language(language))
    return known.label if known else language.strip() or "Code"


@cache
def _lexer(name: str) -> Lexer | None:
    try:
        # An author's blank lines and tabs are part of the code.
        options = {"startinline": True} if name == "php" else {}
        return get_lexer_by_name(name, stripnl=False, ensurenl=True, **options)
    except ClassNotFound:
        return None


# Splits tokens at line ends, so that each line is HTML of its own; adds no wrapper.
_formatter = HtmlFormatter(nowrap=True)


def _tokens(code: str, language: str) -> list[tuple[_TokenType, str]] | None:
    known = _LANGUAGES.get(canonical_language(language))
    longest = max(map(len, code.split("\n")))
    if not known or not known.lexer or len(code) > MAX_CODE or longest > MAX_LINE:
        return None
    name = known.lexer
    if name == "java" and _WORDS.search(code):
        return None
    if name == "php" and re.search(r"<\?(?:php|=)", code):
        name = "html+php"  # a whole file, with what stands outside the tags
    lexer = _lexer(name)
    tokens = list(lexer.get_tokens(code)) if lexer else None
    # A lexer may drop or change a character; what readers copy must be what the author wrote.
    if tokens is None or "".join(value for _, value in tokens) != code + "\n":
        return None
    return tokens


def highlight_lines(code: str, language: str) -> list[SafeString]:
    """One piece of HTML per line of code; a token over several lines keeps its class on each."""
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    tokens = _tokens(code, language)
    if tokens is None:
        return [escape(line) for line in code.split("\n")]
    pieces = _formatter._format_lines(tokens)  # type: ignore[attr-defined]
    html = "".join(line for _, line in pieces).removesuffix("\n")
    return [mark_safe(line) for line in html.split("\n")]


def highlight(code: str, language: str) -> SafeString:
    """The code as HTML, to stand in `<code class="highlight">`."""
    return mark_safe("\n".join(highlight_lines(code, language)))
