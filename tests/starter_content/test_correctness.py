"""The starter content is correct wherever a machine can tell: code parses, links lead somewhere."""

import json
import os
import re
import shutil
import subprocess

import pytest
import sqlglot
import yaml

from knowledge import kinds, publishing
from knowledge.entrydocs import fill_page, write
from knowledge.models import Category, Technology
from tests.starter_content.library import documents, fences, named_codes, paths

DIALECTS = {
    "postgresql": "postgres",
    "mysql": "mysql",
    "sqlite": "sqlite",
    "wordpress": "mysql",
    "php": "mysql",
}
NODE_CHECK = """
import vm from "node:vm";
import { readFileSync } from "node:fs";
const problems = {};
for (const [name, source] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  try { new vm.SourceTextModule(source); continue; } catch (error) { problems[name] = String(error); }
  try { new vm.Script(`(async function () {${source}\\n})`); delete problems[name]; } catch {}
}
process.stdout.write(JSON.stringify(problems));
"""


class Named:
    """Resolves the slugs of a document to values that are not saved: the gate asks whether, not which."""

    def technology(self, slug: str) -> Technology:
        return Technology(slug=slug, name=slug)

    def category(self, slug: str) -> Category:
        return Category(slug=slug, name=slug)


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_a_document_is_in_canonical_form(path):
    assert write(documents()[path.stem]) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(documents()))
def test_an_entry_passes_the_gate(code, db):
    document = documents()[code]
    page = kinds.page_model(document.kind)()
    fill_page(page, document, Named())
    assert publishing.problems(page) == {}


@pytest.mark.parametrize("code", sorted(documents()))
def test_every_code_an_entry_names_is_an_entry(code):
    assert sorted(named_codes(documents()[code]) - set(documents())) == []


@pytest.mark.parametrize("code", sorted(documents()))
def test_nobody_is_written_to_or_called(code):
    text = write(documents()[code])
    hosts = set(re.findall(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})", text))
    assert {
        host
        for host in hosts
        if not re.search(r"(?:^|\.)example\.(?:com|org|net)$|\.(?:test|service)$", host)
    } == set()
    assert not re.search(r"\+\d{1,3}[ -]\(?\d{2,4}\)?[ -]\d{3,}", text)


@pytest.mark.parametrize("fence", fences("python"), ids=str)
def test_python_compiles(fence):
    compile(fence.text, str(fence), "exec", dont_inherit=True, flags=0x2000)  # top-level await is allowed


@pytest.mark.parametrize("fence", fences("json"), ids=str)
def test_json_parses(fence):
    json.loads(fence.text)


@pytest.mark.parametrize("fence", fences("yaml"), ids=str)
def test_yaml_parses(fence):
    assert list(yaml.safe_load_all(fence.text))


@pytest.mark.parametrize("fence", fences("sql"), ids=str)
def test_sql_parses(fence):
    technology = documents()[fence.code].attributes.get("technology", "")
    dialect = "sqlite" if "PRAGMA" in fence.text else DIALECTS.get(technology, "postgres")
    assert sqlglot.parse(fence.text, dialect=dialect)


@pytest.mark.parametrize("fence", fences("bash"), ids=str)
def test_bash_parses(fence):
    done = subprocess.run(["bash", "-n"], input=fence.text, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_javascript_parses():
    sources = {f"{number} {fence}": fence.text for number, fence in enumerate(fences("javascript"))}
    node = os.environ.get("NODE_BINARY") or shutil.which("node")
    assert node, "Node.js is needed; `make test` installs it"
    done = subprocess.run(
        [node, "--no-warnings", "--experimental-vm-modules", "--input-type=module", "--eval", NODE_CHECK],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == {}
