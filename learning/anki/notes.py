"""Notes: an entry's card as Anki keeps it. Anki knows a note by its guid, and that is made of the code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import genanki
from django.conf import settings
from django.utils.html import escape

from hub.core.addresses import absolute_url
from hub.core.rendering import COPY_BUTTON
from knowledge.models import EntryPage
from knowledge.querysets import EntryQuerySet
from knowledge.structured_data import credited
from learning.practice.cards import Card, CardMaker

# These three never change, or decks in the world would double instead of being updated.
MODEL_ID = 1_763_714_401
GUID_SPACE = "knowledge-hub"
FIELDS = ("Code", "Question", "Front", "Back", "Link", "Credit")

# Moves forward whenever cards look different though no entry changed; notes older than that are updated.
LOOKS_SINCE = datetime(2026, 11, 21, tzinfo=UTC)

FRONT = (
    '<main class="tex2jax_ignore mathjax_ignore"><p class="code">{{Code}}</p><h1>{{Question}}</h1>'
    '<div class="front">{{Front}}</div></main>'
)
BACK = (
    '{{FrontSide}}<hr id="answer"><main class="tex2jax_ignore mathjax_ignore"><div class="back">{{Back}}</div>'
    '<footer><a href="{{Link}}">The whole entry</a> {{Credit}}</footer></main>'
)
HEAVY = ("summary", "related", "verified_with", "search_description")

_ICON = re.compile(r'<svg class="icon".*?</svg>', re.DOTALL)
_TAG = re.compile(r'<(?!span class=)[a-zA-Z](?:[^<>"]|"[^"]*")*>')
_ADDRESS = re.compile(r'\b(href|src)="(/[^"]*)"')
_IMAGE = re.compile(r'<img\b(?:[^<>"]|"[^"]*")*>')
_SIZES = re.compile(r'\s(?:srcset|sizes|loading)="[^"]*"')
_SOURCE = re.compile(r'\bsrc="([^"]*)"')

# Takes the address of an image on the site and gives the name it has in the deck, or None.
Pack = Callable[[str], str | None]


@dataclass(frozen=True)
class Note:
    """What Anki keeps of an entry.

    Arguments:
        changed: when the entry was last published, or cards last came to look different.
    """

    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    changed: datetime


def notes_of(entries: EntryQuerySet, codes: list[str], pack: Pack) -> list[Note]:
    """Returns the notes of those entries that have one of the codes, in the order of the codes.

    Arguments:
        pack: takes images into the deck.
    """
    rows = entries.filter(code__in=codes).order_by().select_related("technology", "rendering")
    found = {row.code: row for row in rows.defer(*HEAVY).prefetch_related("entry_tags__tag")}
    ordered = [found[code] for code in codes if code in found]
    maker = CardMaker(ordered)
    return [_note(entry, maker.card(entry), pack) for entry in ordered]


def model() -> genanki.Model:
    """Returns how Anki shows a note."""
    return genanki.Model(
        MODEL_ID,
        "Knowledge Hub entry",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=Path(__file__).with_name("card.css").read_text("utf-8"),
    )


def _note(entry: EntryPage, card: Card, pack: Pack) -> Note:
    return Note(
        guid=genanki.guid_for(GUID_SPACE, card.code),
        fields=(
            card.code,
            str(escape(card.question)),
            for_anki(card.front, pack),
            for_anki(card.back, pack),
            absolute_url(card.address),
            _credit(entry),
        ),
        tags=_tags(entry, card),
        changed=max(entry.last_published_at or LOOKS_SINCE, LOOKS_SINCE),
    )


def for_anki(html: str, pack: Pack) -> str:
    """Returns rendered HTML as a card may hold it: no controls, whole addresses, images of the deck.

    Anki reads `[sound:` and `[latex]` in any field as commands; here they are what somebody wrote.
    """
    html = _ICON.sub("", html.replace(COPY_BUTTON, ""))
    html = _IMAGE.sub(lambda found: _image(found[0], pack), html)
    html = _TAG.sub(lambda tag: _ADDRESS.sub(_whole_address, tag[0]), html)
    return re.sub(r"\[(?=sound:|latex\]|\$)", "&#91;", html)


def _image(tag: str, pack: Pack) -> str:
    tag = _SIZES.sub("", tag)
    source = _SOURCE.search(tag)
    name = pack(source[1]) if source else None
    return _SOURCE.sub(f'src="{name}"', tag, count=1) if name else tag


def _whole_address(found: re.Match[str]) -> str:
    return f'{found[1]}="{settings.SITE_URL}{found[2]}"'


def _credit(entry: EntryPage) -> str:
    people = (*credited(entry, "wrote"), *credited(entry, "corrected"))
    words = [", ".join(one["name"] for one in people), entry.licence]
    return str(escape(" · ".join(word for word in words if word)))


def _tags(entry: EntryPage, card: Card) -> tuple[str, ...]:
    slugs = sorted(use.tag.slug for use in entry.entry_tags.all())
    own = [card.kind.key, entry.technology.slug if entry.technology else "", entry.level, *slugs]
    return tuple(dict.fromkeys(re.sub(r"\s+", "-", one) for one in own if one))
