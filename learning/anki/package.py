"""The .apkg file: a database of notes and the images they show, in one zip."""

from __future__ import annotations

import itertools
import json
import sqlite3
import tempfile
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import genanki
from django.conf import settings
from django.core.files.storage import default_storage

from learning.anki.notes import LOOKS_SINCE, Note, model

MOST_MEDIA = 40 * 1024 * 1024  # bytes of images in one deck; what is beyond stays on the site


class Media:
    """The images of one deck, taken from the site's storage once each."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._size = 0

    def pack(self, address: str) -> str | None:
        """Takes an image in, and returns its name in the deck; None for one that is not in the storage."""
        path, root = unquote(urlsplit(address).path), urlsplit(settings.MEDIA_URL).path
        stored = path.removeprefix(root)
        if stored == path or ".." in PurePosixPath(stored).parts:
            return None
        name = f"hub-{sha256(stored.encode()).hexdigest()[:16]}{PurePosixPath(stored).suffix.lower()}"
        if name not in self.files:
            try:
                with default_storage.open(stored) as file:
                    content = file.read()
            except OSError:
                return None
            if self._size + len(content) > MOST_MEDIA:
                return None
            self._size += len(content)
            self.files[name] = content
        return name


class _DatedNote(genanki.Note):
    """A note with a time of its own, by which Anki tells whether it is newer than the one it has."""

    def __init__(self, note: Note, model: genanki.Model) -> None:
        super().__init__(model=model, fields=list(note.fields), tags=list(note.tags), guid=note.guid)
        self.changed = note.changed.timestamp()

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Ours come from the site's renderer; the check takes code for tags."""

    def write_to_db(self, cursor, timestamp, deck_id, id_gen) -> None:
        super().write_to_db(cursor, self.changed, deck_id, id_gen)


def deck_id(query: str) -> int:
    """Returns the number of the deck of a filter, the same every time."""
    return (1 << 30) + int.from_bytes(sha256(query.encode()).digest()[:4]) % (1 << 30)


def apkg(name: str, query: str, notes: list[Note], media: Media) -> bytes:
    """Returns a deck as a file that Anki imports.

    Arguments:
        name: of the deck; `::` makes it a part of another one.
        query: of the filter, its identity.
    """
    shown = model()
    deck = genanki.Deck(deck_id(query), name)
    for note in notes:
        deck.add_note(_DatedNote(note, shown))
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", _database(deck))
        archive.writestr("media", json.dumps(dict(enumerate(media.files))))
        for number, file in enumerate(media.files.values()):
            archive.writestr(str(number), file)
    return content.getvalue()


def _database(deck: genanki.Deck) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        connection = sqlite3.connect(path)
        try:
            moment = LOOKS_SINCE.timestamp()
            numbers = itertools.count(int(moment * 1000))
            genanki.Package(deck).write_to_db(connection.cursor(), moment, numbers)
            connection.commit()
        finally:
            connection.close()
        return path.read_bytes()
