"""Who wrote and corrected what is published: an index of what entries say, and how somebody leaves it."""

from knowledge.credit.forgetting import forget
from knowledge.credit.people import SORTS, Person, entries_of, people, person_key, persons

__all__ = ["SORTS", "Person", "entries_of", "forget", "people", "person_key", "persons"]
