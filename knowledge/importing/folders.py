"""What a folder tells about its files: that each is one entry, or that all of them together are one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from knowledge.importing.dialects.bundles import part_of
from knowledge.importing.dialects.furniture import heading_is_furniture
from knowledge.importing.dialects.labels import is_label, label_words
from knowledge.importing.sources import SourceError, SourceFile, Sources

SMALLEST = 4  # files of a folder before their likeness says something
TOP = re.compile(r"^# +(\S.{0,200})$", re.MULTILINE)
FENCED = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
LOOKED_AT = 20_000  # bytes of a file


@dataclass(frozen=True)
class Bundle:
    """A folder whose files are one entry together."""

    path: str
    files: tuple[SourceFile, ...]

    def contents(self) -> list[tuple[str, bytes]]:
        """Returns name and content of each file; raises `SourceError` where one cannot be read."""
        return [(PurePosixPath(file.path).name, file.data()) for file in self.files]


def take_bundles(sources: Sources) -> list[Bundle]:
    """Takes the files of folders that are entries out of the sources; code of other folders is passed over."""
    folders: dict[PurePosixPath, list[SourceFile]] = defaultdict(list)
    for file in (*sources.files, *sources.code):
        folders[PurePosixPath(file.path).parent].append(file)
    bundles, taken = [], set()
    for folder, members in sorted(folders.items()):
        parts = [part_of(PurePosixPath(file.path).name) for file in members]
        told = {"wrong", "right"} <= set(parts) or ({"text"} < set(parts) - {""} and len(members) <= 6)
        if told and all(parts):
            bundles.append(Bundle(str(folder), tuple(sorted(members, key=lambda file: file.path))))
            taken |= {file.path for file in members}
    sources.files = [file for file in sources.files if file.path not in taken]
    for file in sources.code:
        if file.path not in taken:
            sources.pass_over(file.path)
    sources.code = []
    return bundles


def one_per_file(files: Sequence[SourceFile]) -> set[str]:
    """Returns the paths of Markdown files that stand in a folder of many with a single heading on top each."""
    folders: dict[PurePosixPath, list[SourceFile]] = defaultdict(list)
    for file in files:
        if file.suffix in {".md", ".markdown", ".mdx"} and not _is_about_the_folder(file):
            folders[PurePosixPath(file.path).parent].append(file)
    alike: set[str] = set()
    for members in folders.values():
        if len(members) < SMALLEST:
            continue
        topped = [file for file in members if _has_one_top(file)]
        if len(topped) >= 0.7 * len(members):
            alike |= {file.path for file in topped}
    return alike


def _is_about_the_folder(file: SourceFile) -> bool:
    return PurePosixPath(file.path).stem.casefold() in {
        "readme",
        "index",
        "contributing",
        "license",
        "summary",
    }


def _has_one_top(file: SourceFile) -> bool:
    try:
        start = file.data()[:LOOKED_AT]
    except SourceError:
        return False
    text = FENCED.sub("", start.decode("utf-8-sig", "replace"))
    tops = [
        title
        for title in TOP.findall(text)
        if not heading_is_furniture(title) and not is_label(label_words(title))
    ]
    return text.lstrip().startswith("# ") and len(tops) == 1
