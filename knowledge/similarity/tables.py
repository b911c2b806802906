"""Reads the plain tables of what the field calls things: one entry a line, `#` before a remark."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "tables"


def lines(name: str) -> list[str]:
    """Returns the entries of a table; an indented line continues the one before it."""
    entries: list[str] = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            entries[-1] += f" {line.strip()}"
        else:
            entries.append(line.strip())
    return entries


def pairs(name: str) -> list[tuple[str, list[str]]]:
    """Returns the entries `name: one, other` of a table."""
    split = (line.partition(": ") for line in lines(name))
    return [(key.rstrip(":"), [part.strip() for part in rest.split(", ") if part]) for key, _, rest in split]


def words(name: str) -> list[str]:
    """Returns the words of a table that is one long list."""
    return [word for line in lines(name) for word in line.split()]
