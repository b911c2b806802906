"""Cards: what practice shows of entries, put together from what was rendered when they were published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from hub.core.rendering import RENDERER_VERSION
from knowledge.choices import Choice, read_choices
from knowledge.kinds import Kind, fold_heading
from knowledge.models import DebugEntryPage, EntryPage, QuestionPage
from knowledge.querysets import EntryQuerySet
from knowledge.rendering import CHOICES, SUMMARY, Part, render_parts
from learning.practice.faces import FACES, KEY_POINTS, Face

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Code in the text may look like attributes, so only tags are looked at; those of highlighting have none.
_TAG = re.compile(r'<(?!span class=)[a-zA-Z](?:[^<>"]|"[^"]*")*>')
_IDS = re.compile(r'\b(id|for|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"')
_NAMED_REGION = re.compile(r'(role="region" aria-label="[^"]*)"')
_POINTERS = re.compile(r'href="#(?!icon-)([^"]+)"|url\(#([^)]+)\)')


@dataclass(frozen=True)
class Group:
    """Parts of an entry under one name, for a rubric."""

    key: str
    label: str
    parts: list[Part]


@dataclass(frozen=True)
class Card:
    """An entry as practice shows it.

    Arguments:
        parts: rendered, as `EntryRendering` keeps them.
        message: what the machine printed, of a debug entry.
        topic, topic_query: what it examines and the list of such entries, for a summary of weak spots.
    """

    code: str
    kind: Kind
    title: str
    parts: list[Part]
    message: str = ""
    technology: str = ""
    level: str = ""
    difficulty: int | None = None
    topic: str = ""
    topic_query: str = ""
    revision: int | None = None

    @property
    def address(self) -> str:
        """Where the whole entry is read, whatever it is called by then."""
        return f"/e/{self.code}/"

    @property
    def face(self) -> Face:
        return FACES[self.kind.key]

    @property
    def facts(self) -> list[str]:
        return [fact for fact in (self.technology, self.level, self.topic) if fact]

    # --- The side that asks ---------------------------------------------------------------------------

    @property
    def question(self) -> str:
        """What is asked, in one line without markup."""
        return self.face.ask or self.title

    @cached_property
    def front(self) -> SafeString:
        """What stands below the question: the message, the situation, the answers to choose from."""
        pieces = [format_html("<p>{}</p>", self.face.task)] if self.face.task else []
        pieces += [scoped(_message(self.message), self.code)] if self.message else []
        pieces += self.prompt
        if self.choices:
            offered = format_html_join("\n", "<li><div>{}</div></li>", ((one.text,) for one in self.choices))
            pieces.append(format_html('<ol class="choices">{}</ol>', offered))
        return _joined(pieces)

    @property
    def prompt(self) -> list[SafeString]:
        """The situation, without the answers to choose from."""
        return [self._html(part) for part in self._named(self.face.front)]

    @cached_property
    def choices(self) -> list[Choice]:
        """The answers of a multiple-choice question."""
        return [choice for part in self._named((CHOICES,)) for choice in read_choices(self._html(part))]

    # --- The side that answers ------------------------------------------------------------------------

    @property
    def right(self) -> list[int]:
        """The numbers of the right choices, from 0."""
        return [number for number, one in enumerate(self.choices) if one.is_right]

    @property
    def right_letters(self) -> str:
        return ", ".join(LETTERS[number] for number in self.right)

    @cached_property
    def back(self) -> SafeString:
        """The short answer."""
        pieces: list[SafeString] = []
        if self.face.ask:
            pieces.append(format_html('<p class="named"><strong>{}</strong></p>', self.title))
        if self.right:
            rows = ((LETTERS[number], self.choices[number].words) for number in self.right)
            pieces.append(format_html('<ul class="right-ones">{}</ul>', _rows(rows)))
        required = [section.key for section in self.kind.sections if section.required]
        shown = self._named(self.face.back) or self._named(required)[:1]
        for part in shown:
            if part["key"] == SUMMARY:
                pieces.append(format_html('<div class="spoken">{}</div>', self._html(part)))
            else:
                pieces.append(self._html(part))
        return _joined(pieces)

    @cached_property
    def rubric(self) -> list[Group]:
        """What to judge an answer by; only what the entry has."""
        face = self.face
        points = [part for part in self.parts if fold_heading(part["heading"]) in KEY_POINTS]
        points += [part for part in self._named(face.points) if part not in points]
        groups = (
            Group("points", "What a good answer says", points),
            Group("mistakes", "What goes wrong", self._named(face.mistakes)),
            Group("follow_ups", "What to ask next", self._named(face.follow_ups)),
        )
        return [
            Group(one.key, one.label, [{**part, "html": self._html(part)} for part in one.parts])
            for one in groups
            if one.parts
        ]

    # --- Parts ----------------------------------------------------------------------------------------

    def _named(self, keys: Iterable[str]) -> list[Part]:
        return [part for key in keys for part in self.parts if part["key"] == key]

    def _html(self, part: Part) -> SafeString:
        return scoped(part["html"], self.code)


def cards_of(entries: EntryQuerySet) -> list[Card]:
    """Returns a card for each entry, in the order of the query; as many queries for one as for all."""
    heavy = ("summary", "related", "credit", "verified_with", "search_description")
    rows = list(entries.select_related("technology", "rendering").defer(*heavy))
    return CardMaker(rows).cards


def cards_by_code(entries: EntryQuerySet, codes: list[str]) -> list[Card]:
    """Returns the cards of those entries that have one of the codes, in the order of the codes."""
    found = {card.code: card for card in cards_of(entries.filter(code__in=codes).order_by())}
    return [found[code] for code in codes if code in found]


class CardMaker:
    """Makes cards of entries that were read together with their technology and rendering."""

    def __init__(self, entries: list[EntryPage]) -> None:
        self.entries = entries
        self.ids = [entry.pk for entry in entries]

    @property
    def cards(self) -> list[Card]:
        return [self.card(entry) for entry in self.entries]

    def card(self, entry: EntryPage, **instead) -> Card:
        """Returns the card of one of the entries.

        Arguments:
            instead: fields of the card that are not taken from the published entry.
        """
        kind = entry.specific_class.kind
        topic, slug = self._categories.get(entry.pk, ("", ""))
        fields = {
            "code": entry.code,
            "kind": kind,
            "title": entry.title,
            "parts": instead["parts"] if "parts" in instead else self._parts(entry),
            "message": self._messages.get(entry.pk, ""),
            "technology": entry.technology.name if entry.technology else "",
            "level": kind.levels.get(entry.level, ""),
            "difficulty": entry.difficulty,
            "topic": topic,
            "topic_query": urlencode({"category": slug}) if slug else urlencode({"kind": kind.key}),
            "revision": entry.live_revision_id,
        }
        return Card(**{**fields, **instead})

    def _parts(self, entry: EntryPage) -> list[Part]:
        rendering = getattr(entry, "rendering", None)
        if rendering and rendering.renderer_version == RENDERER_VERSION:
            return rendering.parts
        return render_parts(self._unrendered[entry.pk])

    @cached_property
    def _unrendered(self) -> dict[int, EntryPage]:
        """The entries whose rendering an upgrade has made stale, a query a kind."""
        stale = [
            entry.pk
            for entry in self.entries
            if not (one := getattr(entry, "rendering", None)) or one.renderer_version != RENDERER_VERSION
        ]
        return {page.pk: page for page in EntryPage.objects.filter(pk__in=stale).specific()}

    @cached_property
    def _messages(self) -> dict[int, str]:
        pages = DebugEntryPage.objects.filter(pk__in=self.ids).only("messages", "title")
        return {page.pk: next((block.value for block in page.messages), "") for page in pages}

    @cached_property
    def _categories(self) -> dict[int, tuple[str, str]]:
        rows = QuestionPage.objects.filter(pk__in=self.ids, category__isnull=False)
        return {
            pk: (name, slug) for pk, name, slug in rows.values_list("pk", "category__name", "category__slug")
        }


def scoped(html: str, code: str) -> SafeString:
    """Returns rendered HTML whose identifiers and regions have other names than any other entry's.

    Arguments:
        code: of the entry it was rendered for.
    """
    scope = code.lower()

    def renamed(found: re.Match[str]) -> str:
        names = " ".join(f"{scope}-{name}" for name in found[2].split())
        return f'{found[1]}="{names}"'

    def pointed(found: re.Match[str]) -> str:
        return f'href="#{scope}-{found[1]}"' if found[1] else f"url(#{scope}-{found[2]})"

    def in_tag(found: re.Match[str]) -> str:
        tag = _NAMED_REGION.sub(rf'\1, {code}"', found[0])
        return _POINTERS.sub(pointed, _IDS.sub(renamed, tag))

    return mark_safe(_TAG.sub(in_tag, html))


def _message(text: str) -> SafeString:
    return format_html(
        '<figure class="terminal ink"><figcaption><span class="file">The message</span></figcaption>'
        '<pre tabindex="0" role="region" aria-label="The message"><samp>{}</samp></pre></figure>',
        text,
    )


def _rows(rows: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join("\n", '<li><b class="letter">{}</b><div>{}</div></li>', rows)


def _joined(pieces: list[SafeString]) -> SafeString:
    return mark_safe("\n".join(pieces))
