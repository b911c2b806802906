"""Who is named: on the entry, on the page of contributors, and no more once they wish so."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from knowledge import credit
from knowledge.credit.indexing import index_all
from knowledge.models import Credit, EntryPage
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, UserFactory, domain_page
from tests.pages.crawling import ReadPage

pytestmark = pytest.mark.django_db

PAGE = "/contributors/"


def named(name: str, role: str = "wrote", url: str = "") -> tuple:
    return ("item", {"name": name, "url": url, "for": role})


def entry(*people: tuple, live: bool = True, factory=QuestionPageFactory, **fields) -> EntryPage:
    return factory(credit=list(people), live=live, **fields)


def names(sort: str = "name") -> list[str]:
    return [one.name for one in credit.persons(credit.people(sort))]


def queries(client, address: str) -> int:
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# --- On the entry ----------------------------------------------------------------------------------


def test_an_entry_names_who_wrote_and_who_corrected_it(client):
    page = entry(
        named("Ada L.", url="https://example.org/ada"), named("Bo", "corrected"), named("Cy", "corrected")
    )

    text = client.get(page.url).text

    assert (
        '<li>Contributed by <a href="https://example.org/ada" rel="nofollow ugc noopener">Ada L.</a></li>'
        in text
    )
    assert "<li>Corrected by Bo, Cy</li>" in text


def test_an_entry_that_names_nobody_says_nothing_about_it(client):
    page = client.get(entry().url).text

    assert "Contributed by" not in page
    assert "Corrected by" not in page


def test_a_name_is_text(client):
    page = entry(named("<img src=x onerror=alert(1)>", url="https://example.org/?a=1&b='\""))

    for address in (page.url, PAGE):
        text = client.get(address).text
        assert "<img src=x" not in text
        assert ReadPage(text).forbidden == []


# --- The page of contributors ----------------------------------------------------------------------


def test_an_empty_page_says_who_stands_here_first(client):
    page = client.get(PAGE).text

    assert "Nobody is named yet" in page
    assert 'href="/contribute/"' in page


def test_people_are_named_with_what_they_did(client):
    entry(named("Ada L.", url="https://example.org/ada"), title="First by Ada")
    entry(
        named("Ada L.", "corrected", "https://example.org/ada"),
        factory=DebugEntryPageFactory,
        title="Set right by Ada",
    )
    entry(named("Bo"))

    response = client.get(PAGE)
    page = response.text

    assert page.count("Ada L.") == 1
    assert '<a href="https://example.org/ada" rel="nofollow ugc noopener">Ada L.</a>' in page
    assert "wrote 1 entry" in page
    assert "corrected 1 entry" in page
    assert "First by Ada" in page
    assert "Set right by Ada" in page
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=60"


def test_the_same_name_and_link_in_another_spelling_is_the_same_person():
    entry(named("Ada  L.", url="https://example.org/ada/"))
    entry(named("ada l.", url="http://www.example.org/ada"))
    entry(named("Ada L."))

    assert [row["number"] for row in credit.people()] == [1, 2]


def test_who_wrote_and_corrected_one_entry_has_it_once():
    entry(named("Ada"), named("Ada", "corrected"), title="Only one")

    [ada] = credit.persons(credit.people())

    assert (ada.wrote, ada.corrected) == (1, 1)
    assert [one.title for one in ada.latest] == ["Only one"]


def test_the_last_three_entries_are_shown_the_newest_first():
    for number in range(5):
        entry(named("Ada"), title=f"Number {number}")

    [ada] = credit.persons(credit.people())

    assert [one.title for one in ada.latest] == ["Number 4", "Number 3", "Number 2"]


def test_order_by_name_and_by_number(client):
    entry(named("Zoe"))
    entry(named("Zoe"))
    entry(named("ada"))
    entry(named("Bo"))

    assert names() == ["ada", "Bo", "Zoe"]
    assert names("number") == ["Zoe", "ada", "Bo"]
    by_number = client.get(f"{PAGE}?sort=number").text
    assert by_number.index(">Zoe<") < by_number.index(">Bo<")
    assert 'content="noindex' in by_number
    assert client.get(f"{PAGE}?sort=<script>").status_code == 200


def test_pages_keep_the_order_and_end(client):
    entries = [entry(), entry()]
    for number in range(55):
        name = f"Person {number:02d}"
        Credit.objects.create(entry=entries[0], role="wrote", name=name, person=credit.person_key(name))

    assert 'href="?sort=number&amp;page=2"' in client.get(f"{PAGE}?sort=number").text
    assert "Person 54" in client.get(f"{PAGE}?page=2").text
    assert client.get(f"{PAGE}?page=3").status_code == 404


def test_the_page_asks_the_same_for_three_times_as_many(client):
    def more(start: int):
        for number in range(start, start + 4):
            entry(named(f"Person {number}", url=f"https://example.org/{number}"), named("Ada", "corrected"))

    more(0)
    before = queries(client, PAGE)
    more(4)
    more(8)

    assert queries(client, PAGE) == before


def test_the_footer_leads_there(client):
    assert f'href="{PAGE}"' in client.get("/about/").text


# --- Who is not shown ------------------------------------------------------------------------------


def test_a_draft_names_nobody():
    page = entry(named("Ada"), live=False)
    assert names() == []

    page.get_latest_revision().publish()
    assert names() == ["Ada"]


def test_what_is_published_again_names_who_it_names_now():
    page = entry(named("Ada"), named("Bo"))
    page.credit = [named("Bo"), named("Cy", "corrected")]
    page.change_kind, page.change_note = "typo", "A name."
    page.save_revision().publish()

    assert names() == ["Bo", "Cy"]


def test_an_unpublished_and_a_deleted_entry_name_nobody():
    first, second = entry(named("Ada")), entry(named("Bo"))

    first.unpublish()
    second.delete()

    assert names() == []
    assert not Credit.objects.exists()


@pytest.mark.parametrize("restricted", ["entry", "domain"])
def test_a_private_entry_names_nobody_until_it_is_public_again(client, restricted):
    page = entry(named("Ada"))
    where = page if restricted == "entry" else domain_page("question")

    restriction = PageViewRestriction.objects.create(page=where, restriction_type="login")
    assert "Ada" not in client.get(PAGE).text

    restriction.delete()
    assert "Ada" in client.get(PAGE).text


def test_a_restriction_made_for_a_group_names_nobody():
    page = entry(named("Ada"))

    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")

    assert names() == []


def test_the_job_mends_what_no_signal_told_of_and_may_run_twice():
    page = entry(named("Ada"))
    hidden = entry(named("Bo"))
    Credit.objects.filter(entry=page).delete()
    EntryPage.objects.filter(pk=hidden.pk).update(live=False)

    assert index_all() == 2
    assert names() == ["Ada"]
    assert index_all() == 0


def test_the_title_of_a_hidden_entry_is_not_shown_even_where_the_index_is_behind(client):
    page = entry(named("Ada"), title="A hidden title")
    EntryPage.objects.filter(pk=page.pk).update(live=False)

    assert "A hidden title" not in client.get(PAGE).text


# --- Forgetting ------------------------------------------------------------------------------------


def test_a_forgotten_person_leaves_the_entry_its_drafts_and_its_earlier_versions(client):
    page = entry(named("Ada L.", url="https://example.org/ada"), named("Bo", "corrected"))
    page.title = "A draft of something else"
    page.save_revision()
    other = entry(named("Ada L.", url="https://example.org/ada"))

    assert credit.forget([page.pk], "Ada L.", "https://example.org/ada") == 1

    text = client.get(page.url).text
    assert "Ada L." not in text
    assert "Corrected by Bo" in text
    assert "Ada L." not in client.get(f"{page.url.rstrip('/')}.md").text
    assert all("Ada L." not in revision.content["credit"] for revision in page.revisions.all())
    assert page.get_latest_revision_as_object().title == "A draft of something else"
    assert names() == ["Ada L.", "Bo"]
    assert "Ada L." in client.get(other.url).text


def test_forgetting_is_no_change_that_readers_are_told_of():
    page = entry(named("Ada"))
    before = EntryPage.objects.get(pk=page.pk)
    changes = page.changes.count() if hasattr(page, "changes") else None

    credit.forget([page.pk], "Ada")

    after = EntryPage.objects.get(pk=page.pk)
    assert after.last_published_at == before.last_published_at
    assert after.latest_revision_id == before.latest_revision_id
    assert changes is None or page.changes.count() == changes


def test_forgetting_twice_or_somebody_unknown_changes_nothing():
    page = entry(named("Ada"), named("Bo"))

    assert credit.forget([page.pk], "Ada") == 1
    assert credit.forget([page.pk], "Ada") == 0
    assert credit.forget([page.pk, 0], "Eve") == 0
    assert names() == ["Bo"]


def test_somebody_of_the_same_name_with_another_link_stays():
    page = entry(
        named("Ada", url="https://example.org/1"), named("Ada", "corrected", "https://example.org/2")
    )

    credit.forget([page.pk], "ada", "https://example.org/1")

    assert [row["shown_url"] for row in credit.people()] == ["https://example.org/2"]


def test_a_forgotten_name_does_not_come_back_with_the_next_publish():
    page = entry(named("Ada"))
    page.save_revision()
    credit.forget([page.pk], "Ada")

    latest = EntryPage.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    latest.change_kind, latest.change_note = "typo", "A comma."
    latest.save_revision().publish()

    assert names() == []


def test_a_deleted_account_leaves_the_entries_it_is_named_by():
    from contributions.submissions import personal, services
    from contributions.submissions.services import Sender
    from contributions.submissions.states import Role
    from tests.contributions.factories import debug_document, fresh
    from tests.factories import UserFactory

    ada, moderator = UserFactory(), UserFactory()
    one = services.submit(debug_document(), sender=Sender(user=ada, name="Ada L.", named=True))
    services.claim(one, user=moderator, roles={Role.MODERATOR})
    one = fresh(one)
    services.accept(one, user=moderator, roles={Role.MODERATOR}, version=one.version)
    made = fresh(one).entry.specific
    made.get_latest_revision().publish()
    assert names() == ["Ada L."]

    personal.erase(ada)

    assert names() == []
    assert EntryPage.objects.get(pk=made.pk).live
    assert all("Ada L." not in revision.content["credit"] for revision in made.revisions.all())


# --- Everything by one person ------------------------------------------------------------------------


def profile(client, name: str, url: str = "", **params):
    return client.get(f"{PAGE}entries/", {"who": credit.person_key(name, url), **params})


def test_everything_by_one_person_has_a_page_of_its_own(client):
    link = "https://example.org/ada"
    for number in range(5):
        entry(named("Ada L.", url=link), title=f"Made {number}")
    entry(named("Ada L.", "corrected", url=link), title="Mended")
    entry(named("Bo"), title="Of another")
    entry(named("Ada L.", url=link), title="Not yet", live=False)
    listed = ReadPage(client.get(PAGE).text)
    [address] = [one for one in listed.links if "who=" in one]
    answer = client.get(address)
    assert "Made 0" in answer.text
    assert "Mended" in answer.text
    assert "Of another" not in answer.text
    assert "Not yet" not in answer.text
    assert f'href="{link}" rel="nofollow ugc noopener"' in answer.text
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("params", [{}, {"who": ""}, {"who": "nobody"}, {"who": "x" * 5000}, {"who": "\x00"}])
def test_nobody_has_no_page(client, params):
    assert client.get(f"{PAGE}entries/", params).status_code in {400, 404}


def test_it_has_pages(client):
    for _ in range(3):
        entry(named("Ada"))
    assert profile(client, "Ada", page="1").status_code == 200
    assert profile(client, "Ada", page="2").status_code == 404


def test_a_name_with_signs_leads_to_its_page(client):
    for _ in range(4):
        entry(named("A&B #1 / é <i>"))
    [address] = [one for one in ReadPage(client.get(PAGE).text).links if "who=" in one]
    assert client.get(address).status_code == 200


def test_the_page_of_one_person_asks_the_same_for_many_entries(client):
    entry(named("Ada"))
    address = f"{PAGE}entries/?who=ada"
    few = queries(client, address)
    for _ in range(3):
        entry(named("Ada"))
    assert queries(client, address) == few


def test_whoever_is_named_finds_it_on_their_page(client):
    user = UserFactory(display_name="Ada", link="")
    client.force_login(user)
    assert "published with your name" not in client.get("/me/").text
    entry(named("Ada"))
    assert "?who=ada" in client.get("/me/").text
