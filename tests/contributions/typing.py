"""A visitor at a form: reads the page as a browser does, types, and sends everything the form holds."""

import time
from dataclasses import dataclass, field
from html.parser import HTMLParser

from contributions.gate.fields import Note, new_note, read_note

BROWSER = {
    "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "HTTP_SEC_FETCH_SITE": "same-origin",
}
WHILE = 60  # seconds somebody takes to fill in a form


@dataclass
class ReadForm:
    """The fields of the one form with the class `contribute`."""

    action: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.form, self.inside = ReadForm(), False
        self.text: list[str] | None = None
        self.name = self.chosen = None

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form" and "contribute" in (found.get("class") or "").split():
            self.inside, self.form.action = True, found["action"]
        if not self.inside:
            return
        name = found.get("name")
        if tag == "input" and name and found.get("type") != "submit":
            if found.get("type") not in {"checkbox", "radio"}:
                self._add(name, found.get("value") or "")
            elif "checked" in found:
                self._add(name, found.get("value") or "on")
        elif tag == "textarea":
            self.name, self.text = name, []
        elif tag == "select":
            self.name, self.chosen = name, None
        elif tag == "option" and (self.chosen is None or "selected" in found):
            self.chosen = found.get("value") or ""

    def handle_data(self, data):
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        if not self.inside:
            return
        if tag == "textarea":
            self._add(self.name, "".join(self.text).removeprefix("\n").replace("\n", "\r\n"))
            self.text = None
        elif tag == "select":
            self._add(self.name, self.chosen or "")

    def _add(self, name, value):
        self.form.fields.setdefault(name, []).append(value)


def read_form(response) -> ReadForm:
    """Returns the form of a page; line ends are those that browsers send."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.form


def typed(form: ReadForm, changes: dict[str, str], *, purpose: str, after: float = WHILE) -> dict:
    """Returns what is sent when somebody has changed some fields.

    Arguments:
        purpose: of the gate.
        after: seconds since the form was shown.
    """
    data = {**form.fields, **{name: [value] for name, value in changes.items()}}
    for name in [name for name, value in changes.items() if value is None]:
        del data[name]
    note = read_note(purpose, data["gate"][0]) if "gate" in data else None
    note = note or new_note()
    data["gate"] = [Note(note.form, time.time() - after, note.asked).signed(purpose)]
    return data


def fill_in(
    client, address: str, changes: dict[str, str] | None = None, *, purpose: str = "submission", **options
):
    """Opens a form, types into it and sends it; returns the answer.

    Arguments:
        changes: by the names of inputs; None takes one away.
        options: `after`, see `typed`; `opened`, called between the two.
    """
    form = read_form(client.get(address, **BROWSER))
    if "opened" in options:
        options.pop("opened")()
    data = typed(form, {"by-agreed": "on", "action": "send", **(changes or {})}, purpose=purpose, **options)
    return client.post(form.action, data, **BROWSER)


def send_again(client, response, changes: dict[str, str] | None = None, *, purpose: str = "submission"):
    """Sends the form of an answer once more."""
    form = read_form(response)
    data = typed(form, {"action": "send", **(changes or {})}, purpose=purpose)
    return client.post(form.action, data, **BROWSER)
