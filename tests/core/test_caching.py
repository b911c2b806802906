"""Pages that are the same for everybody may be kept by anybody; what is somebody's own may not."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import QuestionPageFactory

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/questions/", "/index.md", "/about/", "/feeds/all.atom", "/sitemap.xml"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_public_page_may_be_kept_and_sets_no_cookie(client, address):
    answer = client.get(address)
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("name", "value"), [("sessionid", "x"), ("sessionid", ""), ("csrftoken", "x")])
def test_an_answer_that_mends_a_broken_cookie_is_kept_by_nobody(client, address, name, value):
    answer = client.get(address, headers={"Cookie": f"{name}={value}"})
    assert answer.cookies
    assert "public" not in answer["Cache-Control"]
    assert {"private", "no-cache"} <= set(answer["Cache-Control"].split(", "))


def test_a_form_for_a_password_is_kept_by_nobody(client):
    entry = QuestionPageFactory(live=True)
    restriction = PageViewRestriction.objects.create(
        page=entry.page_ptr, restriction_type=PageViewRestriction.PASSWORD, password="sesame"
    )
    for address in (entry.url, f"/_util/authenticate_with_password/{restriction.pk}/{entry.pk}/"):
        answer = client.get(address)
        assert answer.cookies
        assert "public" not in answer["Cache-Control"]
