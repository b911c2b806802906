"""What tests of learning share."""

from tests.importing.conftest import run

__all__ = ["run"]
