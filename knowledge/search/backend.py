"""The index of the database in use. Both modules have the same functions."""

from types import ModuleType

from django.db import connection

from knowledge.search import postgres, sqlite

MODULES = {"postgresql": postgres, "sqlite": sqlite}


def index() -> ModuleType:
    """Returns the module that knows the database's full-text index; raises `KeyError` for any other."""
    return MODULES[connection.vendor]
