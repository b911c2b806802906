"""The texts of an interview, pinned: who opens the link later sees what was chosen, though it was edited since.

A link carries codes and the revisions that were live when it was made, signed; nothing is stored. What has
been withdrawn since, or is for some readers only by now, is not shown, whatever a link says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.cache import cache
from wagtail.models import Revision

from hub.core.rendering import RENDERER_VERSION
from hub.core.tokens import BadToken, sign, unsign
from knowledge.models import EntryPage
from knowledge.rendering import render_parts
from learning.practice.cards import Card, CardMaker

# What is signed for one of them is worth nothing to the other.
CANDIDATE, INTERVIEWER = "practice.interview.candidate", "practice.interview.interviewer"
MAX_QUESTIONS = 20
KEPT = 24 * 3600  # seconds a rendered revision stays in the cache; a revision never changes


@dataclass(frozen=True)
class Pinned:
    """An interview that a link names.

    Arguments:
        pins: codes and revisions, in the order of the interview.
        minutes: for each question, 0 for no clock.
    """

    pins: tuple[tuple[str, int], ...]
    minutes: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many of its questions are not shown any more."""
        return len(self.pins) - len(self.cards)

    def token(self, purpose: str) -> str:
        """Returns what stands in a link for the candidate or for the interviewer."""
        return sign(purpose, {"q": [list(pin) for pin in self.pins], "m": self.minutes})


def pinned(cards: Iterable[Card], minutes: int) -> Pinned:
    """Returns an interview over these cards as they are now."""
    chosen = list(cards)[:MAX_QUESTIONS]
    return Pinned(tuple((card.code, card.revision or 0) for card in chosen), minutes, chosen)


def read_pinned(purpose: str, token: str) -> Pinned:
    """Returns the interview of a link, with the texts it was made with.

    Raises:
        BadToken: for a link that is not ours or was made for the other side.
    """
    value = unsign(purpose, token)
    try:
        pins = tuple((str(code), int(revision)) for code, revision in value["q"])[:MAX_QUESTIONS]
        minutes = int(value["m"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadToken(type(error).__name__) from error
    return replace(Pinned(pins, minutes), cards=_cards(pins))


def _cards(pins: tuple[tuple[str, int], ...]) -> list[Card]:
    codes = dict(pins)
    rows = EntryPage.objects.published().filter(code__in=codes).select_related("technology", "rendering")
    entries = {entry.code: entry for entry in rows}
    maker = CardMaker(list(entries.values()))
    changed = {
        codes[code]: entry
        for code, entry in entries.items()
        if codes[code] and codes[code] != entry.live_revision_id
    }
    before = _texts(changed)
    return [
        maker.card(entries[code], **before.get(revision, {})) for code, revision in pins if code in entries
    ]


def _texts(changed: dict[int, EntryPage]) -> dict[int, dict[str, Any]]:
    """What each of these revisions says, rendered at most once a day; a revision that is gone says nothing."""
    keys = {f"pinned:{RENDERER_VERSION}:{pk}": pk for pk in changed}
    texts = {keys[key]: text for key, text in cache.get_many(keys).items()}
    unread = [pk for pk in changed if pk not in texts]
    for revision in Revision.objects.filter(pk__in=unread, base_content_type__model="page"):
        entry = changed[revision.pk]
        if revision.object_id == str(entry.pk):
            texts[revision.pk] = _text(entry, revision)
            cache.set(f"pinned:{RENDERER_VERSION}:{revision.pk}", texts[revision.pk], timeout=KEPT)
    return texts


def _text(entry: EntryPage, revision: Revision) -> dict[str, Any]:
    content, model = revision.content, entry.specific_class
    known = {field.name for field in model._meta.get_fields()}
    streams = {name: content.get(name) or "[]" for name in ("body", "choices", "messages") if name in known}
    then = model(title=content["title"], summary=content.get("summary") or "", **streams)
    messages = getattr(then, "messages", None) or ()
    return {
        "title": then.title,
        "parts": render_parts(then),
        "message": next((block.value for block in messages), ""),
        "revision": revision.pk,
    }
