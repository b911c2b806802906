"""What a browser posts from the editor: complete for every kind, so that a test changes one thing only."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from knowledge import kinds
from tests.factories import CategoryFactory, TechnologyFactory, domain_page

LISTS = ("related", "verified_with", "credit")
OWN_LISTS = {
    "question": ("choices", "also_asked"),
    "debug": ("messages", "affects"),
    "snippet": ("tested_with",),
    "design": ("components",),
    "security": ("cwe",),
    "path": ("outcomes", "prerequisites", "stages"),
    "module": ("entries", "resources"),
}


def own_values(kind: str) -> dict:
    """What a kind requires beside title and technology, as its form posts it."""
    return {
        "question": lambda: {
            "level": "mid",
            "difficulty": "5",
            "category": str(CategoryFactory().pk),
            "summary": "One could say this aloud.",
            "form": "open",
            "body": streamfield([("deep_dive", "How it works.")]),
        },
        "debug": lambda: {
            "error_kind": "runtime",
            "messages": streamfield([("item", "ValueError: it broke")]),
            "body": streamfield([("root_cause", "Never set."), ("fix", "Set it.")]),
        },
        "snippet": lambda: {
            "pattern": "utility",
            "body": streamfield([("files", "```python tool.py\nprint(1)\n```")]),
        },
        "design": lambda: {
            "body": streamfield([("problem", "Too many readers."), ("architecture", "A cache.")]),
        },
        "security": lambda: {
            "body": streamfield([("what_it_is", "Input becomes code."), ("prevention", "- Parameters")]),
        },
        "path": lambda: {
            "level": "beginner",
            "body": streamfield([("overview", "Step by step.")]),
        },
        "module": lambda: {
            "objective": "Do one thing well.",
            "body": streamfield([("lesson", "The idea, and an example.")]),
        },
    }[kind]()


def entry_form(kind: str, **changes) -> dict[str, str]:
    """Returns the posted form of a complete entry.

    Arguments:
        kind: key of a kind.
        changes: values instead of the complete ones; `None` leaves a field out.
    """
    values = {
        "title": "How does it work?",
        "slug": "how-does-it-work",
        "technology": str(TechnologyFactory().pk) if "technology" not in changes else "",
        "level": "",
        "difficulty": "",
        "summary": "In one sentence.",
        "tags": "",
        "licence": "CC-BY-4.0",
        "verified_on": "",
        "review_due": "",
        "change_kind": "",
        "change_note": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
        **{name: streamfield([]) for name in (*LISTS, *OWN_LISTS[kind])},
        **own_values(kind),
        **changes,
    }
    return nested_form_data({key: value for key, value in values.items() if value is not None})


def add_url(kind: str) -> str:
    model = kinds.page_model(kind)
    return reverse(
        "wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, domain_page(kind).pk)
    )


def edit_url(entry) -> str:
    return reverse("wagtailadmin_pages:edit", args=(entry.pk,))


def errors_of(response) -> dict[str, list[str]]:
    """The messages the form shows, by field."""
    return {field: list(messages) for field, messages in response.context["form"].errors.items()}
