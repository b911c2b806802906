"""The table of an import: what of it is shown, and what is changed in many of its rows."""

from __future__ import annotations

from django import forms
from django.db.models import Q, QuerySet

from knowledge import kinds
from knowledge.importing.runs.correcting import NOTHING, TAKEN_AWAY
from knowledge.models import Category, Import, ImportedEntry, Technology
from knowledge.models.imports import OPEN
from knowledge.models.questions import FORMS

NEEDS = {
    "": "Everything",
    "warnings": "With warnings",
    "assumed": "With something assumed",
    "duplicates": "Like another entry",
    "unanswered": "Without an answer",
    "corrected": "Corrected by hand",
}
STANDING = {"": "Any", "open": "To be decided", **dict(ImportedEntry.Outcome.choices[1:])}


class RowsFilter(forms.Form):
    """What of the table is shown."""

    q = forms.CharField(label="Title", required=False, max_length=200)
    kind = forms.ChoiceField(required=False)
    technology = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False)
    need = forms.ChoiceField(label="Show", required=False, choices=list(NEEDS.items()))
    action = forms.ChoiceField(
        label="What happens", required=False, choices=[("", "Any"), *ImportedEntry.Action.choices]
    )
    outcome = forms.ChoiceField(label="What became of it", required=False, choices=list(STANDING.items()))
    file = forms.CharField(label="File", required=False, max_length=500)

    def __init__(self, data, run: Import) -> None:
        super().__init__(data)
        self.run = run
        labels = {kind.key: kind.label for kind in kinds.all_kinds()}
        names = dict(Technology.objects.values_list("slug", "name"))
        for key, known in (("kind", labels), ("technology", names), ("level", kinds.ALL_LEVELS)):
            found = run.entries.order_by(key).values_list(key, flat=True).distinct()
            offered = dict.fromkeys([*found, data.get(key, "")])  # what is filtered by may be gone by now
            self.fields[key].choices = [("", "Any"), *((one, known.get(one, one)) for one in offered if one)]

    def rows(self) -> QuerySet[ImportedEntry]:
        """Returns the rows that fit: none where the filter makes no sense, or a button would change them all."""
        if not self.is_valid():
            return self.run.entries.none()
        chosen, rows = self.cleaned_data, self.run.entries.order_by("pk")
        if chosen.get("q"):
            rows = rows.filter(title__icontains=chosen["q"])
        if chosen.get("file"):
            rows = rows.filter(source__path__icontains=chosen["file"])
        for key in ("kind", "technology", "level", "action"):
            if chosen.get(key):
                rows = rows.filter(**{key: chosen[key]})
        if chosen.get("outcome"):
            is_open = chosen["outcome"] == "open"
            rows = rows.filter(outcome__in=OPEN) if is_open else rows.filter(outcome=chosen["outcome"])
        match chosen.get("need"):
            case "warnings":
                rows = rows.exclude(warnings=[])
            case "assumed":
                rows = rows.filter(Q(because__level=NOTHING) | Q(because__technology=NOTHING))
            case "duplicates":
                rows = rows.filter(duplicate__isnull=False).exclude(duplicate=None)
            case "unanswered":
                rows = rows.filter(answered=False)
            case "corrected":
                rows = rows.filter(is_corrected=True)
        return rows

    @property
    def chips(self) -> list[str]:
        """What is chosen, in words."""
        words = []
        for field in self:
            value = self.cleaned_data.get(field.name) if hasattr(self, "cleaned_data") else ""
            if value:
                choices = dict(getattr(field.field, "choices", ()))
                words.append(f"{field.label}: {choices.get(value, value)}")
        return words


class ChangeForm(forms.Form):
    """Changes many rows at once; what is left empty stays as it is."""

    action = forms.ChoiceField(
        label="What happens", required=False, choices=[("", "As it is"), *ImportedEntry.Action.choices]
    )
    kind = forms.ChoiceField(required=False)
    technology = forms.SlugField(required=False, widget=forms.TextInput(attrs={"list": "technologies"}))
    level = forms.ChoiceField(required=False, choices=[("", "As it is"), *kinds.ALL_LEVELS.items()])
    category = forms.SlugField(required=False, widget=forms.TextInput(attrs={"list": "categories"}))
    difficulty = forms.IntegerField(label="Difficulty, 1 to 10", required=False, min_value=1, max_value=10)
    priority = forms.ChoiceField(
        required=False, choices=[("", "As it is"), ("high", "High"), (TAKEN_AWAY, "Not marked")]
    )
    form = forms.ChoiceField(required=False, choices=[("", "As it is"), *FORMS.items()])
    tags = forms.CharField(label="Add tags", required=False, max_length=500)
    licence = forms.CharField(required=False, max_length=80)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "As it is"), *((one.key, one.label) for one in kinds.all_kinds())]

    def clean_tags(self) -> list[str]:
        return [one.strip() for one in self.cleaned_data["tags"].split(",") if one.strip()]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Choose what to change first.")
        return cleaned

    def slugs(self) -> dict[str, list[str]]:
        """Returns what the fields offer while typing."""
        return slugs_offered()


def slugs_offered() -> dict[str, list[str]]:
    """Returns the slugs of technologies and categories, by the id of the list that offers them."""
    return {
        "technologies": list(Technology.objects.order_by("slug").values_list("slug", flat=True)),
        "categories": list(Category.objects.order_by("slug").values_list("slug", flat=True)),
    }
