"""Pages shown when something is wrong."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from hub import views
from knowledge.models import RetiredCode
from tests.pages.crawling import ReadPage

pytestmark = pytest.mark.django_db


def test_an_unknown_address_is_not_found_and_leads_on(client):
    response = client.get("/nowhere/to/be/found/")

    assert response.status_code == 404
    assert "/questions/" in ReadPage(response.text).links
    assert not response.cookies


@pytest.mark.parametrize(
    "address", ["/questions/nothing/", "/questions/a/b/", "/e/NONE-001/", "/%F0%9F%92%A1/"]
)
def test_addresses_below_real_ones_are_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_retired_code_is_gone_and_says_what_it_was(client):
    RetiredCode.objects.create(code="FLSK-MID-900", title="An <old> question")

    response = client.get("/e/flsk-mid-900/")

    assert response.status_code == 410
    assert "An &lt;old&gt; question" in response.text


def test_a_retired_code_leads_to_its_successor(client):
    RetiredCode.objects.create(code="FLSK-MID-900", title="Old", successor="FLSK-MID-901")

    assert client.get("/e/FLSK-MID-900/")["Location"] == "/e/FLSK-MID-901/"


@pytest.mark.parametrize("successor", ["A/B", "../admin", "FLSK-MID-900", "FLSK-MID-902"])
def test_a_successor_is_a_code_and_never_leads_back(successor):
    RetiredCode.objects.create(code="FLSK-MID-901", title="Older", successor="FLSK-MID-900")
    RetiredCode.objects.create(code="FLSK-MID-902", title="Oldest", successor="FLSK-MID-901")

    with pytest.raises(ValidationError, match=r"is no code|leads back"):
        RetiredCode(code="FLSK-MID-900", title="Old", successor=successor).full_clean()


@pytest.mark.parametrize(("view", "status"), [(views.bad_request, 400), (views.forbidden, 403)])
def test_refusals_have_words(view, status):
    response = view(RequestFactory().get("/"), ValueError("why"))

    assert response.status_code == status
    assert ReadPage(response.text).headings == [1, 2, 2, 2]


def test_a_fault_of_ours_needs_neither_database_nor_context():
    with CaptureQueriesContext(connection) as captured:
        page = render_to_string("500.html")
        response = views.server_error(RequestFactory().get("/"))

    assert len(captured) == 0
    assert "Something broke here" in page
    assert response.status_code == 500
