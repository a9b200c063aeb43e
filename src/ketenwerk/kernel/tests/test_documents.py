"""Documents are the house's voice to the outside: readable by everyone, and nothing typed acts."""

import unicodedata
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from ketenwerk.kernel.documents import Column, Kind, Row, Sheet, about_sheet, compile_pdf, workbook
from ketenwerk.kernel.documents.glyphs import printable

TEMPLATE = """
#import "house.typ": *
#show: house.with(title: "Proef", foot: "Proef, versie 1", date: datetime(year: 2022, month: 3, day: 14))
= Proef
#typed(data.text)
#table(columns: 2, table.header[Post][Uren], ..data.cells)
#if pictures.len() > 0 { picture("lijn", "Een lijn van links naar rechts.") }
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20">'
    '<rect width="80" height="8" fill="#24477F"/><text x="2" y="18" font-size="8">Acht</text></svg>'
)
MARKUP = (
    "#set page(width: 1cm) *vet* _schuin_ $x^2$ [haak] \\ #sys.inputs @ref <label> `code` // noot /* */"
    ' <script>alert(1)</script> = kop - lijst + som ~ #read("/etc/passwd") #panic() "aanhaling"'
)


def made(text: str = "Gewone tekst.", pictures: dict[str, str] | None = None) -> PdfReader:
    data = {"text": text, "cells": ["Coördinatie", "475"]}
    return PdfReader(BytesIO(compile_pdf(TEMPLATE, data, pictures=pictures)))


def words(reader: PdfReader) -> str:
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def test_a_document_is_tagged_dutch_titled_and_without_author() -> None:
    reader = made(pictures={"lijn": DRAWING})
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"].startswith("nl")
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Proef"
    assert not reader.metadata.author
    assert "pdfuaid" in reader.xmp_metadata.stream.get_data().decode()


def structure(reader: PdfReader) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []

    def walk(element: object) -> None:
        node = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            found.append(node)
            walk(node.get("/K"))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_headings_table_heads_and_alternative_texts_are_in_the_structure() -> None:
    tree = structure(made(pictures={"lijn": DRAWING}))
    kinds = {node.get("/S") for node in tree}
    assert {"/H1", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    assert "Een lijn van links naar rechts." in {node.get("/Alt") for node in tree}


def test_markup_that_someone_typed_comes_out_as_typed() -> None:
    assert "".join(MARKUP.split()) in words(made(MARKUP))


def test_a_blank_line_makes_a_paragraph_and_no_text_is_lost() -> None:
    assert words(made("Een.\n\nTwee.\nDrie.\r\n\r\nVier.")).count("Een.Twee.Drie.Vier.") == 1


def test_a_character_without_a_shape_becomes_a_box_and_the_document_still_comes() -> None:
    assert "Blij□,□□,Łódźèn5€" in words(made("Blij😀, ꦗꦮ, Łódź èn 5 €\x00\x07\u202e"))


@given(st.text(max_size=80))
@settings(max_examples=30, deadline=None)
def test_whatever_was_typed_the_document_comes(text: str) -> None:
    assert len(made(text).pages) >= 1


def test_letters_of_european_names_have_a_shape() -> None:
    names = "Ștefan Țepeș Łukasz Győr Ångström Čapek İpek Ольга Ёлка Ελένη ñandú"
    assert printable(names) == names


def test_letters_of_arabic_thai_and_simplified_chinese_have_a_shape() -> None:
    text = "مرحبًا، كيف الحال؟ สวัสดีครับ น้ำใจ 你好，我们星期二见。"
    assert printable(text) == unicodedata.normalize("NFC", text)


def test_the_same_data_gives_the_same_bytes() -> None:
    data = {"text": "Zelfde", "cells": ["a", "b"]}
    assert compile_pdf(TEMPLATE, data) == compile_pdf(TEMPLATE, data)


def test_only_our_own_fonts_are_in_the_file() -> None:
    names = {
        str(font.get_object()["/BaseFont"])
        for page in made(pictures={"lijn": DRAWING}).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all("SourceSans3" in name or "Newsreader" in name for name in names)


def test_a_template_sees_no_file_outside_its_own_folder() -> None:
    with pytest.raises(RuntimeError):
        compile_pdf('#import "house.typ": *\n#read("/etc/hostname")', {})


def test_a_picture_cannot_be_set_without_an_alternative_text() -> None:
    bare = TEMPLATE.replace('"Een lijn van links naar rechts."', "none")
    with pytest.raises(RuntimeError, match="alt"):
        compile_pdf(bare, {"text": "", "cells": []}, pictures={"lijn": DRAWING})


# Workbooks

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=cmd|"/C calc"!A0')


def opened(*rows: Row) -> object:
    sheet = Sheet(
        "Posten",
        "Titel",
        (
            Column("Post", 20),
            Column("Uren", 10, Kind.HOURS),
            Column("Euro", 10, Kind.EUROS),
            Column("Dag", 14, Kind.DAY),
        ),
        rows,
    )
    return load_workbook(
        BytesIO(workbook([sheet, about_sheet([("Filter", "alles")])], title="KIS"))
    )


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    cell = opened(Row((text, None, None, None)))["Posten"]["A4"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n")
    assert cell.quotePrefix


def test_numbers_are_numbers_and_days_are_days() -> None:
    row = opened(Row(("Coördinatie", Decimal("31.25"), Decimal(-44650), date(2021, 7, 1))))[
        "Posten"
    ][4]
    assert [cell.data_type for cell in row] == ["s", "n", "n", "d"]
    assert [cell.value for cell in row[1:3]] == [31.25, -44650]
    assert row[3].value.date() == date(2021, 7, 1)


def test_the_head_stays_in_sight_and_every_column_has_its_width() -> None:
    sheet = opened()["Posten"]
    assert sheet.freeze_panes == "A4"
    assert sheet.column_dimensions["A"].width >= 20
    assert [cell.value for cell in sheet[3]] == ["Post", "Uren", "Euro", "Dag"]


def test_a_text_too_long_for_a_cell_says_that_it_was_cut() -> None:
    value = opened(Row(("a" * 40_000, None, None, None)))["Posten"]["A4"].value
    assert len(value) <= 32_767
    assert "ingekort" in value


def test_the_about_sheet_is_last_and_the_file_has_no_author_and_no_formula() -> None:
    book = opened(Row(("=1+1", Decimal(1), None, None)))
    assert book.sheetnames == ["Posten", "Verantwoording"]
    assert not book.properties.creator
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_the_same_sheets_give_the_same_bytes() -> None:
    sheets = [about_sheet([("Filter", "alles")])]
    assert workbook(sheets, title="KIS") == workbook(sheets, title="KIS")


def test_a_workbook_holds_no_macro_and_no_link_to_elsewhere() -> None:
    content = workbook([about_sheet([("Bron", "https://example.org")])], title="KIS")
    names = ZipFile(BytesIO(content)).namelist()
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        Sheet("Posten", "Titel", (Column("Post", 20), Column("Uren", 8)), (Row(("een",)),))
