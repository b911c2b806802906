"""What visitors read of paths and modules, and how little is asked for it."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from learning.models import LearningPathPage
from tests.factories import LearningPathPageFactory, ModulePageFactory, QuestionPageFactory

pytestmark = pytest.mark.django_db


def road(number: int = 3, **fields) -> tuple:
    """Returns a published path and its modules, each with entries to read."""
    path = LearningPathPageFactory(live=True, **fields)
    modules = []
    for place in range(number):
        entry = QuestionPageFactory(live=True)
        linked = [("item", {"code": entry.code, "note": f"Why it is read at {place}."})]
        modules.append(ModulePageFactory(parent=path, live=True, title=f"Step {place}", entries=linked))
    return LearningPathPage.objects.get(pk=path.pk), modules


def asked(client, address: str) -> int:
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# --- The path ----------------------------------------------------------------------------------------------


def test_a_path_lists_its_modules_in_order_and_adds_up_their_time(client):
    path, modules = road(3)
    page = client.get(path.url).content.decode()
    places = [page.index(f'href="{module.url}"') for module in modules]
    assert places == sorted(places)
    assert "3 modules" in page
    assert "1 h 30 min" in page


def test_modules_stand_in_their_stages_and_those_without_one_at_the_end(client):
    stages = [("item", {"title": "First part", "intro": ""}), ("item", {"title": "Second part", "intro": ""})]
    path = LearningPathPageFactory(live=True, stages=stages)
    late = ModulePageFactory(parent=path, live=True, stage=2)
    early = ModulePageFactory(parent=path, live=True, stage=1)
    loose = ModulePageFactory(parent=path, live=True, stage=None)
    page = client.get(path.url).content.decode()
    in_order = ["First part", early.title, "Second part", late.title, "Further modules", loose.title]
    places = [page.index(f">{words}") for words in in_order]
    assert places == sorted(places)


def test_drafts_are_on_no_road(client):
    path, _ = road(1)
    draft = ModulePageFactory(parent=path)
    page = client.get(path.url).content.decode()
    assert draft.title not in page
    assert client.get(f"{path.url}{draft.slug}/").status_code == 404


def test_a_module_only_some_may_read_is_on_no_public_road(client):
    path, modules = road(2)
    PageViewRestriction.objects.create(page=modules[0], restriction_type="login")
    page = client.get(path.url).content.decode()
    assert modules[0].title not in page
    assert modules[1].title in page


def test_paths_to_walk_before_are_named(client):
    first = LearningPathPageFactory(live=True, title="The easier road")
    path, _ = road(1, prerequisites=[("item", first.code), ("item", "LP-99")])
    page = client.get(path.url).content.decode()
    assert "The easier road" in page
    assert "LP-99" not in page


# --- The module --------------------------------------------------------------------------------------------


def test_a_module_says_where_it_stands_and_leads_on(client):
    path, modules = road(3)
    page = client.get(modules[1].url).content.decode()
    assert "Module 2 of 3" in page
    assert f'href="{modules[0].url}" rel="prev"' in page
    assert f'href="{modules[2].url}" rel="next"' in page
    assert f'href="{path.url}"' in page


def test_the_last_module_leads_back_to_the_path(client):
    path, modules = road(2)
    assert f'href="{path.url}" rel="next"' in client.get(modules[1].url).content.decode()


def test_linked_entries_stand_in_the_module_s_order_with_why(client):
    one, two, draft = QuestionPageFactory(live=True), QuestionPageFactory(live=True), QuestionPageFactory()
    rows = [(two, "First this."), (draft, "Never."), (one, "Then this.")]
    linked = [("item", {"code": entry.code, "note": note}) for entry, note in rows]
    module = ModulePageFactory(live=True, entries=linked)
    page = client.get(module.url).content.decode()
    assert page.index(two.title) < page.index("First this.") < page.index(one.title)
    assert draft.title not in page


def test_resources_name_their_kind_and_licence(client):
    resource = {"title": "The manual", "url": "https://docs.example.org/", "kind": "book", "licence": "MIT"}
    module = ModulePageFactory(live=True, resources=[("item", resource)])
    page = client.get(module.url).content.decode()
    assert 'href="https://docs.example.org/"' in page
    assert "book, MIT" in page


def test_twins_and_permanent_addresses_hold_for_modules(client):
    _, modules = road(1)
    assert client.get(f"/e/{modules[0].code}/")["Location"].endswith(modules[0].url)
    twin = client.get(modules[0].url.rstrip("/") + ".md")
    assert twin.status_code == 200
    assert "kind: module" in twin.content.decode()


def test_a_module_below_another_path_s_address_is_not_found(client):
    path, modules = road(1)
    other, _ = road(1)
    assert client.get(f"{other.url}{modules[0].slug}x/").status_code == 404
    assert client.get(f"{path.url}{modules[0].slug}/more/").status_code == 404


# --- For machines ------------------------------------------------------------------------------------------


def test_the_api_gives_paths_with_their_modules_in_order(client):
    path, modules = road(2)
    found = client.get("/api/v1/paths/").json()
    assert [one["code"] for one in found] == [path.code]
    assert [one["code"] for one in found[0]["modules"]] == [module.code for module in modules]
    assert found[0]["minutes"] == 60


# --- How little is asked -----------------------------------------------------------------------------------


def test_pages_ask_the_same_at_three_times_the_modules_and_entries(client):
    path, modules = road(2)
    addresses = [path.url, modules[0].url, "/paths/", "/api/v1/paths/", "/"]
    before = {address: asked(client, address) for address in addresses}
    for _ in range(2):
        road(3)
    more = QuestionPageFactory.create_batch(4, live=True)
    linked = [("item", {"code": entry.code, "note": ""}) for entry in more]
    module = type(modules[0]).objects.get(pk=modules[0].pk)
    module.entries = linked
    module.change_kind, module.change_note = "fix changed", "More to read."
    module.save_revision().publish()
    for _ in range(4):
        ModulePageFactory(parent=LearningPathPage.objects.get(pk=path.pk), live=True)
    assert {address: asked(client, address) for address in addresses} == before


# --- The editor's view ---------------------------------------------------------------------------------------


@pytest.fixture
def editor_page(admin_client):
    def page(path) -> str:
        return admin_client.get(f"/admin/pages/{path.pk}/edit/").content.decode()

    return page


def test_an_editor_sees_what_is_incomplete(editor_page):
    gone = QuestionPageFactory()
    late = QuestionPageFactory(live=True, review_due=timezone.localdate() - dt.timedelta(days=1))
    path = LearningPathPageFactory(live=True)
    codes = [gone.code, late.code, "PY-999"]
    linked = [("item", {"code": code, "note": ""}) for code in codes]
    ModulePageFactory(parent=path, entries=linked, minutes=None, stage=7)
    page = editor_page(path)
    assert "Is a draft: learners do not see it." in page
    assert f"{gone.code} “{gone.title}” is not published: learners do not see it." in page
    assert f"{late.code} “{late.title}” is past its review date." in page
    assert "No entry has the code PY-999." in page
    assert "Names stage 7; the path has 1." in page
    assert "Lacks an exercise, questions to test oneself, its minutes." in page


def test_an_editor_reorders_modules_and_the_road_follows(admin_client, client):
    path, modules = road(3)
    listing = admin_client.get(f"/admin/pages/{path.pk}/?ordering=ord")
    assert listing.status_code == 200
    response = admin_client.post(f"/admin/pages/{modules[2].pk}/set_position/?position=0")
    assert response.status_code == 200
    page = client.get(path.url).content.decode()
    assert page.index("Step 2") < page.index("Step 0") < page.index("Step 1")
    assert "Module 1 of 3" in client.get(modules[2].url).content.decode()


def test_the_editor_s_view_asks_the_same_at_three_times_the_modules(admin_client):
    path, _ = road(2)
    address = f"/admin/pages/{path.pk}/edit/"
    before = asked(admin_client, address)
    for _ in range(4):
        ModulePageFactory(parent=LearningPathPage.objects.get(pk=path.pk), live=True)
    assert asked(admin_client, address) == before


def test_a_path_is_previewed_with_its_drafts(admin_client):
    path = LearningPathPageFactory()
    module = ModulePageFactory(parent=LearningPathPageFactory(live=True))
    module.move(path, pos="last-child")
    page = admin_client.get(f"/admin/pages/{path.pk}/view_draft/").content.decode()
    assert module.title in page
    assert "Draft" in page
