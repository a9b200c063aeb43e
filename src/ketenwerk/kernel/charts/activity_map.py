"""The activity map on one A3: groups down, partners across, white spots in sight.

A card runs down through the groups it counts for, so its number stands once and cannot be added
twice. Over a group that does not count, a dotted thread joins the parts. Lanes, columns and rows
follow from the programme; text that finds no room shrinks, breaks or ends in an ellipsis, and the
nested list beside the drawing holds all of it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.activities import Activity, ActivityMap, Mode, Partner
from ketenwerk.kernel.charts.lanes import Place, runs
from ketenwerk.kernel.charts.map_plan import (
    BETWEEN_LANES,
    BETWEEN_PARTS,
    CELL_MARGIN,
    GROUP_COLUMN,
    HEIGHT,
    INDENT,
    LABEL_SIZES,
    MARGIN,
    SHARED_BAR,
    TARGET_SIZES,
    TARGET_STEP,
    TOP,
    WIDTH,
    Block,
    Box,
    Plan,
    across_grid,
    group_text,
    plan_of,
)
from ketenwerk.kernel.charts.marks import nothing_yet, stacked
from ketenwerk.kernel.charts.measure import Fitted, fit, fit_box, shorten, text_width
from ketenwerk.kernel.charts.shapes import (
    ALL_PARTNERS,
    Anchor,
    Drawing,
    Face,
    Line,
    Link,
    Rect,
    Role,
    Shape,
    Text,
    Trace,
    partner,
    tint,
)

# Below this height a card has no words, only its colour and its link.
SMALLEST_CARD = 14
# Below nine points on A3, only when a programme is too large for one sheet.
CROWDED_SIZES = (11.0, 9.5, 8.0, 6.5)
LETTERS_SIZES = (12.5, 11.0, 9.5, 8.0)
WHITE_DASH = "3 4"
THREAD_DASH = "1 6"


def activity_map(
    programme: ActivityMap, *, subtitle: str, funded: str = "met subsidie", source: str = ""
) -> Drawing:
    """`funded` is the legend for a filled card: "met subsidie 2021"."""
    title = programme.title()
    said = _said(programme)
    if not programme.groups or not programme.partners:
        shapes, height = nothing_yet(WIDTH, "Er zijn nog geen doelgroepen of partners.")
        return Drawing("Activiteitenkaart", said, WIDTH, height, shapes)
    plan = plan_of(programme)
    drawn = (
        *_heading(title, subtitle),
        *_columns(plan),
        *_rows(plan),
        *_white(plan),
        *(shape for block in plan.blocks for shape in _cards(plan, block)),
        *_white_words(plan),
        *_across(plan),
        *_legend(plan, funded, source),
    )
    return Drawing(title, said, WIDTH, HEIGHT, drawn)


def _said(programme: ActivityMap) -> str:
    listed = programme.as_list()
    parts = [
        f"{each.group.label}: {each.filled} van {each.cells} vakken gevuld."
        for each in listed.groups
    ]
    return " ".join([*parts, "De lijst noemt elke activiteit."])


def _heading(title: str, subtitle: str) -> Iterator[Shape]:
    room = WIDTH - 2 * MARGIN
    large = fit(title, room, sizes=(34, 30, 26, 22), most=1, face=Face.TITLE)
    yield from stacked(large.lines, MARGIN, 66, step=0, size=large.size, face=Face.TITLE)
    small = fit(subtitle, room, sizes=(17, 15, 14), most=1)
    yield from stacked(small.lines, MARGIN, 98, step=0, size=small.size, role=Role.SOFT)


def _columns(plan: Plan) -> Iterator[Shape]:
    for one in plan.map.partners:
        blocks = plan.blocks_of(one)
        x = blocks[0].x
        room = sum(block.width for block in blocks) - BETWEEN_LANES
        yield Rect(x, 134, room, 5, partner(one.slot), Role.RIM, 0.8, corner=2)
        yield from _partner_name(one, x, room)
        for block in blocks:
            words = _first_fitting(_mode_words(block.mode), block.width - BETWEEN_LANES)
            yield Text(block.x + 1, TOP - 11, words, 14, face=Face.FIRM)
        middle = blocks[-1].x - BETWEEN_LANES / 2
        yield Line(middle, TOP - 8, middle, plan.end, Role.LINE, 1)


def _partner_name(one: Partner, x: float, room: float) -> Iterator[Shape]:
    """Letters and name on one line, or the name under the letters."""
    letters = fit(one.abbreviation, room, sizes=(19, 16, 13, 10, 8), most=1, face=Face.FIRM)
    yield from stacked(letters.lines, x, 162, step=0, size=letters.size, face=Face.FIRM)
    ahead = text_width("".join(letters.lines), letters.size, Face.FIRM) + 8
    name = one.name.removeprefix(f"{one.abbreviation} ")
    if ahead + text_width(name, 16) <= room:
        yield Text(x + ahead, 162, name, 16, Role.SOFT)
    else:
        yield Text(x, 179, shorten(name, 14, room), 14, Role.SOFT)


def _mode_words(mode: Mode) -> tuple[str, ...]:
    return (mode.value, "indiv." if mode is Mode.INDIVIDUAL else "coll.", mode.value[0])


def _first_fitting(words: tuple[str, ...], room: float) -> str:
    return next((each for each in words if text_width(each, 14, Face.FIRM) <= room), "")


def _rows(plan: Plan) -> Iterator[Shape]:
    right = WIDTH - MARGIN
    for row, group in enumerate(plan.map.groups):
        top, height = plan.edges[row], plan.edges[row + 1] - plan.edges[row]
        yield Line(MARGIN, top, right, top, Role.LINE, 1.2)
        label, definition = group_text(group, height)
        y = top + min(26, height * 0.8)
        yield from stacked(label.lines, MARGIN, y, step=label.step, size=label.size, face=Face.FIRM)
        y += len(label.lines) * label.step - 3
        yield from stacked(definition, MARGIN, y, step=18, size=14, role=Role.SOFT)
    yield Line(MARGIN, plan.end, right, plan.end, Role.INK, 2)


def _white_boxes(plan: Plan) -> Iterator[Box]:
    rows = {group.key: row for row, group in enumerate(plan.map.groups)}
    blocks = {(block.partner.key, block.mode): block for block in plan.blocks}
    for cell in plan.map.white():
        block, row = blocks[cell.partner, cell.mode], rows[cell.group]
        top, end = plan.edges[row], plan.edges[row + 1]
        margin = min(CELL_MARGIN, (end - top) / 6)
        yield Box(block.x, top + margin, block.width - BETWEEN_LANES, end - top - 2 * margin)


def _white(plan: Plan) -> Iterator[Shape]:
    for box in _white_boxes(plan):
        place = (box.x, box.y, box.width, box.height)
        yield Rect(*place, Role.DOTS, Role.EDGE, 1, corner=6, dash=WHITE_DASH)


def _white_words(plan: Plan) -> Iterator[Shape]:
    """The word on a plate of its own, over the threads that pass."""
    plate = text_width("wit", 14) + 10
    for box in _white_boxes(plan):
        if plate <= box.width and box.height >= 20:
            x, y = box.x + box.width / 2, box.y + box.height / 2
            yield Rect(x - plate / 2, y - 10, plate, 20, Role.SHEET)
            yield Text(x, y + 5, "wit", 14, Role.SOFT, anchor=Anchor.MIDDLE)


def _cards(plan: Plan, block: Block) -> Iterator[Shape]:
    for activity, place in zip(block.activities, block.places, strict=True):
        boxes = [_segment(plan, block, place, run) for run in runs(plan.rows(activity))]
        shapes: list[Shape] = []
        for above, below in pairwise(boxes):
            shapes += _thread(above, below, block.partner.slot)
        for number, box in enumerate(boxes):
            shapes += _card(activity, block.partner, box, again=number > 0)
        yield Link(activity.href, _read_aloud(plan.map, activity, block.partner), tuple(shapes))


def _thread(above: Box, below: Box, slot: int) -> Iterator[Shape]:
    """Dots on a clear strip, so that they stand out from the dots of a white spot."""
    x, top = above.x + 2.5, above.y + above.height
    yield Rect(x - 5, top, 10, below.y - top, Role.SHEET)
    yield Trace(((x, top + 3), (x, below.y - 3)), partner(slot), 3, THREAD_DASH)


def _segment(plan: Plan, block: Block, place: Place, run: tuple[int, int]) -> Box:
    top, end = plan.edges[run[0]], plan.edges[run[1] + 1]
    margin = min(CELL_MARGIN, (end - top) / 6)
    between = min(BETWEEN_PARTS, margin)
    height = (end - top - 2 * margin - between * (place.parts - 1)) / place.parts
    y = top + margin + place.part * (height + between)
    width = max(block.lane_width - BETWEEN_LANES, block.lane_width * 0.7)
    return Box(block.lane(place.lane), y, width, height)


def _card(activity: Activity, one: Partner | None, box: Box, *, again: bool) -> Iterator[Shape]:
    slot = one.slot if one else ALL_PARTNERS
    yield from _sheet_of(box, slot, funded=activity.funded)
    words = "zelfde kaart" if again else activity.target
    letters = one.abbreviation if one else "alle"
    yield from _card_text(activity.label, words, letters, box, funded=activity.funded)


def _sheet_of(box: Box, slot: int, *, funded: bool) -> Iterator[Shape]:
    """Filled is paid by this subsidy, an outline is the partner's own task."""
    if funded:
        yield Rect(box.x, box.y, box.width, box.height, tint(slot), corner=6)
        yield Rect(box.x, box.y, min(5, box.width / 4), box.height, partner(slot), corner=2)
    else:
        yield Rect(
            box.x + 0.75,
            box.y + 0.75,
            box.width - 1.5,
            box.height - 1.5,
            Role.SHEET,
            partner(slot),
            1.5,
            corner=6,
        )


def _card_text(label: str, target: str, letters: str, box: Box, *, funded: bool) -> Iterator[Shape]:
    """Label, then target, and the partner's letters at the foot; the label goes first."""
    x, room = box.x + INDENT, box.width - INDENT - 4
    if room < 8 or box.height < SMALLEST_CARD:
        return
    foot = 18 if box.height >= 44 else 0
    title = _label(label, room, box.height - 8 - foot)
    y = box.y + min(7 + title.size, (box.height + title.size) / 2 - 1)
    yield from stacked(title.lines, x, y, step=title.step, size=title.size, face=Face.FIRM)
    y += len(title.lines) * title.step + 2
    left = int((box.y + box.height - foot - 4 - y) // TARGET_STEP) + 1
    if left > 0 and target and title.lines:
        text = fit(target, room, sizes=TARGET_SIZES, most=left)
        role = Role.INK if funded else Role.SOFT
        # A number cut off is another number: one short line is whole or left out.
        if text.readable or len(text.lines) > 2:
            yield from stacked(text.lines, x, y, step=TARGET_STEP, size=text.size, role=role)
    if foot:
        owner = fit(letters, room, sizes=LETTERS_SIZES, most=1, face=Face.FIRM)
        y = box.y + box.height - 8
        yield from stacked(owner.lines, x, y, step=0, size=owner.size, face=Face.FIRM)


def _label(words: str, room: float, height: float) -> Fitted:
    """In a size for reading on A3, or smaller when the sheet is crowded."""
    label = fit_box(words, room, height, sizes=LABEL_SIZES, face=Face.FIRM)
    if label.readable:
        return label
    return fit_box(words, room, height, sizes=CROWDED_SIZES, face=Face.FIRM)


def _read_aloud(programme: ActivityMap, activity: Activity, one: Partner | None) -> str:
    groups = [each.label for each in programme.groups if each.key in activity.groups]
    money = "met subsidie" if activity.funded else "eigen taak"
    facts = [one.name if one else "alle organisaties", activity.mode.value, activity.target, money]
    said = f"{activity.label}: {', '.join(fact for fact in facts if fact)}."
    return f"{said} Voor {dutch.listing(groups)}." if groups else said


def _across(plan: Plan) -> Iterator[Shape]:
    y = plan.end + 10
    if plan.across_height or plan.shared:
        words = fit("Over alle doelgroepen", GROUP_COLUMN - 10, sizes=(19,), most=2, face=Face.FIRM)
        yield from stacked(words.lines, MARGIN, y + 20, step=22, size=19, face=Face.FIRM)
    for one in plan.map.partners:
        columns, height = across_grid(plan, one)
        blocks = plan.blocks_of(one)
        width = sum(block.width for block in blocks)
        area = Box(blocks[0].x, y, width, height)
        yield from _grid(plan, plan.across[one.key], one, area, columns)
    y += plan.across_height + (4 if plan.across_height else 0)
    x = MARGIN + GROUP_COLUMN
    bar = Box(x, y, WIDTH - MARGIN - x, SHARED_BAR)
    yield from _shared(plan, bar)


def _grid(
    plan: Plan, activities: Sequence[Activity], one: Partner, area: Box, columns: int
) -> Iterator[Shape]:
    rows = -(-len(activities) // columns)
    for number, activity in enumerate(activities):
        row, column = divmod(number, columns)
        height = area.height / rows
        box = Box(
            area.x + column * area.width / columns,
            area.y + row * height,
            area.width / columns - BETWEEN_LANES,
            height - min(BETWEEN_PARTS, height / 6),
        )
        shapes = tuple(_card(activity, one, box, again=False))
        yield Link(activity.href, _read_aloud(plan.map, activity, one), shapes)


def _shared(plan: Plan, area: Box) -> Iterator[Shape]:
    """What everyone does together: one line, as many parts as there are activities."""
    for number, activity in enumerate(plan.shared):
        each = area.width / len(plan.shared)
        box = Box(area.x + number * each, area.y, each - BETWEEN_LANES, area.height)
        words = f"{activity.label}, {activity.target}" if activity.target else activity.label
        ahead = box.x + INDENT + text_width("alle", 14, Face.FIRM) + 10
        shapes: list[Shape] = [*_sheet_of(box, ALL_PARTNERS, funded=activity.funded)]
        if box.x + box.width - ahead > 20:
            shapes += [
                Text(box.x + INDENT, box.y + 20, "alle", 14, face=Face.FIRM),
                Text(ahead, box.y + 20, shorten(words, 14, box.x + box.width - ahead - 6), 14),
            ]
        yield Link(activity.href, _read_aloud(plan.map, activity, None), tuple(shapes))


def _legend(plan: Plan, funded: str, source: str) -> Iterator[Shape]:
    y, x = HEIGHT - 38, float(MARGIN)
    for kind, words in _meanings(plan, funded):
        yield from _legend_sample(kind, x, y)
        ahead = 16 if kind == "thread" else 38
        yield Text(x + ahead, y, words, 15, Role.SOFT)
        x += ahead + text_width(words, 15) + 30
    room = WIDTH - MARGIN - x
    if source and room > 60:
        words = shorten(source, 15, room)
        yield Text(WIDTH - MARGIN, y, words, 15, Role.SOFT, anchor=Anchor.END)


def _meanings(plan: Plan, funded: str) -> Iterator[tuple[str, str]]:
    activities = plan.map.activities
    if any(each.funded for each in activities):
        yield "funded", shorten(funded, 15, 240)
    if not all(each.funded for each in activities):
        yield "own", "eigen taak, zonder deze subsidie"
    if plan.map.white():
        yield "white", "wit: deze partner noemt hier geen kerntaak"
    if any(len(runs(plan.rows(each))) > 1 for each in activities if each.partner):
        yield "thread", "zelfde kaart, groep ertussen telt niet mee"


def _legend_sample(kind: str, x: float, y: float) -> Iterator[Shape]:
    box = Box(x, y - 14, 30, 18)
    if kind == "white":
        yield Rect(x, y - 14, 30, 18, Role.DOTS, Role.EDGE, 1, corner=4, dash=WHITE_DASH)
    elif kind == "thread":
        yield Trace(((x + 4, y - 16), (x + 4, y + 6)), Role.ALL, 3, THREAD_DASH)
    else:
        yield from _sheet_of(box, ALL_PARTNERS, funded=kind == "funded")
