"""Previews: the page in both themes, also of what was never saved, and the Markdown editor's endpoints."""

import pytest
from django.urls import reverse

from hub.core.rendering import MAX_TEXT
from knowledge import kinds
from knowledge.models import EntryPage
from tests.admin.forms import entry_form
from tests.factories import ENTRY_FACTORIES, QuestionPageFactory, domain_page

pytestmark = pytest.mark.django_db
KINDS = list(ENTRY_FACTORIES)


def preview_url(kind: str) -> str:
    model = kinds.page_model(kind)
    args = (model._meta.app_label, model._meta.model_name, domain_page(kind).pk)
    return reverse("wagtailadmin_pages:preview_on_add", args=args)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("mode", "theme"), [("", "light"), ("dark", "dark")])
def test_a_new_entry_is_previewed_in_both_themes(editor_client, kind, mode, theme):
    url = preview_url(kind)
    assert editor_client.post(url, entry_form(kind, title="Unsaved")).json() == {
        "is_valid": True,
        "is_available": True,
    }
    response = editor_client.get(url, {"mode": mode})
    assert response.status_code == 200
    page = response.content.decode()
    assert "Unsaved" in page
    assert f'data-theme="{theme}"' in page
    assert not kinds.page_model(kind).objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_with_nothing_but_a_title_is_previewed(editor_client, kind):
    nothing = dict.fromkeys(("technology", "level", "difficulty", "summary", "category", "pattern"), "")
    form = entry_form(kind, title="Just begun", **nothing) | {"body-count": "0", "messages-count": "0"}
    url = preview_url(kind)
    assert editor_client.post(url, form).json()["is_available"]
    response = editor_client.get(url)
    assert response.status_code == 200
    assert b"Just begun" in response.content


@pytest.mark.parametrize("kind", KINDS)
def test_a_live_entry_is_previewed_as_it_is_being_changed(editor_client, kind):
    entry = ENTRY_FACTORIES[kind](live=True)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(entry.pk,))
    editor_client.post(url, entry_form(kind, title="Being changed", slug=entry.slug))
    assert b"Being changed" in editor_client.get(url).content
    assert EntryPage.objects.get(pk=entry.pk).title == entry.title


@pytest.mark.parametrize("kind", KINDS)
def test_every_section_shows_an_example_in_the_block_picker(editor_client, kind):
    stream = kinds.page_model(kind)._meta.get_field("body").stream_block
    for name, block in stream.child_blocks.items():
        if name == "other":
            continue
        assert block.is_previewable
        url = reverse("wagtailadmin_block_preview")
        response = editor_client.get(url, {"id": block.definition_prefix})
        assert response.status_code == 200
        assert "<main" in response.content.decode()


def test_markdown_is_previewed_as_the_site_shows_it(editor_client):
    text = "### Before\n\n```python\na = 1\n```\n\n### After\n\n```python\na = 2\n```"
    response = editor_client.post(reverse("markdown_preview"), {"text": text, "layout": "comparison"})
    page = response.content.decode()
    assert 'class="diff"' in page
    assert "css/foundation" in page
    assert "<script" not in page


@pytest.mark.parametrize("layout", ["", "nonsense", "prose\x00"])
def test_an_unknown_layout_counts_as_prose(editor_client, layout):
    response = editor_client.post(reverse("markdown_preview"), {"text": "*Hello*", "layout": layout})
    assert "<em>Hello</em>" in response.content.decode()


def test_hostile_markdown_stays_harmless(editor_client):
    text = "<script>alert(1)</script> [x](javascript:alert(1))"
    page = editor_client.post(reverse("markdown_preview"), {"text": text}).content.decode()
    assert "<script" not in page
    assert 'href="javascript' not in page


def test_the_preview_refuses_what_is_too_long_and_what_is_not_posted(editor_client):
    url = reverse("markdown_preview")
    assert editor_client.post(url, {"text": "x" * (MAX_TEXT + 1)}).status_code == 413
    assert editor_client.get(url).status_code == 405


def test_the_preview_needs_the_token_of_the_form(editor):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(reverse("markdown_preview"), {"text": "x"}).status_code == 403


def completed(client, query: str) -> list[str]:
    response = client.get(reverse("entry_completion"), {"q": query})
    return [entry["code"] for entry in response.json()["entries"]]


def test_entries_are_offered_by_code_and_by_title(editor_client):
    entry = QuestionPageFactory(title="Migrations without downtime", live=True)
    other = QuestionPageFactory(title="Sessions")
    assert completed(editor_client, entry.code[:6].lower()) == [entry.code]
    assert completed(editor_client, "downtime") == [entry.code]
    assert set(completed(editor_client, "")) == {entry.code, other.code}
    assert completed(editor_client, "%") == []
    assert completed(editor_client, "x" * 5000) == []


def test_few_entries_are_offered_at_once(editor_client):
    for number in range(12):
        QuestionPageFactory(title=f"The same words {number}")
    assert len(completed(editor_client, "same")) == 10
