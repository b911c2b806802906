"""A code is assigned once, by the database, and is never changed, shared or used again."""

import pytest
from django.core.exceptions import ValidationError

from knowledge.kinds import CodeStemError
from knowledge.models import EntryPage, QuestionPage, RetiredCode
from tests.factories import (
    CodeSnippetPageFactory,
    DebugEntryPageFactory,
    DesignNotePageFactory,
    QuestionPageFactory,
    SecurityTopicPageFactory,
    TechnologyFactory,
    domain_page,
)
from tests.together import run_together


@pytest.mark.django_db
class TestAssignment:
    def test_a_new_question_gets_the_next_code_of_its_technology_and_level(self):
        flask = TechnologyFactory(prefix="FLSK")
        first = QuestionPageFactory(technology=flask, level="mid", live=True)
        second = QuestionPageFactory(technology=flask, level="mid")
        senior = QuestionPageFactory(technology=flask, level="senior")
        assert [first.code, second.code, senior.code] == ["FLSK-MID-001", "FLSK-MID-002", "FLSK-SEN-001"]

    def test_kinds_of_one_technology_count_apart(self):
        python = TechnologyFactory(prefix="PY")
        made = [
            DebugEntryPageFactory(technology=python),
            CodeSnippetPageFactory(technology=python),
            QuestionPageFactory(technology=python, level="junior"),
            DesignNotePageFactory(technology=python),
            SecurityTopicPageFactory(technology=python),
        ]
        assert [entry.code for entry in made] == ["PY-001", "PY-S-001", "PY-JUN-001", "SD-001", "SEC-001"]

    @pytest.mark.parametrize("prefix", ["PY-S", "P", "SD", "SEC", "LP", "1PY"])
    def test_no_prefix_can_lead_into_the_codes_of_another(self, prefix):
        technology = TechnologyFactory.build(prefix=prefix)
        with pytest.raises(ValidationError) as refused:
            technology.full_clean()
        assert "prefix" in refused.value.message_dict

    def test_a_prefix_in_use_cannot_change(self):
        entry = DebugEntryPageFactory()
        entry.technology.prefix = "OTHER"
        with pytest.raises(ValidationError):
            entry.technology.full_clean()

    def test_an_entry_without_what_its_code_is_made_of_says_so(self):
        with pytest.raises(CodeStemError):
            QuestionPageFactory(technology=None)

    def test_the_number_grows_past_its_digits(self):
        python = TechnologyFactory(prefix="PY")
        DebugEntryPageFactory(technology=python, code="PY-999")
        assert DebugEntryPageFactory(technology=python).code == "PY-1000"


@pytest.mark.django_db
class TestExplicitCodes:
    def test_it_moves_the_counter_on(self):
        python = TechnologyFactory(prefix="PY")
        DebugEntryPageFactory(technology=python, code="PY-007")
        assert DebugEntryPageFactory(technology=python).code == "PY-008"

    def test_one_below_the_counter_is_taken_and_leaves_the_counter_alone(self):
        python = TechnologyFactory(prefix="PY")
        DebugEntryPageFactory(technology=python, code="PY-007")
        assert DebugEntryPageFactory(technology=python, code="PY-003").code == "PY-003"
        assert DebugEntryPageFactory(technology=python).code == "PY-008"

    @pytest.mark.parametrize("code", ["PY-S-001", "JS-001", "PY-1", "PY-MID-001", "PY-001\n", "py-001"])
    def test_one_that_does_not_fit_the_entry_is_refused(self, code):
        with pytest.raises(ValidationError):
            DebugEntryPageFactory(technology=TechnologyFactory(prefix="PY"), code=code)

    def test_one_that_another_entry_has_is_refused(self):
        python = TechnologyFactory(prefix="PY")
        DebugEntryPageFactory(technology=python, code="PY-007")
        with pytest.raises(ValidationError, match="another entry"):
            DebugEntryPageFactory(technology=python, code="PY-007")

    def test_a_retired_one_is_refused(self):
        python = TechnologyFactory(prefix="PY")
        RetiredCode.objects.create(code="PY-007", title="Gone")
        with pytest.raises(ValidationError, match="retired"):
            DebugEntryPageFactory(technology=python, code="PY-007")

    def test_a_page_that_could_not_be_saved_does_not_keep_the_code(self):
        taken = DebugEntryPageFactory()
        page = DebugEntryPageFactory.build(technology=taken.technology, slug=taken.slug)
        with pytest.raises(ValidationError):
            domain_page("debug").add_child(instance=page)
        assert page.code is None


@pytest.mark.django_db
class TestCodesLast:
    def test_edits_of_level_and_technology_leave_it(self):
        question = QuestionPageFactory(technology=TechnologyFactory(prefix="FLSK"), level="mid", live=True)
        question.level, question.technology = "senior", TechnologyFactory(prefix="DJ")
        question.change_kind, question.change_note = "typo", "Asked of seniors."
        question.save_revision().publish()
        assert QuestionPage.objects.get().code == "FLSK-MID-001"

    def test_a_copy_gets_its_own(self):
        original = DebugEntryPageFactory(technology=TechnologyFactory(prefix="PY"))
        copy = original.copy(update_attrs={"slug": "copy"}, copy_revisions=False, keep_live=False)
        assert (original.code, copy.code) == ("PY-001", "PY-002")

    def test_a_copy_with_its_revisions_keeps_its_own_when_one_is_published(self):
        original = DebugEntryPageFactory(technology=TechnologyFactory(prefix="PY"), live=True)
        copy = original.copy(update_attrs={"slug": "copy"}, copy_revisions=True, keep_live=False)
        assert {revision.as_object().code for revision in copy.revisions.all()} == {"PY-002"}
        copy.get_latest_revision().publish()
        assert EntryPage.objects.get(pk=copy.pk).code == "PY-002"
        assert EntryPage.objects.get(pk=original.pk).code == "PY-001"

    def test_an_alias_gets_its_own_and_keeps_it_when_the_original_is_published(self):
        original = DebugEntryPageFactory(technology=TechnologyFactory(prefix="PY"), live=True)
        alias = original.create_alias(update_slug="alias")
        assert alias.code == "PY-002"
        original.change_kind, original.change_note = "typo", "A comma."
        original.save_revision().publish()
        assert EntryPage.objects.get(pk=alias.pk).code == "PY-002"

    def test_publishing_an_old_revision_keeps_it(self):
        entry = DebugEntryPageFactory(technology=TechnologyFactory(prefix="PY"))
        revision = entry.revisions.get()
        revision.content["code"] = "PY-099"
        revision.save()
        revision.publish()
        assert EntryPage.objects.get(pk=entry.pk).code == "PY-001"

    def test_an_explicit_code_may_not_use_up_the_numbers(self):
        python = TechnologyFactory(prefix="PY")
        with pytest.raises(ValidationError, match="too high"):
            DebugEntryPageFactory(technology=python, code="PY-999999999")
        assert DebugEntryPageFactory(technology=python).code == "PY-001"

    def test_a_deleted_entry_retires_its_code_even_the_highest(self):
        python = TechnologyFactory(prefix="PY")
        DebugEntryPageFactory(technology=python)
        last = DebugEntryPageFactory(technology=python)
        last.delete()
        assert RetiredCode.objects.filter(code="PY-002").exists()
        assert DebugEntryPageFactory(technology=python).code == "PY-003"

    def test_a_successor_must_be_an_entry(self):
        retired = RetiredCode.objects.create(code="PY-900", title="Gone")
        retired.successor = "ZZ-999"
        with pytest.raises(ValidationError, match="No entry has the code ZZ-999"):
            retired.full_clean()
        retired.successor = DebugEntryPageFactory().code.lower()
        retired.full_clean()

    def test_entries_deleted_together_retire_theirs(self):
        python = TechnologyFactory(prefix="PY")
        DebugEntryPageFactory(technology=python)
        CodeSnippetPageFactory(technology=python)
        EntryPage.objects.all().delete()
        assert set(RetiredCode.objects.values_list("code", flat=True)) == {"PY-001", "PY-S-001"}


@pytest.mark.django_db(transaction=True)
class TestTogether:
    """Real threads with real connections, and the task queue of a real installation."""

    @pytest.fixture(autouse=True)
    def _queue(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def test_forty_entries_made_at_once_get_forty_codes(self):
        python, parent = TechnologyFactory(prefix="PY"), domain_page("debug")

        def make(number: int) -> str:
            return DebugEntryPageFactory(technology=python, parent=parent, slug=f"entry-{number}").code

        codes = run_together(make, range(40))
        assert sorted(codes) == [f"PY-{number:03d}" for number in range(1, 41)]
        assert EntryPage.objects.count() == 40

    def test_the_tree_is_sound_afterwards(self):
        python, parent = TechnologyFactory(prefix="PY"), domain_page("debug")

        def make(number: int) -> None:
            DebugEntryPageFactory(technology=python, parent=parent, slug=f"entry-{number}")

        run_together(make, range(12))
        parent = domain_page("debug")
        assert parent.numchild == 12
        assert len({child.path for child in parent.get_children()}) == 12
        assert EntryPage.find_problems() == ([], [], [], [], [])

    def test_different_kinds_made_at_once_do_not_wait_for_each_other_for_ever(self):
        python = TechnologyFactory(prefix="PY")
        factories = [DebugEntryPageFactory, CodeSnippetPageFactory, DesignNotePageFactory]

        def make(number: int) -> str:
            return factories[number % 3](technology=python, slug=f"entry-{number}").code

        assert len(set(run_together(make, range(12)))) == 12

    def test_explicit_and_given_codes_mix(self):
        python, parent = TechnologyFactory(prefix="PY"), domain_page("debug")

        def make(number: int) -> str:
            code = f"PY-{number:03d}" if number % 3 == 0 else None
            try:
                page = DebugEntryPageFactory(
                    technology=python, parent=parent, slug=f"entry-{number}", code=code
                )
            except ValidationError:
                return f"refused {number}"  # somebody got that number first
            return page.code

        results = run_together(make, range(1, 25))
        codes = [code for code in results if not code.startswith("refused")]
        assert len(codes) == len(set(codes)) == EntryPage.objects.count()
        assert len(codes) >= 16

    def test_one_explicit_code_asked_for_twice_is_given_once(self):
        python, parent = TechnologyFactory(prefix="PY"), domain_page("debug")

        def make(number: int) -> str:
            try:
                return DebugEntryPageFactory(
                    technology=python, parent=parent, slug=f"entry-{number}", code="PY-050"
                ).code
            except ValidationError:
                return "refused"

        assert sorted(run_together(make, range(6))) == ["PY-050"] + ["refused"] * 5
