"""Entries back to files: canonical documents in a folder a kind, their taxonomy and their images."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from django.db.models import QuerySet
from wagtail.images import get_image_model

from knowledge import kinds
from knowledge.entrydocs import DocumentError, EntryDocument, document_from_page, write
from knowledge.importing.images import image_keys
from knowledge.importing.sources import IMAGE_FOLDER, TAXONOMY
from knowledge.importing.taxonomy import write_taxonomy
from knowledge.models import Category, EntryPage, Technology

FOLDERS = {"question": "questions", "snippet": "snippets", "path": "paths"}  # others are their own plural
BATCH = 200


@dataclass
class Exported:
    """What an export wrote, and the entries it could not write with the reason."""

    written: int = 0
    images: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def export_entries(
    folder: Path,
    *,
    kind: str = "",
    technology: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Exported:
    """Writes entries below a folder, which is made where it is missing; files of the same name are replaced.

    An entry that is live is written as it is read; one that is not, as its latest draft.

    Arguments:
        kind: only this one; empty for all.
        technology: the slug of the only technology; empty for all.
    """
    exported = Exported()
    keys: set[str] = set()
    pages = _pages(kind, technology)
    total = sum(queryset.count() for _, queryset in pages)
    for key, queryset in pages:
        whole = kinds.get(key).below or key  # parts lie beside what they are a part of
        place = folder / FOLDERS.get(whole, whole)
        place.mkdir(parents=True, exist_ok=True)
        for page in queryset.iterator(chunk_size=BATCH):
            try:
                document = shown_document(page)
            except DocumentError as error:
                exported.failed.append((page.code, str(error)))
                continue
            keys |= image_keys(document)
            _save(place / f"{document.code}.md", write(document).encode())
            exported.written += 1
            if progress:
                progress(exported.written, total)
    terms = list(Technology.objects.select_related("parent")), list(Category.objects.all())
    if text := write_taxonomy(*terms):
        folder.mkdir(parents=True, exist_ok=True)
        _save(folder / TAXONOMY, text.encode())
    exported.images = _export_images(folder / IMAGE_FOLDER, keys)
    return exported


def _pages(kind: str, technology: str):
    chosen = [one.key for one in kinds.all_kinds() if kind in ("", one.key)]
    pages = []
    for key in chosen:
        queryset = exportable(key)
        pages.append((key, queryset.filter(technology__slug=technology) if technology else queryset))
    return pages


def exportable(kind: str) -> QuerySet:
    """Returns the entries of a kind in the order of their codes, with all that a document needs."""
    model = kinds.page_model(kind)
    joined = ["technology", *(["category"] if hasattr(model, "category") else [])]
    pages = model.objects.select_related(*joined, "latest_revision").prefetch_related("tags")
    return pages.filter(alias_of__isnull=True).order_by("code")


def shown_document(page: EntryPage) -> EntryDocument:
    """Returns what an entry says: as it is read where it is live, as its latest draft where not.

    Raises:
        DocumentError: when it holds what no document may.
    """
    return document_from_page(page if page.live else page.get_latest_revision_as_object())


def zip_documents(kind: str, entry_ids: Collection[int], out: IO[bytes]) -> int:
    """Writes a zip archive of some entries of a kind, fit to be imported again; returns how many.

    Entries that cannot be written are named in a file of their own.
    """
    failed, written = [], 0
    ids = sorted(entry_ids)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for start in range(0, len(ids), BATCH):
            for page in exportable(kind).filter(pk__in=ids[start : start + BATCH]):
                try:
                    document = shown_document(page)
                except DocumentError as error:
                    failed.append(f"{page.code}: {error}\n")
                    continue
                archive.writestr(f"{document.code}.md", write(document))
                written += 1
        if failed:
            archive.writestr("NOT-WRITTEN.txt", "".join(failed))
    return written


def _export_images(folder: Path, keys: set[str]) -> int:
    images = get_image_model().objects.filter(key__in=keys) if keys else ()
    count = 0
    for image in images:
        folder.mkdir(parents=True, exist_ok=True)
        suffix = PurePosixPath(image.file.name).suffix.lower()
        with image.file.open("rb") as file:
            _save(folder / f"{image.key}{suffix}", file.read())
        count += 1
    return count


def _save(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)
