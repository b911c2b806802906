"""New entries are made some hundred at a time, and nobody can tell: every table holds what one by one it would."""

import json
import tracemalloc
from contextlib import suppress
from dataclasses import replace

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_save, pre_save
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.signals import page_published, published

from knowledge import kinds
from knowledge.drafting import create_draft, new_page, parent_page
from knowledge.entrydocs import read, write
from knowledge.importing.apply import apply_plan
from knowledge.importing.plan import Options, make_plan
from knowledge.importing.sources import collect
from knowledge.importing.taxonomy import Vocabulary, keywords_of
from knowledge.models import (
    DebugEntryPage,
    EntryKeyword,
    EntryPage,
    QuestionPage,
    RetiredCode,
)
from knowledge.publishing import PublicationRefused
from tests.factories import CategoryFactory, TechnologyFactory, UserFactory
from tests.importing.conftest import question
from tests.importing.tables import contents, differences
from tests.together import run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents():
    """Starter entries of each kind, and what is odd about real archives: titles that are nearly the same, or no
    words, something that is missing, tags of which only the signs differ."""
    TechnologyFactory(slug="python-flask", prefix="FLSK")
    found: dict[str, list] = {}
    for path in sorted((settings.BASE_DIR / "content").glob("*/*.md")):
        document = read(path.read_text(encoding="utf-8"))
        if not kinds.get(document.kind).below:
            found.setdefault(document.kind, []).append(document)
    starters = [document for group in found.values() for document in group[:2]]
    odd = [
        question(code="", title="Same title"),
        question(code="", title="Same title!", difficulty=""),
        question(code="FLSK-MID-002", title="Same title 2"),
        question(code="FLSK-MID-007", title="???"),
        question(code="", title="Wie heißt „größer“ auf Ελληνικά?", tags="[c++, c#, Alembic]"),
        question(code="", title="Asks nothing else", level="senior", tags=""),
    ]
    return [*starters, *map(read, odd)]


def import_documents(folder, documents, *, user=None, **options):
    """Imports documents, each from a file of its own."""
    for number, document in enumerate(documents):
        (folder / f"{number:03}.md").write_text(write(document))
    plan = make_plan(collect([folder]), Options(**options))
    apply_plan(plan, user=user)
    assert [str(one) for source in plan.sources for one in source.problems] == []


# --- The same as one by one ------------------------------------------------------------------------------


def by_the_page_api(documents, *, publish, user):
    """Makes entries as anybody would who knows Wagtail."""
    vocabulary = Vocabulary()
    for written in sorted(documents, key=lambda one: not one.code):
        document, _ = vocabulary.resolve(written)
        vocabulary.save(document)
        page = new_page(document, vocabulary, owner=user)
        parent_page(document).add_child(instance=page)
        revision = page.save_revision(user=user, log_action=True)
        if publish:
            with suppress(PublicationRefused), transaction.atomic():
                revision.publish(user=user)


@pytest.mark.parametrize("publish", [True, False], ids=["published", "drafts"])
def test_every_table_holds_what_the_page_api_would_have_left_there(folder, documents, publish):
    user = UserFactory(is_superuser=True)
    keywords_of(documents)  # so that what revisions name by number has the same
    vocabulary = Vocabulary()
    for document in documents:
        vocabulary.resolve(document)
        vocabulary.save(document)
    with transaction.atomic():
        by_the_page_api(documents, publish=publish, user=user)
        one_by_one = contents()
        transaction.set_rollback(True)
    import_documents(folder, documents, publish=publish, user=user)
    assert differences(one_by_one, contents()) == {}
    assert EntryPage.objects.filter(live=True).count() == (len(documents) - 1 if publish else 0)


# --- And pages like any other ----------------------------------------------------------------------------


def test_the_pages_can_be_edited_taken_down_moved_and_restored(run, folder, editor_client):
    (folder / "a.md").write_text(question(title="First"))
    (folder / "b.md").write_text(question(title="Second", code="FLSK-MID-005"))
    run(folder, publish=True)
    first, second = QuestionPage.objects.order_by("pk")
    for view in ("edit", "history", "usage", "unpublish"):
        assert editor_client.get(reverse(f"wagtailadmin_pages:{view}", args=[first.pk])).status_code == 200
    imported = first.latest_revision
    first.title, first.change_kind, first.change_note = "Other", "typo", "Said otherwise."
    first.save_revision().publish()
    again = imported.as_object()
    again.change_kind, again.change_note = "typo", "As it was."
    again.save_revision().publish()
    first = QuestionPage.objects.get(pk=first.pk)
    assert (first.title, first.live, [tag.name for tag in first.tags.all()]) == ("First", True, ["alembic"])
    assert first.entry_tags.count() == 1
    first.unpublish()
    second.move(first, pos="left")
    assert list(QuestionPage.objects.order_by("path")) == [second, first]
    assert Page.find_problems() == ([], [], [], [], [])


def test_indexes_made_anew_say_the_same(folder, documents):
    import_documents(folder, documents, publish=True)
    entries = [str(pk) for pk in EntryPage.objects.values_list("pk", flat=True)]
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=entries
    ).order_by("object_id", "content_path")
    said = list(references.values_list("object_id", "to_content_type", "to_object_id", "content_path"))
    before = contents()
    for command in ("rebuild_references_index", "update_index", "fixtree"):
        call_command(command, verbosity=0)
    assert said == list(
        references.values_list("object_id", "to_content_type", "to_object_id", "content_path")
    )
    after = contents()
    # What was not imported, such as the home page, is entered in these as well.
    others = {"wagtailcore.ReferenceIndex", "wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"}
    assert differences(before, after).keys() <= others


def test_many_entries_cost_as_many_questions_as_a_few(folder, tmp_path):
    def cost(number):
        place = tmp_path / f"{number}"
        place.mkdir()
        for one in range(number):
            (place / f"{one}.md").write_text(question(code="", title=f"Question {one:03} of {number:03}"))
        plan = make_plan(collect([place]), Options(publish=True))
        with CaptureQueriesContext(connection) as queries:
            apply_plan(plan)
        return len(queries)

    cost(2)  # makes what all of them name
    assert cost(60) - cost(20) <= 5


def test_what_an_import_holds_does_not_grow_with_the_texts(folder):
    prose = "Nothing is told here at great length. " * 600
    for number in range(40):
        text = question(code="", title=f"Question {number:03}")
        (folder / f"{number}.md").write_text(f"{text}\n{prose}\n")
    sources = collect([folder])
    make_plan(sources, Options())  # loads what is loaded once
    tracemalloc.start()
    try:
        plan = make_plan(sources, Options())
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [len(source.entries) for source in plan.sources] == [1] * 40
    assert held < 40 * len(prose) / 2


# --- What cannot be made ---------------------------------------------------------------------------------


def test_one_of_many_that_cannot_be_made_is_named_and_keeps_no_other_back(folder):
    TechnologyFactory(slug="python-flask", prefix="FLSK")
    for number in range(1, 8):
        (folder / f"{number}.md").write_text(question(title=f"Number {number}", code=f"FLSK-MID-00{number}"))
    plan = make_plan(collect([folder]), Options(publish=True))
    RetiredCode.objects.create(code="FLSK-MID-005", title="Retired since the plan was made")
    apply_plan(plan)
    problems = [(source.path[-4:], str(one)) for source in plan.sources for one in source.problems]
    assert problems == [("5.md", "line 1: code: FLSK-MID-005 was retired; a code is never used again.")]
    assert EntryPage.objects.filter(live=True).count() == 6
    assert Page.find_problems() == ([], [], [], [], [])


def test_of_a_source_with_one_that_cannot_be_made_nothing_is_left(folder):
    TechnologyFactory(slug="python-flask", prefix="FLSK")
    before = contents()
    rows = [{"question": f"What is number {number}?", "answer": "A number."} for number in range(5)]
    (folder / "all.json").write_text(json.dumps(rows))
    plan = make_plan(collect([folder]), Options(technology="python-flask", level="mid"))
    [source] = plan.sources
    source.entries[3].document = replace(source.entries[3].document, code="FLSK-MID-001")
    apply_plan(plan)
    assert [one.message for one in source.problems] == ["FLSK-MID-001 belongs to another entry."]
    assert {entry.action for entry in source.entries} == {"skip"}
    assert differences(before, contents()) == {}


def test_tags_whose_slugs_are_the_same_are_told_apart(folder, documents):
    EntryKeyword.objects.create(name="Alembic", slug="alembic")
    import_documents(folder, documents)
    page = QuestionPage.objects.get(title__startswith="Wie heißt")
    assert sorted((tag.name, tag.slug) for tag in page.tags.all()) == [
        ("Alembic", "alembic"),
        ("c#", "c"),
        ("c++", "c_1"),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_what_others_make_at_the_same_moment_gets_numbers_of_its_own(tmp_path):
    TechnologyFactory(slug="python-flask", prefix="FLSK")
    CategoryFactory(slug="databases")
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
        for number in range(5):
            (folder / f"{number}.md").write_text(question(code="", title=f"The same {number}"))
    plans = [make_plan(collect([folder]), Options(publish=True)) for folder in folders]

    def bring_in(plan):
        if plan:
            return apply_plan(plan)
        return [create_draft(read(question(code="", title="The same 0")), user=None) for _ in range(5)]

    run_together(bring_in, [*plans, None])

    assert [str(one) for plan in plans for source in plan.sources for one in source.problems] == []
    assert sorted(QuestionPage.objects.values_list("code", flat=True)) == [
        f"FLSK-MID-{number:03}" for number in range(1, 16)
    ]
    assert QuestionPage.objects.values("slug").distinct().count() == 15
    assert Page.find_problems() == ([], [], [], [], [])


# --- Who listens -----------------------------------------------------------------------------------------


def test_nobody_listens_where_an_import_says_nothing():
    """An import saves no page and sends no signal of Wagtail's: who must hear of entries says so to
    `knowledge.publishing.entries_published`, or is done the work of in `knowledge.bulk.creation`."""
    heard = {page_published: {"knowledge.signals"}, published: set(), pre_save: {"wagtail.models.i18n"}}
    heard[post_save] = {"wagtail.signal_handlers", "modelsearch.signal_handlers"}
    for signal, expected in heard.items():
        for model in (DebugEntryPage, EntryPage, Revision, PageLogEntry):
            listening = {one.__module__ for one in signal._live_receivers(model)[0]}
            assert listening <= expected, (signal, model)
