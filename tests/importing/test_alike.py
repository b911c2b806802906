"""What is alike in form and in what follows it is of one class: folds, and errors of which most say that something failed."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import unaccounted

PARTS = ("Keel", "Mast", "Sail", "Rudder", "Anchor", "Oars")
TOLD = "It is made of oak, holds for many years at sea, and is looked after by whoever is on watch."
FAILED = (
    "Rope not found",
    "Cannot raise the anchor",
    "Leak detected: unexpected water",
    "Green sails",
    "Mast is broken: out of wood",
)


def entries(text: str, name: str = "notes.md") -> list:
    found = understand(name, text.encode())
    assert unaccounted(found, text) == []
    return [entry.document for entry in found.entries]


def folded(names, body: str = TOLD) -> str:
    return "".join(f"<details>\n<summary>{name}</summary>\n\n{body}\n\n</details>\n\n" for name in names)


@pytest.mark.parametrize("above", ["", "## Wood\n\n", "## Contents\n\n- [Keel](#keel)\n- [Mast](#mast)\n\n"])
def test_folds_of_a_bank_that_hold_all_it_tells_are_titles_whatever_words_they_use(above):
    found = entries(f"# Interview questions about ships\n\n{above}{folded(PARTS)}")
    assert [one.title for one in found] == list(PARTS)
    ruled = folded(PARTS).replace("</details>\n", "</details>\n\n---\n")
    assert [one.title for one in entries(f"# Interview questions about ships\n\n{ruled}")] == list(PARTS)
    mixed = ("What is a keel?", "Draw a mast", "Sails", "Why do ships have anchors?", "How long is an oar?")
    assert [one.title for one in entries(f"# Ships\n\n{folded(mixed)}")] == list(mixed)


def test_folds_within_a_text_and_those_of_a_manual_are_no_titles():
    outputs = "".join(f"## {name}\n\n{TOLD}\n\n{TOLD}\n\n{folded([f'Output of {name}'])}" for name in PARTS)
    assert entries(f"# Notes on ships\n\n{outputs}") == []
    steps = ("Install it", "Run it", "Configure it", "Test it", "Deploy it", "License")
    assert entries(f"# ship\n\nA program.\n\n{folded(steps)}", "README.md") == []


@pytest.mark.parametrize("title", ["### {name}", "**{name}**", "<details>\n<summary>{name}</summary>\n"])
def test_all_of_a_list_of_failures_is_of_them_though_one_does_not_say_so(title):
    end = "\n</details>\n" if "<details>" in title else ""
    listed = "".join(
        f"{title.format(name=name)}\n\n> {name}\n\n**Cause:** {TOLD}\n\n**Fix:** Ask the carpenter.\n{end}\n"
        for name in FAILED
    )
    found = entries(f"# Troubleshooting\n\n{listed}")
    assert [(one.kind, one.title) for one in found] == [("debug", name) for name in FAILED]


def test_an_error_that_is_only_counted_is_called_what_is_quoted_below():
    listed = "".join(
        f"**Error {at}**\n\n`{name}`\n\n**Solution**\n\nAsk the carpenter.\n\n---\n\n"
        for at, name in enumerate(FAILED, 1)
    )
    assert [one.title for one in entries(f"# Common errors at sea\n\n{listed}")] == list(FAILED)


def test_an_article_about_failures_has_no_entries():
    parts = "".join(
        f"## {name}\n\n{TOLD}\n\n" for name in ("Setup", "Handling errors", "Missing ropes", "Logs")
    )
    assert entries(f"# A guide to ships\n\n{parts}") == []


def page(inner: str) -> list[str]:
    text = f"<html><body><h1>Interview questions about ships</h1>{inner}</body></html>"
    return [entry.document.title for entry in understand("faq.html", text.encode()).entries]


def test_buttons_of_one_style_are_titles_whether_they_ask_or_not():
    unfolding = "".join(f'<button class="accordion">{name}</button><div>{TOLD}</div>' for name in PARTS)
    assert page(unfolding) == list(PARTS)
    in_headings = "".join(f"<h2><button>{name}</button></h2><div>{TOLD}</div>" for name in PARTS)
    assert page(in_headings) == list(PARTS)
    for label in ("Show more", "Share"):
        pressed = "".join(
            f'<h3>{name}?</h3><p>{TOLD}</p><button class="expand">{label}</button>' for name in PARTS
        )
        assert page(pressed) == [f"{name}?" for name in PARTS]


def test_a_number_set_apart_before_the_title_of_a_page_counts_it():
    told = "".join(
        f"<h3><span>{at}</span> <span>{name}</span></h3><p>{TOLD}</p>" for at, name in enumerate(PARTS, 1)
    )
    assert page(told) == list(PARTS)
