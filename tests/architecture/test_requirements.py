"""The pinned requirements follow from the short list in pyproject.toml, and name no index of their own."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNNING = PROJECT["project"]["dependencies"]
DEVELOPING = PROJECT["dependency-groups"]["dev"]
FILES = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ \\;]+)", re.MULTILINE)


def pins(name: str) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for package, version in PIN.findall((ROOT / name).read_text()):
        found.setdefault(canonicalize_name(package), set()).add(Version(version))
    return found


@pytest.mark.parametrize("line", [*RUNNING, *DEVELOPING])
def test_a_dependency_has_a_lower_bound(line):
    assert {one.operator for one in Requirement(line).specifier} & {">=", "==", "~="}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        *(("requirements.txt", line) for line in RUNNING),
        *(("requirements-dev.txt", line) for line in [*RUNNING, *DEVELOPING]),
    ],
)
def test_a_dependency_is_pinned_within_its_bounds(name, line):
    requirement = Requirement(line)
    pinned = pins(name)[canonicalize_name(requirement.name)]
    assert all(requirement.specifier.contains(version, prereleases=True) for version in pinned)


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_a_hash(name):
    lines = re.split(r"(?<!\\)\n", (ROOT / name).read_text())
    assert [line for line in lines if PIN.match(line) and "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("name", FILES)
def test_no_index_is_named(name):
    text = (ROOT / name).read_text()
    assert not re.search(r"^--?(i|index-url|extra-index-url|find-links|f|trusted-host)\b", text, re.MULTILINE)
    assert not re.search(r"https?://|file:", text)


def test_developing_uses_the_versions_that_run():
    developing = pins("requirements-dev.txt")
    assert {
        package: versions
        for package, versions in pins("requirements.txt").items()
        if versions != developing[package]
    } == {}
