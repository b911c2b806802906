"""What tests ask of a reading: the titles and texts it kept, and lines it lost."""

from knowledge.importing.dialects import understand


def titles(text: str, path: str = "boats.md") -> list[str]:
    """Returns the titles of a text's entries, none of whose lines is lost."""
    found = understand(path, text.encode())
    assert unaccounted(found, text) == []
    return [one.document.title for one in found.entries]


def texts_of(found) -> list[str]:
    """Returns every text of every entry."""
    return [
        text
        for one in found.entries
        for text in (
            one.document.summary,
            *(section.text for section in one.document.sections),
            *(choice["text"] for choice in one.document.attributes.get("choices", [])),
        )
    ]


def unaccounted(found, text: str) -> list[int]:
    """Returns the lines that say something and are neither in an entry nor ignored with a reason."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = {number for one in found.ignored if one.reason for number in range(one.line, one.end_line + 1)}
    for one in found.entries:
        told |= set(range(one.line, one.end_line + 1))
    return [number for number, line in enumerate(lines, start=1) if line.strip() and number not in told]
