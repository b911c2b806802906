"""Images that imported entries name: `![alt](image:KEY)`, with the file `images/KEY.ext` beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from knowledge.entrydocs import EntryDocument
from knowledge.importing.sources import SourceError, SourceFile

REFERENCE = re.compile(r"\]\(image:([A-Za-z0-9][A-Za-z0-9._-]{0,99})\)")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\Z")


def image_keys(document: EntryDocument) -> set[str]:
    """Returns the keys of the images a document shows."""
    texts = [document.summary, *(section.text for section in document.sections)]
    return {key for text in texts for key in REFERENCE.findall(text)}


class Images:
    """The images of the hub by key, and the files that came with an import."""

    def __init__(self, files: dict[str, SourceFile], documents: Iterable[EntryDocument]) -> None:
        wanted = {key for document in documents for key in image_keys(document)}
        self.files = files
        self.known = set(get_image_model().objects.filter(key__in=wanted).values_list("key", flat=True))
        self._made: list[tuple[str, object]] = []

    def missing(self, document: EntryDocument) -> list[str]:
        """Returns the keys nobody has an image for."""
        return sorted(image_keys(document) - self.known - {key for key in self.files if KEY.match(key)})

    def save(self, document: EntryDocument) -> None:
        """Makes the images a document needs and the hub lacks.

        Raises:
            ValidationError: when a file is no image, whatever its name says.
        """
        for key in sorted(image_keys(document) - self.known):
            if key in self.files and KEY.match(key):
                image = self._image(key, self.files[key])
                self.known.add(key)
                self._made.append((key, image))

    def _image(self, key: str, file: SourceFile):
        name = PurePosixPath(file.path).name
        try:
            upload = SimpleUploadedFile(name, file.data())
            checked = WagtailImageField().clean(upload)
        except SourceError as error:
            raise ValidationError(f"{name} {error}") from None
        except ValidationError as error:
            raise ValidationError(f"{name}: {' '.join(error.messages)}") from None
        image = get_image_model()(title=key, key=key, file=checked)
        image._set_image_file_metadata()
        image.save()
        return image

    def settle(self, *, undone: bool) -> None:
        """Ends a transaction: after one that was undone, its files go as its rows did."""
        for key, image in self._made if undone else ():
            image.file.delete(save=False)
            self.known.discard(key)
        self._made.clear()
