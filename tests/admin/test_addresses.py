"""Addresses outlive changes: renamed and moved entries redirect, deleted ones answer 410 or lead on."""

import pytest
from django.urls import reverse
from wagtail.models import Workflow

from knowledge.models import EntryPage, RetiredCode
from tests.admin.forms import edit_url, entry_form
from tests.factories import QuestionPageFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(editor_client, django_capture_on_commit_callbacks):
    """Publishes an entry under another slug, to the end of the transaction."""

    def rename(entry, slug: str) -> None:
        said = {"change_kind": "typo", "change_note": "A better address."}
        form = entry_form("question", slug=slug, **said) | {"action-publish": "1"}
        with django_capture_on_commit_callbacks(execute=True):
            editor_client.post(edit_url(entry), form)

    return rename


def delete(client, entry) -> None:
    client.post(reverse("wagtailadmin_pages:delete", args=(entry.pk,)))
    assert not EntryPage.objects.filter(pk=entry.pk).exists()


def test_a_changed_slug_leaves_a_redirect(rename, client):
    entry = QuestionPageFactory(live=True)
    rename(entry, "renamed")
    response = client.get(entry.url)
    assert response.status_code == 301
    assert response["Location"].endswith("/questions/renamed/")


def test_a_renamed_domain_page_leaves_redirects_for_its_entries(client, django_capture_on_commit_callbacks):
    entry = QuestionPageFactory(live=True)
    parent = entry.get_parent().specific
    parent.slug = "interview-questions"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save_revision().publish()
    response = client.get(entry.url)
    assert response.status_code == 301
    assert response["Location"].endswith(f"/interview-questions/{entry.slug}/")


def test_a_moved_entry_leaves_a_redirect(client):
    entry = QuestionPageFactory(live=True)
    old = entry.url
    branch = home_page().add_child(
        instance=type(entry.get_parent().specific)(title="Elsewhere", slug="elsewhere", live=True)
    )
    entry.specific.move(branch, pos="last-child")
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"].endswith(f"/elsewhere/{entry.slug}/")


def test_a_deleted_entry_answers_410_at_every_address_it_had(editor_client, rename, client):
    entry = QuestionPageFactory(live=True)
    rename(entry, "renamed")
    new = EntryPage.objects.get(pk=entry.pk)
    delete(editor_client, entry)
    for address in (entry.url, new.url, f"/e/{entry.code}/"):
        response = client.get(address, follow=True)
        assert response.status_code == 410
    assert RetiredCode.objects.get().code == entry.code


def test_a_deleted_entry_leads_to_its_successor(editor_client, client):
    gone, successor = QuestionPageFactory(live=True), QuestionPageFactory(live=True)
    delete(editor_client, gone)
    url = reverse("retiredcode:edit", args=(gone.code,))
    editor_client.post(url, {"successor": successor.code})
    for address in (gone.url, f"/e/{gone.code}/"):
        response = client.get(address, follow=True)
        assert response.redirect_chain[-1][0].endswith(f"/questions/{successor.slug}/")


def test_a_draft_that_is_deleted_leaves_no_redirect_but_its_code_is_never_used_again(editor_client):
    from wagtail.contrib.redirects.models import Redirect

    draft = QuestionPageFactory()
    delete(editor_client, draft)
    assert not Redirect.objects.exists()
    assert QuestionPageFactory(technology=draft.technology).code != draft.code


def test_the_groups_migration_runs_again_after_somebody_renamed_a_group():
    from importlib import import_module

    from django.apps import apps
    from django.contrib.auth.models import Group

    Group.objects.filter(name="Editors").update(name="Redaktion")
    migration = import_module("hub.home.migrations.0003_groups_and_workflow")
    migration.set_up(apps, None)
    assert {"Redaktion", "Editors", "Authors", "Moderators"} <= set(
        Group.objects.values_list("name", flat=True)
    )
    assert home_page().get_workflow().name == "Editorial review"
    migration.take_back_workflow(apps, None)
    assert home_page().get_workflow().name == "Moderators approval"
    assert not Workflow.objects.filter(name="Editorial review", active=True).exists()
