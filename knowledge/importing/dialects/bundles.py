"""A folder as one entry: code that is wrong, code that is right, and a text about both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from knowledge import kinds
from knowledge.entrydocs import DocumentError
from knowledge.importing.dialects import Found, Hints, Ignored, Understood
from knowledge.importing.dialects.file_titles import named_after
from knowledge.importing.drafts.entries import make_entry
from knowledge.importing.drafts.evidence import Evidence
from knowledge.importing.drafts.marks import Draft
from knowledge.importing.text.prepare import prepare
from knowledge.importing.text.repair import decode
from knowledge.importing.text.titles import Title, read_title

NAME = "folder-per-entry"
KINDS = {"security", "debug", "snippet", "question", "design"}
WRONG = {
    "bad", "vulnerable", "insecure", "before", "wrong", "incorrect", "unsafe", "vuln", "dont", "anti-pattern", "antipattern", "anti",
    "problem", "challenge", "exercise", "starter", "buggy", "bug", "broken", "noncompliant", "non-compliant", "invalid", "unfixed",
    "original", "legacy", "naive", "smelly", "smell",
}  # fmt: skip
RIGHT = {
    "good", "secure", "fixed", "after", "right", "correct", "safe", "patched", "solution", "fix", "do", "pattern", "compliant", "valid",
    "working", "refactored", "improved", "clean", "solved", "finished", "answer",
}  # fmt: skip
TEXT = {
    "details",
    "detail",
    "description",
    "readme",
    "explanation",
    "info",
    "about",
    "notes",
    "index",
    "summary",
    "question",
}
LANGUAGES = {
    ".py": "python", ".js": "javascript", ".ts": "typescript", ".jsx": "jsx", ".tsx": "tsx", ".java": "java", ".php": "php",
    ".rb": "ruby", ".go": "go", ".rs": "rust", ".c": "c", ".h": "c", ".cpp": "cpp", ".cs": "csharp", ".kt": "kotlin",
    ".swift": "swift", ".sql": "sql", ".sh": "bash", ".vue": "vue", ".yml": "yaml", ".yaml": "yaml", ".tf": "hcl", ".xml": "xml",
    ".css": "css", ".scala": "scala", ".pl": "perl", ".lua": "lua", ".dart": "dart", ".ex": "elixir", ".r": "r", ".sol": "solidity",
    ".html": "html", ".htm": "html", ".conf": "", ".ini": "ini", ".toml": "toml", ".txt": "", ".vb": "vbnet", ".json": "json",
}  # fmt: skip
# Texts of which one asks what the other answers.
ASKING = {"question", "problem", "prompt", "task", "challenge", "exercise", "puzzle", "riddle", "statement"}
ANSWERING = {"answer", "answers", "solution", "solutions", "explanation", "hint", "hints", "editorial"}
TEXT_SUFFIXES = {".md", ".markdown", ".mdx", ".txt"}


MANIFESTS = {
    "package", "package-lock", "pom", "tsconfig", "composer", "cargo", "pyproject", "setup", "requirements", "settings",
    "docker-compose", "build", "webpack.config", "jest.config", "conftest", "meta", "metadata", "config", "yarn", "go",
}  # fmt: skip
MANIFEST_SUFFIXES = {
    ".json",
    ".toml",
    ".xml",
    ".lock",
    ".ini",
    ".yml",
    ".yaml",
    ".txt",
    ".mod",
    ".js",
    ".gradle",
}


def is_manifest(name: str) -> bool:
    """Says whether a file only tells tools how to treat the others."""
    path = PurePosixPath(name.casefold())
    return path.stem in MANIFESTS and path.suffix in MANIFEST_SUFFIXES


def part_of(name: str) -> str:
    """Returns what a file of a folder is by its name: `wrong`, `right`, `text` or an empty string."""
    path = PurePosixPath(name.casefold())
    if found := _part(path.stem, path.suffix):
        return found
    above = (_part(folder, "") for folder in reversed(path.parts[:-1]))
    return next((part for part in above if part), "")


def _part(stem: str, suffix: str) -> str:
    words = re.split(r"[._\d-]", stem)
    for part, names in (("wrong", WRONG), ("right", RIGHT), ("text", TEXT)):
        if stem in names or (part != "text" and (words[0] in names or words[-1] in names)):
            return "" if part == "text" and suffix not in TEXT_SUFFIXES else part
    return ""


def asks_and_answers(names: Sequence[str]) -> bool:
    """Says whether files are a text that asks and one that answers it."""
    paths = [PurePosixPath(name.casefold()) for name in names]
    stems = {path.stem for path in paths if path.suffix in TEXT_SUFFIXES}
    return bool(stems & ASKING) and bool(stems & ANSWERING) and len(stems) == len(paths)


def is_language(folder: str) -> bool:
    """Says whether a folder is named for a language, as one of several that show the same."""
    name = folder.casefold()
    return (
        name in LANGUAGES.values()
        or f".{name}" in LANGUAGES
        or name in {"c++", "c#", "node", "nodejs", "golang", "csharp", "cpp"}
    )


def understand(path: str, files: list[tuple[str, bytes]], hints: Hints) -> Understood:
    """Reads the files of a folder as one entry.

    Arguments:
        path: of the folder; it names the entry where no text does.
        files: name and content of each.
    """
    texts = sorted((one for one in files if _is_text(one[0])), key=lambda one: _rank(one[0]))
    name, data = texts[0] if texts else ("", b"")
    source = prepare(f"{path}/{name}", data)
    source.kind = hints.kind
    kind = next((one for one in (hints.kind, hints.folder_kind) if one in KINDS), "security")
    heading = next((block for block in source.tree.children if block.kind in {"heading", "paragraph"}), None)
    if heading is not None and heading.kind == "paragraph" and not read_title(heading.text).asks:
        heading = None
    title = _title(path, source.meta.get("title"), heading.text if heading else "")
    draft = Draft(title, 0, len(source.lines), NAME, kind=kind)
    skip = (
        range(heading.line, heading.end)
        if heading is not None and read_title(heading.text).text == title.text
        else range(0)
    )
    for number, line in enumerate(source.lines):
        if number not in skip:
            draft.rows.append(line)
            draft.numbers.append(number)
    for name, data in texts[1:]:
        text, mended = decode(data)
        source.repairs += mended
        draft.rows += [
            "",
            f"## {named_after(PurePosixPath(name).stem).text}",
            "",
            *text.strip("\n").split("\n"),
        ]
    _add_code(draft, files, source.repairs)
    evidence = Evidence(source, hints.find_technology)
    try:
        document, facts, body = make_entry(draft, evidence)
    except DocumentError as error:
        return Understood(NAME, problems=error.problems)
    found = Understood(NAME, repairs=source.repairs, confidence=0.9, licence=evidence.licence)
    found.entries = [
        Found(document, 1, source.total, facts.because, [*draft.warnings, *body.warnings], dialect=NAME)
    ]
    found.ignored = [
        Ignored(source.origin[line], source.origin[line], why) for line, why in sorted(body.dropped.items())
    ]
    return found


def _is_text(name: str) -> bool:
    """Says whether a file is a text about the others, and no code: by its name, or because of its ending."""
    path = PurePosixPath(name.casefold())
    of_a_pair = path.stem in ASKING | ANSWERING and path.suffix in TEXT_SUFFIXES - {".txt"}
    part = part_of(name)
    return part == "text" or of_a_pair or (not part and path.suffix in TEXT_SUFFIXES)


def _rank(name: str) -> tuple[int, str]:
    """Returns where a text stands among others: what asks first, what answers last."""
    stem = PurePosixPath(name.casefold()).stem
    return (0 if stem in ASKING else 2 if stem in ANSWERING | {"notes"} else 1), name


def _title(path: str, *candidates: object) -> Title:
    for one in candidates:
        if isinstance(one, str) and read_title(one).text:
            return read_title(one)
    return named_after(PurePosixPath(path).name)


def _add_code(draft: Draft, files: list[tuple[str, bytes]], repairs: list) -> None:
    pieces: dict[str, list[str]] = {"wrong": [], "right": [], "": []}
    for name, data in files:
        part = part_of(name)
        if part in pieces and not _is_text(name):
            text, mended = decode(data)
            repairs += mended
            pieces[part].append(_shown(name, text))
    kind = kinds.get(draft.kind)
    if kind.section("vulnerable_code"):
        targets = [("vulnerable_code", [*pieces["wrong"], *pieces[""]]), ("fixed_code", pieces["right"])]
    else:
        key = next((one for one in ("fix", "files", "code") if kind.section(one)), "Code")
        both = [
            *pieces[""],
            *(["### Before", *pieces["wrong"]] if pieces["wrong"] else []),
            *(["### After", *pieces["right"]] if pieces["right"] else []),
        ]
        targets = [(key, both)]
    for key, texts in targets:
        if texts:
            draft.sections[key] = "\n\n".join(texts)


def _shown(name: str, text: str) -> str:
    """Returns a file as Markdown: a text as it is, code in a fence with its name."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in TEXT_SUFFIXES - {".txt"}:
        return text.strip("\n")
    ticks = max((len(run) for run in re.findall(r"`{3,}", text)), default=2) + 1
    head = f"{'`' * ticks}{LANGUAGES.get(suffix, '')} {name}".rstrip()
    return "\n".join([head, text.strip("\n"), "`" * ticks])
