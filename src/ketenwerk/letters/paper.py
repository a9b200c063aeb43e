"""A letter on paper: tagged PDF or Word without a sender, a date or an author."""

import re
from pathlib import Path

from ketenwerk.kernel.documents import Paragraph, compile_pdf, word_file
from ketenwerk.letters.texts import DUTCH, Language, languages

TEMPLATE = Path(__file__).parent / "documents" / "letter.typ"
TITLE = "Brief"
# An own sentence in Latin script keeps its way in a letter that runs from right to left.
FROM_THE_RIGHT = re.compile("[\u0590-\u08ff]")
FILE_NAMES = {"pdf": "brief.pdf", "word": "brief.docx"}
TYPES = {
    "pdf": "application/pdf",
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def letter_pdf(lines: list[str], language: str, dutch: list[str] | None = None) -> bytes:
    """The first line is the heading. The Dutch stands beside a text that nobody read through."""
    country = languages()[language].tag.partition("-")[2].lower()
    values = {
        "title": TITLE,
        "language": language,
        "region": country,
        "lines": lines,
        "dutch": dutch or [],
    }
    return compile_pdf(TEMPLATE.read_text("utf-8"), values)


def letter_word(lines: list[str], language: str, dutch: list[str] | None = None) -> bytes:
    """The same letter for Word, each part under its own heading and in its own language."""
    parts = [
        *_paragraphs(lines, languages()[language]),
        *_paragraphs(dutch or [], languages()[DUTCH]),
    ]
    return word_file(parts, title=TITLE)


def _paragraphs(lines: list[str], language: Language) -> list[Paragraph]:
    return [
        Paragraph(
            line,
            language.tag,
            heading=not number,
            right_to_left=bool(language.right_to_left and FROM_THE_RIGHT.search(line)),
        )
        for number, line in enumerate(lines)
    ]


MAKERS = {"pdf": letter_pdf, "word": letter_word}
