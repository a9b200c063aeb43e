"""What other packages may use of reports."""

from ketenwerk.reports.account import FIRST_HALF, YEAR, Which, compose
from ketenwerk.reports.account_document import Account, file_name
from ketenwerk.reports.account_excel import account_excel
from ketenwerk.reports.account_pdf import account_pdf
from ketenwerk.reports.actions import AccountRefused, explain, freeze_account
from ketenwerk.reports.counting import take_count
from ketenwerk.reports.picture import WholePicture, picture_years, whole_picture
from ketenwerk.reports.queries import (
    account_from,
    account_row,
    account_rows,
    frozen_account,
    frozen_words,
    line_to_explain,
    may_see,
    open_periods,
    which_of,
    words_of,
)
from ketenwerk.reports.screens import account_page, picture_sentence

__all__ = [
    "FIRST_HALF",
    "YEAR",
    "Account",
    "AccountRefused",
    "Which",
    "WholePicture",
    "account_excel",
    "account_from",
    "account_page",
    "account_pdf",
    "account_row",
    "account_rows",
    "compose",
    "explain",
    "file_name",
    "freeze_account",
    "frozen_account",
    "frozen_words",
    "line_to_explain",
    "may_see",
    "open_periods",
    "picture_sentence",
    "picture_years",
    "take_count",
    "which_of",
    "whole_picture",
    "words_of",
]
