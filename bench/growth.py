"""What is wrong with a page in a large region, held against the same page in a small one."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST = 40  # statements, for a page of which the suite knows no smaller number
GROWS, ROOM = 1.5, 30_000  # times as many bytes, and a page of fifty rows where there were a few


@dataclass(frozen=True)
class Visit:
    """One page as one person gets it."""

    who: str
    page: str
    status: int
    statements: int
    size: int
    seconds: float


def problems(
    small: Mapping[tuple[str, str], Visit], large: Mapping[tuple[str, str], Visit]
) -> list[str]:
    """What is wrong with the pages of the large region, held against those of the small one."""
    found = []
    for key, visit in large.items():
        name, before = f"{visit.who} {visit.page}", small.get(key)
        if visit.status >= 500:
            found.append(f"{name}: answers {visit.status}")
        if visit.statements > MOST:
            found.append(f"{name}: {visit.statements} statements, at most {MOST}")
        if before is None or before.status != visit.status:
            found.append(f"{name}: another answer in a small region")
            continue
        if visit.statements > before.statements:
            found.append(f"{name}: {before.statements} statements become {visit.statements}")
        if visit.size > GROWS * before.size + ROOM:
            found.append(f"{name}: {before.size:,} bytes become {visit.size:,}; give it pages")
    return found
