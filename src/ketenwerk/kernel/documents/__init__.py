"""Documents made from data: tagged PDF through one house template, Word files, and typed workbooks."""

from ketenwerk.kernel.documents.excel import Cell, Column, Kind, Row, Sheet, about_sheet, workbook
from ketenwerk.kernel.documents.pdf import compile_pdf
from ketenwerk.kernel.documents.word import Paragraph, word_file

__all__ = [
    "Cell",
    "Column",
    "Kind",
    "Paragraph",
    "Row",
    "Sheet",
    "about_sheet",
    "compile_pdf",
    "word_file",
    "workbook",
]
