"""Secrets in what was sent: shown marked, and taken out of what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import Form, Select
from django.http import QueryDict
from django.utils.safestring import SafeString

from hub.core.redaction import Finding, find_secrets, marked


@dataclass(frozen=True)
class Leak:
    """An input that held secrets, as `contributions/secrets.html` shows it.

    Arguments:
        label, id: of the input.
        marked: its text as HTML, the secrets marked and named.
        redacted: its text without them.
        count: how many they are.
    """

    label: str
    id: str
    marked: SafeString
    redacted: str
    count: int


def leaks_in(form: Form, data: QueryDict, *, known: str = "") -> tuple[list[Leak], QueryDict]:
    """Returns the inputs that hold secrets, and what was sent without them.

    Arguments:
        known: a text that is public already; what looks like a secret there is an example.
    """
    leaks, clean = [], data.copy()
    for key in data:
        name = _field_of(key, form)
        if name is None or isinstance(form.fields[name].widget, Select):
            continue
        text = str(data[key])
        found = _found(text, known)
        if found:
            clean[key] = redacted = _without(text, known)
            leaks.append(Leak(str(form.fields[name].label), f"id_{key}", marked(text), redacted, len(found)))
    return leaks, clean


def _found(text: str, known: str) -> list[Finding]:
    return [one for one in find_secrets(text) if not (known and text[one.start : one.end] in known)]


def _without(text: str, known: str) -> str:
    for _ in range(2):  # what was taken out may have kept the next rule from seeing its secret
        parts, at = [], 0
        for one in _found(text, known):
            parts += [text[at : one.start], one.replacement]
            at = one.end
        text = "".join([*parts, text[at:]])
    return text


def _field_of(key: str, form: Form) -> str | None:
    """The field an input belongs to: its own name, or one that its name goes on from."""
    names = [name for name in form.fields if key == name or key.startswith(f"{name}-")]
    return max(names, key=len, default=None)
