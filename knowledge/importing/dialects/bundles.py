"""A folder as one entry: code that is wrong, code that is right, and a text about both."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from knowledge import kinds
from knowledge.entrydocs import DocumentError, Problem
from knowledge.importing.dialects import Found, Hints, Ignored, Understood
from knowledge.importing.dialects.entries import make_entry
from knowledge.importing.dialects.evidence import Evidence
from knowledge.importing.dialects.files import named_after
from knowledge.importing.dialects.marks import Draft
from knowledge.importing.dialects.prepare import prepare
from knowledge.importing.dialects.repair import decode
from knowledge.importing.dialects.titles import Title, read_title

NAME = "folder-per-entry"
KINDS = {"security", "debug", "snippet", "question", "design"}
WRONG = {
    "bad",
    "vulnerable",
    "insecure",
    "before",
    "wrong",
    "incorrect",
    "unsafe",
    "vuln",
    "dont",
    "anti-pattern",
    "antipattern",
}
RIGHT = {"good", "secure", "fixed", "after", "right", "correct", "safe", "patched", "solution", "fix", "do"}
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
    stem = path.stem
    first = re.split(r"[._\d-]", stem)[0]
    for part, names in (("wrong", WRONG), ("right", RIGHT), ("text", TEXT)):
        if stem in names or (first in names and part != "text"):
            if part == "text" and path.suffix not in TEXT_SUFFIXES:
                return ""
            return part
    return ""


def understand(path: str, files: list[tuple[str, bytes]], hints: Hints) -> Understood:
    """Reads the files of a folder as one entry.

    Arguments:
        path: of the folder; it names the entry where no text does.
        files: name and content of each.
    """
    texts = [one for one in files if _is_text(one[0])]
    name, data = texts[0] if texts else ("", b"")
    source = prepare(f"{path}/{name}", data)
    source.kind = hints.kind
    kind = next((one for one in (hints.kind, hints.folder_kind) if one in KINDS), "security")
    heading = next((block for block in source.tree.children if block.kind == "heading"), None)
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
    if len(texts) > 1:
        found.problems.append(
            Problem(0, "", f"has more than one text: {', '.join(one for one, _ in texts[1:])}")
        )
    return found


def _is_text(name: str) -> bool:
    """Says whether a file is the text about the others: by its name, or because it is no code."""
    part = part_of(name)
    return part == "text" or (not part and PurePosixPath(name).suffix.lower() in TEXT_SUFFIXES)


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
