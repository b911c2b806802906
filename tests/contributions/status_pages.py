"""What tests of a submission's page send to it, and read from it."""

from contributions.submissions.forms import EntryForm
from contributions.submissions.models import Submission
from knowledge import kinds

# What each button sends, by the end of its address.
SENT = {
    "say/": {"text": "It was version 3."},
    "credit/": {
        "credit-named": "on",
        "credit-name": "Ada Example",
        "credit-link": "https://ada.example.org/",
    },
    "withdraw/": {"reason": "Solved otherwise."},
    "confirm/": {},
    "edit/": {"note": "It is version 3."},
}


def edited(one: Submission, button: str) -> dict:
    """Returns the fields of the form of a document, as a browser would send them back."""
    if button != "edit/":
        return {}
    form = EntryForm(kinds.get(one.kind), document=one.document)
    return {
        "title": "Said better",
        "technology": one.document.attributes["technology"],
        "messages-0": one.document.attributes["messages"][0],
        "error_kind": "runtime",
        "summary": one.document.summary,
        **{slot.name: slot.text for slot in form.slots if slot.text},
    }


def text_of(response) -> str:
    return " ".join(response.content.decode().split())
