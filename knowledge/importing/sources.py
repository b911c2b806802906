"""Where imports come from: files, folders and zip archives, none of which is trusted."""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

MAX_FILE = 5_000_000  # bytes of one text
MAX_IMAGE = 10_000_000
MAX_FILES = 20_000
LOOKED_AT = 100_000  # bytes
STRAY_IN = 100  # bytes one may be a stray NUL; programs and pictures hold many more
MAX_ARCHIVE = 500_000_000  # bytes of all members together, unpacked
TEXTS = {
    ".md", ".markdown", ".mdx", ".rst", ".org", ".html", ".htm", ".txt", ".csv", ".tsv", ".json", ".jsonl", ".ndjson",
}  # fmt: skip
# Code beside texts: read where a folder is an entry of its own, passed over else.
CODE = {
    ".c", ".conf", ".cpp", ".cs", ".css", ".dart", ".ex", ".go", ".h", ".ini", ".java", ".js", ".jsx", ".kt", ".lua", ".php",
    ".pl", ".py", ".r", ".rb", ".rs", ".scala", ".sh", ".sol", ".sql", ".swift", ".tf", ".toml", ".ts", ".tsx", ".vb", ".vue",
    ".xml", ".yaml", ".yml",
}  # fmt: skip
# Files without an ending that hold no text of anybody's; what else has none is read.
NO_TEXTS = {
    "brewfile", "build", "codeowners", "copying", "dockerfile", "gemfile", "jenkinsfile", "justfile", "licence", "license", "makefile",
    "notice", "procfile", "rakefile", "vagrantfile", "workspace",
}  # fmt: skip
IMAGES = {".avif", ".gif", ".jpg", ".jpeg", ".png", ".webp"}
IMAGE_FOLDER = "images"
TAXONOMY = "taxonomy.yaml"
# What files and damaged members of archives fail with; an unknown compression is a kind of RuntimeError.
UNREADABLE = (
    OSError,
    EOFError,
    RuntimeError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)


class SourceError(ValueError):
    """A file cannot be read; the message says why."""


@dataclass(frozen=True)
class SourceFile:
    """One file as it was found; `path` is how a report names it."""

    path: str
    _bytes: Callable[[], bytes]

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.path).suffix.lower()

    def data(self) -> bytes:
        """Returns the content; raises `SourceError` where it cannot be had."""
        return self._bytes()

    def text(self) -> str:
        """Returns the content as text.

        Raises:
            SourceError: when it cannot be read or is not UTF-8.
        """
        data = self.data()
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise SourceError(f"is not UTF-8: byte 0x{data[error.start]:02X} on line {line}") from None


@dataclass
class Sources:
    """Everything found below the paths of one import."""

    files: list[SourceFile] = field(default_factory=list)
    code: list[SourceFile] = field(default_factory=list)
    images: dict[str, SourceFile] = field(default_factory=dict)
    taxonomies: list[SourceFile] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)  # path and why
    passed_over: list[tuple[str, str]] = field(default_factory=list)

    def add(self, path: str, inside: PurePosixPath, read: Callable[[int], bytes]) -> None:
        """Sorts one file into its drawer.

        Arguments:
            path: its name in reports.
            inside: its place below the folder or archive it came in.
            read: returns at most so many bytes and one more, which says that it is too large.
        """
        path = printable(path)
        suffix = inside.suffix.lower()
        if len(self.files) + len(self.images) + len(self.code) >= MAX_FILES:
            self.refuse(path, f"is one file too many; at most {MAX_FILES:,} are read")
        elif inside.name == TAXONOMY and len(inside.parts) == 1:
            self.taxonomies.append(SourceFile(path, _limited(read, MAX_FILE)))
        elif suffix in IMAGES and inside.parent.name == IMAGE_FOLDER:
            self.images.setdefault(inside.stem, SourceFile(path, _limited(read, MAX_IMAGE)))
        elif may_be_text(inside.name):
            self.files.append(SourceFile(path, _only_text(_limited(read, MAX_FILE))))
        elif suffix in CODE:
            self.code.append(SourceFile(path, _limited(read, MAX_FILE)))
        else:
            self.pass_over(path)

    def pass_over(self, path: str) -> None:
        """Notes a file of a kind that is not read."""
        suffix = PurePosixPath(path).suffix.lower()
        kind = f"files ending in {suffix}" if suffix else f"files called {PurePosixPath(path).name}"
        self.passed_over.append((path, printable(f"{kind} are not read")))

    def refuse(self, path: str, why: str) -> None:
        """Notes a file that is not read and is told as a problem."""
        self.refused.append((printable(path), why))


def may_be_text(name: str) -> bool:
    """Says whether a file is read as a text, by its name: by its ending, or for want of one."""
    path = PurePosixPath(name)
    return path.suffix.lower() in TEXTS or not (path.suffix or path.name.lower() in NO_TEXTS)


def is_text(data: bytes) -> bool:
    """Says whether content is text as far as its first bytes tell: apart from UTF-16 text has hardly a NUL byte."""
    begin = data[:LOOKED_AT]
    return begin.count(0) * STRAY_IN <= len(begin) or data.startswith((b"\xff\xfe", b"\xfe\xff"))


def printable(name: str) -> str:
    """Returns a name fit for a terminal and a report: files may be called anything, even escape codes."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)


def collect(paths: list[Path]) -> Sources:
    """Finds what there is to import; nothing is read yet but the directories of archives.

    Arguments:
        paths: files, folders (searched to the bottom) and zip archives, all of which exist.
    """
    sources = Sources()
    for path in paths:
        if path.is_dir():
            for file in _walk(path, sources):
                inside = PurePosixPath(file.relative_to(path).as_posix())
                sources.add(str(file), inside, _reader(file))
        elif path.suffix.lower() == ".zip":
            _open_archive(path, sources)
        else:
            sources.add(str(path), PurePosixPath(path.name), _reader(path))
    return sources


def _walk(folder: Path, sources: Sources) -> Iterator[Path]:
    """Yields the files of a folder in a fixed order; hidden ones are passed over, links are refused."""
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        sources.refuse(str(folder), f"cannot be read: {error.strerror}")
        return
    for path in found:
        if path.name.startswith("."):
            continue
        if path.is_symlink():
            sources.refuse(str(path), "is a symbolic link, which is not followed")
        elif path.is_dir():
            yield from _walk(path, sources)
        elif path.is_file():
            yield path


def _reader(path: Path) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        with path.open("rb") as file:
            return file.read(limit + 1)

    return read


def _limited(read: Callable[[int], bytes], limit: int) -> Callable[[], bytes]:
    def data() -> bytes:
        try:
            content = read(limit)
        except UNREADABLE as error:
            raise SourceError(f"cannot be read: {error}") from None
        if len(content) > limit:
            raise SourceError(f"is larger than {limit:,} bytes")
        return content

    return data


def _only_text(data: Callable[[], bytes]) -> Callable[[], bytes]:
    def text() -> bytes:
        content = data()
        if not is_text(content):
            raise SourceError("is no text: it is full of NUL bytes")
        return content

    return text


def _open_archive(path: Path, sources: Sources) -> None:
    """Adds the members of a zip archive. Sizes are checked while unpacking: headers may lie."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        sources.refuse(str(path), f"is no readable zip archive: {error}")
        return
    budget = [MAX_ARCHIVE]
    for member in sorted(archive.infolist(), key=lambda one: one.filename):
        name = f"{path}/{member.filename}"
        inside = PurePosixPath(member.filename)
        if member.is_dir():
            continue
        if inside.is_absolute() or ".." in inside.parts or "\\" in member.filename or ":" in member.filename:
            sources.refuse(name, "has a name that leads out of the archive")
        elif any(part.startswith((".", "__MACOSX")) for part in inside.parts):
            continue
        elif stat.S_ISLNK(member.external_attr >> 16):
            sources.refuse(name, "is a symbolic link, which is not followed")
        elif member.flag_bits & 0x1:
            sources.refuse(name, "is encrypted")
        else:
            sources.add(name, inside, _member_reader(archive, member, budget))


def _member_reader(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: list[int]
) -> Callable[[int], bytes]:
    counted = 0  # bytes of this member that the budget has paid for: it may be read again

    def read(limit: int) -> bytes:
        nonlocal counted
        with archive.open(member) as file:
            content = file.read(limit + 1)
        budget[0] -= max(0, len(content) - counted)
        counted = max(counted, len(content))
        if budget[0] < 0:
            raise SourceError(f"the archive unpacks to more than {MAX_ARCHIVE:,} bytes")
        return content

    return read
