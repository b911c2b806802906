"""Repair of text that was decoded wrongly: UTF-8 read as cp1252 or cp1254, also where bytes were lost.

Each sequence is mended for itself, because files are pasted together from sources of different luck.
Where bytes are missing, the characters they could have been are all tried: one that alone is plausible
is certain, else U+FFFD stands for it and the line is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from knowledge.importing.text.source import Repair

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
LOST = (0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E)  # what cp1252 and cp1254 have no character for
SIGNS_OF_IT = 3  # whole sequences in a file before what is left of others is taken for one
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
KEYCAP, SELECTOR = "\u20e3", "\ufe0f"
OPENING_QUOTE, CLOSING_QUOTE = "\u201c", "\u201d"
# Emoji of the basic plane, first and last of each range; beyond it they fill blocks of their own.
EMOJI = [
    "203c203c",
    "20492049",
    "21222122",
    "21392139",
    "21942199",
    "21a921aa",
    "231a231b",
    "23282328",
    "23cf23cf",
    "23e923f3",
    "23f823fa",
    "24c224c2",
    "25aa25ab",
    "25b625b6",
    "25c025c0",
    "25fb25fe",
    "26002604",
    "260e260e",
    "26112611",
    "26142615",
    "26182618",
    "261d261d",
    "26202620",
    "26222623",
    "26262626",
    "262a262a",
    "262e262f",
    "2638263a",
    "26402640",
    "26422642",
    "26482653",
    "265f2660",
    "26632663",
    "26652666",
    "26682668",
    "267b267b",
    "267e267f",
    "26922697",
    "26992699",
    "269b269c",
    "26a026a1",
    "26a726a7",
    "26aa26ab",
    "26b026b1",
    "26bd26be",
    "26c426c5",
    "26c826c8",
    "26ce26cf",
    "26d126d1",
    "26d326d4",
    "26e926ea",
    "26f026f5",
    "26f726fa",
    "26fd26fd",
    "27022702",
    "27052705",
    "2708270d",
    "270f270f",
    "27122712",
    "27142714",
    "27162716",
    "271d271d",
    "27212721",
    "27282728",
    "27332734",
    "27442744",
    "27472747",
    "274c274c",
    "274e274e",
    "27532755",
    "27572757",
    "27632764",
    "27952797",
    "27a127a1",
    "27b027b0",
    "27bf27bf",
    "29342935",
    "2b052b07",
    "2b1b2b1c",
    "2b502b50",
    "2b552b55",
]
EMOJI_RANGES = (
    *((int(one[:4], 16), int(one[4:], 16)) for one in EMOJI),
    (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7EB), (0x1F90C, 0x1F9FF), (0x1FA70, 0x1FAFF),
)  # fmt: skip


def _bytes_of_characters() -> dict[str, int]:
    table = {chr(byte): byte for byte in range(0x80, 0x100)}
    for codec in ("cp1252", "cp1254"):
        for byte in range(0x80, 0x100):
            character = bytes([byte]).decode(codec, "ignore")
            if character:
                table[character] = byte
    return table


BYTES = _bytes_of_characters()


@dataclass(frozen=True)
class _Piece:
    text: str
    was: str
    state: str  # same, whole, filled, unknown
    options: tuple[str, ...] = ()


def decode(data: bytes) -> tuple[str, list[Repair]]:
    """Returns bytes as text, line by line where they are no UTF-8, and what had to be mended.

    Line ends become LF; control characters are taken out.
    """
    repairs: list[Repair] = []
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            text = data.decode(codec, "replace")
            break
    else:
        text = _decode_lines(data, repairs)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x0c" in text:
        text = text.replace("\x0c", " ")
        repairs.append(Repair(1, "page breaks are taken out"))
    if control := CONTROLS.search(text):
        line = text.count("\n", 0, control.start()) + 1
        repairs.append(Repair(line, "control characters are taken out"))
        text = CONTROLS.sub("", text)
    return text, repairs


def _decode_lines(data: bytes, repairs: list[Repair]) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    rows = []
    for number, row in enumerate(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), start=1):
        try:
            rows.append(row.decode("utf-8"))
        except UnicodeDecodeError:
            rows.append(
                "".join(
                    bytes([byte]).decode("cp1252", "replace") if byte > 0x7F else chr(byte) for byte in row
                )
            )
            repairs.append(Repair(number, "is not UTF-8; read as cp1252", certain=False))
    return "\n".join(rows)


def mend(lines: list[str]) -> tuple[list[str], list[Repair]]:
    """Returns lines with wrongly decoded sequences mended, and a repair for each line that had any.

    What is left of a sequence is touched only in a file that also has whole ones.
    """
    whole = sum(
        piece.state == "whole" and len(piece.was) > 1
        for line in lines
        for piece in _pieces(line, broken=False)
    )
    if not whole:
        return lines, []
    mended, repairs = [], []
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            mended.append(line)
            continue
        text, told = _mend_line(line, number, broken=whole >= SIGNS_OF_IT)
        mended.append(text)
        repairs += told
    return mended, repairs


def _mend_line(line: str, number: int, *, broken: bool) -> tuple[str, list[Repair]]:
    text: list[str] = []
    unknown: list[str] = []
    changed: list[str] = []
    quotes = 0
    pieces = list(_pieces(line, broken=broken))
    for at, piece in enumerate(pieces):
        said = piece.text
        state = piece.state
        if state == "unknown" and CLOSING_QUOTE in piece.options and quotes > 0:
            said, state = CLOSING_QUOTE, "filled"
        elif state == "unknown" and SELECTOR in piece.options and (_follows(pieces, at, KEYCAP) or text):
            said, state = SELECTOR, "filled"
        quotes += said.count(OPENING_QUOTE) - said.count(CLOSING_QUOTE)
        if state in {"whole", "filled"}:
            changed.append(f"“{piece.was}” is “{said}”")
        elif state == "unknown":
            could = ", ".join(piece.options[:4])
            unknown.append(
                f"“{piece.was}” lost bytes" + (f" and may have been one of: {could}" if could else "")
            )
        text.append(said)
    repairs = []
    if changed:
        repairs.append(Repair(number, "; ".join(dict.fromkeys(changed))))
    if unknown:
        repairs.append(Repair(number, "; ".join(dict.fromkeys(unknown)), certain=False))
    return "".join(text), repairs


def _follows(pieces: list[_Piece], at: int, sign: str) -> bool:
    return at + 1 < len(pieces) and pieces[at + 1].text.startswith(sign)


def _pieces(line: str, *, broken: bool) -> Iterator[_Piece]:
    """Yields the line in pieces: as it is, mended from a whole sequence, filled up, or unknown."""
    at = 0
    for match in NOT_ASCII.finditer(line):
        if match.start() > at:
            yield _Piece(line[at : match.start()], "", "same")
        yield from _run(match[0], line, match.start(), broken=broken)
        at = match.end()
    if at < len(line):
        yield _Piece(line[at:], "", "same")


def _run(run: str, line: str, offset: int, *, broken: bool) -> Iterator[_Piece]:
    at = 0
    while at < len(run):
        lead = BYTES.get(run[at], 0)
        wanted = (
            1 if 0xC2 <= lead <= 0xDF else 2 if 0xE0 <= lead <= 0xEF else 3 if 0xF0 <= lead <= 0xF4 else 0
        )
        rest: list[int] = []
        while wanted and len(rest) < wanted and at + 1 + len(rest) < len(run):
            byte = BYTES.get(run[at + 1 + len(rest)], 0)
            if not 0x80 <= byte <= 0xBF:
                break
            rest.append(byte)
        was = run[at : at + 1 + len(rest)]
        if wanted and len(rest) == wanted and (said := _character(bytes([lead, *rest]))):
            yield _Piece(said, was, "whole")
        elif wanted > 1 and broken and len(rest) < wanted and _is_left_over(was, line, offset + at):
            yield _filled(lead, rest, wanted, was)
        else:
            was = run[at]
            yield _Piece(was, "", "same")
        at += len(was)


def _is_left_over(was: str, line: str, at: int) -> bool:
    """Says whether what is left cannot be a letter of a word: `â` in `château` is one."""
    if len(was) > 1:
        return True
    before = line[at - 1] if at else " "
    after = line[at + 1] if at + 1 < len(line) else " "
    return not before.isalpha() and not after.isalpha()


def _filled(lead: int, rest: list[int], wanted: int, was: str) -> _Piece:
    found: dict[str, None] = {}
    for places in combinations(range(wanted), len(rest)):
        gaps = [place for place in range(wanted) if place not in places]
        for values in product(LOST, repeat=len(gaps)):
            tail = [0] * wanted
            for place, byte in zip((*places, *gaps), (*rest, *values), strict=True):
                tail[place] = byte
            said = _character(bytes([lead, *tail]))
            if said:
                found[said] = None
    likely = [one for one in found if _is_emoji(one)]
    if len(likely) == 1 and rest:
        return _Piece(likely[0], was, "filled", tuple(likely))
    special = tuple(one for one in (CLOSING_QUOTE, SELECTOR) if one in found)
    return _Piece(UNKNOWN, was, "unknown", special or tuple(likely))


def _character(sequence: bytes) -> str:
    try:
        said = sequence.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return said if unicodedata.category(said) not in {"Cn", "Co", "Cc", "Cs"} else ""


def _is_emoji(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in EMOJI_RANGES)
