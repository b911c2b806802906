"""A reader sends a note, confirms it by the link in the mail, changes it and takes it back."""

import time

import pytest
from django.test import Client
from django.utils.crypto import get_random_string

from contributions.gate.fields import NUMBER_LENGTH, TOKEN, TRAP, Note
from contributions.testimonials import models
from contributions.testimonials.consent import CONSENT
from contributions.testimonials.screening import screened
from contributions.testimonials.states import State
from tests.admin.conftest import person, signed_in
from tests.contributions.gate import BROWSER
from tests.contributions.testimonials.factories import WORDS, fresh, link_in, mails_to, note_in
from tests.factories import QuestionPageFactory
from tests.pages.crawling import ReadPage

pytestmark = pytest.mark.django_db

NEW = "/testimonials/new/"
ADDRESS = "ada@example.org"


@pytest.fixture
def client() -> Client:
    """A browser of somebody who reads before sending."""
    return Client(headers={"User-Agent": BROWSER})


def filled(**changes) -> dict[str, str]:
    """Returns a form as it is sent by somebody who took a minute."""
    gate = Note(get_random_string(NUMBER_LENGTH), time.time() - 60).signed("testimonial")
    return {"text": WORDS, "email": ADDRESS, "consent": "on", TOKEN: gate} | changes


def send(client, **changes):
    return client.post(NEW, filled(**changes))


def test_from_the_form_to_the_public_page(client):
    entry = QuestionPageFactory(live=True)
    sent = send(
        client, name="Ada L.", role="Engineer at Example", link="https://example.org/ada", entry=entry.code
    )
    assert sent.status_code == 303
    assert "mailbox" in client.get(sent["Location"]).text

    [mail] = mails_to(ADDRESS)
    link = link_in(mail)
    assert WORDS not in mail.text  # nobody writes to strangers through us
    assert "Confirm my note" in client.get(link).text
    assert models.Testimonial.objects.get().state == State.UNCONFIRMED  # looking changes nothing

    client.post(f"{link}confirm/")
    assert models.Testimonial.objects.get().state == State.WAITING
    assert WORDS not in client.get("/testimonials/").text

    desk = signed_in(person("Moderators"))
    one = models.Testimonial.objects.get()
    desk.post(f"/admin/testimonials/{one.pk}/publish/", {"version": one.version})

    page = client.get("/testimonials/")
    assert WORDS in page.text
    assert '<a href="https://example.org/ada" rel="nofollow ugc noopener">Ada L.</a>' in page.text
    assert f'href="{entry.url}"' in page.text
    assert ADDRESS not in page.text
    assert not page.cookies
    assert page["Cache-Control"] == "public, max-age=60"
    assert [mail.subject[:12] for mail in mails_to(ADDRESS)] == ["Please confi", "Your note is"]


def test_the_words_agreed_to_are_kept_with_their_time(client):
    send(client)

    one = models.Testimonial.objects.get()
    assert one.consent == CONSENT
    assert one.consented_at is not None


def test_without_agreement_nothing_is_kept(client):
    response = send(client, consent="")

    assert response.status_code == 422
    assert "Without your agreement" in response.text
    assert WORDS in response.text  # what was typed stays
    assert not models.Testimonial.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": "x" * (models.SHORTEST - 1)}, "Say a little more"),
        ({"text": "x" * (models.LONGEST + 1)}, "Shorten it"),
        ({"text": "x" * 100_000}, "at most"),
        ({"text": " \u200b" * models.SHORTEST}, "Say a little more"),
        ({"link": "http://example.org/", "name": "Ada"}, "starts with https://"),
        ({"link": "javascript:alert(1)", "name": "Ada"}, "starts with https://"),
        ({"link": "https://user:secret@example.org/", "name": "Ada"}, "without a user name"),
        ({"link": "https://[", "name": "Ada"}, "starts with https://"),
        ({"link": "https://example.org/"}, "Give your name as well"),
        ({"email": "ada"}, "not a mail address"),
        ({"email": "ada@example.org\nBcc: eve@example.org"}, "not a mail address"),
        ({"entry": "NOPE-001"}, "No entry has this code"),
        ({"entry": "' OR 1=1 --"}, "No entry has this code"),
        ({"text": "a\x00" + WORDS}, "Null characters"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_word(client, changes, message):
    response = send(client, **changes)

    assert response.status_code == 422
    assert message in response.text
    assert not models.Testimonial.objects.exists()


def test_the_limits_are_counted_as_people_count(client):
    lines = [
        f"It helped me with the error number {number} of the build, ".ljust(99, "a") for number in range(12)
    ]
    text = "\r\n".join(lines)
    assert len(text) > models.LONGEST > len("\n".join(lines))

    assert send(client, text=text).status_code == 303


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_an_entry_nobody_may_read_cannot_be_named(client, hidden):
    from wagtail.models import PageViewRestriction

    entry = QuestionPageFactory(live=hidden == "private")
    if hidden == "private":
        PageViewRestriction.objects.create(page=entry, restriction_type="login")

    assert "No entry has this code" in send(client, entry=entry.code).text


def test_an_entry_is_named_by_its_permanent_link_or_a_link_to_the_form(client):
    entry = QuestionPageFactory(live=True)
    assert f'value="{entry.code}"' in client.get(f"{NEW}?entry={entry.code}").text

    send(client, entry=f"https://testserver/e/{entry.code.lower()}/?from=mail")

    assert models.Testimonial.objects.get().entry_id == entry.pk


def test_a_secret_in_the_words_is_taken_out(client):
    send(client, text=f"{WORDS}. password=correct-horse-battery-7")

    assert "correct-horse" not in models.Testimonial.objects.get().text


def test_the_same_words_twice_are_one_note_and_one_mail(client):
    send(client)
    again = send(client, text=f"  {WORDS.upper()} ")

    assert again.status_code == 303
    assert models.Testimonial.objects.count() == 1
    assert len(mails_to(ADDRESS)) == 1


def test_one_address_has_three_notes_waiting_at_most_and_the_answer_does_not_tell(client):
    answers = {send(client, text=f"{WORDS}, and this is number {number}.")["Location"] for number in range(5)}

    assert answers == {"/testimonials/sent/"}
    assert models.Testimonial.objects.count() == 3
    assert len(mails_to(ADDRESS)) == 3


def test_the_form_has_no_stars_and_its_page_is_nobodys_but_the_visitors(client):
    response = client.get(NEW)

    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex' in response.text
    assert "star" not in response.text.casefold().replace("start", "")
    assert ReadPage(response.text).forbidden == []


def test_the_form_needs_its_token():
    assert Client(enforce_csrf_checks=True).post(NEW, filled()).status_code == 403


def test_who_fills_in_the_trap_is_answered_as_if_it_had_been_received(client):
    assert send(client, **{TRAP: "Buy now"})["Location"] == "/testimonials/sent/"
    assert not models.Testimonial.objects.exists()


@pytest.mark.parametrize(
    "token", ["", "x", Note("a" * 22, 0).signed("submission")], ids=["none", "nonsense", "of another form"]
)
def test_a_form_of_another_purpose_or_none_is_shown_again_with_what_was_typed(client, token):
    response = send(client, **{TOKEN: token})

    assert response.status_code == 422
    assert WORDS in response.text
    assert not models.Testimonial.objects.exists()


def test_a_program_is_asked_for_work_first():
    response = send(Client())

    assert response.status_code == 422
    assert "data-proof" in response.text
    assert not models.Testimonial.objects.exists()


def test_what_looks_like_spam_is_told_to_the_desk():
    one = note_in(State.WAITING)
    spam = screened("Buy now!!! Best casino bonus code, click here: https://bit.ly/x and contact us today.")

    assert one.spam_signs == []
    assert spam.spam_score > 0.5
    assert spam.spam_signs


# --- The author's link -----------------------------------------------------------------------------


@pytest.fixture
def link_of():
    """The author's path of a testimonial."""

    def path(one) -> str:
        from contributions.testimonials import links

        return "/" + links.link_of(one).split("/", 3)[3]

    return path


@pytest.mark.parametrize("token", ["x", "1:1:1", "new2", "%00", "a" * 3000])
def test_a_link_that_is_not_ours_leads_nowhere(client, token):
    assert client.get(f"/testimonials/{token}/").status_code in {400, 404}
    assert client.post(f"/testimonials/{token}/withdraw/").status_code in {400, 404}


@pytest.mark.parametrize("state", State)
def test_the_page_of_its_author_shows_every_state_and_is_kept_by_nobody(client, link_of, state):
    one = note_in(state)

    response = client.get(link_of(one))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert fresh(one).version == one.version
    assert ("Take it back" in response.text) == (state != State.WITHDRAWN)


@pytest.mark.parametrize("state", [one for one in State if one != State.WITHDRAWN])
def test_withdrawing_deletes_the_words_and_who_wrote_them_and_twice_is_once(client, link_of, state):
    one = note_in(state, name="Ada L.", role="Engineer", link="https://example.org/ada")
    link = link_of(one)

    for _ in range(2):
        assert client.post(f"{link}withdraw/").status_code == 302

    gone = fresh(one)
    assert gone.state == State.WITHDRAWN
    assert (gone.text, gone.name, gone.role, gone.link, gone.email) == ("", "", "", "", "")
    assert gone.decisions.filter(action="withdraw").count() == 1
    assert "You have taken it back" in client.get(link).text
    assert "Ada L." not in client.get("/testimonials/").text


def test_looking_at_an_action_does_nothing(client, link_of):
    one = note_in(State.UNCONFIRMED)

    for action in ("confirm", "withdraw", "renew"):
        assert client.get(f"{link_of(one)}{action}/").status_code == 405
    assert fresh(one).state == State.UNCONFIRMED


def test_confirming_twice_is_once(client, link_of):
    one = note_in(State.UNCONFIRMED)

    for _ in range(2):
        assert client.post(f"{link_of(one)}confirm/").status_code == 302
    assert fresh(one).decisions.filter(action="confirm").count() == 1


def edited(client, link, text: str):
    return client.post(f"{link}edit/", {"text": text, "consent": "on"})


@pytest.mark.parametrize("state", [State.WAITING, State.PUBLISHED, State.DECLINED, State.EXPIRED])
def test_a_changed_note_goes_back_to_the_desk(client, link_of, state):
    one = note_in(state)

    assert edited(client, link_of(one), f"{WORDS}. I would add something.").status_code == 302

    assert fresh(one).state == State.WAITING
    assert fresh(one).text.endswith("I would add something.")
    assert "I would add" not in client.get("/testimonials/").text


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.WITHDRAWN])
def test_there_is_nothing_to_change_before_confirming_or_after_taking_back(client, link_of, state):
    one = note_in(state)

    assert edited(client, link_of(one), f"{WORDS}. I would add something.").status_code == 409
    assert fresh(one).state == state


def test_an_unchanged_note_stays_where_it_is(client, link_of):
    one = note_in()

    response = edited(client, link_of(one), one.text)

    assert response.status_code == 422
    assert "Nothing was changed" in response.text
    assert fresh(one).state == State.PUBLISHED


def test_the_edit_form_begins_with_what_is_there(client, link_of):
    entry = QuestionPageFactory(live=True)
    one = note_in(name="Ada L.", entry=entry)

    page = client.get(f"{link_of(one)}edit/").text

    assert one.text in page
    assert 'value="Ada L."' in page
    assert f'value="{entry.code}"' in page
