"""Review: authors submit, editors approve, and a refused publication leaves nothing half done."""

import json

import pytest
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowState
from wagtail.test.utils.form_data import streamfield

from knowledge.models import EntryPage
from tests.admin.conftest import signed_in
from tests.admin.forms import add_url, edit_url, entry_form, errors_of
from tests.factories import ENTRY_FACTORIES, QuestionPageFactory
from tests.knowledge.test_publishing import edited, incomplete

pytestmark = pytest.mark.django_db


def submitted(entry, by):
    entry = EntryPage.objects.get(pk=entry.pk).specific
    entry.get_workflow().start(entry, by)
    return TaskState.objects.get(workflow_state__object_id=str(entry.pk))


def approve_url(entry, state) -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=(entry.pk, "approve", state.pk))


def state_of(state) -> tuple[str, str]:
    state.refresh_from_db()
    return state.status, WorkflowState.objects.get(pk=state.workflow_state_id).status


def test_one_workflow_is_in_force_and_editors_decide():
    assert list(Workflow.objects.filter(active=True).values_list("name", flat=True)) == ["Editorial review"]
    entry = QuestionPageFactory()
    task = entry.get_workflow().tasks[0].specific
    assert [group.name for group in task.groups.all()] == ["Editors"]


def test_an_author_submits_and_an_editor_approves(author_client, editor_client):
    author_client.post(add_url("question"), entry_form("question") | {"action-submit": "1"})
    entry = EntryPage.objects.get()
    assert not entry.live
    state = TaskState.objects.get()
    editor_client.post(approve_url(entry, state))
    assert EntryPage.objects.get().live
    assert state_of(state) == ("approved", "approved")


@pytest.mark.parametrize("kind", list(ENTRY_FACTORIES))
def test_a_refused_approval_leaves_the_task_in_progress_and_says_why(editor_client, author, kind):
    entry = incomplete(kind)
    state = submitted(entry, author)
    response = editor_client.post(approve_url(entry, state), follow=True)
    assert "is needed to publish." in " ".join(str(message) for message in response.context["messages"])
    assert state_of(state) == ("in_progress", "in_progress")
    assert not EntryPage.objects.get(pk=entry.pk).live


def test_a_refused_approval_in_a_dialog_closes_the_dialog(editor_client, author):
    entry = incomplete("design")
    state = submitted(entry, author)
    response = editor_client.post(approve_url(entry, state), headers={"x-requested-with": "XMLHttpRequest"})
    assert json.loads(response.content)["step"] == "success"
    assert state_of(state) == ("in_progress", "in_progress")


def test_approving_in_the_editor_shows_what_is_missing_at_its_field(editor_client, author):
    entry = incomplete("question")
    state = submitted(entry, author)
    press = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    response = editor_client.post(edit_url(entry), entry_form("question", category="") | press)
    assert "category" in errors_of(response)
    assert state_of(state) == ("in_progress", "in_progress")

    # Whoever mends it and approves has seen what the approval publishes.
    editor_client.post(edit_url(entry), entry_form("question") | press)
    assert state_of(TaskState.objects.latest("pk")) == ("approved", "approved")
    assert EntryPage.objects.get(pk=entry.pk).live


def test_approving_in_the_editor_what_nobody_changed_publishes_it(editor_client, author):
    text = "### Before\n\n```python\na = 1\n```\n\n### After\n\n```python\na = 2\n```"
    form = entry_form("debug", body=streamfield([("root_cause", "Never set.\n\nNor asked."), ("fix", text)]))
    signed_in(author).post(add_url("debug"), form | {"action-submit": "1"})
    entry, state = EntryPage.objects.get(), TaskState.objects.get()

    press = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    for field in ("messages", "body"):
        form |= {f"{field}-{n}-id": block.id for n, block in enumerate(getattr(entry.specific, field))}
    as_browsers_send = {key: value.replace("\n", "\r\n") for key, value in form.items()}
    editor_client.post(edit_url(entry), as_browsers_send | press)
    assert state_of(state) == ("approved", "approved")
    assert EntryPage.objects.get().live


def test_an_incomplete_entry_can_be_sent_back(editor_client, author):
    entry = incomplete("question")
    state = submitted(entry, author)
    press = {"action-workflow-action": "1", "workflow-action-name": "reject"}
    editor_client.post(edit_url(entry), entry_form("question", category="") | press)
    assert state_of(state) == ("rejected", "needs_changes")


def test_the_change_of_a_live_entry_is_explained_before_review(author_client, author, editor_client):
    entry = QuestionPageFactory(owner=author, live=True)
    form = entry_form("question", slug=entry.slug) | {"action-submit": "1"}
    assert "change_note" in errors_of(author_client.post(edit_url(entry), form))
    said = {"change_kind": "typo", "change_note": "Commas."}
    assert author_client.post(edit_url(entry), form | said).status_code == 302
    editor_client.post(approve_url(entry, TaskState.objects.get()))
    assert entry.changes.first().note == "Commas."


def test_two_publishing_at_once_one_is_asked_for_a_note(editor_client):
    """The form was opened before the first publish, so it showed no tab for the note."""
    entry = QuestionPageFactory()
    edited(entry, summary="Theirs.").publish()
    form = entry_form("question", slug=entry.slug) | {"action-publish": "1"}
    response = editor_client.post(edit_url(entry), form)
    assert {"change_kind", "change_note"} <= set(errors_of(response))
    assert entry.changes.count() == 1
