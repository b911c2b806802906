"""An Anki deck, opened, learnt and imported again by Anki itself."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from datetime import timedelta

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from hub.core.models import HubImage
from knowledge.models import EntryPage
from learning.anki import pace, views
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, TechnologyFactory
from tests.pages.archive import fill_archive

pytestmark = pytest.mark.django_db

FIELDS = ["Code", "Question", "Front", "Back", "Link", "Credit"]


@pytest.fixture
def technology():
    return TechnologyFactory(slug="flask", name="Python (Flask)")


@pytest.fixture
def collection(tmp_path):
    """A learner's own collection."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def take(client, collection, tmp_path):
    """Downloads the deck of a filter and imports it as Anki's window does."""

    def take(query: str = "technology=flask"):
        response = client.get(f"/practice/anki/deck.apkg?{query}")
        assert response.status_code == 200
        path = tmp_path / "deck.apkg"
        path.write_bytes(response.content)
        options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=False)
        return collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(path), options=options)
        )

    return take


def note_of(collection, entry):
    (found,) = collection.find_notes(f'Code:"{entry.code}"')
    return collection.get_note(found)


def publish(entry, **changes) -> None:
    page = EntryPage.objects.get(pk=entry.pk).specific
    for name, value in changes.items():
        setattr(page, name, value)
    page.change_kind, page.change_note = "answer corrected", "Says more."
    page.save_revision().publish()


def published_earlier(*entries) -> None:
    """Anki compares whole seconds, and nobody corrects an entry in the second of its deck."""
    earlier = timezone.now() - timedelta(minutes=1)
    EntryPage.objects.filter(pk__in=[one.pk for one in entries]).update(last_published_at=earlier)


def learn(collection) -> list[tuple]:
    """Rates every card that is due, well, and returns what the scheduler then says of each."""
    collection.decks.select(
        next(one.id for one in collection.decks.all_names_and_ids() if "Flask" in one.name)
    )
    while card := collection.sched.getCard():
        collection.sched.answerCard(card, 4)
    return schedules(collection)


def schedules(collection) -> list[tuple]:
    rows = collection.db.all(
        "select n.guid, c.type, c.queue, c.due, c.ivl, c.reps, c.id from cards c join notes n on n.id = c.nid order by n.guid"
    )
    return [tuple(row) for row in rows]


def test_anki_opens_the_deck_with_a_note_for_each_entry(collection, take, technology):
    entries = [QuestionPageFactory(technology=technology, live=True) for _ in range(3)]
    QuestionPageFactory(technology=technology)
    take()

    assert sorted(note_of(collection, entry)["Code"] for entry in entries) == sorted(
        one.code for one in entries
    )
    assert collection.note_count() == collection.card_count() == 3
    note = note_of(collection, entries[0])
    assert list(note.keys()) == FIELDS
    assert note["Question"] == entries[0].title
    assert note["Link"].endswith(f"/e/{entries[0].code}/")
    assert "CC-BY-4.0" in note["Credit"]
    assert {"question", "flask", "mid"} <= set(note.tags)
    assert "Knowledge Hub::Python (Flask)" in [one.name for one in collection.decks.all_names_and_ids()]


def test_a_newer_deck_updates_texts_and_keeps_schedules(collection, take, technology):
    changed = QuestionPageFactory(technology=technology, summary="Before.", live=True)
    kept = QuestionPageFactory(technology=technology, summary="Always.", live=True)
    published_earlier(changed, kept)
    take()
    learnt = learn(collection)
    assert all(row[4] > 0 and row[5] == 1 for row in learnt)  # an interval in days, one review

    publish(changed, title="Asked otherwise?", summary="After.")
    added = QuestionPageFactory(technology=technology, live=True)
    take()

    assert "After." in note_of(collection, changed)["Back"]
    assert note_of(collection, changed)["Question"] == "Asked otherwise?"
    assert "Always." in note_of(collection, kept)["Back"]
    assert [row for row in schedules(collection) if row in learnt] == learnt
    assert collection.note_count() == 3
    assert note_of(collection, added).cards()[0].reps == 0


def test_a_deck_taken_twice_changes_nothing_and_leaves_own_edits_alone(collection, take, technology):
    entry = QuestionPageFactory(technology=technology, live=True)
    take()
    learnt = learn(collection)
    note = note_of(collection, entry)
    note["Back"] += "My own words."
    collection.update_note(note)

    log = take().log

    assert not log.updated
    assert not log.new
    assert "My own words." in note_of(collection, entry)["Back"]
    assert schedules(collection) == learnt


def test_an_entry_is_one_note_in_whichever_decks_it_is_taken(collection, take, technology):
    entry = QuestionPageFactory(technology=technology, live=True)
    take("technology=flask")
    take("level=mid")
    take(f"code={entry.code}")

    assert collection.note_count() == 1


def test_an_entry_that_moves_or_is_renamed_keeps_its_note(collection, take, technology):
    entry = QuestionPageFactory(technology=technology, live=True)
    published_earlier(entry)
    take()
    learnt = learn(collection)
    publish(entry, slug="elsewhere", technology=TechnologyFactory(slug="other"), title="Renamed?")
    take(f"code={entry.code}")

    assert note_of(collection, entry)["Question"] == "Renamed?"
    assert schedules(collection) == learnt


def test_cards_of_every_kind_render_with_highlighted_code(collection, take):
    last = fill_archive(1)
    take("")

    for entry in last.values():
        card = note_of(collection, entry).cards()[0]
        front, back = card.question(), card.answer()
        assert "{{" not in front + back
        assert entry.code in front
        for html in (front, back):
            assert "<button" not in html
            assert "#icon-" not in html
            assert not re.search(r'(?:href|src)="/', html)
    back = note_of(collection, last["snippet"]).cards()[0].answer()
    assert '<span class="k">def</span>' in back
    assert ".highlight .k" in note_of(collection, last["snippet"]).note_type()["css"]


def test_the_answer_is_on_the_back_alone(collection, take, technology):
    entry = DebugEntryPageFactory(
        technology=technology, title="The cause", messages=[("item", "It broke")], live=True
    )
    take()
    card = note_of(collection, entry).cards()[0]

    assert "It broke" in card.question()
    assert "The cause" not in card.question()
    assert "The cause" in card.answer()


def test_what_anki_would_take_for_commands_stays_text(collection, take, technology):
    entry = QuestionPageFactory(
        technology=technology,
        title="What is {{Front}} & <b>?",
        summary="Use `[sound:a.mp3]`, `[$]x[/$]`, `[latex]`, `{{c1::x}}` and \\(x\\).",
        live=True,
    )
    take()
    answer = note_of(collection, entry).cards()[0].answer()

    assert "What is {{Front}} &amp; &lt;b&gt;?" in answer
    assert "&#91;sound:" in answer
    assert "[latex]" not in answer
    assert "mathjax_ignore" in answer


def test_images_travel_with_the_deck(collection, take, technology):
    image = HubImage.objects.create(
        title="A lamp", key="a-lamp", file=get_test_image_file(filename="lamp.png")
    )
    entry = QuestionPageFactory(
        technology=technology, summary=f"See ![a lamp](image:{image.key}).", live=True
    )
    take()
    back = note_of(collection, entry)["Back"]

    (name,) = re.findall(r'<img src="([^"/]+)"', back)
    assert collection.media.have(name)
    assert "srcset" not in back
    assert 'alt="a lamp"' in back


# --- The files -------------------------------------------------------------------------------------


def test_the_package_is_a_zip_with_one_note_type_and_one_deck_of_fixed_numbers(client, technology):
    QuestionPageFactory(technology=technology, live=True)

    def numbers():
        content = io.BytesIO(client.get("/practice/anki/deck.apkg?technology=flask").content)
        with zipfile.ZipFile(content) as archive:
            assert set(archive.namelist()) == {"collection.anki2", "media"}
            database = sqlite3.connect(":memory:")
            database.deserialize(archive.read("collection.anki2"))
        models, decks = database.execute("select models, decks from col").fetchone()
        guids = database.execute("select guid from notes").fetchall()
        database.close()
        return set(json.loads(models)), set(json.loads(decks)), guids

    first = numbers()
    assert first == numbers()
    assert "1763714401" in first[0]


def test_the_table_has_a_row_an_entry_and_anki_takes_it_without_doubles(
    client, collection, take, technology, tmp_path
):
    entries = [QuestionPageFactory(technology=technology, title=f"=Why {n}?", live=True) for n in range(2)]
    take()
    response = client.get("/practice/anki/deck.csv?technology=flask")
    text = response.content.decode()
    rows = list(csv.reader(line for line in text.splitlines(keepends=True) if not line.startswith("#")))

    assert response["Content-Type"].startswith("text/csv")
    assert [row[1] for row in rows] == sorted(entry.code for entry in entries)
    assert all(cell[:1] not in {"=", "+", "-", "@"} for row in rows for cell in row[1:])
    path = tmp_path / "deck.csv"
    path.write_text(text)
    metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
    log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    assert not log.new
    assert collection.note_count() == 2


def test_downloads_are_named_for_what_they_hold(client, technology):
    QuestionPageFactory(technology=technology, level="mid", live=True)

    for suffix in ("apkg", "csv"):
        response = client.get(f"/practice/anki/deck.{suffix}?technology=flask&level=mid")
        wanted = f'attachment; filename="knowledge-hub-python-flask-mid-level.{suffix}"'
        assert response["Content-Disposition"] == wanted
        assert not response.cookies


# --- Bounds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["deck.apkg", "deck.csv"])
def test_more_than_a_deck_holds_is_refused_with_what_to_do(client, technology, monkeypatch, file):
    monkeypatch.setattr(views, "MOST_NOTES", 2)
    for _ in range(3):
        QuestionPageFactory(technology=technology, live=True)
    refused = client.get(f"/practice/anki/{file}?technology=flask")
    page = client.get("/practice/anki/?technology=flask").text

    assert refused.status_code == 413
    assert "at most 2 cards, and this choice has 3" in refused.text
    assert "at most 2 cards" in page
    assert "deck.apkg" not in page


def test_an_empty_choice_gives_no_file(client):
    assert client.get("/practice/anki/deck.apkg?technology=nobody").status_code == 404


def test_many_decks_at_once_have_to_wait(client, technology, monkeypatch):
    monkeypatch.setattr(pace, "DECKS", 2)
    QuestionPageFactory(technology=technology, live=True)
    answers = [client.get("/practice/anki/deck.csv?technology=flask") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0
    assert "wait a few minutes" in answers[2].text
    other = client.get("/practice/anki/deck.csv?technology=flask", REMOTE_ADDR="203.0.113.7")
    assert other.status_code == 200
