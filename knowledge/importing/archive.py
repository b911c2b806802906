"""What the hub holds already, as an import asks for it: by code, and by kind and title."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from knowledge import kinds
from knowledge.entrydocs import EntryDocument, Problem
from knowledge.models import EntryPage, RetiredCode


@dataclass(frozen=True)
class Duplicate:
    """An entry that says the same; `pk` is None where it stands in the same import."""

    title: str
    where: str
    score: float = 1.0
    pk: int | None = None


class Archive:
    """The entries and retired codes that matter to some documents, asked once for a whole import."""

    def __init__(self, documents: Collection[EntryDocument]) -> None:
        wanted_codes = {document.code for document in documents if document.code}
        wanted_titles = {fold_title(document.title) for document in documents}
        kind_of = {
            ContentType.objects.get_for_model(kinds.page_model(kind.key)).pk: kind.key
            for kind in kinds.all_kinds()
        }
        self._by_code: dict[str, tuple[str, Duplicate]] = {}
        self._by_title: dict[tuple[str, str], Duplicate] = {}
        rows = EntryPage.objects.values_list("pk", "code", "title", "content_type_id").order_by("pk")
        for pk, code, title, type_id in rows.iterator() if documents else ():
            kind = kind_of.get(type_id, "")
            if code in wanted_codes:
                self._by_code[code] = (kind, Duplicate(title, code, pk=pk))
            if (folded := fold_title(title)) in wanted_titles:
                self._by_title.setdefault((kind, folded), Duplicate(title, code or "", pk=pk))
        self._retired = set(RetiredCode.objects.values_list("code", flat=True)) & wanted_codes
        self._seen: dict[tuple[str, str], Duplicate] = {}

    def find(self, document: EntryDocument) -> Duplicate | None:
        """Returns the entry with the document's code, else the one of its kind and title.

        Two documents with codes of their own are two entries, whatever their titles: so a title alone
        does not match where the import brings the document of that entry too.
        """
        if document.code in self._by_code and self._by_code[document.code][0] == document.kind:
            return self._by_code[document.code][1]
        title = (document.kind, fold_title(document.title))
        same_title = self._by_title.get(title)
        if same_title and not (document.code and same_title.where in self._by_code):
            return same_title
        if document.code:
            return self._seen.get((document.kind, document.code))
        return self._seen.get(title)

    def has_code(self, code: str) -> bool:
        return code in self._by_code

    def faults(self, document: EntryDocument, line: int) -> list[Problem]:
        """Returns why the document's code cannot be given to a new entry."""
        if document.code in self._by_code:
            kind = self._by_code[document.code][0]
            return [Problem(line, "code", f"{document.code} belongs to a {kind} in this hub")]
        if document.code in self._retired:
            return [Problem(line, "code", f"{document.code} was retired; a code is never used again")]
        return []

    def remember(self, document: EntryDocument, where: str) -> None:
        """Notes a document of this import, so that its repetition is found."""
        seen = Duplicate(document.title, where)
        if document.code:
            self._seen.setdefault((document.kind, document.code), seen)
        self._seen.setdefault((document.kind, fold_title(document.title)), seen)


def fold_title(title: str) -> str:
    """Returns a title as titles are compared: without case, and every space one space."""
    return " ".join(title.casefold().split())
