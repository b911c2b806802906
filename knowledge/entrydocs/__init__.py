"""Entry documents: an entry as a plain value with exactly one text form, and its way to and from a page.

`document` is the value, `reader` and `writer` its canonical text, `frontmatter` the YAML at its top,
`pages` the only place where page and document meet.
"""

from knowledge.entrydocs.document import DocumentError, EntryDocument, Problem, Section
from knowledge.entrydocs.pages import document_from_page, fill_page
from knowledge.entrydocs.reader import read
from knowledge.entrydocs.writer import with_attributes, write

__all__ = [
    "DocumentError",
    "EntryDocument",
    "Problem",
    "Section",
    "document_from_page",
    "fill_page",
    "read",
    "with_attributes",
    "write",
]
