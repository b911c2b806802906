"""Staged lists become learning paths: stages that only list what to tick off, modules where stages tell something."""

import pytest

from knowledge.importing.dialects import understand
from knowledge.models import EntryPage
from learning.models import LearningPathPage, ModulePage

pytestmark = pytest.mark.django_db

TICKED = """# Release checklist

## Before

- [ ] Count the tests.
- [ ] Write down what changes.
- [ ] Ask whoever is on call.

## After

- [ ] Watch the graphs.
- [ ] Tell the others.
- [ ] Tidy up.
"""
TOLD = """# Twelve evenings of tea

From the first leaf to a whole ceremony.

## Week 1: Water

Soft water draws more out of a leaf than hard water does, and too hot water draws out what nobody wants to taste.

```sh
kettle --celsius 80
```

- [ ] Compare two waters.
- [ ] Measure the heat.

## Week 2: Leaves

Green leaves are not left to wither for long, black ones are, and whatever lies between has a name of its own.

### To do

- [ ] Taste three of them.
- [ ] Write down which was which.

## Week 3: Pots

Clay keeps what was brewed in it before, glass keeps nothing, and iron keeps the heat for as long as the talk goes on.

- [ ] Brew the same leaf in two pots.
- [ ] Break none of them.
"""


def entries_of(report) -> list[dict]:
    return [entry for source in report["sources"] for entry in source["entries"]]


def test_a_list_to_tick_off_is_a_path_with_stages(run, folder):
    (folder / "release.md").write_text(TICKED)
    _, report, _ = run(folder)
    [entry] = entries_of(report)
    assert (entry["kind"], entry["title"]) == ("path", "Release checklist")
    assert not ModulePage.objects.exists()


def test_stages_that_tell_something_are_modules_below_their_path(run, folder):
    (folder / "tea.md").write_text(TOLD)
    _, report, _ = run(folder)
    path, *modules = entries_of(report)
    assert (path["kind"], path["title"]) == ("path", "Twelve evenings of tea")
    assert [(one["kind"], one["title"]) for one in modules] == [
        ("module", "Week 1: Water"), ("module", "Week 2: Leaves"), ("module", "Week 3: Pots"),
    ]  # fmt: skip
    assert "kettle --celsius 80" in modules[0]["sections"]["lesson"]
    assert modules[0]["sections"]["exercise"].startswith("- [ ] Compare")
    page = LearningPathPage.objects.get()
    assert [child.title for child in page.get_children()] == [one["title"] for one in modules]
    assert not page.live
    assert page.code == path["code"]


def test_the_modules_of_a_path_that_is_known_are_skipped_with_it(run, folder):
    (folder / "tea.md").write_text(TOLD)
    run(folder)
    before = EntryPage.objects.count()
    _, report, _ = run(folder)
    assert {entry["action"] for entry in entries_of(report)} == {"skip"}
    assert EntryPage.objects.count() == before


def test_paths_of_one_import_have_codes_of_their_own(run, folder):
    for name in ("tea", "coffee"):
        (folder / f"{name}.md").write_text(TOLD.replace("tea", name))
    _, report, _ = run(folder)
    codes = [entry["code"] for entry in entries_of(report) if entry["kind"] == "path"]
    assert len(set(codes)) == 2
    assert ModulePage.objects.count() == 6


def test_counted_parts_of_a_roadmap_are_its_stages_though_it_tells_of_itself_before(run, folder):
    told = "Whoever sails has to know which way the wind blows, how deep the water is, and where the nearest harbour lies."
    stages = "".join(
        f"### {at}. {name}\n\n{told}\n\n- [A book](https://books.example/{at})\n\n"
        for at, name in enumerate(("Wind", "Water", "Harbours"), start=1)
    )
    bonus = f"### Bonus: Knots\n\n{told}\n\n"
    around = (
        f"## Support\n\nGive a star.\n\n## Where to learn\n\n{stages}{bonus}## More\n\n### Books\n\n- One\n"
    )
    (folder / "sailing.md").write_text(f"# Roadmap to sailing\n\nFrom land to sea.\n\n{around}")
    _, report, _ = run(folder, dry_run=True)
    assert [(one["kind"], one["title"]) for one in entries_of(report)] == [
        ("path", "Roadmap to sailing"), ("module", "Wind"), ("module", "Water"), ("module", "Harbours"), ("module", "Knots"),
    ]  # fmt: skip


def test_stages_may_be_lines_in_bold_and_a_checklist_may_do_without_boxes(run, folder):
    items = "".join(f"- {verb} the hull\n" for verb in ("Wash", "Dry", "Paint"))
    bold = "".join(
        f"**Phase {at}: {name}**\n\n{items}\n" for at, name in enumerate(("Land", "Sea", "Port"), 1)
    )
    (folder / "roadmap.md").write_text(f"# Roadmap to sailing\n\n{bold}")
    parts = "".join(f"## {name}\n\n{items}\n" for name in ("Bow", "Stern", "Mast"))
    (folder / "spring.md").write_text(f"# Spring checklist\n\n{parts}")
    _, report, _ = run(folder, dry_run=True)
    assert sorted((one["kind"], one["title"]) for one in entries_of(report)) == [
        ("path", "Roadmap to sailing"), ("path", "Spring checklist"),
    ]  # fmt: skip


def test_a_path_is_called_as_its_front_matter_says(run, folder):
    _, _, stages = TICKED.partition("\n\n")
    (folder / "list.md").write_text(f"---\ntitle: Before a release\n---\n\n{stages}")
    _, report, _ = run(folder)
    [entry] = entries_of(report)
    assert (entry["kind"], entry["title"]) == ("path", "Before a release")
    assert "Count the tests." in str(entry["sections"])


@pytest.mark.parametrize("item", ["- [ ] {t}\n", "- {t}\n", "\u2610 {t}\n", "1. [ ] {t}\n", "- [x] {t}\n"])
@pytest.mark.parametrize("stage", ["## {s}\n\n", "**{s}**\n\n", "1. {s}\n", "- {s}\n", "- [ ] {s}\n"])
def test_stages_may_be_items_that_list_what_is_to_be_done(stage, item):
    indent = "   " if "#" not in stage and "*" not in stage else ""
    parts = (
        stage.format(s=f"Week {week}: {name}")
        + "".join(f"{indent}{item.format(t=f'{verb} {name}')}" for verb in ("Read about", "Draw", "Tie"))
        for week, name in enumerate(("knots", "sails", "anchors"), start=1)
    )
    found = understand("deckhand.md", ("# Learning path of a deckhand\n\n" + "\n".join(parts)).encode())
    assert [one.document.kind for one in found.entries] == ["path"]
