"""Stack frames, and which of them lead through somebody else's code."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PACKAGE = re.compile(
    r"(?:site-packages|dist-packages|node_modules|gems|vendor)[\\/](?P<name>(?:@[\w.-]+[\\/])?[\w.-]+)"
    r"|(?P<bundle>[\w-]+?)(?:\.development|\.production(?:\.min)?|\.min|\.esm-browser|\.cjs)(?:\.prod)?\.js"
    r"|wp-(?P<wp>includes|admin|content)|(?P<go>usr/local/go/src|\.cargo[\\/]registry|rustc[\\/])"
)
_LIBRARY_FUNCTION = re.compile(
    r"(?:java|javax|jdk|sun|kotlin|scala|android|androidx|org\.(?:springframework|hibernate|apache|postgresql)"
    r"|com\.(?:mysql|google|fasterxml|zaxxer)|System|Microsoft|runtime|std|core|net/http)[./:]"
)
_LIBRARY_FILE = re.compile(
    r"(?:node:|internal/|/usr/lib/|/usr/local/lib/python|<frozen|<anonymous>|native$|index \d)"
)
_FAMILY_OF_FILE = {
    "py": "python", "php": "php", "rb": "ruby", "go": "go", "rs": "rust", "java": "jvm", "kt": "jvm", "scala": "jvm",
    "cs": "dotnet", "vb": "dotnet", "js": "js", "mjs": "js", "cjs": "js", "jsx": "js", "ts": "js", "tsx": "js",
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """One call in a stack; `library` names whose code it is, empty for the reader's own."""

    file: str
    function: str
    line: int
    library: str


def frame_of(groups: dict[str, str], line: int) -> Frame:
    """Returns the frame that a rule's groups describe."""
    file, function = groups.get("file") or "", groups.get("function") or ""
    return Frame(file, function, line, _library(file, function))


def family_of_file(path: str) -> str:
    """Returns the runtime that a file's ending speaks of, or an empty string."""
    return _FAMILY_OF_FILE.get(ending(path), "")


def ending(path: str) -> str:
    """Returns the ending of a file's name in lower case, without the dot; empty where it has none."""
    name, dot, last = base_name(path).rpartition(".")
    return last.lower() if dot and name.strip(".") else ""


def base_name(path: str) -> str:
    """Returns the last part of a path without its query."""
    return path.split("?", 1)[0].replace("\\", "/").rstrip("/").rpartition("/")[2]


def _library(file: str, function: str) -> str:
    if match := _PACKAGE.search(file):
        if match["wp"]:
            return "" if match["wp"] == "content" else "wordpress"
        return (match["name"] or match["bundle"] or "the standard library").lower()
    if _LIBRARY_FILE.match(file) or (match := _LIBRARY_FUNCTION.match(function)):
        return (
            function.split("(", maxsplit=1)[0].split(".", maxsplit=1)[0].lower()
            if match
            else "the standard library"
        )
    return ""
