"""Entry pages: everything an entry has is shown, nothing it lacks is named, nothing hostile gets through."""

import pytest
from django.utils import timezone

from knowledge.models import EntryCount
from tests.factories import (
    ENTRY_FACTORIES,
    CodeSnippetPageFactory,
    DebugEntryPageFactory,
    QuestionPageFactory,
    SecurityTopicPageFactory,
    TechnologyFactory,
)
from tests.pages.archive import KINDS, fill_archive

pytestmark = pytest.mark.django_db

LABELS = (
    "Technology", "Category", "Level", "Difficulty", "Form", "Kind of error", "Type", "Severity", "OWASP",
    "CWE", "Seen in", "Tested with", "Scale", "Built from", "Verified", "Review", "Source", "Credit", "Tags",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_entry_shows_all_it_has(client, kind):
    entry = fill_archive(2)[kind]
    page = client.get(entry.url).text

    for shown in (entry.code, entry.technology.name, "Senior", "6 of 10", "1 November 2026", "Python 3.13"):
        assert shown in page
    for shown in (
        "Ada Reader",
        "A specification",
        "CC-BY-4.0",
        "alpha",
        "Was due on",
        "1,234 views",
        "3 readers",
    ):
        assert shown in page
    assert 'rel="prev"' in page
    assert "History of this entry: 1 change" in page
    assert f'action="/e/{entry.code}/helped/"' in page
    assert f'data-beacon="/e/{entry.code}/seen/"' in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_bare_entry_names_nothing_it_lacks(client, kind):
    bare = {
        "question": {"summary": "Yes."},
        "debug": {"severity": "", "summary": ""},
        "snippet": {"summary": ""},
        "design": {"technology": None, "summary": ""},
        "security": {"severity": "", "owasp": "", "summary": ""},
    }
    entry = ENTRY_FACTORIES[kind](licence="", live=True, **bare[kind])
    page = client.get(entry.url).text

    present = {"Technology": entry.technology, "Level": entry.level, "Difficulty": entry.difficulty}
    present |= {"Category": kind == "question", "Kind of error": kind == "debug", "Type": kind == "snippet"}
    for label in LABELS:
        assert (f"<dt>{label}</dt>" in page) == bool(present.get(label)), label
    assert "<dt>Licence</dt>" not in page
    assert "0 views" not in page
    assert "None" not in page


def test_the_situation_and_the_choices_come_before_the_answer(client):
    page = client.get(fill_archive()["question"].url).text

    places = [page.index(f'<h2 id="{part}"') for part in ("prompt", "choices", "summary", "plain-words")]
    assert places == sorted(places)
    assert page.index("Show the answer") < page.index("It is not.")


def test_the_answers_to_choose_from_are_not_given_away(client):
    page = client.get(fill_archive()["question"].url).text
    offered = page[page.index('<ol class="choices">') : page.index('<details class="disclosure">')]

    assert "Right" not in offered
    assert "It is." not in offered


def test_messages_are_shown_as_printed(client):
    entry = DebugEntryPageFactory(
        messages=[("item", "line <one>\n  line & two"), ("item", "other")], live=True
    )
    page = client.get(entry.url).text

    assert "<samp>line &lt;one&gt;\n  line &amp; two</samp>" in page
    assert "Also printed as" in page


def test_a_snippet_says_how_often_it_was_used(client):
    entry = CodeSnippetPageFactory(live=True)
    EntryCount.objects.create(entry_id=entry.pk, uses_this_week=1)

    assert "1 use this week" in client.get(entry.url).text
    assert f'action="/e/{entry.code}/used/"' in client.get(entry.url).text


def test_a_list_previews_the_telling_line_of_a_snippet(client):
    CodeSnippetPageFactory(
        body=[("files", "```python tool.py\nimport os\n\n# Why.\ndef light(lamp):\n    pass\n```")], live=True
    )

    assert '<span class="nf">light</span>' in client.get("/snippets/").text
    assert "import" not in client.get("/snippets/").text


def test_weaknesses_link_their_public_page(client):
    entry = SecurityTopicPageFactory(cwe=[("item", "CWE-89"), ("item", "CWE-<b>")], live=True)
    page = client.get(entry.url).text

    assert 'href="https://cwe.mitre.org/data/definitions/89.html"' in page
    assert "CWE-&lt;b&gt;" in page


def test_hostile_words_are_shown_and_not_run(client):
    hostile = "</title><script>alert(1)</script>\"'&{{ 7777*7777 }}"
    technology = TechnologyFactory(name=f"T{hostile}"[:80])
    entry = QuestionPageFactory(
        title=hostile,
        summary=hostile,
        tags=["</title><script>alert(1)</script>"],
        technology=technology,
        source_title=hostile,
        live=True,
    )

    for address in (entry.url, "/questions/", "/", f"/questions/?technology={technology.slug}"):
        page = client.get(address).text
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "60481729" not in page.split("<main")[1].split("</main")[0]


def test_a_private_entry_is_shown_to_nobody_else(client):
    from wagtail.models import PageViewRestriction

    secret, public = QuestionPageFactory(title="Secret", live=True), QuestionPageFactory(live=True)
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="lamp")

    assert "The answer in one sentence" not in client.get(secret.url).text
    assert "Secret" not in client.get("/questions/").text
    assert "Secret" not in client.get(public.url).text
    assert "Secret" not in client.get("/").text


def test_a_private_domain_hides_its_entries_and_leaves_the_menu(client):
    from wagtail.models import PageViewRestriction

    from tests.factories import domain_page

    entry = DebugEntryPageFactory(title="Hidden with its domain", live=True)
    PageViewRestriction.objects.create(page=domain_page("debug"), restriction_type="login")

    assert client.get(entry.url).status_code == 302
    assert "/debug/" not in client.get("/about/").text
    assert "Hidden with its domain" not in client.get("/").text


def test_an_unpublished_entry_is_not_found(client):
    entry = QuestionPageFactory(live=True)
    address = entry.url
    entry.unpublish()

    assert client.get(address).status_code == 404


def test_days_are_written_for_people_and_machines(client):
    page = client.get(QuestionPageFactory(live=True).url).text
    today = timezone.now().date()

    assert f'<time datetime="{today.isoformat()}">{today.day} {today:%B %Y}</time>' in page
