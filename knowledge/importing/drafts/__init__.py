"""From a title and what lies below it to an entry: its labels, options and answer, and the evidence for the rest."""
