"""What changed in the archive in a stretch of time, as subscribers are told, and whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType

from contributions.newsletter.wishes import Wishes
from hub.core.addresses import absolute_url
from knowledge import kinds
from knowledge.models import EntryPage, Technology
from knowledge.models.changes import ChangeKind, EntryChange

# What readers are told of; that a typing error is gone helps nobody.
TELLING = (ChangeKind.NEW, ChangeKind.FIX_CHANGED, ChangeKind.ANSWER_CORRECTED)


@dataclass(frozen=True)
class Piece:
    """One changed entry.

    Arguments:
        entry: its primary key, by which the same one is known again.
        change, note: what the newest of its changes says, `new` where any of them was the first.
        about: the slugs of its technology and of those above it.
    """

    entry: int
    code: str
    title: str
    url: str
    kind: str
    change: str
    note: str
    about: frozenset[str]
    published_at: datetime

    @property
    def label(self) -> str:
        return str(ChangeKind(self.change).label)

    @property
    def is_new(self) -> bool:
        return self.change == ChangeKind.NEW


def news(since: datetime, until: datetime) -> list[Piece]:
    """Returns the entries that changed after one moment and up to another, the newest first; three queries.

    Entries nobody may read any more are left out.
    """
    changes = (
        EntryChange.objects.filter(
            published_at__gt=since,
            published_at__lte=until,
            kind__in=TELLING,
            entry__in=EntryPage.objects.published().order_by().values("pk"),
        )
        .order_by("-published_at", "-pk")
        .values_list(
            "entry_id",
            "entry__code",
            "entry__title",
            "entry__content_type_id",
            "entry__technology_id",
            "kind",
            "note",
            "published_at",
        )
    )
    above = _ancestors()
    kind_of = _kinds_by_type()
    found: dict[int, Piece] = {}
    for pk, code, title, type_id, technology, change, note, at in changes:
        earlier = found.get(pk)
        if earlier is not None and change != ChangeKind.NEW:
            continue
        found[pk] = Piece(
            entry=pk,
            code=code or "",
            title=title,
            url=absolute_url(f"/e/{code}/"),
            kind=kind_of.get(type_id, ""),
            change=change,
            note="" if change == ChangeKind.NEW else note,
            about=above.get(technology, frozenset()),
            published_at=earlier.published_at if earlier else at,
        )
    return sorted(found.values(), key=lambda piece: (piece.published_at, piece.entry), reverse=True)


def concerning(
    pieces: Iterable[Piece], wishes: Wishes, watched: frozenset[int], since: datetime
) -> tuple[Piece, ...]:
    """Returns what somebody asked to be told of, of what was published after a moment.

    Arguments:
        wishes: technologies and kinds narrow each other; none means all.
        watched: primary keys of single entries.
    """
    about, of_kinds = frozenset(wishes.technologies), frozenset(wishes.kinds)
    return tuple(
        piece
        for piece in pieces
        if piece.published_at > since
        and (
            piece.entry in watched
            or (
                wishes.news
                and (not about or about & piece.about)
                and (not of_kinds or piece.kind in of_kinds)
            )
        )
    )


def _ancestors() -> dict[int | None, frozenset[str]]:
    """The slugs of each technology and those above it, by its primary key."""
    rows = {
        pk: (slug, parent) for pk, slug, parent in Technology.objects.values_list("pk", "slug", "parent_id")
    }
    found: dict[int | None, frozenset[str]] = {}
    for start in rows:
        slugs: list[str] = []
        at: int | None = start
        while at in rows and rows[at][0] not in slugs:
            slugs.append(rows[at][0])
            at = rows[at][1]
        found[start] = frozenset(slugs)
    return found


def _kinds_by_type() -> dict[int, str]:
    models = {kinds.page_model(kind.key): kind.key for kind in kinds.all_kinds()}
    types = ContentType.objects.get_for_models(*models)
    return {types[model].pk: key for model, key in models.items()}
