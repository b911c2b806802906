"""Drafts made from documents: how what somebody sent becomes a page nobody can read yet."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Revision

from knowledge import kinds
from knowledge.entrydocs import EntryDocument, document_from_page, fill_page
from knowledge.importing.taxonomy import Vocabulary
from knowledge.models import EntryKeyword, EntryPage


def parent_page(document: EntryDocument) -> Page:
    """Returns the page a new entry goes below: its kind's list, or the entry it is a part of.

    Raises:
        ValidationError: where the tree has none.
    """
    kind = kinds.get(document.kind)
    if kind.below:
        code = document.attributes.get(kind.below, "")
        whole = kinds.page_model(kind.below).objects.filter(code=code).first() if code else None
        if whole is None:
            raise ValidationError({kind.below: f"there is no {kind.below} {code}".rstrip()})
        return whole
    for model in kinds.page_model(kind.key).allowed_parent_page_models():
        page = model.objects.order_by("path").first()
        if page is not None:
            return page
    raise ValidationError({"kind": f"there is no page that holds {kind.plural.lower()}"})


def new_page(
    document: EntryDocument,
    taxonomy: Vocabulary,
    *,
    owner,
    keywords: Mapping[str, EntryKeyword] | None = None,
) -> EntryPage:
    """Returns an unsaved draft page of a document, with a slug where its title gives none.

    Arguments:
        keywords: its tags by name, where they are known; they are looked up otherwise, and made.
    """
    page = kinds.page_model(document.kind)(live=False, has_unpublished_changes=True, owner=owner)
    fill_page(page, document, taxonomy, with_tags=keywords is None)
    if keywords is not None:
        page.tags.set([keywords[name] for name in document.attributes.get("tags", [])])
    if not slugify(document.title, allow_unicode=True):
        page.slug = (document.code or f"{document.kind}-{uuid4().hex[:8]}").lower()
    return page


@transaction.atomic
def create_draft(document: EntryDocument, *, user) -> EntryPage:
    """Makes a draft of a new entry and hands it to the publishing workflow, if its page has one.

    Arguments:
        document: technologies and categories it names must exist.
        user: owner of the draft.
    Raises:
        ValidationError, knowledge.kinds.CodeStemError: when it cannot become a page, by its field.
    """
    page = new_page(document, _known_taxonomy(document), owner=user)
    parent_page(document).add_child(instance=page)
    page.take_place()
    page.save_revision(user=user, log_action=True)
    _hand_over(page, user)
    return page


@transaction.atomic
def revise(
    entry: EntryPage, document: EntryDocument, *, user, change_kind: str, change_note: str
) -> Revision:
    """Saves a draft revision of an entry and hands it to the publishing workflow.

    Arguments:
        document: what the entry shall say; its code is left out of account.
        change_kind, change_note: what the next publish will say it is.
    Raises:
        ValidationError: when it names a technology or category that does not exist.
    """
    page = entry.specific.get_latest_revision_as_object()
    fill_page(page, document, _known_taxonomy(document))
    page.change_kind, page.change_note = change_kind, change_note[:255]
    revision = page.save_revision(user=user, log_action=True)
    _hand_over(page, user)
    return revision


def latest_document(entry: EntryPage) -> EntryDocument:
    """Returns the document of the newest revision, drafts included: what the next edit starts from."""
    return document_from_page(entry.specific.get_latest_revision_as_object())


def _known_taxonomy(document: EntryDocument) -> Vocabulary:
    taxonomy = Vocabulary()
    _, warnings = taxonomy.resolve(document)
    if warnings:
        raise ValidationError({"technology": warnings})
    return taxonomy


def _hand_over(page: EntryPage, user) -> None:
    workflow = page.get_workflow()
    if workflow and not page.workflow_in_progress:
        workflow.start(page, user)
