"""A letter on paper: tagged PDF without a sender, a date or an author."""

from pathlib import Path

from ketenwerk.kernel.documents import compile_pdf

TEMPLATE = Path(__file__).parent / "documents" / "letter.typ"
FILE_NAME = "brief.pdf"
TITLE = "Brief"


def letter_pdf(lines: list[str], language: str) -> bytes:
    values = {"title": TITLE, "language": language, "lines": lines}
    return compile_pdf(TEMPLATE.read_text("utf-8"), values)
