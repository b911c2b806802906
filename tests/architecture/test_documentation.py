"""What the documentation says exists: settings, commands, files, links."""

import configparser
import re

import pytest

from tests.architecture.source import ROOT, named

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
UNITS = sorted((ROOT / "deploy").glob("*.service"))
ENVIRONMENT = re.compile(r"""(?:\benv(?:\.\w+)?\(|environ\.get\()\s*["']([A-Z_]+)["']""")


def settings_read() -> set[str]:
    found = {"HUB_ENV", "PORT"}
    for path in (ROOT / "hub" / "settings").glob("*.py"):
        found |= set(ENVIRONMENT.findall(path.read_text()))
    return found


def test_every_setting_is_in_the_table_of_settings():
    table = set(
        re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operations.md").read_text(), re.MULTILINE)
    )
    assert table == settings_read()


def test_the_example_of_an_environment_names_what_production_needs():
    production = (ROOT / "hub" / "settings" / "production.py").read_text()
    required = re.search(r"^REQUIRED = \(([^)]*)\)", production, re.MULTILINE)
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / "deploy" / "hub.env.example").read_text(), re.MULTILINE))
    assert required
    assert example >= set(re.findall(r'"([A-Z_]+)"', required[1]))
    assert example <= settings_read()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_leads_to_a_file(page):
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert [one for one in missing if not re.fullmatch(r"[A-Z0-9-]+|CODE|image:.*", one)] == []


@pytest.mark.parametrize("unit", UNITS, ids=named)
def test_a_unit_starts_something_that_exists(unit):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(unit)
    command = parser["Service"]["ExecStart"]
    assert command.startswith("/srv/knowledge-hub/.venv/bin/python ")
    assert re.search(r"-m gunicorn hub\.wsgi|manage\.py (db_worker|run_scheduler)$", command)
    assert parser["Service"]["EnvironmentFile"] == "/etc/knowledge-hub/hub.env"


def test_the_readme_shows_both_commands():
    text = (ROOT / "README.md").read_text()
    assert "$ make run" in text
    assert "$ make test" in text


def test_the_starter_content_is_as_large_as_the_readme_says():
    count = len(list((ROOT / "content").glob("*/*.md")))
    assert 180 <= count <= 220
