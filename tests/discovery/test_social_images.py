"""The picture of a page: drawn once for its content, the same bytes each time, for any title."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from hub.core import social_images
from hub.core.social_images import Card, draw, drawable, wrap
from hub.home.models import SiteIdentity
from tests.discovery.reading import head_of, publish_again, restrict
from tests.factories import QuestionPageFactory, domain_page, home_page

TITLES = {
    "usual": "How do you handle database migrations in a Flask application?",
    "empty": "",
    "spaces": " \n\t ",
    "one long word": "x" * 255,
    "many words": "word and " * 500,
    "emoji": "🎉🎉 👩‍👩‍👧 ship it",
    "chinese": "日本語のタイトルはどう扱われますか",
    "arabic": "كيف تعمل قواعد البيانات؟ RTL",
    "hebrew": "איך זה עובד",
    "direction marks": "safe \u202e evil \u2066 marks \u200b",
    "control characters": "bell \x07 null \x00 \ufffe",
    "lone surrogate": "half \ud83d pair",
    "combining": "Z" + "\u0301" * 200,
    "newlines": "a\nb\r\nc\u2028d",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_any_title_gives_a_picture_of_the_right_size(title):
    image = Image.open(io.BytesIO(draw(Card(title, "Knowledge Hub", "FLSK-MID-004", "Question"))))

    image.verify()
    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_hostile_code_label_and_site_name_fit_too():
    assert draw(Card("Title", "s" * 300, "C" * 300, "日本" * 100))


def test_the_same_card_gives_the_same_bytes_and_another_title_others():
    card = Card("Why?", "Knowledge Hub", "PY-001", "Debug entry")

    assert draw(card) == draw(Card("Why?", "Knowledge Hub", "PY-001", "Debug entry"))
    assert draw(card) != draw(Card("How?", "Knowledge Hub", "PY-001", "Debug entry"))


def test_every_part_of_a_card_is_in_its_name():
    cards = [Card("a", "b"), Card("a", "c"), Card("b", "b"), Card("a", "b", "c"), Card("a", "b", "", "c")]

    assert len({card.digest for card in cards}) == len(cards)


def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost():
    font = social_images._font(social_images.SERIF, 62)
    text = f"{TITLES['usual']} {'y' * 120}"

    lines = wrap(text, font, 700)

    assert all(font.getlength(line) <= 700 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_accents_the_font_lacks_fall_off_and_signs_it_lacks_are_left_out():
    font = social_images._font(social_images.SERIF, 62)

    assert drawable("café ṩo 🎉 done", font) == "café so done"


def test_the_site_s_own_fonts_are_read():
    assert social_images._font(social_images.SERIF, 62).getname()[0].startswith("Piazzolla")


def test_without_the_site_s_fonts_a_plainer_picture_is_drawn(monkeypatch):
    monkeypatch.setattr(social_images, "SERIF", ("fonts/none.woff2", "SemiBold"))

    assert draw(Card("日本 Title", "Knowledge Hub"))


# --- Served ----------------------------------------------------------------------------------------


def _path(page) -> str:
    return head_of(page).metas["og:image"].removeprefix("http://testserver")


@pytest.mark.django_db
def test_the_picture_of_an_entry_is_drawn_once_and_may_be_kept_for_ever(client, monkeypatch):
    page = QuestionPageFactory(live=True)
    drawn = []
    monkeypatch.setattr(social_images, "draw", lambda card: drawn.append(card) or draw(card))

    first, second = client.get(_path(page)), client.get(_path(page))

    assert first["Content-Type"] == "image/png"
    assert first["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not first.cookies
    assert first.content == second.content == draw(drawn[0])
    assert [card.code for card in drawn] == [page.code]


@pytest.mark.django_db
def test_a_new_title_has_a_new_picture_the_old_address_leads_there_and_the_old_file_goes(client):
    page = QuestionPageFactory(title="Odl?", live=True)
    old = _path(page)
    client.get(old)

    publish_again(page, "typo", title="Old?")

    new = _path(page)
    assert new != old
    assert client.get(old)["Location"] == f"http://testserver{new}"
    client.get(new)
    assert len(default_storage.listdir(f"social/{page.pk}")[1]) == 1


@pytest.mark.django_db
def test_what_not_everybody_may_read_has_no_picture(client):
    draft, hidden = QuestionPageFactory(), QuestionPageFactory(live=True)
    hidden_path = _path(hidden)
    restrict(hidden)

    assert client.get(f"/social/{draft.pk}-abc.png").status_code == 404
    assert client.get(hidden_path).status_code == 404
    for pk in (999999, 10**30):
        assert client.get(f"/social/{pk}-abc.png").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("page", [home_page, lambda: domain_page("debug")])
def test_home_and_domain_pages_have_pictures(client, page):
    path = _path(page())

    assert client.get(path).status_code == 200
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.django_db
def test_a_renamed_site_has_new_pictures():
    page = QuestionPageFactory(live=True)
    before = _path(page)

    identity = SiteIdentity.for_site(home_page().get_site())
    identity.name = "Other Hub"
    identity.save()

    assert _path(page) != before
