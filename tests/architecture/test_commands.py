"""Management commands explain themselves to a stranger."""

import pytest
from django.core.management import get_commands, load_command_class

from tests.architecture.source import PACKAGES

OURS = sorted(name for name, app in get_commands().items() if str(app).split(".")[0] in PACKAGES)


@pytest.mark.parametrize("name", OURS)
def test_a_command_has_help(name):
    command = load_command_class(get_commands()[name], name)
    assert len(command.help.split()) >= 5


@pytest.mark.parametrize("name", OURS)
def test_every_argument_of_a_command_is_explained(name):
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    unexplained = [action.dest for action in parser._actions if action.help is None]
    assert unexplained == []
