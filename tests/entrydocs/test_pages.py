"""A page and its document say the same: through a revision, and through the editor's own form."""

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from wagtail.test.utils.form_data import nested_form_data, streamfield

from knowledge import kinds
from knowledge.attributes import Choice, Code, Fields, Flag, Integer, Items, Tags, Url, is_empty
from knowledge.entrydocs import EntryDocument, Section, document_from_page, fill_page, write
from knowledge.models import Category, Technology
from tests.entrydocs.strategies import documents
from tests.factories import CategoryFactory, TechnologyFactory, UserFactory, domain_page

pytestmark = pytest.mark.django_db

AWKWARD = (
    "    an indented first line\n\nTwo spaces  \nand a tab\t.\n\n- a\n  - b\n\n"
    "```text\n\n  x  \n\n```\n\n'\"<b>&amp;"
)


class MadeTaxonomy:
    """Makes whatever a document names."""

    def technology(self, slug):
        found = Technology.objects.filter(slug=slug).first()
        return found or TechnologyFactory(slug=slug)

    def category(self, slug):
        return Category.objects.filter(slug=slug).first() or CategoryFactory(slug=slug)


def saved(document: EntryDocument):
    page = kinds.page_model(document.kind)()
    fill_page(page, document, MadeTaxonomy())
    page.live = False
    domain_page(document.kind).add_child(instance=page)
    return page


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_a_document_survives_an_unsaved_page(document):
    page = kinds.page_model(document.kind)()
    fill_page(page, document, MadeTaxonomy())
    assert document_from_page(page) == document


def full_document(kind: kinds.Kind) -> EntryDocument:
    """Returns a document that fills every attribute and section of a kind with text that is easily lost."""
    return EntryDocument(
        kind=kind.key,
        title="Why “no” & <b>?",
        attributes={
            **{one.key: SAMPLES.get(one.key) or _sample(kind, one.shape) for one in kind.all_attributes},
            **placed(kind),
        },
        summary=AWKWARD,
        sections=(
            *(Section(section.heading, AWKWARD) for section in kind.sections),
            Section("A heading of its own", AWKWARD),
            Section(kind.sections[0].heading, "Once more."),
        ),
    )


SAMPLES = {
    "technology": "python",
    "category": "databases",
    "tags": ["two words", "c++", "3.10"],
    "related": ["PY-007"],
    "verified": {"date": "2026-11-20", "with": ["Flask 3.1", "Python 3.10"]},
    "credit": [{"name": "A. Reader", "url": "https://example.com/", "for": "corrected"}, {"name": "B"}],
    "source": {"title": "A: title", "url": "https://example.com/a?b=c#d", "licence": "MIT"},
    "choices": [{"text": AWKWARD, "correct": "yes", "explanation": "  because"}, {"text": "no"}],
    "messages": ["Traceback:\n\n    File \"a\", line 1\n  x  \nError: 'no'", "    indented", "one"],
    "also_asked": ["What: is #it?", "no"],
}


def _sample(kind, shape):  # noqa: PLR0911 - one line a shape
    match shape:
        case Fields():
            return {key: _sample(kind, one) for key, one in shape.fields.items()}
        case Tags():
            return ["a: b", "no"]
        case Items():
            return [_sample(kind, shape.item)]
        case Choice():
            return shape.values[0]
        case Integer():
            return shape.minimum
        case Flag():
            return True
        case Code():
            return "PY-007"
        case Url():
            return "https://example.org/a?b=c&d"
    return "a: b"


def placed(kind) -> dict:
    """Returns what says where a page stands, for kinds whose place is a fact."""
    return {kind.below: domain_page(kind.key).code, "position": 1} if kind.below else {}


@pytest.mark.parametrize("kind", list(kinds.all_kinds()), ids=lambda kind: kind.key)
def test_a_document_survives_a_saved_page_and_its_revision(kind):
    document = full_document(kind)
    assert all(not is_empty(document.attributes.get(one.key)) for one in kind.all_attributes)
    page = saved(document)
    revision = page.save_revision()
    for restored in (type(page).objects.get(pk=page.pk), revision.as_object()):
        assert document_from_page(restored) == EntryDocument(**{**vars(document), "code": page.code})


@pytest.mark.parametrize("kind", list(kinds.all_kinds()), ids=lambda kind: kind.key)
def test_what_a_document_lacks_is_empty_on_the_page(kind):
    needed = {"technology": "python", "level": next(iter(kind.levels)), **placed(kind)}
    page = saved(EntryDocument(kind=kind.key, title="Bare", attributes=needed))
    again = document_from_page(type(page).objects.get(pk=page.pk))
    assert again == EntryDocument(kind=kind.key, title="Bare", code=page.code, attributes=needed)


def posted(form, page) -> dict:
    """Returns what a browser would send for the editor's form, opened and not touched."""

    def crlf(value):
        if isinstance(value, str):
            # As browsers do: CRLF, and no line feed right behind <textarea>.
            return value.replace("\n", "\r\n")
        if isinstance(value, dict):
            return {key: crlf(one) for key, one in value.items() if one is not False and one is not None}
        return "" if value is None else value

    data = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if hasattr(field, "block"):
            data[name] = streamfield(
                [
                    (
                        child.block_type,
                        crlf(dict(child.value) if hasattr(child.value, "items") else child.value),
                    )
                    for child in getattr(page, name)
                ]
            )
        else:
            shown = field.widget.format_value(field.prepare_value(value)) if value is not None else ""
            shown = shown[0] if isinstance(shown, list) and shown else shown
            data[name] = crlf(shown or "")
    for name, formset in form.formsets.items():
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
        assert not formset.initial_forms
    return nested_form_data(data)


@pytest.mark.parametrize("kind", list(kinds.all_kinds()), ids=lambda kind: kind.key)
def test_a_page_opened_and_saved_unchanged_exports_the_same_bytes(kind, client):
    page = saved(full_document(kind))
    page.save_revision()
    before = write(document_from_page(page))
    editor = UserFactory(is_superuser=True, is_staff=True)
    handler = type(page).get_edit_handler()
    request = RequestFactory().get("/")
    request.user = editor
    opened = page.get_latest_revision_as_object()
    form = handler.get_form_class()(instance=opened, for_user=editor)
    assert {"summary", "body"} <= set(form.fields)
    client.force_login(editor)
    answer = client.post(f"/admin/pages/{page.pk}/edit/", posted(form, opened))
    assert answer.status_code == 302, answer.context["form"].errors
    again = page.get_latest_revision_as_object()
    assert again.latest_revision_created_at
    assert page.revisions.count() == 2
    assert write(document_from_page(again)) == before
