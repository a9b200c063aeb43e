"""PDF/UA from a template and data.

The template is ours; everything else travels as JSON and is set as text, so nothing that a
person typed can act as markup. The compiler sees a folder of its own with our two templates.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from ketenwerk.kernel.documents.glyphs import FONTS, printable

HOUSE = Path(__file__).parent / "templates" / "house.typ"


def compile_pdf(
    template: str, data: Mapping[str, Any], *, pictures: Mapping[str, str] | None = None
) -> bytes:
    """A tagged PDF. `template` is Typst source that imports "house.typ", where `data` and
    `picture(name, alt)` give it the values and the SVG drawings. The same input gives the same bytes.
    """
    inputs = {"data": _as_json(data), "pictures": _as_json(pictures or {})}
    with TemporaryDirectory() as folder:
        Path(folder, "house.typ").write_text(HOUSE.read_text("utf-8"), "utf-8")
        main = Path(folder, "main.typ")
        main.write_text(template, "utf-8")
        compiler = typst.Compiler(main, root=folder, font_paths=_fonts(), sys_inputs=inputs)
        made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError("the compiler gave no PDF")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _as_json(value: object) -> str:
    return json.dumps(_cleaned(value), ensure_ascii=False)


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner) for inner in value]
    return value
