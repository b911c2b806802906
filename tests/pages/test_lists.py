"""Domain lists: facets as a form, chips, sorting, pages, and what is answered to nonsense."""

import pytest

from tests.factories import QuestionPageFactory, TechnologyFactory
from tests.pages.archive import LISTS, fill_archive
from tests.pages.crawling import ReadPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(db):
    flask = TechnologyFactory(name="Flask & friends", slug="flask")
    return [QuestionPageFactory(technology=flask, difficulty=3, live=True) for _ in range(21)]


def test_a_list_counts_pages_and_links_its_neighbours(client, many):
    first, second = client.get("/questions/"), client.get("/questions/?page=2")

    assert "21 questions" in first.text
    assert '<link rel="next" href="?page=2">' in first.text
    assert 'rel="prev"' not in first.text
    assert '<link rel="prev" href="?">' in second.text
    assert "Showing 21 to 21" in second.text


def test_page_links_keep_the_filters(client, many):
    page = client.get("/questions/?technology=flask&technology=other&sort=newest").text

    assert "?technology=flask&amp;technology=other&amp;sort=newest&amp;page=2" in page


def test_a_page_beyond_the_end_is_a_404_that_leads_back(client, many):
    response = client.get("/questions/?technology=flask&page=1000000000")

    assert response.status_code == 404
    assert "The list ends before this page" in response.text
    assert "?technology=flask&amp;page=2" in response.text


@pytest.mark.parametrize("page", ["0", "-1", "abc", "", "1.5", "²", "9" * 5000])
def test_a_page_number_that_is_none_does_not_break_the_list(client, many, page):
    assert client.get("/questions/", {"page": page}).status_code in {200, 404}


def test_chips_name_the_filters_and_leave_them_out(client, many):
    page = client.get("/questions/?technology=flask&difficulty_min=2&page=2").text

    assert "Flask &amp; friends" in page
    assert "Difficulty 2 to 10" in page
    assert "?difficulty_min=2" in ReadPage(page).links
    assert "?technology=flask" in ReadPage(page).links


def test_sorting_keeps_the_filters_and_filtering_keeps_the_order(client, many):
    page = client.get("/questions/?technology=flask&sort=easiest").text

    assert '<input type="hidden" name="technology" value="flask">' in page
    assert '<input type="hidden" name="sort" value="easiest">' in page


def test_an_empty_result_names_the_way_out(client, many):
    page = client.get("/questions/?technology=flask&difficulty_min=9").text

    assert "No questions with these filters" in page
    assert "Without one of the filters there would be 21 questions" in page
    assert "Remove “Difficulty 9 to 10”" in page


@pytest.mark.parametrize("path", LISTS.values())
@pytest.mark.parametrize(
    "query",
    [
        "technology=nobody&level=nobody&tag=nobody",
        "difficulty_min=abc&difficulty_max=99999999999999999999",
        "difficulty_min=9&difficulty_max=2",
        "sort=drop&unknown=1&technology=",
        "tag=" + "x" * 5000,
        "technology=%F0%9F%92%A1&tag=%22%3E%3Cscript%3E",
        "&".join(f"tag=t{number}" for number in range(200)),
    ],
)
def test_filters_that_make_no_sense_are_answered(client, path, query):
    fill_archive()

    response = client.get(f"{path}?{query}")

    assert response.status_code == 200
    assert "<script>" not in response.text


def test_a_nul_byte_is_refused(client):
    assert client.get("/questions/?tag=%00").status_code == 400
    assert client.get("/questions/%00/").status_code == 400


def test_rare_tags_do_not_flood_the_form(client):
    for start in (0, 30, 60):
        QuestionPageFactory(tags=[f"tag {start + number}" for number in range(30)], live=True)

    assert client.get("/questions/").text.count('name="tag"') == 50
