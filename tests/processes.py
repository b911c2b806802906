"""Runs Python in a process of its own against the test database, to be killed or asked to stop."""

import os
import subprocess
import sys
from urllib.parse import quote

from django.conf import settings
from django.db import connection

START = "import django; django.setup()\n"


def database_url() -> str:
    """Returns the DATABASE_URL of the database this test uses."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    login = quote(config["USER"] or "")
    if config["PASSWORD"]:
        login += f":{quote(config['PASSWORD'])}"
    return f"postgres://{login}@{config['HOST']}:{config['PORT'] or 5432}/{config['NAME']}"


def start(code: str) -> subprocess.Popen:
    """Starts `code` with Django set up; its output is a pipe of text."""
    return subprocess.Popen(
        [sys.executable, "-c", START + code],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "hub.settings.test", "DATABASE_URL": database_url()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(process: subprocess.Popen, word: str) -> None:
    """Waits until a process prints a line; fails with what it said instead when it ended before."""
    for line in process.stdout:
        if line.strip() == word:
            return
    raise AssertionError(f"It ended without saying {word!r}:\n{process.stderr.read()}")
