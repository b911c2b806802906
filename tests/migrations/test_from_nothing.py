"""`migrate` alone leaves a working, empty hub."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, Site, Workflow, WorkflowPage

from hub.home.models import HomePage
from knowledge import kinds
from knowledge.models import DomainPage, EntryPage

pytestmark = pytest.mark.django_db


def page_permissions(group: str) -> set[str]:
    granted = GroupPagePermission.objects.filter(group__name=group)
    return set(granted.values_list("permission__codename", flat=True))


def test_the_home_page_is_the_root_of_the_default_site():
    home = HomePage.objects.get()
    site = Site.objects.get(is_default_site=True)
    assert site.root_page_id == home.pk
    assert home.live
    assert Page.objects.filter(depth=2).count() == 1, "Wagtail's welcome page is gone"


def test_every_kind_has_its_domain_page_below_home():
    home = HomePage.objects.get()
    pages = [page.specific for page in Page.objects.child_of(home)]
    assert all(isinstance(page, DomainPage) and page.live for page in pages)
    assert [page.entry_kind for page in pages] == [kind for kind in kinds.all_kinds() if not kind.below]
    assert [page.slug for page in pages] == ["questions", "debug", "snippets", "design", "security", "paths"]


def test_the_tree_is_sound():
    assert Page.find_problems() == ([], [], [], [], [])


def test_there_are_no_entries():
    assert not EntryPage.objects.exists()


def test_the_addresses_of_an_empty_hub_answer(client):
    for path in ("/", "/questions/", "/debug/", "/snippets/", "/design/", "/security/", "/healthz"):
        assert client.get(path).status_code == 200, path


def test_editors_publish_authors_draft_and_moderators_do_not_publish():
    assert set(Group.objects.values_list("name", flat=True)) >= {"Editors", "Authors", "Moderators"}
    assert "publish_page" in page_permissions("Editors")
    assert "add_page" in page_permissions("Authors")
    assert "publish_page" not in page_permissions("Authors") | page_permissions("Moderators")


def test_a_workflow_holds_for_every_page_and_editors_approve_in_it():
    workflow = WorkflowPage.objects.get(page__depth__lte=2).workflow
    assert workflow.active
    approvers = {
        group.name
        for task in workflow.tasks
        for group in getattr(task.specific, "groups", Group.objects.none()).all()
    }
    assert approvers == {"Editors"}
    assert Workflow.objects.filter(active=True).count() == 1
