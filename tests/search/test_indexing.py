"""The index follows what is published: by itself, in the background, down to the last word."""

import pytest
from django.core.management import call_command
from django.test import TestCase
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from knowledge.models import SearchDocument, SearchWord, TitleStart
from knowledge.search import backend, indexing
from knowledge.search.indexing import index_entries, index_entry, reindex_stale, remove_entry
from knowledge.search.searching import search
from knowledge.search.vocabulary import distance
from tests.factories import QuestionPageFactory, domain_page

pytestmark = pytest.mark.django_db


def total(query: str) -> int:
    return search(query, with_facets=False).total


def number(word: str) -> int:
    return SearchWord.objects.filter(word=word).values_list("entries", flat=True).first() or 0


def entry(**fields):
    return QuestionPageFactory(title="About zeppelins", **fields)


def test_publishing_indexes_and_unpublishing_removes():
    page = entry()
    assert total("zeppelin") == 0
    page.save_revision().publish()
    assert (total("zeppelin"), number("zeppelins")) == (1, 1)
    page.refresh_from_db()
    page.unpublish()
    assert (total("zeppelin"), number("zeppelins")) == (0, 0)
    assert not SearchDocument.objects.filter(pk=page.pk).exists()


def test_readers_find_an_entry_before_what_nobody_waits_for_is_done(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with TestCase.captureOnCommitCallbacks(execute=True):
        for page in (entry(), QuestionPageFactory(title="About balloons")):
            page.save_revision().publish()
    waiting = [one.task_path for one in DBTaskResult.objects.ready()]
    search = [path.startswith("knowledge.search.") for path in waiting]
    assert search.count(True) == 2
    assert search == sorted(search, reverse=True)


def test_an_edit_replaces_what_was_indexed():
    page = entry(live=True)
    page.title, page.change_kind, page.change_note = "About balloons", "typo", "Other aircraft."
    page.save_revision().publish()
    assert (total("zeppelins"), number("zeppelins")) == (0, 0)
    assert (total("balloons"), number("balloons")) == (1, 1)


def test_deleting_leaves_nothing():
    page = entry(live=True)
    page.delete()
    assert (total("zeppelins"), number("zeppelins")) == (0, 0)
    assert not TitleStart.objects.filter(key__contains="zeppelin").exists()


def test_a_restriction_takes_the_words_away_and_its_end_brings_them_back():
    entry(live=True)
    restriction = PageViewRestriction.objects.create(
        page=domain_page("question"), restriction_type=PageViewRestriction.LOGIN
    )
    assert (total("zeppelins"), number("zeppelins")) == (0, 0)
    restriction.delete()
    assert (total("zeppelins"), number("zeppelins")) == (1, 1)


def test_hidden_words_correct_nothing_even_before_they_are_forgotten():
    page = entry(live=True)
    assert search("zepelins", with_facets=False).corrected
    backend.index().remove([page.pk])
    assert number("zeppelins") == 1
    answer = search("zepelins", with_facets=False)
    assert (answer.corrected, answer.suggested, answer.did_you_mean) == ([], [], "")


def test_indexing_twice_changes_nothing():
    page = entry(live=True)
    before = list(SearchWord.objects.order_by("word").values_list("word", "entries"))
    index_entry(page.pk)
    index_entries([page.pk, page.pk])
    assert list(SearchWord.objects.order_by("word").values_list("word", "entries")) == before
    remove_entry(page.pk)
    remove_entry(page.pk)
    assert total("zeppelins") == 0


def test_the_job_catches_up_with_what_went_past_the_editor():
    page = entry(live=True)
    SearchDocument.objects.filter(pk=page.pk).update(version=0)
    type(page).objects.filter(pk=entry_gone().pk).update(live=False)
    assert reindex_stale() == 2
    assert reindex_stale() == 0
    assert (total("zeppelins"), total("airships")) == (1, 0)


def entry_gone():
    return QuestionPageFactory(title="About airships", live=True)


def test_renaming_a_technology_has_its_entries_read_again():
    page = entry(live=True)
    page.technology.name = "Lighter than air"
    page.technology.save()
    reindex_stale()
    assert total("lighter") == 1


def test_the_command_makes_the_index_anew(capsys):
    page = entry(live=True)
    words = list(SearchWord.objects.order_by("word").values_list("word", "entries"))
    call_command("rebuild_search_index")
    assert "1 entries indexed" in capsys.readouterr().out
    assert list(SearchWord.objects.order_by("word").values_list("word", "entries")) == words
    assert SearchDocument.objects.get().pk == page.pk


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("recieve", "receive", 1), ("mirgation", "migration", 1), ("pasword", "password", 1), ("a", "", 1),
     ("databse", "database", 1), ("kubernets", "kubernetes", 1), ("abc", "cba", 2), ("", "", 0)],
)  # fmt: skip
def test_slips_between_words(one, other, slips):
    assert distance(one, other) == distance(other, one) == slips


def test_what_is_published_while_the_index_is_made_anew_is_counted_once(monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 1)
    ids = [QuestionPageFactory(live=True, title=f"About zeppelins {place}").pk for place in range(3)]
    indexing.rebuild(progress=lambda done: index_entries(ids))
    assert (total("zeppelins"), number("zeppelins")) == (3, 3)
