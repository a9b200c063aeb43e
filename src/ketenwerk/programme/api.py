"""What other packages may use of the programme."""

from ketenwerk.programme.models import (
    Activity,
    BudgetLine,
    FundingSource,
    Municipality,
    Programme,
    StatedClaim,
    Target,
    TargetGroup,
)
from ketenwerk.programme.queries import (
    Promise,
    Service,
    activities_of,
    activity,
    client_groups,
    current_programme,
    current_year,
    expected_people,
    lines_of,
    municipalities,
    programme_years,
    promises,
    services_for,
)
from ketenwerk.programme.screens import map_of, promised
from ketenwerk.programme.screens import years as year_chips

__all__ = [
    "Activity",
    "BudgetLine",
    "FundingSource",
    "Municipality",
    "Programme",
    "Promise",
    "Service",
    "StatedClaim",
    "Target",
    "TargetGroup",
    "activities_of",
    "activity",
    "client_groups",
    "current_programme",
    "current_year",
    "expected_people",
    "lines_of",
    "map_of",
    "municipalities",
    "programme_years",
    "promised",
    "promises",
    "services_for",
    "year_chips",
]
