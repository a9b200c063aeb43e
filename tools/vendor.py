"""Brings the few front-end files that we did not write into the tree, from npm.

Usage: python tools/vendor.py

It needs node's `npm` client, and only when a version below changes: the files it
makes are committed, so running and testing the product needs no node.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "src/ketenwerk/web/static/web"
VENDOR = STATIC / "vendor"
FONTS = STATIC / "fonts"
PAPER_FONTS = ROOT / "src/ketenwerk/kernel/documents/fonts"
LICENCES = VENDOR / "licences"
TESTS = ROOT / "tests/vendor"
MANIFEST = VENDOR / "manifest.json"
CSS_BUNDLE = VENDOR / "nlds.css"
ICON_SPRITE = STATIC / "icons.svg"


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    licence: str
    # What to take: path inside the package, and where it goes.
    files: tuple[tuple[str, Path], ...] = ()
    licence_file: str = "LICENSE"

    @property
    def slug(self) -> str:
        return self.name.removeprefix("@").replace("/", "-")


HTMX = Package("htmx.org", "2.0.11", "0BSD", (("dist/htmx.min.js", VENDOR / "htmx.min.js"),))
AXE = Package(
    "axe-core",
    "4.14.1",
    "MPL-2.0",
    (("axe.min.js", TESTS / "axe.min.js"), ("LICENSE", TESTS / "LICENSE-axe-core.txt")),
)
LUCIDE = Package("lucide-static", "1.62.0", "ISC")


def font(family: str) -> Package:
    files = tuple(
        (f"files/{name}", FONTS / name)
        for name in (f"{family}-latin-wght-normal.woff2", f"{family}-latin-ext-wght-normal.woff2")
    )
    return Package(f"@fontsource-variable/{family}", "5.3.0", "OFL-1.1", files)


FONT_PACKAGES = (font("source-sans-3"), font("newsreader"))


def paper_font(script: str, version: str) -> Package:
    """A font of documents, for a script that Source Sans lacks."""
    name = f"NotoSans{script}"
    files = (
        (f"400Regular/{name}_400Regular.ttf", PAPER_FONTS / f"{name}-Regular.ttf"),
        ("LICENSE_FONT", PAPER_FONTS / f"{name}-LICENSE.txt"),
    )
    package = f"@expo-google-fonts/noto-sans-{script.lower()}"
    return Package(package, version, "OFL-1.1", files, licence_file="LICENSE_FONT")


ARABIC, THAI, CHINESE = (
    paper_font("Arabic", "0.4.3"),
    paper_font("Thai", "0.4.2"),
    paper_font("SC", "0.4.3"),
)


def design_system(name: str, version: str) -> Package:
    return Package(name, version, "EUPL-1.2", licence_file="LICENSE.md")


# NL Design System components, in the order in which they stand in the bundle.
COMPONENTS = (
    (design_system("@nl-design-system-candidate/button-css", "1.1.0"), "dist/button.css"),
    (design_system("@nl-design-system-candidate/data-badge-css", "1.0.5"), "dist/data-badge.css"),
    (design_system("@nl-design-system-candidate/link-css", "2.0.3"), "dist/html/link.css"),
    (design_system("@nl-design-system-candidate/skip-link-css", "1.0.5"), "dist/skip-link.css"),
    (design_system("@utrecht/form-field-css", "3.0.1"), "dist/index.min.css"),
    (design_system("@utrecht/form-field-description-css", "3.0.1"), "dist/index.min.css"),
    (design_system("@utrecht/form-field-error-message-css", "3.0.1"), "dist/index.min.css"),
    (design_system("@utrecht/form-label-css", "3.0.1"), "dist/index.min.css"),
    (design_system("@utrecht/select-css", "3.0.1"), "dist/index.min.css"),
    (design_system("@utrecht/textarea-css", "4.0.1"), "dist/index.min.css"),
    (design_system("@utrecht/textbox-css", "4.0.1"), "dist/index.min.css"),
)

ICONS = """
archive armchair arrow-down arrow-left arrow-right arrow-up badge-check ban bell building-2
calculator calendar calendar-check calendar-clock chart-column check chevron-down chevron-left
chevron-right chevron-up circle circle-alert circle-check circle-dashed clipboard-check clock
cloud-check cloud-off coins columns-2 copy download euro external-link eye eye-off file-text
filter gauge gavel heart-handshake history hourglass house info key-round layers link-2 list
list-checks loader lock lock-open log-out mail map map-pin map-pinned message-circle
messages-square minus monitor-smartphone moon network octagon-alert pen-line pencil percent
phone phone-off plus printer refresh-cw repeat route scale scroll-text search settings share-2
shield-check smartphone sun table target trash-2 triangle-alert undo-2 upload user-cog user-plus
user-round users users-round voicemail waypoints x
""".split()  # noqa: SIM905 -- a paragraph of names reads better than sixty lines


def fetch(package: Package, into: Path) -> Path:
    """Download one package with the npm client and unpack it."""
    target = into / package.slug
    target.mkdir()
    subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=target,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (archive,) = target.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def take(package: Package, source: Path) -> list[Path]:
    """Copy the wanted files and the licence text of one package."""
    for inside, target in package.files:
        write(target, (source / inside).read_bytes())
    licence = LICENCES / f"{package.slug}.txt"
    write(licence, (source / package.licence_file).read_bytes())
    return [*(target for _, target in package.files), licence]


def simplified_only(path: Path) -> None:
    """Keep of the Chinese font what GB 2312 holds: a sixth of its size, and all of everyday writing.

    Needs fontTools (`pip install fonttools==4.68.0`), and only when the font changes.
    """
    from fontTools import subset

    options = subset.Options(name_IDs=["*"], notdef_outline=True, hinting=False)
    options.drop_tables += ["GSUB", "GPOS", "vhea", "vmtx", "VORG"]
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    signs = [chr(code) for code in range(0xA0, 0x10000)]
    cutter.populate(text="".join(sign for sign in signs if _in_gb2312(sign)))
    cutter.subset(font)
    subset.save_font(font, str(path), options)


def _in_gb2312(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def component_css(package: Package, source: Path, inside: str) -> str:
    css = (source / inside).read_text("utf-8").strip()
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    css = re.sub(r"^/\*\*.*?\*/", "", css, flags=re.DOTALL).strip()
    return f"/* {package.name} {package.version}, EUPL-1.2 */\n{css}\n"


def component_layer(inside: str, css: str) -> str:
    """Rules for bare elements (dist/html) weigh less than those for classes."""
    layer = "nlds-elements" if "/html/" in inside else "nlds"
    return f"@layer {layer} {{\n{css}}}\n"


def bundle(parts: list[str]) -> str:
    """One file, in cascade layers, so that our own rules win without a fight."""
    head = "/*! Made by tools/vendor.py. NL Design System, EUPL-1.2: see licences/. */\n"
    return head + "@layer nlds-elements, nlds;\n\n" + "\n".join(parts)


def symbol(source: Path, name: str) -> str:
    drawing = (source / "icons" / f"{name}.svg").read_text("utf-8")
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
    if shapes is None:
        raise SystemExit(f"The icon {name} is not a drawing that we understand.")
    inner = re.sub(r"\s+", " ", shapes.group(1)).strip().replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>'


def sprite(source: Path) -> str:
    symbols = "\n".join(symbol(source, name) for name in ICONS)
    comment = "<!-- Made by tools/vendor.py. Lucide icons, ISC licence. -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{comment}\n{symbols}\n</svg>\n'


def entry(package: Package, paths: list[Path]) -> dict[str, object]:
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "files": {
            str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(paths)
        },
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        taken = {}
        for package in (HTMX, AXE, *FONT_PACKAGES, ARABIC, THAI, CHINESE):
            taken[package] = take(package, fetch(package, work))
        simplified_only(PAPER_FONTS / "NotoSansSC-Regular.ttf")

        parts = []
        for package, inside in COMPONENTS:
            source = fetch(package, work)
            parts.append(component_layer(inside, component_css(package, source, inside)))
            taken[package] = [*take(package, source), CSS_BUNDLE]
        write(CSS_BUNDLE, bundle(parts).encode())

        source = fetch(LUCIDE, work)
        write(ICON_SPRITE, sprite(source).encode())
        taken[LUCIDE] = [*take(LUCIDE, source), ICON_SPRITE]

    entries = [entry(package, paths) for package, paths in taken.items()]
    write(MANIFEST, (json.dumps(entries, indent=2) + "\n").encode())
    print(f"{len(entries)} packages, {sum(len(e['files']) for e in entries)} files.")


if __name__ == "__main__":
    main()
