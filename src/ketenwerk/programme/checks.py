"""What does not fit in a programme file, computed. Nothing is corrected and no rule knows a partner or an amount."""

from collections.abc import Callable, Iterator

from ketenwerk.programme import check_hours, check_money, check_text
from ketenwerk.programme.facts import ProgrammeFile
from ketenwerk.programme.findings import Finding, Severity, Where

__all__ = ["Finding", "Severity", "Where", "check"]

RULES: tuple[Callable[[ProgrammeFile], Iterator[Finding]], ...] = (
    check_money.sums,
    check_hours.rates,
    check_hours.weeks,
    check_hours.without_hours,
    check_hours.targets_and_hours,
    check_hours.repeated_targets,
    check_money.source_amounts,
    check_money.shortages,
    check_money.years,
    check_money.report_forms,
    check_text.shares,
    check_text.counts,
    check_text.measures,
    check_text.arguments,
    check_text.unpaid,
)


def check(programme: ProgrammeFile) -> list[Finding]:
    """All findings, also of what fits, in the order of the file's own subjects."""
    return [finding for rule in RULES for finding in rule(programme)]
