"""The starter content as the tests read it: every document, its code fences and the codes it names."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

from knowledge.entrydocs import EntryDocument, read

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = ROOT / "content"
REPRODUCTIONS = Path(__file__).resolve().parent / "reproductions"
CODE = r"[A-Z][A-Z0-9]*(?:-[A-Z]+)?(?:-[0-9]{2,})+"

_parser = MarkdownIt("commonmark")


@dataclass(frozen=True)
class Fence:
    """A code block: the entry it stands in, its section, language, file name and text."""

    code: str
    section: str
    language: str
    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.code} {self.section} {self.path or self.language}"


@cache
def documents() -> dict[str, EntryDocument]:
    """Returns every document of the starter content by its code."""
    found = [read(path.read_text(encoding="utf-8")) for path in paths()]
    return {document.code: document for document in found}


def paths() -> list[Path]:
    return sorted(path for path in CONTENT.glob("*/*.md"))


def of_kind(kind: str) -> list[EntryDocument]:
    return [document for document in documents().values() if document.kind == kind]


def texts(document: EntryDocument) -> list[tuple[str, str]]:
    """Returns a document's texts with the name of each: the summary, then the sections."""
    return [("Summary", document.summary), *((one.heading, one.text) for one in document.sections)]


@cache
def fences(language: str = "") -> list[Fence]:
    """Returns the code blocks of all documents, or those of one language."""
    found = []
    for document in documents().values():
        for heading, text in texts(document):
            for token in _parser.parse(text):
                if token.type == "fence":
                    name, _, path = token.info.strip().partition(" ")
                    found.append(Fence(document.code, heading, name, path.strip(), token.content))
    return [fence for fence in found if not language or fence.language == language]


def named_codes(document: EntryDocument) -> set[str]:
    """Returns the codes a document leads to: links, follow-ups, look-alikes and related entries."""
    prose = "\n".join(_without_fences(text) for _, text in texts(document))
    found = set(re.findall(rf"\]\(({CODE})\)", prose))
    found |= set(re.findall(rf"→ ({CODE})\s*$", prose, re.MULTILINE))
    found |= set(re.findall(rf"^- ({CODE}):", prose, re.MULTILINE))
    return found | set(document.attributes.get("related", []))


def _without_fences(text: str) -> str:
    lines = text.split("\n")
    for token in _parser.parse(text):
        if token.type == "fence" and token.map:
            lines[token.map[0] : token.map[1]] = [""] * (token.map[1] - token.map[0])
    return "\n".join(lines)
