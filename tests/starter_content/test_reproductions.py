"""The messages in debug entries are what a failing program really printed: each is run again here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.starter_content.library import REPRODUCTIONS, documents, of_kind

FILES = sorted(path for path in REPRODUCTIONS.iterdir() if path.is_file())
SECONDS = 60


def needs_postgres(path: Path) -> bool:
    return path.suffix == ".psql" or "DATABASE_URL_POSTGRES" in path.read_text()


def postgres_url() -> str:
    url = os.environ.get("DATABASE_URL_POSTGRES") or os.environ.get("DATABASE_URL", "")
    assert url.startswith("postgres"), "PostgreSQL is needed: run `make test`, or set DATABASE_URL_POSTGRES"
    return url


def printed_by(path: Path, directory: Path, environment: dict[str, str]) -> str:
    """Runs a failing program in a directory of its own and returns everything it printed."""
    text = ""
    match path.suffix:
        case ".py":
            command = [sys.executable, str(path)]
        case ".mjs" | ".cjs":
            command = ["node", str(path)]
        case ".sh":
            command = ["bash", str(path)]
        case ".psql":
            command, text = ["psql", "--no-psqlrc", "--dbname", postgres_url()], path.read_text()
        case other:
            pytest.fail(f"nothing runs {other} files")
    done = subprocess.run(
        command,
        cwd=directory,
        env=environment,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=SECONDS,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.stem, marks=[pytest.mark.postgres] * needs_postgres(path)) for path in FILES],
)
def test_the_failing_program_prints_a_message_of_its_entry(path, tmp_path):
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
    environment = {**kept, "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    if needs_postgres(path):
        environment["DATABASE_URL_POSTGRES"] = postgres_url()
    output = printed_by(path, tmp_path, environment).replace("\r\n", "\n")
    messages = documents()[path.stem].attributes["messages"]
    assert any(message in output for message in messages), output


def test_a_debug_entry_has_a_failing_program_or_cites_its_source():
    shown = {path.stem for path in FILES}
    unfounded = [
        document.code
        for document in of_kind("debug")
        if document.code not in shown and not document.attributes.get("source")
    ]
    assert unfounded == []


def test_every_failing_program_belongs_to_a_debug_entry():
    assert {path.stem for path in FILES} <= {document.code for document in of_kind("debug")}
