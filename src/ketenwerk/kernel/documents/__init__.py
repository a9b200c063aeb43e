"""Documents made from data: tagged PDF through one house template, and typed workbooks."""

from ketenwerk.kernel.documents.excel import Cell, Column, Kind, Row, Sheet, about_sheet, workbook
from ketenwerk.kernel.documents.pdf import compile_pdf

__all__ = ["Cell", "Column", "Kind", "Row", "Sheet", "about_sheet", "compile_pdf", "workbook"]
