"""What an import would do: every source read, every entry compared with the archive, nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import prefetch_related_objects

from knowledge import kinds, publishing
from knowledge.entrydocs import DocumentError, EntryDocument, Problem, document_from_page, fill_page
from knowledge.importing.archive import Archive
from knowledge.importing.dialects import Hints, Ignored, Understood, understand
from knowledge.importing.dialects import bundles as folder_dialect
from knowledge.importing.dialects.canonical import NAME as CANONICAL
from knowledge.importing.duplicates import mark_duplicates
from knowledge.importing.folders import Bundle, Place, places_of, take_bundles
from knowledge.importing.images import Images
from knowledge.importing.planned import CREATE, SKIP, UPDATE, PlannedEntry, PlannedSource, Shelf
from knowledge.importing.sources import SourceError, Sources
from knowledge.importing.taxonomy import Vocabulary, read_taxonomy
from knowledge.models import EntryPage

BATCH = 200  # entries that are compared at a time
# What a question's code is made of and no source has to say: drafts may be made without evidence for it.
ASSUMED = {"technology": "general", "level": "mid"}


@dataclass(frozen=True)
class Options:
    """How an import was asked for.

    Arguments:
        kind: only entries of this kind; empty for every kind.
        technology, level: for entries that do not say.
        publish: whether entries go live; they are drafts otherwise.
        on_duplicate: what happens to an entry the archive has: `skip`, `update` or `create`.
        columns: what columns of tables and keys of JSON hold, by their name, where the guess is wrong.
        dialect: the dialect to read every file in; empty for the one that explains most of it.
        files: for paths of single files, `dialect` and `columns` of their own.
    """

    kind: str = ""
    technology: str = ""
    level: str = ""
    publish: bool = False
    on_duplicate: str = SKIP
    dialect: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


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


def make_plan(sources: Sources, options: Options, progress: Callable[[int, int], None] | None = None) -> Plan:
    """Reads sources and says what would happen to each entry; changes nothing.

    Arguments:
        progress: called after each file with how many are read and how many there are, then after some of
            the entries with how many are compared and how many there are.
    """
    vocabulary = Vocabulary()
    bundles = take_bundles(sources)
    planned = [PlannedSource(path, problems=[Problem(0, "", why)]) for path, why in sources.refused]
    planned += [PlannedSource(path, ignored=[Ignored(1, 1, why)]) for path, why in sources.passed_over]
    planned += [_taxonomy(file, vocabulary) for file in sources.taxonomies]
    places = places_of(sources.files)
    read, shelf = [], Shelf()
    for number, file in enumerate(sources.files, start=1):
        place = places.get(file.path, Place())
        read.append(_planned(file.path, _read(file, options, vocabulary, place), options, shelf))
        if progress:
            progress(number, len(sources.files))
    read += [_planned(one.path, _read_bundle(one, options, vocabulary), options, shelf) for one in bundles]
    planned += read
    entries = [entry for source in read for entry in source.entries]
    images = Images(sources.images, (entry.document for entry in entries))
    archive = Archive(entries)
    placed = 0
    for source in read:
        for entry in source.entries:
            placed += 1
            if progress and placed % BATCH == 0:
                progress(placed, len(entries))
            _place(entry, source, vocabulary, archive, options)
            entry.warnings += [
                f"There is no image with the key “{key}”." for key in images.missing(entry.document)
            ]
    mark_duplicates(
        [(source, entry) for source in read for entry in source.entries], archive, options.on_duplicate
    )
    _skip_what_is_the_same(entries, options)
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


def _read(file, options: Options, vocabulary: Vocabulary, place: Place) -> Understood:
    asked = options.files.get(file.path, {})
    hints = Hints(
        options.kind,
        asked.get("dialect") or options.dialect,
        lambda name: _known_slug(vocabulary, name),
        folder_kind=place.kind,
        shared=place.shared,
        beside_banks=place.beside_banks,
        columns={**options.columns, **asked.get("columns", {})},
    )
    try:
        return understand(file.path, file.data(), hints)
    except SourceError as error:
        return Understood(None, problems=[Problem(0, "", str(error))])


def _read_bundle(bundle: Bundle, options: Options, vocabulary: Vocabulary) -> Understood:
    hints = Hints(options.kind, "", lambda name: _known_slug(vocabulary, name), folder_kind=bundle.kind)
    try:
        return folder_dialect.understand(bundle.path, bundle.contents(), hints)
    except SourceError as error:
        return Understood(None, problems=[Problem(0, "", str(error))])


def _known_slug(vocabulary: Vocabulary, name: str) -> str:
    technology = vocabulary.find_technology(name)
    return technology.slug if technology else ""


def _planned(path: str, found: Understood, options: Options, shelf: Shelf) -> PlannedSource:
    source = PlannedSource(
        path, found.dialect, found.encoding_repaired, [], found.ignored, found.problems,
        repairs=found.repairs, confidence=found.confidence, columns=found.columns, licence=found.licence,
    )  # fmt: skip
    for one in found.entries:
        document, line = one.document, one.line
        if options.kind and document.kind != options.kind:
            label = kinds.get(options.kind).plural.lower()
            source.ignored.append(
                Ignored(line, line, f"a {document.kind}, where only {label} were asked for")
            )
            continue
        stated = {"technology": options.technology, "level": options.level}
        given = {key: value for key, value in stated.items() if value}
        try:
            filled = replace(document, attributes=_with(given, document, one.because)) if given else document
        except DocumentError as error:
            source.problems += error.problems
        else:
            source.entries.append(
                PlannedEntry(
                    filled,
                    line,
                    warnings=list(one.warnings),
                    end_line=one.end_line,
                    because=one.because,
                    is_canonical=one.dialect == CANONICAL,
                    shelf=shelf,
                )
            )
    return source


def _with(given: dict[str, str], document: EntryDocument, because: dict[str, str]) -> dict[str, Any]:
    """What somebody says a whole import is about counts for more than what its headings hint at."""
    hinted = {"technology"} & given.keys() & because.keys()
    said = {key: value for key, value in document.attributes.items() if key not in hinted}
    return {**given, **said}


def _place(
    entry: PlannedEntry, source: PlannedSource, vocabulary: Vocabulary, archive: Archive, options: Options
) -> None:
    """Decides what becomes of an entry."""
    if not entry.is_canonical:
        _assume(entry)
    entry.document, warnings = vocabulary.resolve(entry.document)
    if entry.assumed:
        warnings += vocabulary.resolve(entry.complete)[1]
    entry.warnings += warnings
    if _stands_below(entry, source):
        return
    document = entry.document
    entry.duplicate_of = archive.find(document, by_title=entry.is_canonical)
    if entry.duplicate_of is not None:
        same_import = entry.duplicate_of.pk is None
        entry.action = SKIP if same_import else options.on_duplicate
        if entry.action == CREATE and archive.has_code(document.code):
            entry.warnings.append(f"{document.code} is taken: the new entry gets a code of its own.")
            entry.document = document = replace(document, code="")
    if entry.action == CREATE and not document.code and source.wholes.get(entry.kind) is entry:
        entry.document = document = replace(document, code=archive.free_code(kinds.get(document.kind)))
    if entry.action == CREATE:
        faults = archive.faults(document, entry.line) + _stem_faults(entry.complete, entry.line, vocabulary)
        if faults and document.code and not entry.is_canonical:
            entry.warnings.append(f"The code {document.code} is left out: it {faults[0].message}.")
            entry.document = document = replace(document, code="")
            faults = _stem_faults(entry.complete, entry.line, vocabulary)
        source.problems += faults
    archive.remember(document, f"{source.path}, line {entry.line}")
    if options.publish and entry.action != SKIP:
        entry.warnings += _gate_warnings(entry.complete, vocabulary)


def _stands_below(entry: PlannedEntry, source: PlannedSource) -> bool:
    """Gives a part that names no whole the one of its source; says whether it shares its fate.

    Parts of what the hub has already are skipped with it.
    """
    below = kinds.get(entry.kind).below
    whole = source.wholes.get(below)
    document = entry.document
    if whole is None or below in document.attributes:
        return False
    known = whole.duplicate_of
    code = known.where if known and known.pk else whole.code
    if code:
        entry.document = replace(document, attributes={**document.attributes, below: code})
    entry.action, entry.duplicate_of = (CREATE, None) if whole.action == CREATE else (SKIP, known)
    return True


def _assume(entry: PlannedEntry) -> None:
    """Notes what a draft's code needs and the source does not say, so that somebody can correct it."""
    kind, attributes = kinds.get(entry.kind), entry.document.attributes
    if kind.below:
        return
    try:
        kind.code_stem(kinds.page_model(entry.kind)())
    except kinds.CodeStemError:
        needed = ASSUMED if entry.kind == "question" else {"technology": ASSUMED["technology"]}
    else:
        return
    for key, value in needed.items():
        if key not in attributes:
            entry.assumed[key] = value
            entry.warnings.append(f"Nothing tells the {key}: “{value}” is assumed.")


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
