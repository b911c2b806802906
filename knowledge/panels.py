"""The editor's tabs for an entry, laid out from the declaration of its kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import FieldDoesNotExist
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField

from knowledge.kinds import LEADING, TRAILING, Attribute, Kind

if TYPE_CHECKING:
    from knowledge.models import EntryPage


class ChangeTab(ObjectList):
    """Shown once somebody can have read the entry: the first publish needs no explanation."""

    class BoundPanel(ObjectList.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.first_published_at is not None and super().is_shown()


def entry_tabs(model: type[EntryPage]) -> TabbedInterface:
    """Returns the edit handler of a page model.

    Arguments:
        model: of an entry, with its `kind`.
    """
    from knowledge.forms import EntryForm  # noqa: PLC0415 - the form reads the models

    kind = model.kind
    own = [one for one in (*LEADING, *kind.attributes) if _has_field(model, one.field_name)]
    identity = [one for one in own if one.key == "technology" or one.key in kind.required_keys]
    facts = [one for one in own if one not in identity]
    tabs = [
        ObjectList(
            [
                TitleFieldPanel("title", help_text=kind.title_help, placeholder="Title"),
                *_panels(model, identity),
                FieldPanel("summary", heading=kind.summary_label, help_text=kind.summary_help),
                FieldPanel("body", heading="Sections", help_text=_sections_help(kind)),
            ],
            heading="The entry",
        ),
        *(ObjectList(panels, heading=heading) for heading, panels in model.own_tabs()),
        ObjectList(_panels(model, facts), heading="Facts"),
        ObjectList(
            [
                FieldPanel("tags", help_text=_help("tags")),
                FieldPanel("related", heading="Related entries", help_text=_help("related")),
            ],
            heading="Tags and related",
        ),
        ObjectList(_trust_panels(), heading="Trust"),
        ObjectList(
            [
                FieldPanel("slug", help_text="The last part of its address; a change leaves a redirect."),
                FieldPanel("seo_title", help_text="What search engines show instead of the title."),
                FieldPanel("search_description", help_text="Two sentences; the summary where empty."),
                PublishingPanel(),
                CommentPanel(),
            ],
            heading="Address",
        ),
        ChangeTab(
            [
                FieldPanel(
                    "change_kind",
                    heading="Kind of change",
                    help_text="Needed to publish again. Wording only tells nobody; the others reach readers.",
                ),
                FieldPanel(
                    "change_note",
                    heading="What changed",
                    help_text="One line for the public history, e.g. The fix now also works on Windows.",
                ),
            ],
            heading="Change",
        ),
    ]
    return TabbedInterface(tabs, base_form_class=EntryForm)


def _trust_panels() -> list[Panel]:
    return [
        MultiFieldPanel(
            [
                FieldPanel("verified_on", heading="Verified on", help_text=_help("verified")),
                FieldPanel("verified_with", heading="Verified with"),
                FieldPanel("review_due", heading="Review due"),
            ],
            heading="Is it still true?",
        ),
        MultiFieldPanel(
            [
                FieldPanel("source_title", heading="Source", help_text=_help("source")),
                FieldPanel("source_url", heading="Its address"),
                FieldPanel("source_licence", heading="Its licence", help_text="e.g. CC-BY-SA-4.0"),
            ],
            heading="Where it comes from",
        ),
        FieldPanel("licence", help_text=_help("licence")),
        FieldPanel("credit", help_text=_help("credit")),
    ]


def _panels(model: type[EntryPage], attributes: Iterable[Attribute]) -> list[Panel]:
    """Short fields share rows of three, lists stand alone below them."""
    rows: list[Panel] = []
    short: list[Panel] = []
    lists: list[Panel] = []
    for one in attributes:
        panel = FieldPanel(one.field_name, heading=one.name, help_text=one.help)
        is_list = isinstance(model._meta.get_field(one.field_name), StreamField)
        (lists if is_list else short).append(panel)
    while short:
        rows.append(FieldRowPanel(short[:3]))
        short = short[3:]
    return rows + lists


def _sections_help(kind: Kind) -> str:
    required = [section.heading for section in kind.sections if section.required]
    text = "Markdown, one block a section; the page shows them in its own order."
    return f"{text} Needed to publish: {', '.join(required)}." if required else text


def _help(key: str) -> str:
    return next(one.help for one in TRAILING if one.key == key)


def _has_field(model: type[EntryPage], name: str) -> bool:
    try:
        return bool(name) and bool(model._meta.get_field(name))
    except FieldDoesNotExist:
        return False
