"""Writes the rules down for the browser: `python -m hub.core.redaction.declaration` after any change of them.

A test keeps static/js/redaction-rules.js in step.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from hub.core.redaction import assigning, judging, keys, names, places, words
from hub.core.redaction.finding import KEY_BLOCK
from hub.core.redaction.rules import RULES

FILE = Path(__file__).resolve().parents[3] / "static" / "js" / "redaction-rules.js"
HEAD = "// Made from hub/core/redaction by `python -m hub.core.redaction.declaration`; not to be edited.\n"
SPACE = r" \t\n\r\f\v"


def declared() -> str:
    """Returns the script that declares rules, patterns and words."""
    rules = [
        [
            rule.kind,
            rule.label,
            in_browser(rule.source),
            rule.ignores_case,
            rule.stand_in,
            rule.judged,
            rule.hints,
        ]
        for rule in RULES
    ]
    patterns, lists = {}, {}
    for module in (judging, assigning, names, places, keys):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                ignores_case = bool(value.flags & re.IGNORECASE)
                patterns[name] = [in_browser(value.pattern.removeprefix("(?i)")), ignores_case]
    for name, value in vars(words).items():
        if name.isupper():
            lists[name] = sorted(value)
    said = {"rules": rules, "patterns": patterns, "words": lists, "keyBlock": KEY_BLOCK}
    rows = [f"  {json.dumps(name)}: {_rows(value)}" for name, value in said.items()]
    return HEAD + "window.hubRedaction = {\n" + ",\n".join(rows) + "\n};\n"


def in_browser(source: str) -> str:
    """Returns a pattern as a browser writes it: its names of groups, and white space as Python's ASCII knows it."""
    parts, in_class, at = [], False, 0
    while at < len(source):
        two = source[at : at + 2]
        if two in {r"\s", r"\S"}:
            parts.append(_space(two, in_class=in_class))
            at += 2
        elif two[0] == "\\":
            parts.append(two)
            at += 2
        else:
            in_class = two[0] == "[" or (in_class and two[0] != "]")
            parts.append(two[0])
            at += 1
    return "".join(parts).replace("(?P<", "(?<")


def _space(two: str, *, in_class: bool) -> str:
    if in_class:
        if two == r"\S":
            raise ValueError("No \\S in a class: the browser could not say it.")
        return SPACE
    return f"[{'^' if two == chr(92) + 'S' else ''}{SPACE}]"


def _rows(value) -> str:
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"    {json.dumps(one)}" for one in value) + "\n  ]"
    if isinstance(value, dict):
        return (
            "{\n"
            + ",\n".join(f"    {json.dumps(name)}: {json.dumps(one)}" for name, one in value.items())
            + "\n  }"
        )
    return json.dumps(value)


if __name__ == "__main__":
    FILE.write_text(declared())
