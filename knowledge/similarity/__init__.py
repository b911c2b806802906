"""Tells whether two questions ask the same in other words, and keeps look-alikes apart.

`similarity` compares two, `group` finds the groups in a collection, `told_apart` says what keeps two that are
alike from being certainly one. What is known about English
and the field stands in the plain `tables`; nothing is learnt and nothing is downloaded.
"""

from knowledge.similarity.certainty import Apart, told_apart, usual_words
from knowledge.similarity.choices import Question
from knowledge.similarity.comparing import SAME, Comparison, similarity
from knowledge.similarity.grouping import group, group_indexes

__all__ = [
    "SAME",
    "Apart",
    "Comparison",
    "Question",
    "group",
    "group_indexes",
    "similarity",
    "told_apart",
    "usual_words",
]
