"""What an import would do: every source read, every entry compared with the archive, nothing changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db.models import prefetch_related_objects

from knowledge import kinds, publishing
from knowledge.entrydocs import DocumentError, EntryDocument, Problem, document_from_page, fill_page
from knowledge.importing.archive import Archive, Duplicate
from knowledge.importing.dialects import Ignored, Understood, understand
from knowledge.importing.images import Images
from knowledge.importing.sources import SourceError, Sources
from knowledge.importing.taxonomy import Vocabulary, read_taxonomy
from knowledge.models import EntryPage

CREATE, UPDATE, SKIP = "create", "update", "skip"
BATCH = 200  # entries that are compared at a time


@dataclass(frozen=True)
class Options:
    """How an import was asked for.

    Arguments:
        kind: only entries of this kind; empty for every kind.
        technology, level: for entries that do not say.
        publish: whether entries go live; they are drafts otherwise.
        on_duplicate: what happens to an entry the archive has: `skip`, `update` or `create`.
    """

    kind: str = ""
    technology: str = ""
    level: str = ""
    publish: bool = False
    on_duplicate: str = SKIP


@dataclass
class PlannedEntry:
    """One entry of a source and what is to become of it."""

    document: EntryDocument
    line: int
    action: str = CREATE
    duplicate_of: Duplicate | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass
class PlannedSource:
    """One source file; one with problems is not imported at all."""

    path: str
    dialect: str | None = None
    encoding_repaired: bool = False
    entries: list[PlannedEntry] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """Everything an import would do, and what doing it needs."""

    sources: list[PlannedSource]
    vocabulary: Vocabulary
    images: Images
    options: Options

    @property
    def is_usable(self) -> bool:
        """Says whether anything in the sources was understood and may be imported."""
        return any(source.entries and not source.problems for source in self.sources)


def make_plan(sources: Sources, options: Options) -> Plan:
    """Reads sources and says what would happen to each entry; changes nothing."""
    vocabulary = Vocabulary()
    planned = [PlannedSource(path, problems=[Problem(0, "", why)]) for path, why in sources.refused]
    planned += [PlannedSource(path, ignored=[Ignored(1, 1, why)]) for path, why in sources.passed_over]
    planned += [_taxonomy(file, vocabulary) for file in sources.taxonomies]
    read = [_read(file, options) for file in sources.files]
    planned += read
    documents = [entry.document for source in read for entry in source.entries]
    images = Images(sources.images, documents)
    archive = Archive(documents)
    for source in read:
        for entry in source.entries:
            _place(entry, source, vocabulary, archive, options)
            entry.warnings += [
                f"There is no image with the key “{key}”." for key in images.missing(entry.document)
            ]
    _skip_what_is_the_same([entry for source in read for entry in source.entries], options)
    return Plan(planned, vocabulary, images, options)


def _skip_what_is_the_same(entries: list[PlannedEntry], options: Options) -> None:
    """Leaves entries alone that would be updated to what their newest version says already.

    One with images is not among them: the image may be another under the same key.
    """
    updates = {
        entry.duplicate_of.pk: entry
        for entry in entries
        if entry.action == UPDATE and entry.duplicate_of and not _has_images(entry.document)
    }
    keys = sorted(key for key in updates if key is not None)
    for start in range(0, len(keys), BATCH):
        stored = EntryPage.objects.filter(pk__in=keys[start : start + BATCH])
        pages = list(stored.select_related("technology").specific())
        prefetch_related_objects(pages, "tags")
        for page in pages:
            entry = updates[page.pk]
            waits = options.publish and (not page.live or page.has_unpublished_changes)
            newest = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
            if not waits and says_the_same(newest, replace(entry.document, code=page.code or "")):
                entry.action, entry.warnings = SKIP, []


def _has_images(document: EntryDocument) -> bool:
    return any("](image:" in text for text in (document.summary, *(one.text for one in document.sections)))


def says_the_same(page: EntryPage, document: EntryDocument) -> bool:
    """Says whether a page is what a document would make of it."""
    try:
        return document_from_page(page) == document
    except DocumentError:
        return False


def _taxonomy(file, vocabulary: Vocabulary) -> PlannedSource:
    source = PlannedSource(file.path, dialect="taxonomy")
    try:
        source.warnings += vocabulary.add(read_taxonomy(file.text()))
    except SourceError as error:
        source.problems.append(Problem(0, "", str(error)))
    except DocumentError as error:
        source.problems += error.problems
    return source


def _read(file, options: Options) -> PlannedSource:
    try:
        found = understand(file.text())
    except SourceError as error:
        found = Understood(None, problems=[Problem(0, "", str(error))])
    source = PlannedSource(
        file.path, found.dialect, found.encoding_repaired, [], found.ignored, found.problems
    )
    for document, line in found.entries:
        if options.kind and document.kind != options.kind:
            label = kinds.get(options.kind).plural.lower()
            source.ignored.append(
                Ignored(line, line, f"a {document.kind}, where only {label} were asked for")
            )
            continue
        stated = {"technology": options.technology, "level": options.level}
        given = {key: value for key, value in stated.items() if value}
        try:
            filled = replace(document, attributes={**given, **document.attributes}) if given else document
        except DocumentError as error:
            source.problems += error.problems
        else:
            source.entries.append(PlannedEntry(filled, line))
    return source


def _place(
    entry: PlannedEntry, source: PlannedSource, vocabulary: Vocabulary, archive: Archive, options: Options
) -> None:
    """Decides what becomes of an entry."""
    entry.document, entry.warnings = vocabulary.resolve(entry.document)
    document = entry.document
    entry.duplicate_of = archive.find(document)
    if entry.duplicate_of is not None:
        same_import = entry.duplicate_of.pk is None
        entry.action = SKIP if same_import else options.on_duplicate
        if entry.action == CREATE and archive.has_code(document.code):
            entry.warnings.append(f"{document.code} is taken: the new entry gets a code of its own.")
            entry.document = document = replace(document, code="")
    if entry.action == CREATE:
        source.problems += archive.faults(document, entry.line)
        source.problems += _stem_faults(document, entry.line, vocabulary)
    archive.remember(document, f"{source.path}, line {entry.line}")
    if options.publish and entry.action != SKIP:
        entry.warnings += _gate_warnings(document, vocabulary)


def _stem_faults(document: EntryDocument, line: int, vocabulary: Vocabulary) -> list[Problem]:
    """Returns why no code can be made of what the document says, or why its own does not fit."""
    kind = kinds.get(document.kind)
    try:
        stem = kind.code_stem(_bare_page(document, vocabulary))
    except kinds.CodeStemError as error:
        return [Problem(line, error.field, str(error))]
    if document.code and document.code.rpartition("-")[0] != stem:
        return [Problem(line, "code", f"is {document.code}; codes of this entry look like {stem}-001")]
    return []


def _gate_warnings(document: EntryDocument, vocabulary: Vocabulary) -> list[str]:
    found = publishing.missing(_bare_page(document, vocabulary))
    return [f"Stays a draft: {message}" for messages in found.values() for message in messages]


def _bare_page(document: EntryDocument, vocabulary: Vocabulary) -> EntryPage:
    """Returns the page as it would be, with nothing written."""
    page = kinds.page_model(document.kind)()
    fill_page(page, document, vocabulary, with_tags=False)
    return page
