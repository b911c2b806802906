"""Whether code in an entry can be read by the language it names."""

from __future__ import annotations

import ast
import json
import textwrap
from collections.abc import Callable, Iterator

import yaml

from hub.core.diagrams import DiagramError, parse_diagram
from hub.core.rendering.parser import fence_of
from knowledge.checking.findings import NOTICE, WARNING, Finding, Text

# Deeply nested code is kept from the parsers: they take more than their share of time or memory for it.
MAX_FENCE = 20_000  # characters
MAX_CODE = 100_000  # characters of all code of one entry
MAX_BRACKETS = 500  # of YAML, whose scanner looks at each open one for each token
PLAIN = {"", "text", "console", "diff", "markdown"}  # nothing to parse


def code_findings(texts: list[Text]) -> Iterator[Finding]:
    """Yields what does not parse, and for each text how much nobody could check."""
    room = MAX_CODE
    for text in texts:
        unchecked: list[str] = []
        for token in text.tokens():
            if token.type != "fence":
                continue
            fence = fence_of(token)
            parse = PARSERS.get(fence.language)
            if parse is None or len(fence.code) > min(room, MAX_FENCE):
                unchecked += [] if fence.language in PLAIN else [fence.language]
                continue
            room -= len(fence.code)
            problem = parse(fence.code)
            if problem == NOT_CHECKED:
                unchecked.append(fence.language)
            elif problem:
                line = min(fence.line + problem[0], fence.line + fence.code.count("\n") + 1)
                yield text.found(
                    WARNING, line, f"The code does not parse as {NAMES[fence.language]}: {problem[1]}."
                )
        if unchecked:
            named = ", ".join(sorted(set(unchecked)))[:200]
            count = "1 code block" if len(unchecked) == 1 else f"{len(unchecked)} code blocks"
            yield text.found(NOTICE, 0, f"Not checked: {count} ({named}).")


# What is wrong with code: the line it is in, from 1, and what the parser says.
Problem = tuple[int, str] | None
NOT_CHECKED = (-1, "")


def _python(code: str) -> Problem:
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        compile(textwrap.dedent(code), "<entry>", "exec", flags=flags, dont_inherit=True)
    except SyntaxError as error:
        return error.lineno or 1, error.msg
    except (RecursionError, MemoryError, ValueError, OverflowError):
        return 1, "it is nested too deeply or holds a character that no source may hold"
    return None


def _json(code: str) -> Problem:
    try:
        json.loads(code)
    except json.JSONDecodeError as error:
        return error.lineno, error.msg
    except (RecursionError, ValueError):
        return 1, "it is nested too deeply or holds a number that is too long"
    return None


def _yaml(code: str) -> Problem:
    if code.count("[") + code.count("{") > MAX_BRACKETS:
        return NOT_CHECKED
    try:
        for _ in yaml.parse(code, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return (mark.line + 1 if mark else 1), error.problem or "it is no YAML"
    except (yaml.YAMLError, RecursionError, ValueError):
        return 1, "it holds a character that no source may hold, or is nested too deeply"
    return None


def _diagram(code: str) -> Problem:
    try:
        parse_diagram(code)
    except DiagramError as error:
        return error.line, error.message.rstrip(".")
    return None


PARSERS: dict[str, Callable[[str], Problem]] = {
    "python": _python,
    "py": _python,
    "json": _json,
    "yaml": _yaml,
    "yml": _yaml,
    "diagram": _diagram,
}
NAMES = {
    "python": "Python",
    "py": "Python",
    "json": "JSON",
    "yaml": "YAML",
    "yml": "YAML",
    "diagram": "a diagram",
}
