"""Which characters our own text fonts can draw.

PDF/UA refuses a character without a shape, so one emoji in an explanation would stop a whole
report. What cannot be drawn becomes an open box: the reader sees that something stood there.
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
# One for European scripts, and one for each of the others that letters are written in.
TEXT_FONTS = (
    FONTS / "SourceSans3-Regular.ttf",
    FONTS / "NotoSansArabic-Regular.ttf",
    FONTS / "NotoSansThai-Regular.ttf",
    FONTS / "NotoSansSC-Regular.ttf",
)
BOX = "□"
KEPT_CONTROLS = "\n\t"


def printable(text: str) -> str:
    """The text composed, without invisible steering characters, with boxes for missing shapes."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(_drawn(char) for char in composed)


def _drawn(char: str) -> str:
    if char in KEPT_CONTROLS:
        return char
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return ""
    return char if ord(char) in _covered() else BOX


@cache
def _covered() -> frozenset[int]:
    return frozenset().union(*map(_drawn_by, TEXT_FONTS))


def _drawn_by(font: Path) -> frozenset[int]:
    """The code points of the font's segmented character map (cmap format 4 of OpenType)."""
    table = _font_table(font, b"cmap")
    for number in range(struct.unpack_from(">H", table, 2)[0]):
        offset: int = struct.unpack_from(">I", table, 4 + number * 8 + 4)[0]
        if struct.unpack_from(">H", table, offset)[0] == 4:
            return _segments(table[offset:])
    raise ValueError(f"{font.name} has no character map of format 4")


def _font_table(source: Path, tag: bytes) -> bytes:
    font = source.read_bytes()
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        name, _checksum, offset, length = struct.unpack_from(">4sIII", font, 12 + number * 16)
        if name == tag:
            return font[offset : offset + length]
    raise ValueError(f"{source.name} has no table {tag.decode()}")


def _segments(table: bytes) -> frozenset[int]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts_at = 16 + count * 2
    starts = struct.unpack_from(f">{count}H", table, starts_at)
    deltas = struct.unpack_from(f">{count}H", table, starts_at + count * 2)
    offsets_at = starts_at + count * 4
    covered = set()
    for segment, (start, end, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        place = offsets_at + segment * 2
        offset = struct.unpack_from(">H", table, place)[0]
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", table, place + offset + (code - start) * 2)[0]
            if glyph and (glyph + delta) % 0x10000:
                covered.add(code)
    return frozenset(covered)
