"""What programs send with the form of a subscription, and what the largest wish makes of its link."""

import pytest

from contributions.newsletter import services
from contributions.newsletter.wishes import MOST, Wishes
from tests.contributions.newsletter.factories import requested
from tests.contributions.newsletter.test_pages import FORM, client, filled, patient  # noqa: F401 - fixtures
from tests.factories import TechnologyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["entries", "technologies", "kinds", "rhythm", "from", "email"])
def test_a_nul_byte_is_no_choice(client, name):  # noqa: F811 - a fixture
    assert client.post(FORM, filled(client, **{name: "\0"})).status_code in {302, 422}


def test_the_link_of_whoever_wishes_for_everything_is_taken():
    names = [f"{number:02d}-a-framework-with-quite-a-long-name" for number in range(MOST)]
    slugs = tuple(TechnologyFactory(slug=name).slug for name in names)
    one = services.confirm(requested(f"{'a' * 60}@example.org", Wishes(news=True, technologies=slugs)))
    assert one.technologies.count() == MOST
