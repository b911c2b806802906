"""A mail server, and a queue nobody empties unasked, as the mail's own tests have them; and a clock."""

from tests.contributions.gate import clock  # noqa: F401 - a fixture
from tests.core.mail.conftest import inbox, queue_only  # noqa: F401 - fixtures
