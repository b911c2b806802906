"""The pages of a learner: the same for everybody where they are public, and right after editors changed a path."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.core import personal
from knowledge.models import RetiredCode
from learning.progress.models import LearnerEvent, LearnerLog
from tests.factories import LearningPathPageFactory, ModulePageFactory, QuestionPageFactory, UserFactory
from tests.learning.progress.log import bookmark, progress, restart, send

pytestmark = pytest.mark.django_db
LOG = "/me/learning/events/"


@pytest.fixture
def path():
    return LearningPathPageFactory(title="From zero", live=True)


@pytest.fixture
def modules(path):
    return [ModulePageFactory(parent=path, title=f"Step {number}", live=True) for number in (1, 2, 3)]


def text(answer) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# --- Public pages ------------------------------------------------------------------------------------------


def test_public_pages_know_nobody(client, learning, path, modules):
    entry = QuestionPageFactory(live=True)
    addresses = ["/practice/bookmarks/", f"/practice/record/?path={path.code}"]
    addresses += [path.url, modules[0].url, entry.url, f"/practice/titles/?codes={path.code}"]
    send(learning, progress(modules[0].code), bookmark(entry.code, "My secret note"))
    stranger = type(client)()
    for address in addresses:
        mine, theirs = learning.get(address), stranger.get(address)
        assert mine.content == theirs.content, address
        assert not theirs.cookies
        assert not mine.cookies
        assert "public" in theirs["Cache-Control"]
        assert b"My secret note" not in mine.content


def test_every_entry_has_a_control_that_waits_for_its_script(client, modules):
    for entry in (QuestionPageFactory(title='A "quoted" title', live=True), modules[0]):
        page = client.get(entry.url).content.decode()
        [control] = re.findall(r'<div class="own-mark"[^>]*>', page)
        assert f'data-code="{entry.code}"' in control
        assert control.endswith(" hidden>")
        assert page.count("js/learner.js") == page.count("js/bookmarks.js") == 1


def test_a_record_lists_the_modules_of_its_path(client, path, modules):
    modules[1].unpublish()
    words = text(client.get("/practice/record/", {"path": path.code.lower()}))
    assert "From zero" in words
    assert "Step 1" in words
    assert "Step 2" not in words


def test_a_record_outlives_its_path(client, path, modules):
    path.unpublish()
    words = text(client.get("/practice/record/", {"path": path.code}))
    assert "cannot be read at the moment" in words
    assert "Step 1" not in words
    assert "From zero" not in words
    RetiredCode.objects.create(code="LP-90", title="The old road")
    words = text(client.get("/practice/record/", {"path": "LP-90"}))
    assert "Record of The old road" in words
    assert "This path is gone" in words


def test_the_record_of_a_path_that_was_replaced_shows_the_new_one_and_knows_the_old(client, path, modules):
    RetiredCode.objects.create(code="LP-90", title="The old road", successor=path.code)
    page = client.get("/practice/record/", {"path": "LP-90"}).content.decode()
    assert f'data-record="{path.code}" data-before="LP-90"' in page
    assert "Step 3" in page


@pytest.mark.parametrize("code", ["x", "<b>", "LP-01/../", "A" * 40 + "-01"])
def test_there_is_no_record_of_what_could_be_no_path(client, code):
    assert client.get("/practice/record/", {"path": code}).status_code == 404


def test_a_record_of_nothing_leads_to_all_of_them(client):
    assert client.get("/practice/record/")["Location"] == "/me/learning/"


@pytest.mark.parametrize(
    "address", ["/practice/bookmarks/", "/practice/record/?path=LP-01", "/practice/titles/"]
)
def test_public_pages_are_only_read(client, address):
    assert client.post(address).status_code == 405


# --- Where somebody stands ---------------------------------------------------------------------------------


def test_who_is_not_signed_in_is_told_where_it_is_kept(client):
    answer = client.get("/me/learning/")
    words = text(answer)
    assert "It is kept in this browser" in words
    assert "Forget it everywhere" not in words
    assert not answer.cookies


def test_paths_under_way_stand_on_the_page_of_the_account(learning, path, modules):
    other = ModulePageFactory(live=True)
    send(learning, progress(other.code), progress(modules[0].code), progress(modules[2].code, "skipped"))
    answer = learning.get("/me/learning/")
    words = text(answer)
    assert words.index("From zero") < words.index(other.get_parent().title)
    assert "1 of 3 done, 1 skipped" in words
    assert "Go on: Step 2" in words
    assert "no-store" in answer["Cache-Control"]


def test_counts_go_by_the_modules_there_are_now(learning, path, modules):
    first, second, third = modules
    send(learning, progress(first.code), progress(second.code), progress(third.code, "doing"))
    first.delete()
    third.unpublish()
    fresh = ModulePageFactory(parent=path, title="A new step", live=True)
    words = text(learning.get("/me/learning/"))
    assert "1 of 2 done" in words
    assert f"Go on: {fresh.title}" in words


def test_a_module_that_moved_counts_where_it_stands_now(learning, path, modules):
    other = LearningPathPageFactory(title="The other road", live=True)
    send(learning, progress(modules[0].code), progress(modules[1].code))
    modules[0].move(other, "last-child")
    words = text(learning.get("/me/learning/"))
    assert "The other road 1 of 1 done" in words
    assert "From zero 1 of 2 done" in words


def test_a_tick_counts_for_what_replaced_the_module(learning, path, modules):
    send(learning, progress(modules[0].code))
    code = modules[0].code
    modules[0].delete()
    RetiredCode.objects.filter(code=code).update(successor=modules[1].code)
    assert "1 of 2 done" in text(learning.get("/me/learning/"))


def test_a_path_that_was_started_again_is_still_there(learning, path, modules):
    codes = [module.code for module in modules]
    send(
        learning,
        progress(codes[0], path=path.code),
        restart(path.code, codes),
        progress(codes[1], path=path.code),
    )
    assert "1 of 3 done" in text(learning.get("/me/learning/"))
    send(learning, restart(path.code, codes))
    assert "0 of 3 done" in text(learning.get("/me/learning/"))


def test_more_paths_are_not_more_queries(learning, settings):
    def queries(number: int) -> int:
        modules = [ModulePageFactory(live=True) for _ in range(number)]
        for module in modules:
            ModulePageFactory(parent=module.get_parent(), live=True)
        send(learning, *[progress(module.code) for module in modules])
        with CaptureQueriesContext(connection) as asked:
            assert learning.get("/me/learning/").content.count(b'class="walk"') >= number
        return len(asked)

    for _ in range(2):  # what is made once, and then what is remembered
        queries(1)
    assert queries(9) == queries(3)


# --- Erasing, and the data of a person -----------------------------------------------------------------------


def test_erasing_gives_the_log_another_name(learning):
    before = send(learning, progress("LP-01-01")).json()["account"]
    answer = learning.post("/me/learning/erase/", follow=True)
    assert "has forgotten" in text(answer)
    assert not LearnerEvent.objects.exists()
    assert send(learning).json()["account"] not in {"", before}


def test_only_oneself_erases_and_not_by_a_link(learning, client, learner):
    send(learning, progress("LP-01-01"))
    assert learning.get("/me/learning/erase/").status_code == 405
    stranger = type(client)()
    assert stranger.post("/me/learning/erase/")["Location"].startswith("/accounts/login/")
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(learner)
    assert strict.post("/me/learning/erase/").status_code == 403
    assert LearnerEvent.objects.count() == 1


def test_it_is_part_of_what_the_hub_knows_of_a_person(learning, learner):
    mine = bookmark("PY-007", "Read on")
    send(learning, mine)
    [data] = [one for one in personal.registered() if one.key == "learning"]
    assert json.loads(json.dumps(data.export(learner))) == [mine]
    assert data.export(UserFactory()) == []
    assert "Where you stand" in text(learning.get("/me/"))


def test_it_goes_with_the_account(learning, learner):
    send(learning, progress("LP-01-01"))
    learner.delete()
    assert not LearnerLog.objects.exists()
    assert not LearnerEvent.objects.exists()
