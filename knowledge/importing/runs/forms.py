"""Forms of imports: bringing files in, narrowing the table, changing many rows, correcting one."""

from __future__ import annotations

import io
import zipfile

from django import forms
from django.db.models import Q, QuerySet

from knowledge import kinds
from knowledge.entrydocs import DocumentError, read
from knowledge.importing.dialects import dialect_names
from knowledge.importing.plan import Options
from knowledge.importing.sources import TEXTS
from knowledge.models import Category, Import, ImportedEntry, Technology

MAX_FILES = 50
MAX_BYTES = 25_000_000  # of one import
AUTO = [("", "By what it looks like")]


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each checked by its content and not by what it calls itself."""

    widget = ManyFilesInput

    def clean(self, data, initial=None) -> list:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MAX_FILES:
            raise forms.ValidationError(f"At most {MAX_FILES} files at once; put more into a zip archive.")
        if sum(file.size for file in files) > MAX_BYTES:
            raise forms.ValidationError(f"Together at most {MAX_BYTES // 1_000_000} MB.")
        return [self._checked(super(ManyFilesField, self).clean(file, initial)) for file in files]

    def _checked(self, file) -> tuple[str, bytes]:
        data = file.read()
        suffix = f".{file.name.rpartition('.')[2].lower()}" if "." in file.name else ""
        if suffix == ".zip":
            if not zipfile.is_zipfile(io.BytesIO(data)):
                raise forms.ValidationError(f"{file.name} is no zip archive, whatever its name says.")
        elif suffix not in TEXTS:
            raise forms.ValidationError(f"{file.name}: files with this ending are not read.")
        elif b"\x00" in data[:100_000]:
            raise forms.ValidationError(f"{file.name} is no text: it holds NUL bytes.")
        return file.name, data


class BringInForm(forms.Form):
    """Files or pasted text, and what is known about all of it."""

    uploads = ManyFilesField(
        label="Files",
        required=False,
        help_text="Markdown, HTML, text, CSV, TSV, JSON, or a zip archive of such files and images.",
    )
    text = forms.CharField(
        label="Or paste a text",
        required=False,
        strip=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    title = forms.CharField(
        required=False,
        max_length=200,
        help_text="How you will recognise this import; the files' names otherwise.",
    )
    kind = forms.ChoiceField(label="Kind of entry", required=False)
    technology = forms.ChoiceField(required=False, help_text="Of entries that do not say.")
    level = forms.ChoiceField(required=False, help_text="Of entries that do not say.")
    dialect = forms.ChoiceField(
        label="How it is written", required=False, help_text="Normally found out by itself, for each file."
    )
    on_duplicate = forms.ChoiceField(
        label="What the hub has already",
        choices=[("skip", "Skip"), ("update", "Update"), ("create", "Create again")],
    )
    licence = forms.CharField(
        required=False, max_length=80, help_text="Of entries that do not say, e.g. CC-BY-SA-4.0."
    )
    source_url = forms.URLField(
        label="Where it comes from", required=False, max_length=500, assume_scheme="https"
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = AUTO + [(kind.key, kind.label) for kind in kinds.all_kinds()]
        named = Technology.objects.order_by("name").values_list("slug", "name")
        self.fields["technology"].choices = [("", "Not known"), *named]
        self.fields["level"].choices = [("", "Not known"), *kinds.ALL_LEVELS.items()]
        self.fields["dialect"].choices = AUTO + [(name, name) for name in dialect_names()]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("uploads") and not (cleaned.get("text") or "").strip():
            self.add_error("uploads", "Choose a file, or paste a text below.")
        return cleaned

    @property
    def brought(self) -> list[tuple[str, bytes]]:
        """The files, a pasted text being one more."""
        files = list(self.cleaned_data["uploads"])
        if self.cleaned_data["text"].strip():
            files.append(("pasted.md", self.cleaned_data["text"].replace("\r\n", "\n").encode()))
        return files

    @property
    def called(self) -> str:
        return self.cleaned_data["title"] or ", ".join(name for name, _ in self.brought)

    @property
    def options(self) -> Options:
        chosen = self.cleaned_data
        return Options(
            kind=chosen["kind"],
            technology=chosen["technology"],
            level=chosen["level"],
            on_duplicate=chosen["on_duplicate"],
            dialect=chosen["dialect"],
        )


class RowsFilter(forms.Form):
    """What of the table is shown."""

    q = forms.CharField(label="Title", required=False)
    kind = forms.ChoiceField(required=False)
    action = forms.ChoiceField(required=False, choices=[("", "Any action"), *ImportedEntry.Action.choices])
    outcome = forms.ChoiceField(
        required=False,
        choices=[("", "Any outcome"), ("waiting", "Waiting"), *ImportedEntry.Outcome.choices[1:]],
    )
    source = forms.ChoiceField(required=False)
    need = forms.ChoiceField(
        label="What needs a look",
        required=False,
        choices=[
            ("", "Everything"),
            ("warnings", "With warnings"),
            ("duplicates", "With a duplicate"),
            ("unanswered", "Without an answer"),
        ],
    )

    def __init__(self, data, run: Import) -> None:
        super().__init__(data)
        self.run = run
        self.fields["kind"].choices = [("", "Any kind"), *((one.key, one.label) for one in kinds.all_kinds())]
        sources = run.sources.exclude(entries=None).order_by("pk").values_list("pk", "path").distinct()
        self.fields["source"].choices = [("", "Every source"), *((str(pk), path) for pk, path in sources)]

    def rows(self) -> QuerySet[ImportedEntry]:
        """Returns the rows that fit; what makes no sense narrows nothing."""
        self.is_valid()
        chosen, rows = self.cleaned_data, self.run.entries.order_by("pk")
        if chosen.get("q"):
            rows = rows.filter(title__icontains=chosen["q"])
        for key in ("kind", "action", "source"):
            if chosen.get(key):
                rows = rows.filter(**{key: chosen[key]})
        if chosen.get("outcome"):
            rows = rows.filter(outcome="" if chosen["outcome"] == "waiting" else chosen["outcome"])
        match chosen.get("need"):
            case "warnings":
                rows = rows.exclude(warnings=[])
            case "duplicates":
                rows = rows.filter(Q(duplicate__isnull=False) & ~Q(duplicate=None))
            case "unanswered":
                rows = rows.filter(answered=False)
        return rows


class ChangeForm(forms.Form):
    """Changes many rows at once; what is left empty stays as it is."""

    action = forms.ChoiceField(required=False, choices=[("", "As it is"), *ImportedEntry.Action.choices])
    technology = forms.SlugField(required=False, widget=forms.TextInput(attrs={"list": "technologies"}))
    level = forms.ChoiceField(required=False, choices=[("", "As it is"), *kinds.ALL_LEVELS.items()])
    category = forms.SlugField(required=False, widget=forms.TextInput(attrs={"list": "categories"}))
    difficulty = forms.IntegerField(required=False, min_value=1, max_value=10)

    def slugs(self) -> dict[str, list[str]]:
        """Returns what the fields offer while typing."""
        return {
            "technologies": list(Technology.objects.order_by("slug").values_list("slug", flat=True)),
            "categories": list(Category.objects.order_by("slug").values_list("slug", flat=True)),
        }


class RowForm(forms.Form):
    """One row: its whole document as text, and what is to become of it."""

    action = forms.ChoiceField(choices=ImportedEntry.Action.choices)
    document = forms.CharField(
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "import-document"}),
    )

    def clean_document(self):
        """Returns the document.

        Raises:
            forms.ValidationError: names every fault by its line.
        """
        try:
            return read(self.cleaned_data["document"].replace("\r\n", "\n"))
        except DocumentError as error:
            raise forms.ValidationError([str(one) for one in error.problems]) from None
