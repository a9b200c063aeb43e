"""One thing to do on "Vandaag"."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One thing to do: what, why, where, and how pressing in words."""

    title: str
    text: str
    url: str
    code: str = ""
    called: str = ""
    when: str = ""
    pressing: bool = False
    action: str = ""
