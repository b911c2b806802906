"""From files to rows: an import is read once, in the background, and everything found is kept."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path, PurePosixPath

from django.db import transaction

from knowledge.importing.plan import Options, Plan, make_plan
from knowledge.importing.runs.recording import keep
from knowledge.importing.sources import SourceError, SourceFile, Sources, collect, printable
from knowledge.importing.turns import turn
from knowledge.models import Import

logger = logging.getLogger(__name__)

MAX_TEXT = 5_000_000  # characters of a source that are kept to be shown
MAX_NAME = 200  # bytes of a file's name
SECONDS = 1.0  # between two notes of how far it has come


def read_import(brought: Import) -> None:
    """Reads the files of an import and keeps what was found; run again, it reads what is not read yet.

    Sources that were read before keep their rows, which somebody may have corrected. What cannot be read
    says why and leaves nothing behind.
    """
    with tempfile.TemporaryDirectory(prefix="hub-import-") as folder:
        try:
            sources = unpacked(brought, Path(folder))
            asked = {
                str(PurePosixPath(folder) / source.path): source.asked
                for source in brought.sources.exclude(asked={}).only("path", "asked")
            }
            with turn():
                options = Options(**{**brought.options, "files": asked})
                plan = make_plan(sources, options, _progress(brought))
                _keep_once(brought, plan, _texts(sources, folder), folder)
        except Exception as error:
            logger.exception("Import %s could not be read.", brought.pk)
            read = brought.sources.filter(is_read=True).exists()
            Import.objects.filter(pk=brought.pk).update(
                state=Import.State.PLANNED if read else Import.State.FAILED,
                problem=f"Something in it could not be read: {error}"[:2000],
            )


@transaction.atomic
def _keep_once(brought: Import, plan: Plan, texts: Callable[[str], str], folder: str) -> None:
    """Keeps a plan, unless somebody was here while this one was made."""
    state = Import.objects.select_for_update().values_list("state", flat=True).get(pk=brought.pk)
    if state == Import.State.READING:
        keep(brought, plan, texts, partial(shown_path, folder=folder))


def _progress(brought: Import) -> Callable[[int, int], None]:
    """Returns what notes now and then how many files are read."""
    last = 0.0

    def note(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > SECONDS:
            last = time.monotonic()
            Import.objects.filter(pk=brought.pk).update(done=done, steps=total)

    return note


def unpacked(brought: Import, folder: Path) -> Sources:
    """Returns the sources of an import, its files written into a folder."""
    files = list(brought.files.order_by("pk").values_list("name", flat=True))
    paths = [folder / name for name in names_of(files)]
    for path, file in zip(paths, brought.files.order_by("pk").iterator(chunk_size=1), strict=True):
        path.write_bytes(bytes(file.data))
    return collect(paths)


def names_of(names: Iterable[str]) -> list[str]:
    """Returns names as any file system takes them, each once: what is brought in may be called anything."""
    found: list[str] = []
    for given in names:
        name = free = _file_name(given)
        number = 1
        while free in found:
            number += 1
            path = PurePosixPath(name)
            free = f"{path.stem} ({number}){path.suffix}"
        found.append(free)
    return found


def _file_name(name: str) -> str:
    """Returns the end of a name, its suffix kept, as any file system takes it: those count bytes."""
    name = PurePosixPath(printable(name).replace("\\", "/")).name.strip(". ") or "file"
    return name.encode("utf-8", "replace")[-MAX_NAME:].decode("utf-8", "ignore")


def shown_path(path: str, folder: str) -> str:
    """Returns how a source is named: without the folder its file was written to for reading."""
    return path.removeprefix(f"{folder}/")


def _texts(sources: Sources, folder: str) -> Callable[[str], str]:
    """Returns what tells the text of a source by its shown name: read when it is asked for, never all at once."""
    files = {shown_path(file.path, folder): file for file in sources.files}
    return lambda path: _text(files[path])[:MAX_TEXT] if path in files else ""


def _text(file: SourceFile) -> str:
    try:
        return file.data().decode("utf-8", errors="replace").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    except SourceError:
        return ""
