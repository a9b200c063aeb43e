"""All hours of organisations as account and picture tell them: added up by the function behind the screens of hours."""

from collections.abc import Sequence

from ketenwerk.hours.api import written_in
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Organisation
from ketenwerk.programme.api import lines_of
from ketenwerk.reports.account_beside import FixedPart, HouseHours, OwnLine


def house_hours(houses: Sequence[Organisation], period: Period) -> tuple[HouseHours, ...]:
    lines = lines_of(period.start.year)
    found = written_in([house.id for house in houses], period, lines)
    return tuple(
        HouseHours(
            organisation=house.abbreviation,
            subsidised=sum(found[house.id].subsidised.values()),
            own=tuple(
                OwnLine(line.label, line.hours, found[house.id].own[line.id])
                for line in lines
                if line.id in found[house.id].own
            ),
            unlined=found[house.id].unlined,
            fixed=tuple(
                FixedPart(part.label, part.how, part.minutes) for part in found[house.id].shares
            ),
        )
        for house in houses
    )
