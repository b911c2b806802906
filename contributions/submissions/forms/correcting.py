"""From which text a correction starts, carried by the form, so that it holds when the entry goes on meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from contributions.submissions.forms.shapes import ShapeField
from hub.core.tokens import BadToken, digest, sign, unsign
from knowledge.attributes import Text
from knowledge.entrydocs import EntryDocument, document_from_page, write
from knowledge.models import EntryPage

PURPOSE = "contributions.correction"


@dataclass(frozen=True)
class Start:
    """What a correction is made from.

    Arguments:
        document: what the entry said when its form was shown.
        token: names it, signed: nobody is shown a draft by naming another revision.
        moved: whether what the form was shown with is not to be had any more, so that this is what the entry
            says now.
    """

    document: EntryDocument
    token: str
    moved: bool = False


def start_of(entry: EntryPage, token: str = "") -> Start:
    """Returns what a correction of an entry is made from.

    Arguments:
        entry: specific and live.
        token: what the form carried; empty for a form that is shown first.
    """
    now = document_from_page(entry)
    shown = sign(PURPOSE, [entry.pk, entry.live_revision_id, digest(write(now))])
    if not token:
        return Start(now, shown)
    try:
        key, revision_id, mark = unsign(PURPOSE, token)
    except (BadToken, TypeError, ValueError):
        return Start(now, shown, moved=True)
    if key != entry.pk:
        return Start(now, shown, moved=True)
    if mark == digest(write(now)):
        return Start(now, token)
    revision = entry.revisions.filter(pk=revision_id).first() if revision_id else None
    if revision is not None:
        then = document_from_page(revision.as_object())
        if mark == digest(write(then)):
            return Start(then, token)
    return Start(now, shown, moved=True)


class ReasonForm(forms.Form):
    """Why an entry is corrected, in one line."""

    reason = ShapeField(
        Text(255),
        label="What do you correct, and why?",
        help_text="One line, which the entry’s public history may show, e.g. Since 3.12 the module is gone.",
        missing="Say in one line what you correct, and why.",
        widget=forms.TextInput({"maxlength": 255, "autocomplete": "off"}),
    )
