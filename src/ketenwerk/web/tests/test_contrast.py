"""Every theme can be read, in the light and in the dark (WCAG 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "static/web/tokens.css"
TEXT_AT_LEAST = 4.5
SIGN_AT_LEAST = 3.0
SCHEMES = ("light", "dark")

# Colour of the letters, and every ground on which they stand somewhere.
TEXT = {
    "ink": "paper sheet sunken accent-soft good-soft care-soft stop-soft",
    "ink-soft": "paper sheet sunken accent-soft",
    "accent": "paper sheet sunken accent-soft care-soft stop-soft good-soft",
    "accent-deep": "paper sheet sunken accent-soft",
    "on-accent": "accent accent-deep",
    "good": "paper sheet good-soft",
    "care": "paper sheet care-soft accent-soft",
    "stop": "paper sheet stop-soft",
    "sheet": "ink",
    "on-safe": "safe",
    "on-safe-soft": "safe",
}
# Borders, bars and outlines that carry meaning.
SIGNS = {
    "edge": "paper sheet",
    "accent": "sheet sunken",
    "focus": "paper sheet focus-halo",
    "safe": "paper",
}

DECLARED = re.compile(r"--kw-([a-z-]+):\s*light-dark\((#[0-9A-F]{6}),\s*(#[0-9A-F]{6})\)")
RULE = re.compile(r'(:root|\[data-theme="\w+"\])\s*\{(.*?)\n\}', re.DOTALL)


def themes(css: str) -> dict[str, dict[str, tuple[str, str]]]:
    """The colours of each theme as (light, dark); a theme changes what it names."""
    blocks = [(selector, DECLARED.findall(body)) for selector, body in RULE.findall(css)]
    ground = {name: (light, dark) for name, light, dark in blocks[0][1]}
    named = {
        selector.split('"')[1]: ground | {name: (light, dark) for name, light, dark in found}
        for selector, found in blocks
        if selector != ":root"
    }
    return {"base": ground} | named


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, from 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def too_weak(css: str) -> list[str]:
    """Each pair that is hard to see, with its theme, scheme and ratio."""
    found = []
    for theme, colours in themes(css).items():
        for at, scheme in enumerate(SCHEMES):
            for pairs, least in ((TEXT, TEXT_AT_LEAST), (SIGNS, SIGN_AT_LEAST)):
                for front, grounds in pairs.items():
                    for ground in grounds.split():
                        ratio = contrast(colours[front][at], colours[ground][at])
                        if ratio < least:
                            found.append(f"{theme} {scheme}: {front} on {ground} is {ratio:.2f}")
    return found


def test_every_theme_can_be_read_in_light_and_dark() -> None:
    assert too_weak(TOKENS.read_text("utf-8")) == []


def test_all_six_inks_are_measured() -> None:
    measured = themes(TOKENS.read_text("utf-8"))
    assert set(measured) == {"base", "ggd", "mee", "sterker", "iriszorg", "moviera"}


@pytest.mark.parametrize("theme", ["ggd", "moviera"])
def test_a_pale_ink_would_be_found(theme: str) -> None:
    css = TOKENS.read_text("utf-8")
    start = css.index(f'[data-theme="{theme}"]')
    pale = css[:start] + re.sub(
        r"(--kw-accent: light-dark\()#[0-9A-F]{6}", r"\1#9DB4C0", css[start:], count=1
    )
    assert f"{theme} light: accent on sheet is 2.16" in too_weak(pale)


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
