"""How wide text is, and where it breaks, without a browser to ask.

Widths are those of Atkinson Hyperlegible Next, in hundredths of the type size; the fallback fonts are
a little wider, for which the slack allows.
"""

from dataclasses import dataclass

_WIDTHS = {
    22: ".,:;'", 26: "ijl|`", 30: ' !()[]"f', 35: "rt{}-", 40: "_/I\\1", 49: "cksvxyz*?7J",
    55: "aehnuLFT2^<>~", 59: "bdgopqE3589PSVY$", 63: "46+=BRZXAKC#0", 69: "wDGHNUOQ&", 83: "mMW@%",
}  # fmt: skip
_WIDTH = {char: width for width, chars in _WIDTHS.items() for char in chars}
_UNKNOWN = 62
_WIDE = 100
_SLACK = 1.05
_BOLD = 1.04


@dataclass(frozen=True)
class Lettering:
    """One or two lines of text with the room they take."""

    lines: tuple[str, ...]
    width: float
    height: float
    line_height: float


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    units = sum(_WIDTH.get(char, _WIDE if ord(char) >= 0x1100 else _UNKNOWN) for char in text)
    return units / 100 * size * _SLACK * (_BOLD if bold else 1)


def set_text(text: str, *, size: float, room: float, bold: bool = False) -> Lettering:
    """Breaks text that is wider than the room into two lines, as even as its words allow."""

    def width(line: str) -> float:
        return text_width(line, size, bold=bold)

    lines: tuple[str, ...] = (text,)
    words = text.split()
    if width(text) > room and len(words) > 1:
        splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
        lines = min(splits, key=lambda pair: (max(map(width, pair)), pair))
    line_height = round(size * 1.3, 1)
    return Lettering(lines, max(map(width, lines)), line_height * len(lines), line_height)
