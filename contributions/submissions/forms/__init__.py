"""The forms by which entries are sent and corrected, generated from the declarations of their kinds.

shapes       the field of an attribute, by its shape; widgets: inputs for lists and mappings
slots        the places for sections
entry        the form of an entry: a document goes in and comes out
sender       who sends
secrets      what must not be sent
prefilling   what a link or a pasted error fills in
correcting   from which text a correction starts
"""

from contributions.submissions.forms.entry import EntryForm
from contributions.submissions.forms.sender import SenderForm

__all__ = ["EntryForm", "SenderForm"]
