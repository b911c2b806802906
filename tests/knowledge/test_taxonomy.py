"""Technologies: prefixes that codes can carry, and names that mean one thing."""

import pytest
from django.core.exceptions import ValidationError

from knowledge.models import Technology
from knowledge.models.taxonomy import derive_prefix
from tests.factories import QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db


def test_a_prefix_typed_small_becomes_capitals_and_an_alias_may_hold_signs():
    technology = Technology(name="C++", slug="cpp", prefix="cpp", aliases="c++, cplusplus")
    technology.full_clean()
    assert (technology.prefix, technology.alias_list) == ("CPP", ["c++", "cplusplus"])


@pytest.mark.parametrize("prefix", ["SD", "sec", "LP", "A", "1A", "TOOLONGER", "A-B"])
def test_reserved_and_malformed_prefixes_are_refused(prefix):
    with pytest.raises(ValidationError) as refused:
        Technology(name="X", slug="x", prefix=prefix).full_clean()
    assert "prefix" in refused.value.message_dict


def test_a_prefix_in_use_stays():
    technology = QuestionPageFactory().technology
    technology.prefix = "NEW"
    with pytest.raises(ValidationError, match="cannot change"):
        technology.full_clean()


def test_a_name_means_one_technology():
    TechnologyFactory(name="Python", slug="python", aliases="py")
    with pytest.raises(ValidationError, match="py already means Python"):
        Technology(name="Pylon", slug="pylon", prefix="PYL", aliases="PY").full_clean()


def test_nothing_belongs_to_itself():
    parent = TechnologyFactory()
    child = TechnologyFactory(parent=parent)
    parent.parent = child
    with pytest.raises(ValidationError, match="belong to itself"):
        parent.full_clean()


def test_derived_prefixes_are_free_and_never_reserved():
    assert derive_prefix("Ruby on Rails", set()) == "RBYN"
    assert derive_prefix("Ruby on Rails", {"RBYN"}) == "RUBY"
    assert derive_prefix("SD", set()) not in {"SD", "SEC", "LP"}
    assert derive_prefix("", set())
