"""Forms of what is brought in: files or a text with what is known about them, and how one file is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from django import forms
from django.template.defaultfilters import filesizeformat

from knowledge import kinds
from knowledge.importing.dialects import dialect_names
from knowledge.importing.plan import Options
from knowledge.importing.sources import CODE, IMAGES, MAX_FILE, TEXTS, is_text, may_be_text
from knowledge.importing.sources import MAX_FILES as MAX_MEMBERS
from knowledge.importing.structure.columns import NAMES
from knowledge.models import Technology

MAX_FILES = 500
MAX_BYTES = 25_000_000  # of one import, as it is sent
MAX_UNPACKED = 100_000_000  # bytes of an archive's texts and images
MAX_TEXT = 600_000  # characters; more bytes than a request without files may have
AUTO = [("", "By what it looks like")]
MEANINGS = {
    "title": "What is asked (title)",
    "answer": "The answer",
    "summary": "The short answer",
    "code": "Code",
    "choices": "Options to choose from",
    "correct": "The right option",
    "follow_ups": "Follow-up questions",
    "level": "Level",
    "difficulty": "Difficulty",
    "category": "Category",
    "technology": "Technology",
    "tags": "Tags",
    "priority": "Priority",
    "form": "Form",
    "message": "Error message",
    "source": "Source",
    "licence": "Licence",
}
NOTHING = "nothing"  # what a column holds that is to be left out


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each checked by its content and not by what it calls itself."""

    widget = ManyFilesInput

    def clean(self, data, initial=None) -> list:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MAX_FILES:
            raise forms.ValidationError(
                f"{len(files):,} files are more than the {MAX_FILES} that fit: put them into a zip archive."
            )
        size = sum(file.size for file in files)
        if size > MAX_BYTES:
            raise forms.ValidationError(
                f"Together they have {filesizeformat(size)}; at most {MAX_BYTES // 1_000_000} MB fit. Bring them "
                "in in parts, or have `manage.py import_entries` read them where they lie."
            )
        faults, found = [], []
        for file in files:
            try:
                found.append(self._checked(file))
            except forms.ValidationError as error:
                faults += error.messages
        if faults:
            rest = [f"… and {len(faults) - 10:,} more."] if len(faults) > 10 else []
            raise forms.ValidationError([*faults[:10], *rest])
        return found

    def _checked(self, file) -> tuple[str, bytes]:
        data = file.read()
        if not data.strip():
            raise forms.ValidationError(f"{file.name} is empty.")
        suffix = PurePosixPath(file.name).suffix.lower()
        if suffix == ".zip":
            _check_archive(file.name, data)
        elif not may_be_text(file.name):
            raise forms.ValidationError(
                f"{file.name}: {f'files ending in {suffix}' if suffix else 'files called so'} are not read."
            )
        elif len(data) > MAX_FILE:
            raise forms.ValidationError(
                f"{file.name} has {filesizeformat(len(data))}; at most {MAX_FILE // 1_000_000} MB of one text are read."
            )
        elif not is_text(data):
            raise forms.ValidationError(f"{file.name} is no text: it holds NUL bytes.")
        return file.name, data


def _check_archive(name: str, data: bytes) -> None:
    """Refuses what is no archive, and what unpacks to more than is read. What it says of itself may be wrong:
    the reader counts again.
    """
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        # What the library says of a made-up header: an offset before the file, a version it does not know.
        raise forms.ValidationError(f"{name} is no zip archive, whatever its name says.") from None
    read = [one for one in members if not one.is_dir() and _is_read(one.filename)]
    size = sum(one.file_size for one in read)
    if size > MAX_UNPACKED:
        raise forms.ValidationError(
            f"{name} unpacks to {filesizeformat(size)}; at most {MAX_UNPACKED // 1_000_000} MB of texts and images "
            "are read. Bring it in in parts, or have `manage.py import_entries` read the folder."
        )
    if len(read) > MAX_MEMBERS:
        raise forms.ValidationError(
            f"{name} holds {len(read):,} files; at most {MAX_MEMBERS:,} are read. Bring it in in parts."
        )


def _is_read(name: str) -> bool:
    return may_be_text(name) or PurePosixPath(name).suffix.lower() in IMAGES | CODE


class BringInForm(forms.Form):
    """Files or pasted text, and what is known about all of it."""

    uploads = ManyFilesField(
        label="Files",
        required=False,
        widget=ManyFilesInput(attrs={"accept": ",".join(sorted({*TEXTS, ".zip"}))}),
        help_text="Markdown, HTML, text, CSV, TSV, JSON, or a zip archive of such files and images.",
    )
    text = forms.CharField(
        label="Or paste a text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    title = forms.CharField(
        label="Name of this import",
        required=False,
        max_length=200,
        help_text="How you will find it again. The names of the files, if you leave it empty.",
    )
    technology = forms.ChoiceField(required=False, help_text="For entries that name none.")
    level = forms.ChoiceField(required=False, help_text="For entries that name none.")
    licence = forms.CharField(
        required=False, max_length=80, help_text="For entries that name none, such as CC-BY-SA-4.0."
    )
    source_url = forms.URLField(
        label="Where it comes from", required=False, max_length=500, assume_scheme="https",
        help_text="Its address on the web. Each entry will name it as its source.",
    )  # fmt: skip
    on_duplicate = forms.ChoiceField(
        label="Entries the hub has already",
        initial="skip",
        choices=[
            ("skip", "Skip them"),
            ("update", "Offer what they say as an update"),
            ("create", "Create them once more"),
        ],
        help_text="Only what the table starts with: you decide for each.",
    )
    kind = forms.ChoiceField(label="Kind of entry", required=False)
    dialect = forms.ChoiceField(
        label="How it is written",
        required=False,
        help_text="Found out for each file; can be corrected there.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = AUTO + [(kind.key, kind.label) for kind in kinds.all_kinds()]
        named = Technology.objects.order_by("name").values_list("slug", "name")
        self.fields["technology"].choices = [("", "Not known"), *named]
        self.fields["level"].choices = [("", "Not known"), *kinds.ALL_LEVELS.items()]
        self.fields["dialect"].choices = AUTO + dialect_choices()

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if len(text) > MAX_TEXT:
            raise forms.ValidationError(
                f"It has {len(text):,} characters; at most {MAX_TEXT:,} can be pasted. Put it into a file."
            )
        if "\x00" in text:
            raise forms.ValidationError("It is no text: it holds NUL characters.")
        return text.replace("\r\n", "\n")

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
            files.append(("pasted.md", self.cleaned_data["text"].encode("utf-8", "replace")))
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


def dialect_choices() -> list[tuple[str, str]]:
    """Returns the dialects with their names as people read them."""
    return [(name, name.replace("-", " ").capitalize()) for name in dialect_names()]


class ReadAgainForm(forms.Form):
    """How one source is read: its dialect, or what its columns hold.

    Arguments:
        columns: names of its columns; one without any is read in a dialect.
        taken: what each column is taken for, by its name.
    """

    def __init__(self, *args, columns: list[str], taken: dict[str, str], dialect: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        if not columns:
            self.fields["dialect"] = forms.ChoiceField(
                label="Read it as", required=False, choices=AUTO + dialect_choices(), initial=dialect
            )
        known = {**{key: label for key, label in MEANINGS.items() if key in NAMES}, NOTHING: "Leave it out"}
        for number, name in enumerate(columns):
            meaning = taken.get(name, NOTHING)
            extra = [] if meaning in known else [(meaning, meaning.replace(":", " ").capitalize())]
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=name, choices=[*known.items(), *extra], initial=meaning
            )

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        chosen = [cleaned.get(f"column-{number}") for number in range(len(self.columns))]
        twice = {one for one in chosen if one and one != NOTHING and chosen.count(one) > 1}
        if twice:
            labels = ", ".join(MEANINGS.get(one, one) for one in sorted(twice))
            raise forms.ValidationError(f"Only one column can hold each of these: {labels}.")
        if self.columns and not self.errors and "title" not in chosen:
            raise forms.ValidationError("One of the columns has to say what is asked.")
        return cleaned

    @property
    def chosen_columns(self) -> dict[str, str]:
        """What each column holds, by its name."""
        return {name: self.cleaned_data[f"column-{number}"] for number, name in enumerate(self.columns)}
