"""Carrying out a plan: a source is imported wholly or not at all, and one that fails leaves everything as it was.

New entries are made some hundred at a time (`knowledge.bulk`), those of small sources together; a source is never
spread over transactions. Updates, and what stands below other entries, go one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from knowledge import kinds
from knowledge.bulk.creation import create_entries
from knowledge.bulk.pages import Refused
from knowledge.drafting import new_page, parent_page
from knowledge.entrydocs import EntryDocument, Problem, fill_page
from knowledge.importing.duplicates import MERGE
from knowledge.importing.filling import filled_up
from knowledge.importing.plan import Plan, says_the_same
from knowledge.importing.planned import CREATE, SKIP, PlannedEntry, PlannedSource
from knowledge.importing.taxonomy import keywords_of
from knowledge.models import EntryPage
from knowledge.models.changes import ChangeKind
from knowledge.publishing import PublicationRefused

NOTHING_TO_DO = {SKIP, MERGE}
UPDATE_NOTE = "Updated by import."
BATCH = 200  # new entries that are made at once


class _Refused(Exception):
    """An entry cannot be imported; its source is undone."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def apply_plan(plan: Plan, *, user=None, progress: Callable[[int, int], None] | None = None) -> None:
    """Does what a plan says and corrects it where things turn out otherwise.

    Arguments:
        plan: its sources get the problems met, its entries their code and what really became of them.
        user: who imports; owns what is made.
        progress: called as sources are done, with how many are and how many there are.
    """
    _save_taxonomy(plan)
    for source in plan.sources:
        if source.problems:
            _leave_out(source)
    desk = _Desk(plan, user)
    waiting = sorted(filter(_has_work, plan.sources), key=_turn)
    done = len(plan.sources) - len(waiting)
    for together in _in_transactions(waiting):
        desk.import_sources(together)
        done += len(together)
        if progress:
            progress(done, len(plan.sources))


def _has_work(source: PlannedSource) -> bool:
    return any(entry.action not in NOTHING_TO_DO for entry in source.entries)


def _in_transactions(sources: Sequence[PlannedSource]) -> Iterator[list[PlannedSource]]:
    """Yields sources that are imported together, as many as make one batch of new entries."""
    together: list[PlannedSource] = []
    room = BATCH
    for source in sources:
        is_plain = all(entry.action in NOTHING_TO_DO or _is_plain(entry) for entry in source.entries)
        needed = len(source.entries) if is_plain else BATCH
        if together and needed > room:
            yield together
            together, room = [], BATCH
        together.append(source)
        room -= needed
    if together:
        yield together


def _is_plain(entry: PlannedEntry) -> bool:
    """Says whether an entry is a new one that is made together with others."""
    return entry.action == CREATE and not kinds.get(entry.kind).below


def _turn(source: PlannedSource) -> tuple:
    """What others stand below comes first, and entries without a code last of their kind: the code they
    are given must not be one that another asks for."""
    below = [one for one in source.entries if kinds.get(one.kind).below]
    position = min((one.document.attributes.get("position", 0) for one in below), default=0)
    return bool(below), any(not one.code for one in source.entries), position


def _save_taxonomy(plan: Plan) -> None:
    """Saves what a taxonomy file lists; what only an entry names is saved with that entry."""
    listed = [source for source in plan.sources if source.dialect == "taxonomy" and not source.problems]
    if not listed:
        return
    try:
        with transaction.atomic():
            plan.vocabulary.save_listed()
    except ValidationError as error:
        plan.vocabulary.settle(undone=True)
        listed[0].problems.append(Problem(0, "", " ".join(error.messages)))
    else:
        plan.vocabulary.settle(undone=False)


def _leave_out(source: PlannedSource) -> None:
    for entry in source.entries:
        entry.action = SKIP


@contextmanager
def _refusing(entry: PlannedEntry) -> Iterator[None]:
    """Turns an error into the problem of an entry, at its line and field."""
    try:
        yield
    except kinds.CodeStemError as error:
        raise _Refused(Problem(entry.line, error.field, str(error))) from None
    except ValidationError as error:
        fields = getattr(error, "message_dict", None) or {"": error.messages}
        field, messages = next(iter(fields.items()))
        raise _Refused(Problem(entry.line, field, " ".join(messages))) from None


class _Desk:
    """Where entries are made: the plan, the person and the pages they go below, each looked up once."""

    def __init__(self, plan: Plan, user) -> None:
        self.plan = plan
        self.user = user
        self._parents: dict[tuple[str, str], Page] = {}

    def import_sources(self, sources: Sequence[PlannedSource]) -> None:
        """Imports some sources in one transaction; those that keep the others from it are found and refused."""
        entries = [entry for source in sources for entry in source.entries]
        before = [{**vars(entry), "warnings": list(entry.warnings)} for entry in entries]
        try:
            with transaction.atomic():
                self._import(entries)
        except _Refused as error:
            self._settle(undone=True)
            for entry, as_it_was in zip(entries, before, strict=True):
                vars(entry).update(as_it_was)
            if len(sources) == 1:
                sources[0].problems.append(error.problem)
                _leave_out(sources[0])
            else:
                middle = len(sources) // 2
                self.import_sources(sources[:middle])
                self.import_sources(sources[middle:])
        except BaseException:
            self._settle(undone=True)
            raise
        else:
            self._settle(undone=False)

    def _settle(self, *, undone: bool) -> None:
        self.plan.vocabulary.settle(undone=undone)
        self.plan.images.settle(undone=undone)
        if undone:
            self._parents.clear()  # they count children that are gone again

    def _import(self, entries: Sequence[PlannedEntry]) -> None:
        new: list[PlannedEntry] = []
        for entry in entries:
            if entry.action in NOTHING_TO_DO:
                continue
            if _is_plain(entry):
                new.append(entry)
            if len(new) == BATCH or not _is_plain(entry):
                self._create_all(new)
                new = []
            if not _is_plain(entry):
                self._import_alone(entry)
        self._create_all(new)

    def _import_alone(self, entry: PlannedEntry) -> None:
        with _refusing(entry):
            self.plan.vocabulary.save(entry.complete if entry.action == CREATE else entry.document)
            self.plan.images.save(entry.document)
            if entry.action == CREATE:
                self._create(entry)
            else:
                self._update(entry)

    def _create_all(self, entries: Sequence[PlannedEntry]) -> None:
        documents = [entry.complete for entry in entries]
        keywords = keywords_of(documents)
        placed = []
        for entry, document in zip(entries, documents, strict=True):
            with _refusing(entry):
                self.plan.vocabulary.save(document)
                self.plan.images.save(document)
                page = new_page(document, self.plan.vocabulary, owner=self.user, keywords=keywords)
                placed.append((page, self._parent(document)))
        try:
            refusals = create_entries(placed, user=self.user, publish=self.plan.options.publish)
        except Refused as error:
            at = next(at for at, (page, _) in enumerate(placed) if page is error.page)
            with _refusing(entries[at]):
                raise error.__cause__ from None  # type: ignore[misc]
        for entry, (page, _), refusal in zip(entries, placed, refusals, strict=True):
            self._note_code(entry, page)
            self._note_publish(entry, refusal)

    def _create(self, entry: PlannedEntry) -> None:
        document = entry.complete
        page = new_page(document, self.plan.vocabulary, owner=self.user)
        self._parent(document).add_child(instance=page)
        page.take_place()
        self._note_code(entry, page)
        self._save(page, entry)

    def _note_code(self, entry: PlannedEntry, page: EntryPage) -> None:
        if entry.code != page.code:
            entry.document = replace(entry.document, code=page.code or "")

    def _update(self, entry: PlannedEntry) -> None:
        stored = EntryPage.objects.get(pk=entry.duplicate_of.pk).specific
        page = stored.get_latest_revision_as_object()
        if not entry.is_canonical:
            entry.document = filled_up(entry.document, page)
            self.plan.vocabulary.resolve(entry.document)
        entry.document = document = self._under_its_code(entry, page)
        publish = self.plan.options.publish
        waits = publish and (not stored.live or stored.has_unpublished_changes)
        if says_the_same(page, document):
            if not waits:
                entry.action = SKIP
                entry.warnings = []
                return
        else:
            fill_page(page, document, self.plan.vocabulary)
            page.take_place()
            self._parents.clear()  # what it left and what it went to count their children anew
        if publish and stored.first_published_at is not None:
            page.change_kind, page.change_note = ChangeKind.ANSWER_CORRECTED, UPDATE_NOTE
        self._save(page, entry)

    def _under_its_code(self, entry: PlannedEntry, page: EntryPage) -> EntryDocument:
        if entry.code == page.code:
            return entry.document
        if entry.code:
            entry.warnings.append(f"The entry keeps its code {page.code}.")
        return replace(entry.document, code=page.code or "")

    def _save(self, page: EntryPage, entry: PlannedEntry) -> None:
        # Logged, or the history of the page would not offer to restore what was imported.
        revision = page.save_revision(user=self.user, log_action=True)
        refusal = None
        if self.plan.options.publish:
            try:
                with transaction.atomic():
                    revision.publish(user=self.user)
            except PublicationRefused as error:
                refusal = error
        self._note_publish(entry, refusal)

    def _note_publish(self, entry: PlannedEntry, refusal: PublicationRefused | None) -> None:
        if not self.plan.options.publish:
            return
        entry.warnings = [one for one in entry.warnings if not one.startswith("Stays a draft")]
        if refusal is not None:
            entry.warnings.append(f"Stays a draft: {refusal.reasons()}")

    def _parent(self, document: EntryDocument) -> Page:
        """Returns the page an entry goes below."""
        below = kinds.get(document.kind).below
        key = (document.kind, document.attributes.get(below, "") if below else "")
        if key not in self._parents:
            self._parents[key] = parent_page(document)
        return self._parents[key]
