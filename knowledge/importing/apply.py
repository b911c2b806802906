"""Carrying out a plan: one source file is one transaction, and one that fails leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from knowledge import kinds
from knowledge.drafting import new_page, parent_page
from knowledge.entrydocs import EntryDocument, Problem, fill_page
from knowledge.importing.duplicates import MERGE
from knowledge.importing.filling import filled_up
from knowledge.importing.plan import CREATE, SKIP, UPDATE, Plan, PlannedEntry, PlannedSource, says_the_same
from knowledge.models import EntryPage
from knowledge.models.changes import ChangeKind
from knowledge.publishing import PublicationRefused

NOTHING_TO_DO = {SKIP, MERGE}
UPDATE_NOTE = "Updated by import."


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
        progress: called after each source with how many are done and how many there are.
    """
    _save_taxonomy(plan)
    desk = _Desk(plan, user)
    in_turn = sorted(plan.sources, key=_turn)
    for number, source in enumerate(in_turn, start=1):
        if source.problems:
            _leave_out(source)
        elif any(entry.action not in NOTHING_TO_DO for entry in source.entries):
            desk.import_source(source)
        if progress:
            progress(number, len(plan.sources))


def _turn(source: PlannedSource) -> tuple:
    """What others stand below comes first, and entries without a code last of their kind: the code they
    are given must not be one that another asks for."""
    documents = [one.document for one in source.entries]
    below = [(kinds.get(one.kind).below, one) for one in documents if kinds.get(one.kind).below]
    position = min((one.attributes.get("position", 0) for _, one in below), default=0)
    return bool(below), any(not one.code for one in documents), position


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


class _Desk:
    """Where entries are made: the plan, the person and the pages they go below, each looked up once."""

    def __init__(self, plan: Plan, user) -> None:
        self.plan = plan
        self.user = user
        self._parents: dict[tuple[str, str], Page] = {}

    def import_source(self, source: PlannedSource) -> None:
        before = [(entry.action, entry.document, list(entry.warnings)) for entry in source.entries]
        try:
            with transaction.atomic():
                for entry in source.entries:
                    self._import_entry(entry)
        except _Refused as error:
            source.problems.append(error.problem)
            for entry, (_, document, warnings) in zip(source.entries, before, strict=True):
                entry.action, entry.document, entry.warnings = SKIP, document, warnings
            self._settle(undone=True)
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

    def _import_entry(self, entry: PlannedEntry) -> None:
        if entry.action in NOTHING_TO_DO:
            return
        try:
            self.plan.vocabulary.save(entry.complete if entry.action == CREATE else entry.document)
            self.plan.images.save(entry.document)
            if entry.action == CREATE:
                self._create(entry)
            else:
                self._update(entry)
        except kinds.CodeStemError as error:
            raise _Refused(Problem(entry.line, error.field, str(error))) from None
        except ValidationError as error:
            fields = getattr(error, "message_dict", None) or {"": error.messages}
            field, messages = next(iter(fields.items()))
            raise _Refused(Problem(entry.line, field, " ".join(messages))) from None

    def _create(self, entry: PlannedEntry) -> None:
        document = entry.complete
        page = new_page(document, self.plan.vocabulary, owner=self.user)
        self._parent(document).add_child(instance=page)
        page.take_place()
        if document.code != page.code:
            entry.document = replace(entry.document, code=page.code or "")
        self._save(page, entry)

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
        if entry.document.code == page.code:
            return entry.document
        if entry.document.code:
            entry.warnings.append(f"The entry keeps its code {page.code}.")
        return replace(entry.document, code=page.code or "")

    def _save(self, page: EntryPage, entry: PlannedEntry) -> None:
        # Logged, or the history of the page would not offer to restore what was imported.
        revision = page.save_revision(user=self.user, log_action=True)
        if not self.plan.options.publish:
            return
        entry.warnings = [one for one in entry.warnings if not one.startswith("Stays a draft")]
        try:
            with transaction.atomic():
                revision.publish(user=self.user)
        except PublicationRefused as error:
            entry.warnings.append(f"Stays a draft: {error.reasons()}")

    def _parent(self, document: EntryDocument) -> Page:
        """Returns the page an entry goes below."""
        below = kinds.get(document.kind).below
        key = (document.kind, document.attributes.get(below, "") if below else "")
        if key not in self._parents:
            self._parents[key] = parent_page(document)
        return self._parents[key]


__all__ = ["CREATE", "SKIP", "UPDATE", "apply_plan"]
