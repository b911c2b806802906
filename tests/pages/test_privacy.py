"""Pages behind a password or an account: a way in that looks like the site and gives nothing away."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import QuestionPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return QuestionPageFactory(title="The merger question", live=True)


def restrict(entry, **how):
    PageViewRestriction.objects.create(page=entry, **how)
    return entry.get_url()


def test_a_password_opens_the_page_and_a_wrong_one_is_told_so(client, entry):
    address = restrict(entry, restriction_type=PageViewRestriction.PASSWORD, password="sesame")

    asked = client.get(address)
    assert "Password required" in asked.text
    assert "The merger question" not in asked.text
    assert "css/foundation" in asked.text

    action = asked.context["action_url"]
    wrong = client.post(action, {"password": "simsala", "return_url": address})
    assert "does not open this page" in wrong.text
    assert "The merger question" not in wrong.text

    right = client.post(action, {"password": "sesame", "return_url": address})
    assert right.status_code == 302
    assert "The merger question" in client.get(address).text


def test_an_account_opens_a_page_for_people_who_sign_in(client, entry):
    address = restrict(entry, restriction_type=PageViewRestriction.LOGIN)

    asked = client.get(address, follow=True)
    assert "Sign in" in asked.text
    assert "The merger question" not in asked.text

    client.force_login(UserFactory())
    assert "The merger question" in client.get(address).text


def test_what_is_personal_is_never_publicly_cached(client, entry):
    address = restrict(entry, restriction_type=PageViewRestriction.PASSWORD, password="sesame")

    assert "public" not in client.get(address)["Cache-Control"]
