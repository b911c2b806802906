"""The project's own files, as the architecture tests read them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("hub", "knowledge", "learning", "contributions")
# A file on purpose longer says so in its docstring, with this word.
LENGTH_REASON = "One file because"


def named(path: Path) -> str:
    """Returns a file's name for the test's id: relative to the project."""
    return str(path.relative_to(ROOT))


def python_files(*folders: str) -> list[Path]:
    """Returns the Python files below folders, without migrations and empty package marks."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(
        path
        for path in found
        if "migrations" not in path.parent.name
        and "reproductions" not in path.parts
        and path.read_text().strip()
    )


def templates() -> list[Path]:
    return sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.xml")])


def texts() -> list[Path]:
    """Returns every text file that is written by hand and shipped."""
    folders = [*PACKAGES, "templates", "static", "deploy", "docs", "tests", ".ci"]
    suffixes = {".py", ".html", ".js", ".css", ".md", ".txt", ".service", ".sh", ".xml", ""}
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in {".md", ".toml", ""}]
    return sorted(path for path in found if path.suffix in suffixes and "__pycache__" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())
