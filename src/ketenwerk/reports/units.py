"""Which figure says how a promise stands, by its unit."""

from ketenwerk.figures.api import INDICATORS, Key

CLIENTS = "cliënten"
COUNTED_BY = {
    "trajecten": Key.TRAJECTORIES,
    CLIENTS: Key.TRAJECTORIES,
    "casussen": Key.TRAJECTORIES,
    "gesprekken": Key.TALKS,
    "workshops": Key.GROUPS,
    "groepen": Key.GROUPS,
    "trainingen": Key.GROUPS,
}
PEOPLE_UNITS = {unit for unit, key in COUNTED_BY.items() if key is Key.TRAJECTORIES}


def hides_small(unit: str) -> bool:
    """Whether a small result in this unit says something about somebody."""
    return INDICATORS[COUNTED_BY[unit]].hides


def cell_of(key: Key, house: str, activity: str) -> str:
    """Where the figure of a promise stands. Two partners can talk or give a group on one activity."""
    return activity if key is Key.TRAJECTORIES else f"{house}|{activity}"
