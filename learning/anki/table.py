"""The notes as CSV. The first lines tell Anki what the columns are; other programs read them as text."""

from __future__ import annotations

import csv
from io import StringIO

from learning.anki.notes import FIELDS, Note

COLUMNS = ("guid", *(name.lower() for name in FIELDS), "tags")
HEAD = (
    "#separator:Comma\n#html:true\n#notetype:Knowledge Hub entry\n"
    f"#guid column:1\n#tags column:{len(COLUMNS)}\n#columns:{','.join(COLUMNS)}\n"
)
# A spreadsheet takes what begins like this for a formula; the cells are HTML and say it as a character.
FORMULAS = dict.fromkeys("=+-@\t\r")


def csv_of(notes: list[Note]) -> str:
    """Returns the notes as CSV with Anki's own file headers."""
    out = StringIO()
    out.write(HEAD)
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for note in notes:
        guid, *rest = (note.guid, *note.fields, " ".join(note.tags))
        writer.writerow([guid, *(_cell(one) for one in rest)])
    return out.getvalue()


def _cell(text: str) -> str:
    return f"&#{ord(text[0])};{text[1:]}" if text[:1] in FORMULAS else text
