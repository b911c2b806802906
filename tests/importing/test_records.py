"""Errors as records of named fields, and lists of addresses, which hold no entries at all."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import texts_of
from tests.importing.test_general_shapes import ASKED, TOLD, names, read

FAULTS = [("1", "Sail Torn", "A gust.", "Sew it."), ("2", "Mast Bent", "A bridge.", "Wait."), ("3", "Keel Lost", "A rock.", "Swim.")]  # fmt: skip

ROWS = (
    "- Error Code：**`{0}`**  \n  **Symbol**：{1}  \n  **Description**：{2}  \n  **Suggested Action**：{3}\n"
)
NESTED = "- **Error code:** {0}\n  - **Symbol:** {1}\n  - **Description:** {2}\n  - **Fix:** {3}\n"
PARAGRAPHS = "Error code: {0}\nName: {1}\nDescription: {2}\nSolution: {3}\n"


@pytest.mark.parametrize("pattern", [f'<a id="{{0}}"></a>\n\n{ROWS}', ROWS, NESTED, PARAGRAPHS])
def test_records_with_the_code_of_an_error_are_errors_called_by_their_name(pattern):
    found = read("# Faults\n\n" + "\n".join(pattern.format(*one) for one in FAULTS))
    assert [one.document.title for one in found.entries] == [name for _, name, _, _ in FAULTS]
    assert {one.document.kind for one in found.entries} == {"debug"}
    assert [one.document.text_of("fix") for one in found.entries] == [fix for *_, fix in FAULTS]
    assert all(cause in one.document.text_of("root_cause") for one, (_, _, cause, _) in zip(found.entries, FAULTS, strict=True))  # fmt: skip
    assert any("**`1`**" in text or "code" in text.casefold() for text in texts_of(found))


def test_a_record_whose_fields_only_count_it_is_called_by_its_number():
    text = "".join(f"- Error code: {code}\n  Description: {cause}\n" for code, _, cause, _ in FAULTS)
    assert names(text) == ["Error 1", "Error 2", "Error 3"]


def test_records_of_something_else_are_no_errors():
    text = "".join(f"- Name: {name}\n  Description: {cause}\n" for _, name, cause, _ in FAULTS)
    assert names(f"# Boats\n\n{text}") == []


def test_records_listed_in_an_answer_are_part_of_it():
    told = "".join(f"- Error code: {code}\n  Description: {cause}\n" for code, _, cause, _ in FAULTS)
    asked = "".join(f"## {one}\n\n{TOLD}\n\n{TOLD}\n\n{TOLD}\n\n" for one in ASKED)
    assert names(f"# Questions\n\n{asked}{told}") == ASKED


@pytest.mark.parametrize(
    "item", ["- {0}\n", "- How to sail in a storm: {0}\n", "* <{0}>\n", "{0}\n\n", "1. {0} (how boats float)\n"])  # fmt: skip
def test_parts_that_only_lead_elsewhere_hold_no_entries(item):
    links = "".join(item.format(f"https://example.com/what-is-a-boat-{number}") for number in range(4))
    text = "".join(f"## {part}:\n\n{links}\n" for part in ("Websites", "Blogs and articles", "Interviews"))
    assert names(f"# Interview preparation\n\nInstead use these:\n\n{links}\n{text}", "README.md") == []


def test_a_number_is_no_name_of_an_error_beside_a_text_and_is_kept():
    rows = [("32", "Could not open the sluice"), ("33", "Pump is dry"), ("34", "34")]
    table = "".join(f"| {code} | {text} | The lock keeper knows more. |\n" for code, text in rows)
    found = understand(
        "codes.md", f"# Error codes\n\n| Code | Text | Description |\n|---|---|---|\n{table}".encode()
    )
    assert [one.document.title for one in found.entries] == [
        "Could not open the sluice",
        "Pump is dry",
        "Code 34",
    ]
    assert "32" in texts_of(found)


def test_rows_beside_numbers_that_name_parts_or_go_on_are_no_errors():
    text = """# Locks

## Error codes

| num | in brief | for the crew | for guests |
|---|---|---|---|
| 10## | **Gates** | | **At the gate** |
| 1001 | gate stuck | Grease the hinge | Please wait |
| 1002 | gate open | One of these: | Please step back |
| | | - the pin is out | |
| #### | **Pumps** | | **At the pump** |
| 2001 | pump dry | Prime it | Please wait |
| 2002 | pump dry | Mend the pipe | Please wait |
"""
    found = understand("locks.md", text.encode())
    assert [one.document.title for one in found.entries] == [
        "gate stuck",
        "gate open",
        "pump dry",
        "pump dry",
    ]
    assert "One of these:\n- the pin is out" in texts_of(found)
    assert "1001" in texts_of(found)


def test_tables_that_say_what_mends_errors_are_read_in_a_longer_text():
    rows = "".join(f"| `rope_{at}_torn` | It was worn. | Sharp edges | Splice it |\n" for at in range(10))
    table = f"| Error | Meaning | Most likely cause | Quick fix |\n|---|---|---|---|\n{rows}"
    told = "\n\n".join(
        f"Ropes are made in {at} ways, and each of them has its use aboard." for at in range(40)
    )
    found = understand("ropes.md", f"# Ropes\n\n{told}\n\n## Faults\n\n{table}".encode())
    assert [one.document.title for one in found.entries] == [f"rope_{at}_torn" for at in range(10)]
    assert {"Sharp edges", "Splice it"} <= set(texts_of(found))


def test_errors_cut_by_tabs_are_a_table_too():
    rows = [("PumpDry", "The pump has run dry."), ("GateStuck", "The gate does not open."), ("RopeTorn", "The rope is torn.")]  # fmt: skip
    text = "\n\n".join(f"    {name}\t{told}\t503 Closed" for name, told in rows)
    found = understand("locks.md", f"# Error codes of locks\n\n**List of them**\n\n{text}\n".encode())
    assert [(one.document.title, one.document.kind) for one in found.entries] == [
        (name, "debug") for name, _ in rows
    ]
    assert "503 Closed" in found.entries[0].document.attributes["messages"][0]
