"""Every page of the archive has a Markdown twin, under the page's own privacy."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from knowledge.entrydocs import document_from_page, read, write
from tests.factories import (
    ENTRY_FACTORIES,
    QuestionPageFactory,
    UserFactory,
    domain_page,
    home_page,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", list(ENTRY_FACTORIES))
def test_an_entry_s_twin_is_its_canonical_document(client, kind):
    entry = ENTRY_FACTORIES[kind](live=True, tags=["a tag"])
    answer = client.get(f"{entry.url.rstrip('/')}.md")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Link"] == f'<{entry.full_url}>; rel="canonical"'
    assert answer.content.decode() == write(document_from_page(entry))
    assert read(answer.content.decode()).code == entry.code


def test_the_twin_shows_what_is_published_and_not_a_later_draft(client):
    entry = QuestionPageFactory(live=True, title="As published")
    entry.title = "Not yet"
    entry.save_revision()
    assert "Not yet" not in client.get(f"/questions/{entry.slug}.md").content.decode()


def test_a_list_s_twin_links_the_twins_of_its_published_entries(client):
    shown = QuestionPageFactory(live=True, title="What is `a[0]`?")
    draft = QuestionPageFactory(title="Not yet")
    text = client.get("/questions.md").content.decode()
    assert text.startswith(f"# {domain_page('question').title}\n\n{domain_page('question').intro}\n")
    assert f"- {shown.code} [What is \\`a\\[0\\]\\`?](/questions/{shown.slug}.md)\n" in text
    assert draft.title not in text
    assert client.get(f"/questions/{shown.slug}.md").status_code == 200


def test_the_home_page_s_twin_leads_to_the_lists(client):
    text = client.get("/index.md").content.decode()
    assert text.startswith(f"# {home_page().title}\n")
    for path in ("/questions.md", "/debug.md", "/snippets.md", "/design.md", "/security.md"):
        assert f"]({path})\n" in text
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/questions/nothing.md", "/nothing.md", "/home.md", "/questions/.md", "/.md", "/index/a.md"]
)
def test_there_is_no_twin_without_a_page(client, path):
    assert client.get(path).status_code == 404


def test_a_draft_and_an_unpublished_entry_have_none(client):
    draft, gone = QuestionPageFactory(), QuestionPageFactory(live=True)
    gone.unpublish()
    for entry in (draft, gone):
        assert client.get(f"/questions/{entry.slug}.md").status_code == 404


RESTRICTIONS = [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS]


@pytest.mark.parametrize("restriction", RESTRICTIONS)
@pytest.mark.parametrize("at", ["entry", "list"])
def test_privacy_holds_for_the_twin_as_for_the_page(client, restriction, at):
    entry = QuestionPageFactory(live=True, title="Kept apart", summary="Nobody else reads this.")
    page = entry if at == "entry" else domain_page("question")
    PageViewRestriction.objects.create(page=page, restriction_type=restriction, password="open sesame")
    for path in (f"/questions/{entry.slug}", "/questions"):
        html, twin = client.get(f"{path}/"), client.get(f"{path}.md")
        assert twin.status_code == html.status_code
        assert b"Nobody else reads this." not in twin.content
        if path != "/questions" or at == "list":
            assert "text/markdown" not in twin["Content-Type"]
            assert "no-cache" in twin["Cache-Control"]
        else:
            assert b"Kept apart" not in twin.content


def test_who_may_read_the_page_may_read_its_twin(client):
    entry = QuestionPageFactory(live=True)
    readers = Group.objects.create(name="Readers")
    restriction = PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(readers)
    reader = UserFactory()
    reader.groups.add(readers)
    client.force_login(reader)
    answer = client.get(f"/questions/{entry.slug}.md")
    assert answer["Content-Type"].startswith("text/markdown")
    assert "no-cache" in answer["Cache-Control"]


def test_the_password_form_leads_back_to_the_twin(client):
    entry = QuestionPageFactory(live=True)
    PageViewRestriction.objects.create(
        page=entry, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    path = f"/questions/{entry.slug}.md"
    form = client.get(path).context
    answer = client.post(form["action_url"], {"password": "open sesame", "return_url": path})
    assert answer["Location"] == path
    assert client.get(path)["Content-Type"].startswith("text/markdown")


def test_what_has_not_changed_is_not_sent_again(client):
    entry = QuestionPageFactory(live=True)
    path = f"/questions/{entry.slug}.md"
    first = client.get(path)
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_renamed_technology_is_not_kept_from_who_asks_with_a_date(client):
    entry = QuestionPageFactory(live=True)
    path = f"/questions/{entry.slug}.md"
    first = client.get(path)
    entry.technology.slug = "renamed-since"
    entry.technology.save()
    again = client.get(path, headers={"if-modified-since": first["Last-Modified"]})
    assert "renamed-since" in again.text
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_twin_is_only_read(client):
    entry = QuestionPageFactory(live=True)
    path = f"/questions/{entry.slug}.md"
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert "public" in head["Cache-Control"]
    assert not head.cookies


def test_a_list_s_twin_takes_as_many_queries_for_more_entries(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        client.get("/questions.md")
        with CaptureQueriesContext(connection) as captured:
            client.get("/questions.md")
        return len(captured)

    QuestionPageFactory.create_batch(2, live=True)
    before = queries()
    QuestionPageFactory.create_batch(4, live=True)
    assert queries() == before


def test_the_twin_of_a_moved_entry_leads_to_its_new_address(client, django_capture_on_commit_callbacks):
    entry = QuestionPageFactory(live=True, slug="old-name")
    entry.slug = "new-name"
    entry.change_kind, entry.change_note = "typo", "Renamed."
    with django_capture_on_commit_callbacks(execute=True):
        entry.save_revision().publish()

    response = client.get("/questions/old-name.md")

    assert response.status_code == 301
    assert response["Location"].endswith("/questions/new-name.md")


def test_the_twin_of_a_deleted_entry_is_gone_for_good(client):
    entry = QuestionPageFactory(live=True, slug="deleted")
    entry.delete()

    assert client.get("/questions/deleted.md", follow=True).status_code == 410
