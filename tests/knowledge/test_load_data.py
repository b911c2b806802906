"""The synthetic archive: sound pages, the same for the same seed, never by accident in production."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from knowledge.models import EntryCount, EntryPage, EntryRendering
from tests.factories import DebugEntryPageFactory


def load(entries: int = 60, seed: int = 7) -> str:
    out = StringIO()
    call_command("create_load_data", entries=entries, seed=seed, no_index=True, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
class TestLoadData:
    def test_it_says_what_it_did(self):
        assert load().startswith("Added 60 entries in ")
        assert EntryPage.objects.published().count() == 60

    def test_the_tree_is_sound_and_every_entry_complete(self):
        DebugEntryPageFactory(live=True)
        load()
        assert Page.find_problems() == ([], [], [], [], [])
        assert EntryRendering.objects.count() == 61
        assert EntryCount.objects.count() == 60
        assert not EntryPage.objects.filter(code=None).exists()

    def test_a_page_of_each_kind_answers(self, client):
        load()
        for model in {type(entry): entry for entry in EntryPage.objects.specific()}.values():
            assert client.get(model.url).status_code == 200

    def test_what_it_makes_passes_the_gate(self):
        from knowledge import publishing

        load()
        assert not [one for one in EntryPage.objects.specific() if publishing.problems(one)]

    def test_called_again_it_adds_nothing(self):
        load()
        assert load() == "The entries of seed 7 are there already; another adds others.\n"
        assert EntryPage.objects.published().count() == 60

    def test_more_of_the_same_seed_adds_what_is_missing(self):
        load(entries=20)
        assert load(entries=60).startswith("Added 40 entries in ")

    def test_searches_and_traces_find_its_entries_at_once(self):
        from knowledge.models import DebugEntryPage
        from knowledge.search.searching import search
        from knowledge.traces.indexing import match

        call_command("create_load_data", entries=30, stdout=StringIO())
        entry = DebugEntryPage.objects.first()
        assert entry.pk in [row.entry.pk for row in search(entry.title).rows]
        assert entry.code in [one.code for one in match(entry.messages[0].value).matches]

    def test_real_entries_can_be_added_afterwards(self):
        load()
        load(entries=10, seed=8)
        entry = DebugEntryPageFactory(technology=EntryPage.objects.first().technology, live=True)
        assert entry.code

    def test_the_same_seed_gives_the_same_archive(self, django_db_blocker):
        from django.db import transaction

        def made() -> list:
            with transaction.atomic():
                load()
                rows = list(EntryPage.objects.order_by("path").values_list("code", "title", "slug", "level"))
                transaction.set_rollback(True)
            return rows

        assert made() == made()

    def test_production_refuses(self, settings):
        settings.HUB_ENV = "production"
        with pytest.raises(CommandError, match="production"):
            load()
        assert not EntryPage.objects.exists()
