"""Corrections of entries: what two documents differ in, and one merged onto what has changed since.

`comparing` gives differences field by field and applies chosen ones, `merge` merges three documents,
`showing` prepares differences for a template. `parts` is a document cut into its fields; `matching`,
`diff3`, `texts` and `items` know nothing of documents.
"""

from knowledge.entrydocs.merging.comparing import Change, apply, differences
from knowledge.entrydocs.merging.merge import Conflict, Merge, merge
from knowledge.entrydocs.merging.showing import rows, shown

__all__ = ["Change", "Conflict", "Merge", "apply", "differences", "merge", "rows", "shown"]
