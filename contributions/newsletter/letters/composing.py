"""A letter as Markdown: what its blocks say at the moment it is looked at, or sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from contributions.newsletter import mailing
from contributions.newsletter.letters.models import Letter
from contributions.newsletter.news import news
from contributions.testimonials.models import Testimonial
from hub.core.addresses import absolute_url
from hub.core.mail import Content
from hub.core.mail.escaping import escape_markdown, quoted, url
from knowledge.models import EntryPage

FIRST_LETTER_TELLS = timedelta(days=30)


def news_since(letter: Letter, now: datetime) -> datetime:
    """Returns up to when the letter before told what is new."""
    before = (
        Letter.objects.filter(news_until__isnull=False)
        .exclude(pk=letter.pk)
        .order_by("-news_until")
        .values_list("news_until", flat=True)
        .first()
    )
    return before or now - FIRST_LETTER_TELLS


def compose(letter: Letter, now: datetime | None = None) -> str:
    """Returns a letter's blocks as Markdown, in a number of queries that does not grow with its entries.

    Entries that are not public, and testimonials that were taken back, are left out.
    """
    now = now or timezone.now()
    entries = _public_entries(letter)
    parts = []
    for block in letter.body:
        if block.block_type == "text":
            parts.append(block.value)
        elif block.block_type == "entries":
            parts += _chosen(block.value, entries)
        elif block.block_type == "news":
            parts += _fresh(block.value, news_since(letter, now), now)
        else:
            parts += _words_of(block.value["testimonial"])
    return "\n\n".join(part for part in parts if part.strip())


def rendered(letter: Letter, markdown: str | None = None) -> Content:
    """Returns the mail of a letter, with placeholders for each reader's links.

    Arguments:
        markdown: as it was frozen; composed anew where left out.
    """
    text = compose(letter) if markdown is None else markdown
    context = {"subject": letter.subject, "body": mark_safe(text), "archive": archive_address(letter)}
    return mailing.render("letter", context, list_="letters")


def archive_address(letter: Letter) -> str:
    """Returns where it can be read on the site, empty for one that is not public."""
    if not letter.public:
        return ""
    return absolute_url(reverse("contributions:letter", args=[letter.slug]))


def _public_entries(letter: Letter) -> dict[int, EntryPage]:
    wanted = [
        chosen["entry"].pk
        for block in letter.body
        if block.block_type == "entries"
        for chosen in block.value["entries"]
        if chosen["entry"] is not None
    ]
    rows = EntryPage.objects.published().filter(pk__in=wanted).only("code", "title") if wanted else ()
    return {row.pk: row for row in rows}


def _chosen(value, entries: dict[int, EntryPage]) -> list[str]:
    lines = []
    for chosen in value["entries"]:
        entry = entries.get(chosen["entry"].pk) if chosen["entry"] is not None else None
        if entry is not None:
            note = f": {escape_markdown(chosen['note'])}" if chosen["note"] else ""
            lines.append(f"- {_link(entry.title, entry.code or '')}{note}")
    return [*_heading(value["heading"]), "\n".join(lines)] if lines else []


def _fresh(value, since: datetime, until: datetime) -> list[str]:
    pieces = [piece for piece in news(since, until) if piece.is_new]
    shown = pieces[: value["most"]]
    lines = [f"- {_link(piece.title, piece.code)}" for piece in shown]
    if len(pieces) > len(shown):
        lines.append(f"- and {len(pieces) - len(shown)} more")
    return [*_heading(value["heading"]), "\n".join(lines)] if lines else []


def _words_of(key: str) -> list[str]:
    said = Testimonial.objects.published().filter(pk=key).first() if str(key).isdigit() else None
    if said is None:
        return []
    who = ", ".join(filter(None, (said.name or "A reader", said.role)))
    return [str(quoted(said.text)), escape_markdown(f"— {who}")]


def _link(title: str, code: str) -> str:
    return f"[{escape_markdown(title)}]({url(absolute_url(f'/e/{code}/'))})"


def _heading(text: str) -> list[str]:
    return [f"## {escape_markdown(text)}"] if text else []
