"""The places for text in a form: a document's own sections as they stand, and those its kind knows besides."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge import kinds
from knowledge.entrydocs import EntryDocument


@dataclass(frozen=True)
class Slot:
    """A section of the form.

    Arguments:
        name: of the input.
        heading: as documents write it.
        text: what stands there before anybody types.
        declared: the kind's declaration, none for a heading the kind does not know.
    """

    name: str
    heading: str
    text: str = ""
    declared: kinds.Section | None = None

    @property
    def is_first(self) -> bool:
        """Whether it is the first under its heading."""
        return bool(self.declared and self.name == f"section-{self.declared.key}")

    @property
    def help(self) -> str:
        return self.declared.help if self.declared else ""


def slots_of(kind: kinds.Kind, document: EntryDocument | None = None) -> list[Slot]:
    """Returns the sections of a form in their order; repeated, unknown and reordered ones stay where they are.

    Arguments:
        document: what the form starts from; without one, the sections as the kind declares them.
    """
    by_heading = {section.heading: section for section in kind.sections}
    slots: list[Slot] = []
    for section in document.sections if document else ():
        declared = by_heading.get(section.heading)
        name = _free(f"section-{declared.key if declared else 'other'}", slots)
        slots.append(Slot(name, section.heading, section.text, declared))
    rank = {section.key: number for number, section in enumerate(kind.sections)}
    present = {slot.declared.key for slot in slots if slot.declared}
    for missing in kind.sections:
        if missing.key not in present:
            slot = Slot(f"section-{missing.key}", missing.heading, declared=missing)
            slots.insert(_place(slots, rank, rank[missing.key]), slot)
    return slots


def _free(name: str, slots: list[Slot]) -> str:
    taken = {slot.name for slot in slots}
    names = (name if number == 1 else f"{name}-{number}" for number in range(1, len(slots) + 2))
    return next(one for one in names if one not in taken)


def _place(slots: list[Slot], rank: dict[str, int], own: int) -> int:
    """Where a section goes that was not there: before the first that the kind puts after it."""
    later = (number for number, slot in enumerate(slots) if slot.declared and rank[slot.declared.key] > own)
    return next(later, len(slots))
