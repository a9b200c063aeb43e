"""What the pages are made of: nothing inline, nothing from elsewhere, nothing that changed on the way."""

import hashlib
import json
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2]
ROOT = PACKAGE.parents[1]
STATIC = PACKAGE / "web/static/web"
MANIFEST = STATIC / "vendor/manifest.json"

COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->|/\*.*?\*/", re.DOTALL)
STARTS_WITH_A_HOST = re.compile(r"""(?:https?:)?//[\w.-]+\.\w{2,}|url\(\s*["']?(?:https?:)?//""")
NAMESPACE = "http://www.w3.org/"

INLINE = {
    "a style attribute": re.compile(r"<[a-zA-Z][^<>]*\sstyle\s*="),
    "an on… attribute": re.compile(r"<[a-zA-Z][^<>]*\son[a-z]+\s*="),
    "a style element": re.compile(r"<style[\s>]"),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>"),
    "an address that runs": re.compile(r"javascript:", re.IGNORECASE),
    "unescaped output": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
    "hx-on": re.compile(r"\shx-on[:\s=-]"),
}


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("**/templates/**/*.html"))


def own_files() -> list[Path]:
    files = [
        path for kind in ("css", "js", "svg") for path in PACKAGE.glob(f"**/static/**/*.{kind}")
    ]
    return sorted(path for path in files if "vendor" not in path.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def inline_parts(html: str) -> list[str]:
    """Names of what a strict Content-Security-Policy or our own rules would refuse."""
    bare = COMMENT.sub("", html)
    return [name for name, pattern in INLINE.items() if pattern.search(bare)]


def other_hosts(text: str) -> list[str]:
    bare = COMMENT.sub("", text).replace(NAMESPACE, "")
    return STARTS_WITH_A_HOST.findall(bare)


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_a_template_holds_nothing_inline(path: Path) -> None:
    assert inline_parts(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", [*templates(), *own_files()], ids=name_of)
def test_a_page_asks_no_other_host(path: Path) -> None:
    assert other_hosts(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('<p style="color: red">x</p>', "a style attribute"),
        ('<button type="button" onclick="go()">x</button>', "an on… attribute"),
        ("<script>go()</script>", "an inline script"),
        ('<script type="module">go()</script>', "an inline script"),
        ("{{ note|safe }}", "unescaped output"),
        ("<style>p { color: red }</style>", "a style element"),
    ],
)
def test_something_inline_would_be_found(planted: str, found: str) -> None:
    assert inline_parts(planted) == [found]


@pytest.mark.parametrize(
    "planted",
    [
        '<img src="https://cdn.example.org/x.png">',
        '<script src="//cdn.example.org/x.js"></script>',
        "@import url(https://fonts.example.org/a.css);",
    ],
)
def test_a_request_to_elsewhere_would_be_found(planted: str) -> None:
    assert other_hosts(planted)


def test_data_for_a_script_is_no_inline_script() -> None:
    assert inline_parts('<script type="application/json">{}</script>') == []


def test_every_icon_in_a_template_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    asked = {
        name
        for path in templates()
        for name in re.findall(
            r"""(?:\{% icon |\bsign=)["']([\w-]+)["']""", path.read_text("utf-8")
        )
    }
    assert asked - drawn == set()


def test_every_style_sheet_is_asked_for_and_every_asked_one_is_there() -> None:
    pages = "".join(path.read_text("utf-8") for path in PACKAGE.glob("web/templates/web/**/*.html"))
    asked = set(re.findall(r"'web/([\w/-]+\.css)'", pages))
    present = {str(path.relative_to(STATIC)) for path in STATIC.glob("**/*.css")}
    assert asked == present


@pytest.mark.parametrize(
    "package", json.loads(MANIFEST.read_text("utf-8")), ids=lambda p: str(p["name"])
)
def test_a_vendored_file_is_what_the_manifest_says(package: dict[str, dict[str, str]]) -> None:
    measured = {
        name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in package["files"]
    }
    assert measured == package["files"]
    assert any("licence" in name.lower() for name in measured)


def test_every_vendored_file_is_in_the_manifest() -> None:
    named = {
        name for package in json.loads(MANIFEST.read_text("utf-8")) for name in package["files"]
    }
    folders = (STATIC / "vendor", STATIC / "fonts", ROOT / "tests/vendor")
    present = {
        name_of(path) for folder in folders for path in folder.glob("**/*") if path.is_file()
    }
    assert present - {name_of(MANIFEST)} <= named
