"""Word files from plain text: a title, a language, heading styles, and nothing about who made them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ALWAYS = (2000, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `language` is a tag as nl-NL; `heading` gives it the first heading style."""

    text: str
    language: str
    heading: bool = False
    right_to_left: bool = False


def word_file(paragraphs: Sequence[Paragraph], *, title: str) -> bytes:
    """A .docx file on A4 without author and without a date; the same paragraphs give the same bytes."""
    language = paragraphs[0].language
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": _relations(("officeDocument", "word/document.xml"), _CORE),
        "docProps/core.xml": _properties(title, language),
        "word/document.xml": _document(paragraphs),
        "word/styles.xml": _styles(language),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml")),
    }
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name, ALWAYS), HEAD + text, ZIP_DEFLATED)
    return target.getvalue()


CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{OFFICE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_CORE = ("core-properties", "docProps/core.xml")


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{_relation(kind)}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _relation(kind: str) -> str:
    if kind == "core-properties":
        return f"{PACKAGE}/relationships/metadata/core-properties"
    return f"{RELATIONS}/{kind}"


def _properties(title: str, language: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator></dc:creator>"
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _styles(language: str) -> str:
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei" w:cs="Arial"/>'
        f'<w:sz w:val="23"/><w:szCs w:val="23"/>{_language(language)}</w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="320" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="240"/><w:outlineLvl w:val="0"/></w:pPr>'
        '<w:rPr><w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style></w:styles>'
    )


def _document(paragraphs: Sequence[Paragraph]) -> str:
    body = "".join(map(_paragraph, paragraphs))
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2268" w:right="1588" w:bottom="1701" w:left="1588"'
        ' w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    return f'<w:document xmlns:w="{MAIN}"><w:body>{body}{page}</w:body></w:document>'


def _paragraph(each: Paragraph) -> str:
    style = '<w:pStyle w:val="Heading1"/>' if each.heading else ""
    way, turned = ("<w:bidi/>", "<w:rtl/>") if each.right_to_left else ("", "")
    run = f"<w:rPr>{turned}{_language(each.language)}</w:rPr>"
    lines = '<w:br/><w:t xml:space="preserve">'.join(
        f"{escape(_drawable(line))}</w:t>" for line in each.text.split("\n")
    )
    return (
        f'<w:p><w:pPr>{style}{way}</w:pPr><w:r>{run}<w:t xml:space="preserve">{lines}</w:r></w:p>'
    )


def _language(tag: str) -> str:
    return f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'


def _drawable(text: str) -> str:
    """Without the control characters that XML refuses."""
    return "".join(char for char in text if char >= " " or char == "\t")
