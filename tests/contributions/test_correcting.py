"""Correcting a published entry by its form."""

from dataclasses import replace

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from contributions.submissions.links import submission_of
from contributions.submissions.models import Submission
from hub.core.tokens import sign
from knowledge.entrydocs import Section, document_from_page, read
from knowledge.models import EntryPage, RetiredCode
from tests.contributions.typing import BROWSER, fill_in, read_form, send_again, typed
from tests.factories import DebugEntryPageFactory, ModulePageFactory, QuestionPageFactory, UserFactory
from tests.pages.archive import fill_archive

pytestmark = pytest.mark.django_db

REASON = {"reason": "The module is gone since 3.12."}


def address(entry) -> str:
    return reverse("contributions:correct", args=(entry.code,))


def correct(client, entry, changes=None, **options):
    return fill_in(client, address(entry), {**REASON, **(changes or {})}, purpose="correction", **options)


def stored() -> Submission:
    return Submission.objects.get()


def republish(entry, **changes) -> None:
    """Publishes an entry once more with other values of its page."""
    page = EntryPage.objects.get(pk=entry.pk).specific
    for name, value in {"change_kind": "typo", "change_note": "Tidied.", **changes}.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.fixture
def entry():
    return DebugEntryPageFactory(live=True, summary="The key was never set.")


# --- Sending -------------------------------------------------------------------------------------------


def test_a_change_is_kept_against_what_its_sender_saw(client, entry):
    before = document_from_page(entry)
    response = correct(client, entry, {"section-fix": "Use `dict.get`."})
    assert response.status_code == 303
    sent = stored()
    assert (sent.corrects_id, sent.corrected_code, sent.reason) == (entry.pk, entry.code, REASON["reason"])
    assert sent.base_document == before
    assert sent.document.text_of("fix") == "Use `dict.get`."
    assert sent.base_revision_id == entry.live_revision_id


def test_only_what_was_changed_differs(client):
    for kind, entry in fill_archive().items():
        before = document_from_page(entry)
        correct(client, entry, {"title": f"Another title of a {kind}"})
        sent = Submission.objects.get(kind=kind)
        assert sent.document == replace(before, title=f"Another title of a {kind}")


def test_nothing_changed_is_refused(client, entry):
    response = correct(client, entry)
    assert response.status_code == 422
    assert "Nothing differs from the entry" in response.content.decode()
    assert not Submission.objects.exists()


def test_a_reason_is_needed(client, entry):
    response = correct(client, entry, {"reason": " ", "title": "Another"})
    assert response.status_code == 422
    assert response.context["reason"]["reason"].errors
    assert not Submission.objects.exists()


def test_a_section_is_taken_away_and_another_added(client):
    entry = QuestionPageFactory(
        live=True, body=[("plain_words", "As a drawer."), ("follow_ups", "- And then?")]
    )
    correct(client, entry, {"section-plain_words": "", "section-code": "`one`"})
    assert [one.heading for one in stored().document.sections] == ["Code", "Follow-ups"]


def test_repeated_unknown_and_reordered_sections_stay_as_they_are(client, entry):
    sections = (
        Section("Fix", "First."),
        Section("Aside", "Something of its own."),
        Section("Root cause", "Why."),
        Section("Fix", "Second."),
        Section("Aside", "Once more."),
    )
    body = [
        ("fix", "First."),
        ("other", {"heading": "Aside", "text": "Something of its own."}),
        ("root_cause", "Why."),
        ("fix", "Second."),
        ("other", {"heading": "Aside", "text": "Once more."}),
    ]
    republish(entry, body=body)
    correct(client, entry, {"section-fix-2": "Second, mended."})
    assert stored().base_document.sections == sections
    mended = (*sections[:3], Section("Fix", "Second, mended."), sections[4])
    assert stored().document.sections == mended


def test_what_the_form_does_not_ask_stays(client):
    entry = fill_archive()["question"]
    correct(client, entry, {"title": "Another title"})
    kept = stored().document.attributes
    assert kept["credit"] == document_from_page(entry).attributes["credit"]
    assert kept["verified"] == document_from_page(entry).attributes["verified"]
    assert stored().document.code == entry.code


# --- The entry goes on meanwhile -------------------------------------------------------------------------


def test_the_base_stays_what_was_seen_when_the_entry_is_published_anew(client, entry):
    before = document_from_page(entry)
    correct(client, entry, {"section-fix": "Mine."}, opened=lambda: republish(entry, summary="Theirs."))
    assert stored().base_document == before
    assert stored().document.summary == "The key was never set."


def test_without_the_text_that_was_seen_it_is_asked_again(client, entry):
    def forget() -> None:
        republish(entry, summary="Theirs.")
        entry.revisions.exclude(pk=EntryPage.objects.get(pk=entry.pk).live_revision_id).delete()

    response = correct(client, entry, {"section-fix": "Mine."}, opened=forget)
    assert response.status_code == 422
    assert "was changed since you opened this form" in response.content.decode()
    assert read_form(response).fields["section-fix"] == ["Mine."]
    assert send_again(client, response, purpose="correction").status_code == 303
    assert stored().base_document.summary == "Theirs."


def test_no_draft_is_shown_by_naming_its_revision(client, entry):
    page = entry.specific
    page.summary = "Not for readers yet."
    draft = page.save_revision()
    other = QuestionPageFactory(live=True)
    for base in (
        str(draft.pk),
        sign("contributions.correction", [entry.pk, draft.pk, "0" * 64]),
        sign("contributions.correction", [other.pk, draft.pk, "0" * 64]),
        sign("contributions.correction", "nonsense"),
        sign("another.purpose", [entry.pk, draft.pk, ""]),
        "x" * 10_000,
    ):
        response = correct(client, entry, {"base": base, "section-fix": "Mine."})
        assert response.status_code == 422
        assert "Not for readers yet" not in response.content.decode()


# --- Preview and secrets -----------------------------------------------------------------------------------


def test_the_preview_shows_both_sides(client, entry):
    response = correct(client, entry, {"summary": "The key was never there.", "action": "preview"})
    assert response.status_code == 200
    page = response.content.decode()
    assert "<del>set</del>" in page
    assert "The key was never there." in page
    assert not Submission.objects.exists()


def test_a_preview_of_nothing_says_so(client, entry):
    assert "Nothing differs" in correct(client, entry, {"action": "preview"}).content.decode()


def test_an_example_that_is_public_already_is_no_secret_but_a_new_one_is(client):
    example = "postgres://app:hunter2secret@db.internal.example.net/app"
    entry = DebugEntryPageFactory(live=True, summary=f"It printed {example} and stopped.")
    response = correct(client, entry, {"summary": f"It printed {example} and went on."})
    assert response.status_code == 303
    response = correct(client, entry, {"title": "Leaks ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bD1fG3hJ5"})
    assert response.status_code == 422
    assert "ghp_" not in read_form(response).fields["title"][0]


# --- Who may see what ----------------------------------------------------------------------------------------


def test_small_letters_name_the_same_entry(client, entry):
    assert client.get(address(entry).lower()).status_code == 200


def test_drafts_and_codes_nobody_has_are_not_found(client):
    draft = DebugEntryPageFactory()
    assert client.get(address(draft)).status_code == 404
    assert client.post(address(draft)).status_code == 404
    assert client.get("/contribute/correction/PY-999/").status_code == 404


def test_a_retired_code_is_gone_or_leads_to_its_successor(client, entry):
    RetiredCode.objects.create(code="OLD-001", title="Old")
    RetiredCode.objects.create(code="OLD-002", title="Older", successor=entry.code)
    assert client.get("/contribute/correction/OLD-001/").status_code == 410
    assert client.get("/contribute/correction/OLD-002/")["Location"] == address(entry)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_private_entry_is_shown_to_those_who_may_read_it(client, entry, method):
    PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.LOGIN)
    answer = getattr(client, method)(address(entry))
    assert answer.status_code == 302
    assert entry.title not in answer.content.decode()
    client.force_login(UserFactory())
    assert client.get(address(entry)).status_code == 200


def test_the_form_is_in_no_cache(client, entry):
    assert "no-store" in client.get(address(entry))["Cache-Control"]


def test_a_second_click_sends_nothing_twice(client, entry):
    form = read_form(client.get(address(entry), **BROWSER))
    said = {**REASON, "section-fix": "Mine.", "by-agreed": "on", "action": "send"}
    data = typed(form, said, purpose="correction")
    first, second = (client.post(form.action, data, **BROWSER) for _ in range(2))
    led_to = [submission_of(answer["Location"].rstrip("/").rpartition("/")[2]) for answer in (first, second)]
    assert led_to[0] == led_to[1] == (Submission.objects.get(), False)


def test_the_entry_leads_to_its_form(client, entry):
    assert f'href="{address(entry)}"' in client.get(entry.url).content.decode()


def test_the_stored_text_is_canonical(client, entry):
    correct(client, entry, {"section-fix": "Mine.\r\n\r\n\r\n"})
    assert read(stored().text).text_of("fix") == "Mine."


def test_a_better_resource_of_a_module_is_a_correction_like_any_other(client):
    module = ModulePageFactory(
        live=True, resources=[("item", {"title": "Old", "url": "https://example.org/old"})]
    )
    module = EntryPage.objects.get(pk=module.pk)
    page = client.get(module.url).content.decode()
    assert f'href="{address(module)}"' in page
    answer = fill_in(
        client,
        address(module),
        {
            "reason": "The old one is gone.",
            "resources-0-title": "New",
            "resources-0-url": "https://example.org/new",
        },
        purpose="correction",
    )
    assert answer.status_code == 303
    one = Submission.objects.get()
    before, after = (text.attributes["resources"] for text in (one.base_document, one.document))
    assert [row["url"] for row in before] == ["https://example.org/old"]
    assert [row["url"] for row in after] == ["https://example.org/new"]
