"""Front matter: what stands before a text about it, in YAML, TOML, rows of `key: value` or the title row of Pandoc."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from knowledge.entrydocs import frontmatter
from knowledge.importing.text.source import Source

MAX_META = 400  # lines of front matter
TOML = "+++"
META_ENDS = {"---": ("---", "..."), TOML: (TOML,)}  # by what opens front matter


def take_meta(source: Source) -> None:
    """Reads front matter and empties its lines; those of something else that looks like it stay."""
    titled, begin = _title_row(source.lines)
    end = _end_of_meta(source.lines, begin)
    rows = source.lines[begin + 1 : end]
    try:
        is_toml = source.lines[begin].rstrip() == TOML if begin < len(source.lines) else False
        meta = _toml_meta(rows) if is_toml else frontmatter.parse("\n".join(rows)).values
    except frontmatter.FrontMatterError:
        meta = _plain_meta(rows)
    if not meta:
        if not titled:
            return
        end = begin - 1
    told = {
        str(key).casefold(): value for key, value in meta.items()
    }  # names of fields are written either way
    source.meta, source.meta_lines = {**titled, **told}, end + 1
    source.lines[: end + 1] = [""] * (end + 1)


def _title_row(lines: list[str]) -> tuple[dict[str, str], int]:
    """Returns the title of a line `% title` before everything else, as Pandoc has it, and the line behind it."""
    title = lines[0][1:].strip() if lines and lines[0].startswith("% ") else ""
    below = next((at for at, line in enumerate(lines[1:4], start=1) if line.strip()), len(lines))
    if not title or not (below > 1 or lines[below].rstrip() == "---"):
        return {}, 0
    return {"title": title}, below


def _end_of_meta(lines: list[str], begin: int) -> int:
    """Returns the line that closes front matter; that of its beginning where there is none."""
    ends = META_ENDS.get(lines[begin].rstrip(), ()) if begin < len(lines) else ()
    rows = enumerate(lines[begin + 1 : begin + MAX_META + 1], start=begin + 1)
    return next((at for at, line in rows if line.rstrip() in ends), begin)


def _toml_meta(rows: list[str]) -> dict[str, Any]:
    """Reads front matter in TOML, that of its tables too; nothing where it is none."""
    try:
        values = tomllib.loads("\n".join(rows))
    except tomllib.TOMLDecodeError:
        return {}
    tables = [one for one in values.values() if isinstance(one, dict)]
    told = {key: value for table in (*tables, values) for key, value in table.items()}
    return {
        key: [str(one) for one in value] if isinstance(value, list) else str(value)
        for key, value in told.items()
        if not isinstance(value, dict)
    }


def _plain_meta(rows: list[str]) -> dict[str, str]:
    """Reads `key: value` rows where YAML is not quite YAML."""
    values = {}
    for row in rows:
        key, colon, value = row.partition(":")
        if colon and re.fullmatch(r"[\w-]{1,40}", key.strip()) and not row.startswith((" ", "\t")):
            values[key.strip()] = value.strip().strip("'\"")
    return values
