"""The picture shown where a page is shared: drawn here, once for each content, and kept in storage."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from dataclasses import astuple, dataclass
from typing import cast

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
MARGIN = 88
INK, PAPER, SOFT, LAMP = "#12182a", "#f2ece0", "#b9bcc6", "#f2a93b"
TITLE_TOP, TITLE_BOTTOM = 158, 470
TITLE_SIZES = (90, 80, 70, 62, 55, 49)
LINE_HEIGHT = 1.12
ENOUGH = 0.6  # the share of a title's letters the fonts must have for the title to be shown

# Raised whenever the same card gives another picture, so that stored ones are drawn anew.
DESIGN = 1

SERIF = ("fonts/piazzolla-latin.woff2", "SemiBold")
SANS = ("fonts/atkinson-latin.woff2", "Medium")
MONO = ("fonts/spline-mono-latin.woff2", "Medium")

Point = tuple[float, float]


@dataclass(frozen=True)
class Card:
    """What the picture says.

    Arguments:
        title: in the serif; wrapped, and shortened at a word where it is very long.
        site: the site's name.
        code: of an entry; empty for other pages.
        label: what kind of page it is.
    """

    title: str
    site: str
    code: str = ""
    label: str = ""

    @property
    def digest(self) -> str:
        """Names the picture: equal for equal content, another for any other."""
        said = repr((DESIGN, *astuple(self))).encode("utf-8", "backslashreplace")
        return hashlib.sha256(said).hexdigest()[:16]


def stored_card(name: str, card: Card) -> bytes:
    """Returns the picture of a card as a PNG, drawing it where storage has none yet.

    Arguments:
        name: whose picture it is; older pictures of the same name are removed.
    """
    folder = f"social/{name}"
    path = f"{folder}/{card.digest}.png"
    if not default_storage.exists(path):
        _remove_all(folder)
        drawn = draw(card)
        saved = default_storage.save(path, ContentFile(drawn))
        if saved != path:  # somebody else drew it at the same moment
            default_storage.delete(saved)
        return drawn
    with default_storage.open(path) as stored:
        return stored.read()


def draw(card: Card) -> bytes:
    """Returns the card as a PNG; the same card gives the same bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), INK)
    pen = ImageDraw.Draw(image)
    _draw_mark(image, (MARGIN, 520), 64)
    sans, mono = _font(SANS, 34), _font(MONO, 34)
    left = MARGIN
    for text, font, colour in ((card.code, mono, LAMP), (card.label, sans, SOFT)):
        words = _shortened(drawable(text, font), font, WIDTH - MARGIN - left)
        pen.text((left, 122), words, font=font, fill=colour, anchor="ls")
        left += round(font.getlength(words)) + 28 if words else 0
    font, lines = _title(card)
    top = TITLE_TOP
    for line in lines:
        pen.text((MARGIN - 3, top + font.size), line, font=font, fill=PAPER, anchor="ls")
        top += round(font.size * LINE_HEIGHT)
    site = _shortened(drawable(card.site, sans), sans, WIDTH - 2 * MARGIN - 88)
    pen.text((MARGIN + 88, 564), site, font=sans, fill=PAPER, anchor="ls")
    pen.rectangle((0, HEIGHT - 10, WIDTH, HEIGHT), fill=LAMP)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def drawable(text: str, font: ImageFont.FreeTypeFont) -> str:
    """Returns a text as far as a font has it: accents it lacks fall off, signs it lacks are left out."""
    missing = _mask("\uffff", font)
    known: dict[str, bool] = {" ": True}

    def has(char: str) -> bool:
        if char not in known:
            known[char] = unicodedata.category(char)[0] not in "CZM" and _mask(char, font) != missing
        return known[char]

    kept = []
    for char in unicodedata.normalize("NFC", " ".join(text.split())):
        plain = char if has(char) else unicodedata.normalize("NFKD", char)
        kept += [part for part in plain if has(part)]
    return " ".join("".join(kept).split())


def wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Returns a text as lines no wider than a number of pixels; only a word wider than a line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}".strip()
        if font.getlength(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while font.getlength(line) > width:
            fitting = next(end for end in range(len(line) - 1, 0, -1) if font.getlength(line[:end]) <= width)
            lines.append(line[:fitting])
            line = line[fitting:]
    return [*lines, line] if line else lines


def _title(card: Card) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Chooses the largest size at which the title fits; the smallest ends with an ellipsis if it must."""
    text = _readable(card.title, _font(SERIF, TITLE_SIZES[0])) or card.code or card.site
    for size in TITLE_SIZES:
        font = _font(SERIF, size)
        lines = wrap(drawable(text, font), font, WIDTH - 2 * MARGIN)
        most = int((TITLE_BOTTOM - TITLE_TOP) / (size * LINE_HEIGHT))
        if len(lines) <= most:
            return font, lines
    last = _shortened(" ".join(lines[most - 1 :]), font, WIDTH - 2 * MARGIN)
    return font, [*lines[: most - 1], last]


def _readable(title: str, font: ImageFont.FreeTypeFont) -> str:
    """Returns what can be drawn of a title, or nothing where too little would be left to make sense."""
    shown = drawable(title, font)
    letters = sum(char.isalnum() for char in title)
    return shown if sum(char.isalnum() for char in shown) >= max(1, letters * ENOUGH) else ""


def _shortened(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """Returns a text that fits one line, ended with an ellipsis after a whole word where it does not."""
    if font.getlength(text) <= width:
        return text
    words = text.split()
    while len(words) > 1 and font.getlength(" ".join(words) + "…") > width:
        words.pop()
    line = " ".join(words)
    while line and font.getlength(line + "…") > width:
        line = line[:-1]
    return line.rstrip(" ,.;:") + "…"


def _font(face: tuple[str, str], size: int) -> ImageFont.FreeTypeFont:
    path, weight = face
    try:
        font = ImageFont.truetype(finders.find(path) or path, size)
        font.set_variation_by_name(weight)
    except OSError:  # no such file, or a FreeType that reads no WOFF2: Pillow's own font is plainer
        return cast("ImageFont.FreeTypeFont", ImageFont.load_default(size))
    return font


def _mask(char: str, font: ImageFont.FreeTypeFont) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)


def _draw_mark(image: Image.Image, at: tuple[int, int], size: int) -> None:
    """Draws the site's lamp, four times as large and scaled down, so that its edges are smooth."""
    scale = size * 4 / 32
    mark = Image.new("RGB", (size * 4, size * 4), INK)
    pen = ImageDraw.Draw(mark)
    flame: list[Point] = [(16, 5)]
    flame += _curve((16, 5), (18.8, 9), (20.8, 11), (20.8, 14.2))
    flame += _curve((20.8, 14.2), (20.8, 20.6), (11.2, 20.6), (11.2, 14.2))
    flame += _curve((11.2, 14.2), (11.2, 11), (13.2, 9), (16, 5))
    bowl: list[Point] = [(5, 20.5), (27, 20.5)]
    bowl += _curve((27, 20.5), (26.2, 24.8), (22, 27.5), (16, 27.5))
    bowl += _curve((16, 27.5), (10, 27.5), (5.8, 24.8), (5, 20.5))
    for shape, colour in ((flame, LAMP), (bowl, PAPER)):
        pen.polygon([(x * scale, y * scale) for x, y in shape], fill=colour)
    image.paste(mark.resize((size, size), Image.Resampling.LANCZOS), at)


def _curve(start, first, second, end, steps: int = 24) -> list[Point]:
    """Returns points of a cubic Bézier curve."""
    points = []
    for step in range(1, steps + 1):
        t = step / steps
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        points.append(
            tuple(
                sum(w * p[axis] for w, p in zip(weights, (start, first, second, end), strict=True))
                for axis in (0, 1)
            )
        )
    return points


def _remove_all(folder: str) -> None:
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
