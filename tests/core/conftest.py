"""The renderer alone: no database behind it."""

import pytest

from hub.core.images import image_html
from hub.core.rendering import register_image_resolver


@pytest.fixture
def without_images():
    """Nobody stores images; the site's own way of finding them is put back afterwards."""
    register_image_resolver(None)
    yield
    register_image_resolver(image_html)
