"""Who may do what: roles by actions, through real requests. A page that is not shown counts as refused."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site, TaskState

from knowledge.models import Category, EntryPage, Promotion, RetiredCode, Technology
from tests.admin.conftest import person, signed_in
from tests.admin.forms import add_url, edit_url, entry_form
from tests.factories import CategoryFactory, QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "nobody", "author", "moderator", "editor", "administrator")
STAFF = ("author", "moderator", "editor", "administrator")
DESK = ("editor", "administrator")
ADMINISTRATOR = ("administrator",)
GROUPS = {"author": "Authors", "moderator": "Moderators", "editor": "Editors"}


@dataclass
class Desk:
    """A person at work: the client and who it is signed in as."""

    client: Client
    user: object

    def own(self, **fields) -> EntryPage:
        return QuestionPageFactory(owner=self.user, **fields)

    def shown(self, url: str) -> bool:
        return self.client.get(url).status_code == 200


def desk(role: str) -> Desk:
    if role == "anonymous":
        return Desk(Client(), None)
    user = person(GROUPS.get(role), is_superuser=role == "administrator")
    return Desk(signed_in(user), user)


def fresh(page) -> EntryPage | None:
    return EntryPage.objects.filter(pk=page.pk).first()


def page_url(name: str, page, *args) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=(page.pk, *args))


def bulk_publish(at: Desk) -> bool:
    draft = QuestionPageFactory()
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    at.client.post(f"{url}?{urlencode({'id': draft.pk})}")
    return fresh(draft).live


def edit(at: Desk, page) -> bool:
    at.client.post(edit_url(page), entry_form("question", title="Edited", slug=page.slug))
    return fresh(page).draft_title == "Edited"


def approve(at: Desk) -> bool:
    entry = QuestionPageFactory().specific
    entry.get_workflow().start(entry, person("Authors"))
    at.client.post(page_url("workflow_action", entry, "approve", TaskState.objects.get().pk))
    return fresh(entry).live


def add(at: Desk) -> bool:
    at.client.post(add_url("question"), entry_form("question"))
    return EntryPage.objects.exists()


def publish_new(at: Desk) -> bool:
    at.client.post(add_url("question"), entry_form("question") | {"action-publish": "1"})
    return EntryPage.objects.live().exists()


def publish(at: Desk, page) -> bool:
    at.client.post(edit_url(page), entry_form("question", slug=page.slug) | {"action-publish": "1"})
    return fresh(page).live


def submit(at: Desk) -> bool:
    page = at.own()
    at.client.post(edit_url(page), entry_form("question", slug=page.slug) | {"action-submit": "1"})
    return TaskState.objects.exists()


def unpublish(at: Desk, page) -> bool:
    at.client.post(page_url("unpublish", page))
    return not fresh(page).live


def delete(at: Desk, page) -> bool:
    at.client.post(page_url("delete", page))
    return fresh(page) is None


def move(at: Desk) -> bool:
    page = QuestionPageFactory(live=True)
    return at.shown(page_url("move", page))


def lock(at: Desk) -> bool:
    page = QuestionPageFactory()
    at.client.post(page_url("lock", page))
    return fresh(page).locked


def unlock(at: Desk) -> bool:
    page = QuestionPageFactory()
    page.locked, page.locked_by = True, person("Editors")
    page.save()
    at.client.post(page_url("unlock", page))
    return not fresh(page).locked


def edit_home(at: Desk) -> bool:
    return at.shown(page_url("edit", Page.objects.get(slug="home")))


def add_technology(at: Desk) -> bool:
    at.client.post(reverse("technology:add"), {"name": "Go", "slug": "go", "prefix": "GO"})
    return Technology.objects.filter(slug="go").exists()


def change_technology(at: Desk) -> bool:
    one = TechnologyFactory()
    form = {"name": "Renamed", "slug": one.slug, "prefix": one.prefix}
    at.client.post(reverse("technology:edit", args=(one.pk,)), form)
    return Technology.objects.filter(name="Renamed").exists()


def delete_category(at: Desk) -> bool:
    one = CategoryFactory()
    at.client.post(reverse("category:delete", args=(one.pk,)))
    return not Category.objects.filter(pk=one.pk).exists()


def name_successor(at: Desk) -> bool:
    RetiredCode.objects.create(code="PY-001", title="Gone")
    successor = QuestionPageFactory(live=True).code
    at.client.post(reverse("retiredcode:edit", args=("PY-001",)), {"successor": successor})
    return RetiredCode.objects.get().successor == successor


def add_redirect(at: Desk) -> bool:
    form = {"old_path": "/old/", "is_permanent": "on", "redirect_link": "https://example.com/"}
    at.client.post(reverse("wagtailredirects:add"), form)
    return Redirect.objects.exists()


def promote(at: Desk) -> bool:
    form = {"query": "lamp", "entry": QuestionPageFactory(live=True).pk, "position": "1"}
    at.client.post(reverse("promotion:add"), form)
    return Promotion.objects.exists()


def add_image(at: Desk) -> bool:
    return at.shown(reverse("wagtailimages:add"))


def add_document(at: Desk) -> bool:
    return at.shown(reverse("wagtaildocs:add"))


def settings(at: Desk) -> bool:
    site = Site.objects.get()
    return at.shown(reverse("wagtailsettings:edit", args=("home", "siteidentity", site.pk)))


def preview_markdown(at: Desk) -> bool:
    response = at.client.post(reverse("markdown_preview"), {"text": "# Hello"})
    return response.status_code == 200


def page_shown(name: str, *args):
    return lambda at: at.shown(reverse(name, args=args))


# What is done, and the roles that may; every other role may not.
MATRIX = [
    ("open the admin", page_shown("wagtailadmin_home"), STAFF),
    ("add a draft", add, STAFF),
    ("edit an own draft", lambda at: edit(at, at.own()), STAFF),
    ("edit somebody's draft", lambda at: edit(at, QuestionPageFactory()), DESK),
    ("edit somebody's live entry", lambda at: edit(at, QuestionPageFactory(live=True)), DESK),
    ("submit an own draft", submit, STAFF),
    ("publish a new entry", publish_new, DESK),
    ("publish an own draft", lambda at: publish(at, at.own()), DESK),
    ("publish somebody's draft", lambda at: publish(at, QuestionPageFactory()), DESK),
    ("publish in bulk", bulk_publish, DESK),
    ("approve", approve, DESK),
    ("unpublish an own entry", lambda at: unpublish(at, at.own(live=True)), DESK),
    ("unpublish somebody's entry", lambda at: unpublish(at, QuestionPageFactory(live=True)), DESK),
    ("delete an own draft", lambda at: delete(at, at.own()), STAFF),
    ("delete an own live entry", lambda at: delete(at, at.own(live=True)), DESK),
    ("delete somebody's draft", lambda at: delete(at, QuestionPageFactory()), DESK),
    ("move somebody's live entry", move, DESK),
    ("lock", lock, DESK),
    ("unlock what somebody else locked", unlock, DESK),
    ("edit the home page", edit_home, DESK),
    ("see the list of technologies", page_shown("technology:index"), DESK),
    ("add a technology", add_technology, DESK),
    ("change a technology", change_technology, DESK),
    ("delete a category", delete_category, DESK),
    ("add a retired code", page_shown("retiredcode:add"), ()),
    ("name a successor of a retired code", name_successor, DESK),
    ("add a redirect", add_redirect, DESK),
    ("promote a result of search", promote, DESK),
    ("see what was searched and not found", page_shown("searched_and_not_found"), DESK),
    ("upload an image", add_image, ("author", *DESK)),
    ("upload a document", add_document, ("author", *DESK)),
    ("change the site's settings", settings, ADMINISTRATOR),
    ("see the users", page_shown("wagtailusers_users:index"), ADMINISTRATOR),
    ("see the groups", page_shown("wagtailusers_groups:index"), ADMINISTRATOR),
    ("change the workflow", page_shown("wagtailadmin_workflows:index"), ADMINISTRATOR),
    ("preview Markdown", preview_markdown, STAFF),
    ("complete the code of an entry", page_shown("entry_completion"), STAFF),
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("action", "attempt", "allowed"), MATRIX, ids=[row[0] for row in MATRIX])
def test_role_and_action(role, action, attempt, allowed):
    assert attempt(desk(role)) is (role in allowed)


def test_the_action_doors_of_the_admin_api_are_closed(editor_client):
    draft = QuestionPageFactory()
    response = editor_client.post(f"/admin/api/main/pages/{draft.pk}/action/publish/")
    assert response.status_code == 404
    assert not fresh(draft).live
