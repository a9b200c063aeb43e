"""The activity map measured: how wide every lane, how high every row, before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ketenwerk.kernel.charts.activities import Activity, ActivityMap, Mode, Partner, TargetGroup
from ketenwerk.kernel.charts.lanes import Place, packed, runs
from ketenwerk.kernel.charts.measure import Fitted, fit, fit_box
from ketenwerk.kernel.charts.shapes import Face

WIDTH, HEIGHT = 1587, 1123
MARGIN = 40
GROUP_COLUMN = 150
TOP = 212
BOTTOM = HEIGHT - 76
NARROW_LANE = 46
WIDEST_LANE = 240
SMALLEST_LANE = 58
BETWEEN_PARTNERS = 16
BETWEEN_LANES = 6
CELL_MARGIN = 7
BETWEEN_PARTS = 6
SMALLEST_ROW = 64
# A group whose words need more height than this does not push the others together.
MOST_NEEDED = 130
INDENT = 11
LABEL_SIZES = (14.0, 13.6, 13.2, 12.8, 12.5)
TARGET_SIZES = (13.3, 12.5)
GROUP_SIZES = (19.0, 16.0, 13.0, 10.0, 8.0)
TARGET_STEP = 16
ACROSS_CELL = 64
ACROSS_MOST = 210
SHARED_BAR = 30


@dataclass(frozen=True, slots=True)
class Block:
    """The lanes of one partner and mode, from x on."""

    partner: Partner
    mode: Mode
    activities: tuple[Activity, ...]
    places: tuple[Place, ...]
    lanes: int
    x: float = 0
    lane_width: float = 0

    @property
    def width(self) -> float:
        return max(self.lanes, 1) * self.lane_width

    def lane(self, number: int) -> float:
        return self.x + number * self.lane_width

    def placed(self, x: float, lane_width: float) -> "Block":
        return Block(
            self.partner, self.mode, self.activities, self.places, self.lanes, x, lane_width
        )


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole sheet measured: blocks across and rows down."""

    map: ActivityMap
    blocks: tuple[Block, ...]
    edges: tuple[float, ...]  # the top of every row, and the end of the last
    across: dict[str, tuple[Activity, ...]]
    shared: tuple[Activity, ...]
    across_height: float

    @property
    def end(self) -> float:
        return self.edges[-1]

    def rows(self, activity: Activity) -> tuple[int, ...]:
        return tuple(
            row for row, group in enumerate(self.map.groups) if group.key in activity.groups
        )

    def blocks_of(self, one: Partner) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.partner == one)


def plan_of(programme: ActivityMap) -> Plan:
    across = {
        one.key: tuple(each for each in programme.across() if each.partner == one.key)
        for one in programme.partners
    }
    shared = tuple(each for each in programme.across() if each.partner is None)
    blocks = _spread([_block(programme, one, mode) for one in programme.partners for mode in Mode])
    draft = Plan(programme, blocks, (0.0,), across, shared, 0)
    across_height = max((across_grid(draft, one)[1] for one in programme.partners), default=0)
    below = (across_height + 10 if across_height else 0) + (SHARED_BAR + 10 if shared else 0)
    needs = [_need(draft, row, group) for row, group in enumerate(programme.groups)]
    heights = _shared_out(needs, BOTTOM - TOP - below)
    edges = tuple(accumulate(heights, initial=float(TOP)))
    return Plan(programme, blocks, edges, across, shared, across_height)


def _block(programme: ActivityMap, one: Partner, mode: Mode) -> Block:
    activities = programme.of(one, mode)
    order = {group.key: row for row, group in enumerate(programme.groups)}
    places, lanes = packed([tuple(order[key] for key in each.groups) for each in activities])
    return Block(one, mode, activities, places, lanes)


def _spread(blocks: list[Block]) -> tuple[Block, ...]:
    """Lanes with cards get the same width; a partner without work for a mode a narrow one.
    On a sheet with few lanes all are alike, so that the sheet is full.
    """
    partners = len(blocks) // len(Mode)
    room = float(WIDTH - 2 * MARGIN - GROUP_COLUMN)
    between = min(BETWEEN_PARTNERS, room * 0.15 / max(partners - 1, 1))
    room -= between * (partners - 1)
    lanes = sum(block.lanes for block in blocks)
    narrow = float(NARROW_LANE)
    bare = sum(1 for block in blocks if not block.lanes)
    wide = (room - bare * NARROW_LANE) / lanes if lanes else WIDTH
    if wide < SMALLEST_LANE:
        wide = room / (lanes + bare * 0.6)
        narrow = wide * 0.6
    elif wide > WIDEST_LANE:
        wide = narrow = room / (lanes + bare)
    x = float(MARGIN + GROUP_COLUMN)
    placed = []
    for number, block in enumerate(blocks):
        placed.append(block.placed(x, wide if block.lanes else narrow))
        x += placed[-1].width + (between if number % len(Mode) else 0)
    return tuple(placed)


def _need(plan: Plan, row: int, group: TargetGroup) -> float:
    """The height at which everything in a row stands in its own size."""
    label, definition = group_text(group, MOST_NEEDED)
    need = max(SMALLEST_ROW, 16.0 + len(label.lines) * label.step + len(definition) * 18)
    for block in plan.blocks:
        cells: dict[int, float] = {}
        for activity, place in zip(block.activities, block.places, strict=True):
            rows = plan.rows(activity)
            if rows != (row,) and (row, row) not in runs(rows):
                continue
            height = _card_need(block, activity, again=row != rows[0])
            cells[place.lane] = cells.get(place.lane, 0) + height + BETWEEN_PARTS
        need = max([need, *(each - BETWEEN_PARTS + 2 * CELL_MARGIN for each in cells.values())])
    return need


def _card_need(block: Block, activity: Activity, *, again: bool) -> float:
    room = block.lane_width - BETWEEN_LANES - INDENT - 5
    label = fit(activity.label, room, sizes=LABEL_SIZES, most=6, face=Face.FIRM)
    words = "zelfde kaart" if again else activity.target
    target = fit(words, room, sizes=TARGET_SIZES, most=6)
    return 30 + len(label.lines) * label.step + len(target.lines) * TARGET_STEP


def _shared_out(needs: Sequence[float], room: float) -> list[float]:
    """What is over goes to every row alike; what is short is taken in proportion."""
    over = room - sum(needs)
    if over >= 0:
        return [need + over / len(needs) for need in needs]
    return [need * room / sum(needs) for need in needs]


def group_text(group: TargetGroup, height: float) -> tuple[Fitted, tuple[str, ...]]:
    """The name, and as much of the definition as the row has room for."""
    room = GROUP_COLUMN - 10
    label = fit_box(group.label, room, height - 8, sizes=GROUP_SIZES, face=Face.FIRM)
    left = int((height - 14 - len(label.lines) * label.step) // 18)
    return label, fit(group.definition, room, sizes=(14,), most=max(left, 0)).lines


def across_grid(plan: Plan, one: Partner) -> tuple[int, float]:
    """Columns and total height of a partner's cards under the thick line."""
    count = len(plan.across[one.key])
    if not count:
        return 1, 0
    width = sum(block.width for block in plan.blocks_of(one))
    columns = max(min(int(width // 120), count), 1)
    return columns, min(-(-count // columns) * (ACROSS_CELL + BETWEEN_PARTS), ACROSS_MOST)
