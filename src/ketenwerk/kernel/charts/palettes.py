"""Literal colours for documents. The page takes the same roles from its stylesheet.

Partner colours keep a distance above 0.10 (OKLab) in four kinds of colour vision and a contrast
above 3 with the sheet. In print they are greys and differ too little: the abbreviation says who.
"""

from enum import StrEnum

from ketenwerk.kernel.charts.shapes import Role


class Theme(StrEnum):
    LIGHT = "licht"
    DARK = "donker"
    PRINT = "druk"


def _palette(tint: float, colours: str) -> dict[Role, str]:
    """One "role colour" pair per line; a tint is that share of the partner's colour on the sheet."""
    named = dict(line.split() for line in colours.strip().splitlines())
    roles = {Role(name): colour for name, colour in named.items()}
    for name in ("p1", "p2", "p3", "p4", "p5", "p6", "all", "other"):
        roles.setdefault(Role(f"{name}-tint"), mixed(named["sheet"], named[name], tint))
    return roles


def mixed(ground: str, colour: str, share: float) -> str:
    """`share` of the colour over the ground, both "#RRGGBB"."""
    pairs = ((int(ground[i : i + 2], 16), int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(low * (1 - share) + high * share):02X}" for low, high in pairs)


PALETTES: dict[Theme, dict[Role, str]] = {
    Theme.LIGHT: _palette(
        0.17,
        """
        done  #24477F
        band  #B5C0D3
        track #ECEAE5
        sheet #FFFFFF
        line  #DFDCD5
        edge  #858178
        ink   #1B2026
        soft  #535962
        care  #7A4A00
        rim   none
        p1    #3BA0A3
        p2    #8C9831
        p3    #944702
        p4    #3D3587
        p5    #6E2039
        p6    #A93FE0
        all   #61676E
        other #858178
        """,
    ),
    Theme.DARK: _palette(
        0.22,
        """
        done  #A3BEEC
        band  #556279
        track #282D34
        sheet #1C2025
        line  #343A42
        edge  #818A95
        ink   #ECEDEF
        soft  #AEB5BD
        care  #EBC079
        rim   none
        p1    #5EC6D3
        p2    #B8C962
        p3    #A55619
        p4    #5964B1
        p5    #B67D87
        p6    #8888DD
        all   #E3E7ED
        other #818A95
        """,
    ),
    Theme.PRINT: _palette(
        0.0,
        """
        done  #222222
        band  #BDBDBD
        track #EFEFEF
        sheet #FFFFFF
        line  #CFCFCF
        edge  #777777
        ink   #000000
        soft  #444444
        care  #000000
        rim   #000000
        p1    #8A8A8A
        p2    #A6A6A6
        p3    #5A5A5A
        p4    #3A3A3A
        p5    #222222
        p6    #747474
        all   #6E6E6E
        other #777777
        p1-tint #E4E4E4
        p2-tint #E4E4E4
        p3-tint #E4E4E4
        p4-tint #E4E4E4
        p5-tint #E4E4E4
        p6-tint #E4E4E4
        all-tint #E4E4E4
        other-tint #E4E4E4
        """,
    ),
}
