"""What an account can see, take along and delete of the notes its person left."""

import json

import pytest
from allauth.account.models import EmailAddress

from contributions.testimonials import models, personal
from contributions.testimonials.states import State
from hub.core.personal import registered
from tests.contributions.testimonials.factories import note_in
from tests.factories import QuestionPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    user = UserFactory(email="ada@example.org")
    EmailAddress.objects.create(user=user, email="ada@example.org", verified=True, primary=True)
    return user


def test_the_account_page_knows_it():
    assert "testimonials" in {data.key for data in registered()}


def test_own_notes_are_those_sent_while_signed_in_and_those_of_a_proven_address(ada):
    signed_in = note_in(author=ada)
    by_address = note_in(email="Ada@example.org")
    note_in(email="somebody@example.org")

    assert set(personal.of_person(ada)) == {signed_in, by_address}


def test_an_address_that_is_not_proven_proves_nothing(ada):
    EmailAddress.objects.filter(user=ada).update(verified=False)
    note_in(email="ada@example.org")

    assert not personal.of_person(ada).exists()


def test_a_note_that_waits_for_the_mailbox_has_no_link_here(ada):
    note_in(State.UNCONFIRMED, email="stranger@example.org", author=ada)

    assert [one["link"] for one in personal.context(ada)["notes"]] == [""]


def test_the_page_asks_the_same_for_three_times_as_many(ada, django_assert_num_queries):
    for number in range(2):
        note_in(author=ada, email=f"{number}@example.org", entry=QuestionPageFactory(live=True))
    with django_assert_num_queries(2):
        personal.context(ada)
    for number in range(4):
        note_in(author=ada, email=f"more{number}@example.org", entry=QuestionPageFactory(live=True))
    with django_assert_num_queries(2):
        personal.context(ada)


def test_everything_is_exported_as_json(ada):
    note_in(author=ada, name="Ada L.", entry=QuestionPageFactory(live=True))

    [exported] = json.loads(json.dumps(personal.export(ada)))

    assert exported["name"] == "Ada L."
    assert exported["agreed_to"]
    assert [step["what"] for step in exported["history"]] == ["Sent", "Confirmed", "Published"]


def test_deleting_the_account_deletes_the_notes_and_no_others(ada, client):
    note_in(author=ada, name="Ada L.")
    other = note_in(name="Bo")

    personal.erase(ada)
    personal.erase(ada)

    assert list(models.Testimonial.objects.all()) == [other]
    assert "Ada L." not in client.get("/testimonials/").text
