"""The examples in the documentation are true: canonical, complete, and one of every kind."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from knowledge import kinds
from knowledge.attributes import is_empty
from knowledge.entrydocs import read, write
from knowledge.models import EntryPage

EXAMPLES = Path(settings.BASE_DIR) / "docs" / "examples"
KINDS = list(kinds.all_kinds())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_there_is_a_canonical_example_of_every_kind_with_everything_it_has(kind):
    text = (EXAMPLES / f"{kind.key}.md").read_bytes().decode()
    document = read(text)
    assert write(document) == text
    assert document.kind == kind.key
    assert [section.heading for section in document.sections] == [one.heading for one in kind.sections]
    missing = [one.key for one in kind.attributes if is_empty(document.attributes.get(one.key))]
    assert missing == []


@pytest.mark.django_db
def test_the_examples_pass_the_gate():
    call_command("import_entries", str(EXAMPLES), publish=True)
    assert EntryPage.objects.live().count() == len(KINDS)


def test_the_guide_names_every_key_and_section():
    guide = (EXAMPLES.parent / "content-format.md").read_text()
    for kind in KINDS:
        for attribute in kind.all_attributes:
            assert f"`{attribute.key}`" in guide, attribute.key
        for section in kind.sections:
            assert section.heading in guide, section.heading
