"""What the hub holds already, as an import asks for it: by code, by title, and by what is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects

from knowledge import kinds
from knowledge.entrydocs import DocumentError, EntryDocument, Problem, document_from_page
from knowledge.importing.identity import Identity, asks_about_more, fold_title, identity, say_the_same
from knowledge.models import CodeSequence, EntryPage, RetiredCode

if TYPE_CHECKING:
    from knowledge.importing.planned import PlannedEntry

BATCH = 200
MOST_COMPARED = 24  # entries of one name in an import that are compared with another of it


@dataclass(frozen=True)
class Duplicate:
    """An entry that says the same; `pk` is None where it stands in the same import."""

    title: str
    where: str
    score: float = 1.0
    pk: int | None = None


class Archive:
    """The entries and retired codes that matter to those of an import, asked once for all of it."""

    def __init__(self, entries: Sequence[PlannedEntry]) -> None:
        wanted_codes = {entry.code for entry in entries if entry.code}
        wanted_titles = {fold_title(entry.title) for entry in entries}
        kind_of = {
            ContentType.objects.get_for_model(kinds.page_model(kind.key)).pk: kind.key
            for kind in kinds.all_kinds()
        }
        self._by_code: dict[str, tuple[str, Duplicate]] = {}
        self._by_title: dict[tuple[str, str], list[Duplicate]] = defaultdict(list)
        self.questions: list[Duplicate] = []
        rows = EntryPage.objects.values_list("pk", "code", "title", "content_type_id").order_by("pk")
        for pk, code, title, type_id in rows.iterator() if entries else ():
            kind, found = kind_of.get(type_id, ""), Duplicate(title, code or "", pk=pk)
            if code in wanted_codes:
                self._by_code[code] = (kind, found)
            if (folded := fold_title(title)) in wanted_titles:
                self._by_title[kind, folded].append(found)
            if kind == "question":
                self.questions.append(found)
        self._retired = set(RetiredCode.objects.values_list("code", flat=True)) & wanted_codes
        self._seen: dict[tuple[str, str], Duplicate] = {}
        self._asked: dict[Identity, list[tuple[EntryDocument, Duplicate]]] = defaultdict(list)
        self._last: dict[str, int] = {}  # the last number of a sequence that was told
        self._stored = self._identities(entries)

    def _identities(self, entries: Sequence[PlannedEntry]) -> dict[Identity, Duplicate]:
        """Returns what the hub's entries ask whose title alone would not tell, by their identity."""
        alike: dict[int | None, Duplicate] = {}
        for entry in entries:
            same_title = self._by_title.get((entry.kind, fold_title(entry.title)))
            if same_title and asks_about_more(entry.document):
                alike |= {found.pk: found for found in same_title}
        stored: dict[Identity, Duplicate] = {}
        keys = sorted(key for key in alike if key is not None)
        for start in range(0, len(keys), BATCH):
            pages = list(EntryPage.objects.filter(pk__in=keys[start : start + BATCH]).specific())
            prefetch_related_objects(pages, "tags")
            for page in pages:
                try:
                    document = document_from_page(page)
                except DocumentError:
                    continue
                stored.setdefault(identity(document), alike[page.pk])
        return stored

    def find(self, document: EntryDocument, *, by_title: bool = False) -> Duplicate | None:
        """Returns the entry with the document's code, else the one of its kind that asks the same in the same words.

        Two documents with codes of their own are two entries, whatever their titles: so a title alone
        does not match where the import brings the document of that entry too.

        Arguments:
            by_title: whether the title tells all, even of a question about code.
        """
        if document.code in self._by_code and self._by_code[document.code][0] == document.kind:
            return self._by_code[document.code][1]
        same_title = self._same_title(document, by_title=by_title)
        if same_title and not (document.code and same_title.where in self._by_code):
            return same_title
        if document.code:
            return self._seen.get((document.kind, document.code))
        before = self._asked.get(identity(document), ())
        return next((found for one, found in before[:MOST_COMPARED] if say_the_same(one, document)), None)

    def _same_title(self, document: EntryDocument, *, by_title: bool) -> Duplicate | None:
        if not by_title and asks_about_more(document):
            return self._stored.get(identity(document))
        found = self._by_title.get((document.kind, fold_title(document.title)))
        return found[0] if found else None

    def has_code(self, code: str) -> bool:
        return code in self._by_code

    def free_code(self, kind: kinds.Kind) -> str:
        """Returns the next code of a kind whose codes share one sequence; each is told once."""
        stem = kind.code_stem(kinds.page_model(kind.key)())
        if stem not in self._last:
            row = CodeSequence.objects.filter(stem=stem).first()
            self._last[stem] = row.last_number if row else 0
        while True:
            self._last[stem] += 1
            code = f"{stem}-{self._last[stem]:0{kind.code_digits}}"
            taken = EntryPage.objects.filter(code=code).exists()
            if not taken and not RetiredCode.objects.filter(code=code).exists():
                return code

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
        self._asked[identity(document)].append((document, seen))
