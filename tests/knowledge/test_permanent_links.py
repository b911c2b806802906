"""The address made of an entry's code: it leads everybody to the entry who may read it, and nobody else."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import QuestionPageFactory, UserFactory, domain_page

pytestmark = pytest.mark.django_db


def test_it_leads_to_the_entry_in_whatever_case_the_code_is_written(client):
    entry = QuestionPageFactory(live=True)
    for code in (entry.code, entry.code.lower()):
        assert client.get(f"/e/{code}/")["Location"] == entry.url


@pytest.mark.parametrize(
    "restriction",
    [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS],
)
@pytest.mark.parametrize("at", ["entry", "list"])
def test_it_does_not_tell_the_address_of_a_private_entry(client, restriction, at):
    entry = QuestionPageFactory(live=True, title="A weakness nobody knows", slug="a-weakness")
    page = entry if at == "entry" else domain_page("question")
    PageViewRestriction.objects.create(page=page, restriction_type=restriction, password="open sesame")

    answer = client.get(entry.permanent_url)

    assert "weakness" not in f"{answer.headers}{answer.text}"
    assert "no-cache" in answer["Cache-Control"]


def test_it_leads_there_who_may_read_it(client):
    entry = QuestionPageFactory(live=True)
    PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(UserFactory())

    answer = client.get(entry.permanent_url)

    assert answer["Location"] == entry.url
    assert "no-cache" in answer["Cache-Control"]


def test_a_public_entry_s_answer_costs_no_question_about_privacy(client, django_assert_max_num_queries):
    entry = QuestionPageFactory(live=True)
    with django_assert_max_num_queries(3):
        client.get(entry.permanent_url)
