"""New entries made many at a time, with everything that Wagtail's page API leaves behind one by one.

One by one each page is validated, saved and indexed three times and asks two hundred questions; here each row
is written once, and every question is asked for all of them. What is left out is Django's and Wagtail's signals
for each saved row (decision 21): who must hear of new entries listens to `publishing.entries_published`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from django.db import models, transaction
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from knowledge.bulk.pages import by_model, give_codes, give_keys, insert_pages, locked, place_below, refusing
from knowledge.bulk.rows import insert, reserve
from knowledge.models import EntryPage, EntryTag
from knowledge.publishing import PublicationRefused, entries_published, problems

logger = logging.getLogger(__name__)


@transaction.atomic
def create_entries(
    placed: Sequence[tuple[EntryPage, Page]], *, user=None, publish: bool = False
) -> list[PublicationRefused | None]:
    """Saves new entries with their first revisions, and publishes those that may be.

    All of them are in memory at once: a few hundred are a good number.

    Arguments:
        placed: unsaved drafts of kinds whose place is below a list, each with the page it goes below.
        user: who makes the revisions, and publishes.
        publish: whether they go live; one that lacks what its kind requires stays a draft.
    Returns:
        For each what keeps it from being published; None for one that was, or where nobody asked for it.
    Raises:
        knowledge.bulk.pages.Refused: when one cannot be saved; nothing is saved then.
        wagtail.actions.publish_page_revision.PublishPagePermissionError: when the user may not publish.
    """
    pages = [page for page, _ in placed]
    parents = locked(parent for _, parent in placed)
    if publish and user is not None:
        _check_permission(parents.values(), user)
    give_codes(pages)
    for key, parent in parents.items():
        place_below(parent, [page for page, below in placed if below.pk == key])
    for page in pages:
        with refusing(page):
            _validate(page)
    give_keys(pages)
    tags = _tags(pages)
    revisions = [_first_revision(page, user) for page in pages]
    for revision, number in zip(revisions, reserve(Revision, len(revisions)), strict=True):
        revision.pk = number
    refusals: list[PublicationRefused | None] = [None] * len(pages)
    published = []
    for at, (page, revision) in enumerate(zip(pages, revisions, strict=True)):
        page.latest_revision_id, page.latest_revision_created_at = revision.pk, revision.created_at
        if publish and (found := problems(page)):
            refusals[at] = PublicationRefused(page, found)
        elif publish:
            _go_live(page, revision)
            published.append((page, revision))
    insert_pages(pages)
    insert(EntryTag, tags)
    insert(Revision, revisions)
    insert(PageLogEntry, _log(zip(pages, revisions, strict=True), user))
    insert(ReferenceIndex, [row for page in pages for row in _references(page)])
    _index_for_the_admin(pages)
    if published:
        entries_published.send(EntryPage, published=published)
    return refusals


def _check_permission(parents: Iterable[Page], user) -> None:
    for parent in parents:
        if not parent.permissions_for_user(user).can_publish_subpage():
            raise PublishPagePermissionError("You do not have permission to publish this page.")


def _validate(page: EntryPage) -> None:
    """Checks a page as `save_revision` does, but for what was made sure of without asking once a page: that what
    it refers to is there, and that its code, place and slug are its own."""
    references = {field.name for field in page._meta.fields if isinstance(field, models.ForeignKey)}
    page.slug_is_free = True
    page.full_clean(exclude=references, validate_unique=False, validate_constraints=False)
    page.slug_is_free = False


def _tags(pages: Sequence[EntryPage]) -> list[EntryTag]:
    """Returns the rows that tag pages, which have their keys then."""
    rows = []
    for page in pages:
        # Comments, too: of a page that is in no table yet nothing need be asked.
        for relation in get_all_child_relations(page):
            manager = getattr(page, relation.get_accessor_name())
            if not manager.is_deferring:
                manager.set([])
        for row in page.entry_tags.all():
            row.content_object_id = page.pk
            rows.append(row)
    for row, number in zip(rows, reserve(EntryTag, len(rows)), strict=True):
        row.pk = number
    return rows


def _first_revision(page: EntryPage, user) -> Revision:
    return Revision(
        content_type=page.get_content_type(),
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        created_at=timezone.now(),
        user=user,
        content=page.serializable_data(),
        object_str=str(page),
    )


def _go_live(page: EntryPage, revision: Revision) -> None:
    for name in page.get_streamfield_names():
        # What is published is what the revision says; once looked at, its blocks hold what it leaves out.
        stream = page._meta.get_field(name).to_python(revision.content[name])
        setattr(page, name, stream)
        list(stream)
    page.live, page.has_unpublished_changes = True, False
    page.live_revision_id = revision.pk
    page.first_published_at = page.last_published_at = timezone.now()


def _log(made: Iterable[tuple[EntryPage, Revision]], user) -> list[PageLogEntry]:
    """Returns what the history of pages says: made, edited and, where they are, published."""
    context = get_active_log_context()
    user_id = getattr(user or context.user, "pk", None)
    rows = []
    for page, revision in made:
        said = [
            ("wagtail.create", None, page.owner_id or getattr(context.user, "pk", None)),
            ("wagtail.edit", revision, user_id),
            *([("wagtail.publish", revision, user_id)] if page.live else []),
        ]
        rows += [
            PageLogEntry(
                page_id=page.pk,
                content_type=page.get_content_type(),
                label=page.get_admin_display_title(),
                action=action,
                timestamp=timezone.now(),
                uuid=context.uuid,
                user_id=who,
                revision=revision,
                content_changed=True,
            )
            for action, revision, who in said
        ]
    return rows


def _references(page: EntryPage) -> list[ReferenceIndex]:
    """Returns what a page refers to, as `ReferenceIndex.create_or_update_for_object` finds it, unsaved."""
    return [
        ReferenceIndex(
            content_type=page.get_content_type(),
            base_content_type=page.get_base_content_type(),
            object_id=str(page.pk),
            to_content_type_id=type_id,
            to_object_id=object_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for type_id, object_id, model_path, content_path in sorted(
            set(ReferenceIndex._extract_references_from_object(page))
        )
    ]


def _index_for_the_admin(pages: Sequence[EntryPage]) -> None:
    for backend in get_search_backends(with_auto_update=True):
        for model, group in by_model(pages):
            try:
                backend.add_bulk(model, group)
            except Exception:
                logger.exception("Pages could not be added to the admin's search.")
                if not backend.catch_indexing_errors:
                    raise
