"""What editors say about the hub is checked where it is typed."""

import pytest
from django.core.exceptions import ValidationError

from hub.home.models import SiteIdentity

pytestmark = pytest.mark.django_db


def test_addresses_elsewhere_stand_one_a_line():
    identity = SiteIdentity(
        social_links="https://code.example.org/hub\n\n  https://social.example.org/@hub \n"
    )

    identity.clean()

    assert identity.social_list == ["https://code.example.org/hub", "https://social.example.org/@hub"]


@pytest.mark.parametrize("line", ["code.example.org/hub", "javascript:alert(1)", "@hub", "https://"])
def test_a_line_that_is_no_address_is_refused_by_its_number(line):
    identity = SiteIdentity(social_links=f"https://code.example.org/hub\n{line}")

    with pytest.raises(ValidationError, match="Line 2 is no address") as refused:
        identity.clean()

    assert set(refused.value.error_dict) == {"social_links"}
