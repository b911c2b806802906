"""Widgets for values that are more than one input: lines, several texts, groups and rows of fields.

Each takes and gives what an entry document's YAML would hold: strings, lists and mappings of such.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

MOST_ROWS = 250  # numbers in the names of inputs; a shape's own limit is lower


class Templated:
    """A widget whose template lies with the site's own."""

    def _render(self, template_name: str, context: dict, renderer=None) -> SafeString:
        return render_to_string(template_name, context)


class Lines(forms.Textarea):
    """A list of short texts, one a line."""

    def value_from_datadict(self, data, files, name) -> list[str] | None:
        text = data.get(name)
        return None if text is None else _lines(text)

    def format_value(self, value) -> str:
        return "\n".join(str(one) for one in value or ())


class Commas(forms.TextInput):
    """A list of words, with commas between them."""

    def value_from_datadict(self, data, files, name) -> list[str] | None:
        text = data.get(name)
        return None if text is None else [one.strip() for one in text.split(",") if one.strip()]

    def format_value(self, value) -> str:
        return ", ".join(str(one) for one in value or ())


class Texts(Templated, forms.Widget):
    """A list of texts that may each have several lines, with an empty one to add another."""

    template_name = "contributions/widgets/texts.html"
    use_fieldset = True

    def __init__(self, one: str, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.one = one

    def value_from_datadict(self, data, files, name) -> list[str] | None:
        found = [data.get(f"{name}-{number}", "") for number in _numbers(data, name)]
        return [text for text in found if text.strip()]

    def value_omitted_from_data(self, data, files, name) -> bool:
        return not _numbers(data, name)

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        texts = [str(one) for one in value or ()]
        context["widget"] |= {"texts": [*texts, ""], "one": self.one}
        context["redact"] = "data-redact" in self.attrs
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0"


class Group(Templated, forms.Widget):
    """A mapping: an input for each of its fields.

    Arguments:
        parts: label and widget of each field, by its key.
    """

    template_name = "contributions/widgets/group.html"
    use_fieldset = True

    def __init__(self, parts: Mapping[str, tuple[str, forms.Widget]], attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.parts = parts

    def value_from_datadict(self, data, files, name) -> dict[str, Any]:
        found = {
            key: widget.value_from_datadict(data, files, f"{name}-{key}")
            for key, (_, widget) in self.parts.items()
        }
        # What is only unticked says nothing.
        return {} if all(value in (None, "", [], {}, False) for value in found.values()) else _given(found)

    def value_omitted_from_data(self, data, files, name) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"]["parts"] = self.inputs(name, value or {}, context["widget"]["attrs"])
        return context

    def inputs(self, name: str, value: Mapping[str, Any], attrs: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Returns label, input and how they stand to each other, for each field."""
        shown = []
        for key, (label, widget) in self.parts.items():
            id_ = f"{attrs.get('id', f'id_{name}')}-{key}"
            html = widget.render(f"{name}-{key}", value.get(key), {"id": id_})
            ticked = isinstance(widget, forms.CheckboxInput)
            shown.append({"label": label, "html": html, "id": widget.id_for_label(id_), "ticked": ticked})
        return shown

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-{next(iter(self.parts))}"


class Rows(Templated, forms.Widget):
    """A list of mappings: a group of inputs for each, and empty ones to add more.

    Arguments:
        group: the inputs of one.
        one: its name, such as `Choice`.
    """

    template_name = "contributions/widgets/rows.html"
    use_fieldset = True

    def __init__(self, group: Group, one: str, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.group, self.one = group, one

    def value_from_datadict(self, data, files, name) -> list[dict[str, Any]]:
        rows = (
            self.group.value_from_datadict(data, files, f"{name}-{number}") for number in _numbers(data, name)
        )
        return [row for row in rows if row]

    def value_omitted_from_data(self, data, files, name) -> bool:
        return not _numbers(data, name)

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        rows = [*(value or []), {}]
        id_ = context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"] |= {
            "one": self.one,
            "rows": [
                self.group.inputs(f"{name}-{number}", row, {"id": f"{id_}-{number}"})
                for number, row in enumerate(rows)
            ],
        }
        return context

    def id_for_label(self, id_: str) -> str:
        return self.group.id_for_label(f"{id_}-0")


def _lines(text: str) -> list[str]:
    return [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]


def _given(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value is not None}


def _numbers(data, name: str) -> list[int]:
    """Returns the numbers that a list's inputs carry in what was sent, in their order."""
    pattern = re.compile(re.escape(name) + r"-(\d{1,4})(?:-|\Z)")
    found = {int(match[1]) for match in map(pattern.match, data) if match}
    return sorted(found)[:MOST_ROWS]
