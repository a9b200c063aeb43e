"""The drawings: inside their sheet, safe in a strict page, and silent about hidden numbers."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET  # only our own drawings are read

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ketenwerk.kernel import charts
from ketenwerk.kernel.charts import (
    Activity,
    ActivityMap,
    Drawing,
    GroupPanel,
    Hidden,
    HoursPanel,
    Mark,
    Mode,
    Partner,
    Promise,
    Rung,
    TargetGroup,
    Theme,
    Verdict,
)
from ketenwerk.kernel.charts.lanes import packed, runs
from ketenwerk.kernel.charts.measure import Face, fit, shorten, text_width, wrap
from ketenwerk.kernel.charts.palettes import PALETTES
from ketenwerk.kernel.charts.shapes import (
    PATTERNS,
    Anchor,
    Circle,
    Line,
    Link,
    Lowered,
    Rect,
    Role,
    Shape,
    Text,
    Trace,
    partner,
)

STYLESHEET = Path(__file__).parents[2] / "web" / "static" / "web" / "charts.css"
FEW, OTHER = Hidden.FEW, Hidden.OTHER

# ---- what may come in ----

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=80
) | st.sampled_from(
    ["Deskundigheidsbevorderingsbijeenkomstenreeks " * 2, "a b", "<script>&\"'", "W" * 80]
)
letters = st.sampled_from(["GGD", "MEE", "IRIS", "WWWWWWWW", "a&b"])
slots = st.integers(0, 9)
amounts = st.integers(0, 10**12) | st.floats(0, 500)
values = amounts | st.sampled_from([FEW, OTHER])
verdicts = st.builds(Verdict, st.sampled_from([*Mark, None]), words)


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    low = draw(st.integers(0, 10**9))
    high = draw(st.none() | st.integers(low, 10**9 + 1))
    return Promise(
        draw(words),
        draw(letters),
        draw(slots),
        low,
        high,
        draw(values),
        draw(words),
        draw(verdicts),
    )


@st.composite
def hours_panels(draw: st.DrawFn) -> HoursPanel:
    steps = draw(st.lists(st.integers(0, 10**6), max_size=12))
    worked = tuple(float(sum(steps[: n + 1])) for n in range(len(steps)))
    ahead = draw(st.none() | st.integers(0, 10**7))
    expected = None if ahead is None else (worked[-1] if worked else 0) + ahead
    granted = draw(st.none() | st.integers(0, 10**7))
    return HoursPanel(
        draw(words), draw(letters), draw(slots), worked, granted, expected, draw(verdicts)
    )


@st.composite
def activity_maps(draw: st.DrawFn) -> ActivityMap:
    groups = tuple(
        TargetGroup(f"g{n}", draw(words), draw(words)) for n in range(draw(st.integers(0, 14)))
    )
    partners = tuple(
        Partner(f"p{n}", draw(letters), draw(words), n + 1) for n in range(draw(st.integers(0, 12)))
    )
    keys = st.sampled_from([group.key for group in groups]) if groups else st.nothing()
    owners = st.sampled_from([None, *(each.key for each in partners)])
    activity = st.builds(
        Activity,
        words,
        st.just("/a/"),
        owners,
        st.sampled_from(Mode),
        st.frozensets(keys) if groups else st.just(frozenset()),
        words,
        st.booleans(),
    )
    return ActivityMap(groups, partners, tuple(draw(st.lists(activity, max_size=40))))


# ---- what comes out ----


def flat(shapes: tuple[Shape, ...], down: float = 0) -> Iterator[tuple[Shape, float]]:
    for shape in shapes:
        if isinstance(shape, Link):
            yield from flat(shape.shapes, down)
        elif isinstance(shape, Lowered):
            yield from flat(shape.shapes, down + shape.down)
        else:
            yield shape, down


def bounds(shape: Shape, per_unit: float = 1) -> tuple[float, float, float, float]:
    """Left, top, right, bottom; `per_unit` turns pixels of text into the units of x."""
    match shape:
        case Rect():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Line():
            ys = sorted([shape.y1, shape.y2])
            return min(shape.x1, shape.x2), ys[0], max(shape.x1, shape.x2), ys[1]
        case Circle():
            r = shape.radius
            return shape.x - r * per_unit, shape.y - r, shape.x + r * per_unit, shape.y + r
        case Trace():
            xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
            return min(xs), min(ys), max(xs), max(ys)
        case Text():
            wide = text_width(shape.words, shape.size, shape.face) * per_unit
            ahead = {Anchor.START: 0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[shape.anchor]
            left = shape.x - ahead
            return left, shape.y - 0.7 * shape.size, left + wide, shape.y + 0.2 * shape.size
    raise AssertionError(shape)


def assert_inside(drawing: Drawing) -> None:
    """Half a pen stroke may stand over an edge, and the dot that ends a line."""
    per_unit = drawing.width / 240 if drawing.fluid else 1
    for shape, down in flat(drawing.shapes):
        left, top, right, bottom = bounds(shape, per_unit)
        over = 5.1 if isinstance(shape, Circle) else 2.1
        assert left >= -over, shape
        assert top + down >= -over, shape
        assert right <= drawing.width + over, shape
        assert bottom + down <= drawing.height + over, shape
    if drawing.narrow:
        assert_inside(drawing.narrow)


def assert_safe(drawing: Drawing) -> ET.Element:
    page = charts.svg(drawing, prefix="x")
    tree = ET.fromstring(page)  # noqa: S314
    for element in tree.iter():
        assert element.tag.split("}")[-1] not in {"script", "style", "image", "foreignObject"}
        for name in element.attrib:
            assert name != "style"
            assert not name.startswith("on")
    ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)
    for theme in Theme:
        ET.fromstring(charts.render(drawing, theme))  # noqa: S314
    return tree


# A failing sheet is read, not made smaller: that takes minutes.
few = settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@few
@given(st.lists(promises(), max_size=30), words)
def test_promises_stay_inside_their_sheet(rows: list[Promise], title: str) -> None:
    drawing = charts.planned_and_done(rows, title=title)
    assert_inside(drawing)
    assert_inside(charts.headed(drawing, "In 2021"))
    assert_safe(drawing)


@few
@given(st.data(), st.integers(1, 12), st.integers(0, 30))
def test_groups_stay_inside_their_sheet(data: st.DataObject, periods: int, count: int) -> None:
    cells = st.lists(values, min_size=periods, max_size=periods).map(tuple)
    panels = [GroupPanel(data.draw(words), data.draw(cells)) for _ in range(count)]
    names = [str(n + 1) + "e" for n in range(periods)]
    drawing = charts.people_per_group(panels, periods=names, title="Mensen")
    assert_inside(drawing)
    assert_safe(drawing)


@few
@given(st.lists(hours_panels(), max_size=30))
def test_hours_stay_inside_their_sheet(panels: list[HoursPanel]) -> None:
    drawing = charts.hours_left(panels, title="Uren", until="31 december")
    assert_inside(drawing)
    assert_safe(drawing)


@few
@given(values, st.none() | amounts, st.none() | amounts, st.booleans(), words)
def test_a_ruler_stays_inside_its_line(
    done: float | Hidden, expected: float | None, low: float | None, more: bool, title: str
) -> None:
    high = None if more or low is None else low * 2
    drawing = charts.ruler(done, title=title, expected=expected, low=low, high=high, numbers=True)
    assert_inside(drawing)
    assert_safe(drawing)


@few
@given(st.lists(st.integers(5, 10**7), min_size=3, max_size=3), st.none() | st.integers(5, 10**7))
def test_a_count_stays_inside_its_line(numbers: list[int], expected: int | None) -> None:
    lower, estimate, upper = sorted(numbers)
    drawing = charts.count_with_range(lower, estimate, upper, expected=expected, title="Mensen")
    assert_inside(drawing)
    assert_safe(drawing)


@few
@given(activity_maps())
def test_the_map_stays_on_its_sheet_and_every_card_leads_somewhere(programme: ActivityMap) -> None:
    drawing = charts.activity_map(programme, subtitle="Wie doet wat voor wie", source="Bron")
    assert_inside(drawing)
    tree = assert_safe(drawing)
    if programme.groups and programme.partners:
        links = list(tree.iter("a"))
        assert len(links) == len(programme.activities)


@few
@given(activity_maps())
def test_text_stays_inside_its_card(programme: ActivityMap) -> None:
    drawing = charts.activity_map(programme, subtitle="Wie doet wat voor wie")
    for link in drawing.shapes:
        if isinstance(link, Link):
            boxes = [bounds(shape) for shape in link.shapes if isinstance(shape, Rect)]
            for text in (shape for shape in link.shapes if isinstance(shape, Text)):
                left, top, right, bottom = bounds(text)
                assert any(
                    left >= x0 - 0.1 and right <= x1 + 0.1 and top >= y0 - 1 and bottom <= y1 + 1
                    for x0, y0, x1, y1 in boxes
                ), text


# ---- hidden numbers ----


def hidden_boxes(drawing: Drawing) -> list[tuple[float, float]]:
    return [
        (round(shape.width, 2), round(shape.height, 2))
        for shape, _ in flat(drawing.shapes)
        if isinstance(shape, Rect) and shape.fill is Role.DOTS
    ]


@given(st.lists(st.integers(5, 10**6) | st.sampled_from([FEW, OTHER]), min_size=1, max_size=12))
def test_hidden_boxes_are_of_one_size_on_every_scale(cells: list[float | Hidden]) -> None:
    first = GroupPanel("A", (FEW, OTHER, *cells))
    drawing = charts.people_per_group(
        [first], periods=[str(n) for n in range(len(cells) + 2)], title="Mensen"
    )
    heights = {height for _, height in hidden_boxes(drawing) if height != 18}
    assert heights == {22, 47}


def test_a_hidden_result_is_drawn_up_to_five_and_told_in_no_other_way() -> None:
    promise = Promise("Begeleiding", "MEE", 2, 3, 5, FEW, "cliënten", charts.ON_TRACK)
    drawing = charts.planned_and_done([promise], title="Begeleiding")
    bar, _key = hidden_boxes(drawing)
    track = next(s for s, _ in flat(drawing.shapes) if isinstance(s, Rect) and s.fill is Role.TRACK)
    assert bar[0] == pytest.approx(track.width / 1.18, abs=0.01)
    assert "<5 van 3–5 cliënten, op schema" in drawing.description


def test_nothing_is_expected_from_a_hidden_number() -> None:
    drawing = charts.ruler(FEW, title="Cliënten", expected=5, low=3, high=5)
    assert not any(isinstance(shape, Rect) and shape.fill is Role.HATCH for shape in drawing.shapes)


def test_groups_stand_in_order_of_what_is_shown() -> None:
    panels = [
        GroupPanel("Jeugdigen", (FEW, FEW)),
        GroupPanel("OGGZ", (OTHER, 7.0)),
        GroupPanel("Sekswerkers", (9.0, 11.0)),
    ]
    drawing = charts.people_per_group(panels, periods=["1e", "2e"], title="Mensen")
    assert re.findall(r"(\w+):", drawing.description) == ["Sekswerkers", "OGGZ", "Jeugdigen"]


# ---- escaping, names, themes ----


def test_what_a_person_typed_is_text_and_nothing_else() -> None:
    typed = "<img src=x onerror=alert(1)> & \"'\x00\x1b"
    promise = Promise(typed, typed, 1, 1, 2, 1, typed, Verdict(Mark.TICK, typed))
    drawing = charts.planned_and_done([promise], title=typed)
    for made in (charts.svg(drawing, prefix="p"), charts.render(charts.headed(drawing, typed))):
        assert "<img" not in made
        assert "\x00" not in made


def test_a_link_in_a_drawing_cannot_run_a_script() -> None:
    with pytest.raises(ValueError, match="leads to a page"):
        Link("javascript:alert(1)", "x", ())


def test_a_picture_has_a_name_and_beside_a_table_it_is_silent() -> None:
    drawing = charts.ruler(62, title="62 van 156 uur", low=156, high=156)
    named = charts.svg(drawing, prefix="uren-1")
    assert 'role="img" aria-labelledby="uren-1-t uren-1-d"' in named
    assert '<title id="uren-1-t">62 van 156 uur</title>' in named
    silent = charts.svg(drawing, prefix="uren-1", beside_table=True)
    assert 'aria-hidden="true"' in silent
    assert "<title" not in silent


def test_the_map_is_never_silent_because_its_links_are_not() -> None:
    drawing = charts.activity_map(real_programme(), subtitle="2021")
    made = charts.svg(drawing, prefix="kaart", beside_table=True)
    assert 'role="group"' in made
    assert "aria-hidden" not in made


def test_a_fluid_drawing_stretches_on_the_page_and_has_a_size_in_a_document() -> None:
    drawing = charts.ruler(30, title="30 van 60", low=60, high=60, scale_max=100)
    assert 'width="30%"' in charts.svg(drawing, prefix="r")
    document = charts.render(drawing, "druk")
    assert "%" not in document
    assert 'width="108"' in document


def test_every_role_has_a_colour_in_every_theme_and_on_the_page() -> None:
    coloured = [role for role in Role if role is not Role.NONE and role not in PATTERNS]
    css = STYLESHEET.read_text("utf-8")
    for role in coloured:
        assert all(role in palette for palette in PALETTES.values()), role
        assert f".kc-f-{role} " in css or f".kc-s-{role} " in css, role


def test_page_and_documents_agree_on_the_colours_of_partners() -> None:
    css = STYLESHEET.read_text("utf-8")
    found = re.findall(r"--kc-(\w+): light-dark\((#\w+), (#\w+)\)", css)
    assert len(found) == 8
    for name, light, dark in found:
        assert PALETTES[Theme.LIGHT][Role(name)] == light
        assert PALETTES[Theme.DARK][Role(name)] == dark


def test_a_seventh_partner_has_letters_but_no_colour_of_its_own() -> None:
    assert partner(6) is Role.P6
    assert partner(7) is partner(12) is Role.OTHER


def test_every_shape_on_the_page_has_a_class_the_stylesheet_knows() -> None:
    css = STYLESHEET.read_text("utf-8")
    made = charts.svg(charts.activity_map(real_programme(), subtitle=""), prefix="k")
    used = {name for group in re.findall(r'class="([^"]+)"', made) for name in group.split()}
    assert all(re.search(rf"\.{re.escape(name)}[ ,:]", css) for name in used)


# ---- the activity map ----

GROUPS = ("jeugdigen", "risicogroep", "uitbuiting", "sekswerkers", "oggz", "professionals")


def card(
    owner: str | None, mode: Mode, rows: str, label: str, target: str = "", *, funded: bool = True
) -> Activity:
    """`rows` are the numbers of the groups, 1 to 6."""
    groups = frozenset(GROUPS[int(row) - 1] for row in rows)
    return Activity(label, "/activiteiten/1/", owner, mode, groups, target, funded)


def real_programme() -> ActivityMap:
    """The core tasks of the 2021 application."""
    one, many = Mode.INDIVIDUAL, Mode.COLLECTIVE
    return ActivityMap(
        tuple(TargetGroup(key, key.capitalize()) for key in GROUPS),
        (
            Partner("ggd", "GGD", "GGD Gelderland-Zuid", 1),
            Partner("mee", "MEE", "MEE Gelderse Poort", 2),
            Partner("sterker", "STK", "Sterker, R75", 3),
            Partner("iriszorg", "IRZ", "IrisZorg", 4),
            Partner("moviera", "MOV", "Moviera", 5),
        ),
        (
            card("ggd", one, "123", "Signaleren en steunen", funded=False),
            card("ggd", one, "4", "Trajectregie", funded=False),
            card("ggd", one, "24", "Meldpunt Bijzondere Zorg", funded=False),
            card("ggd", one, "4", "Soa-zorg", funded=False),
            card("ggd", one, "46", "Ervaringsdeskundige", "634 uur"),
            card("ggd", many, "1", "Voorlichting", funded=False),
            card("mee", one, "23", "Individuele begeleiding", "3–5 cliënten"),
            card("mee", one, "6", "Coaching en advies", "20–40 gesprekken"),
            card("mee", one, "23", "Casemanagement", "5–10 casussen", funded=False),
            card("mee", one, "345", "Ander werk", "5–10 trajecten"),
            card("mee", many, "2345", "Lotgenotengroep", "8 bijeenkomsten"),
            card("mee", many, "6", "Workshop LVB en uitbuiting", "12 plaatsen"),
            card("mee", many, "12345", "Training weerbaarheid", "8 plaatsen", funded=False),
            card("sterker", one, "2345", "Traject R75", "6–10 trajecten"),
            card("sterker", one, "6", "Consult"),
            card("sterker", one, "24", "Veldwerk"),
            card("sterker", many, "12345", "Training weerbaarheid", "8 per groep"),
            card("ggd", one, "", "Coördinatie", "475 uur"),
            card(None, many, "", "Casusoverleg"),
        ),
    )


@pytest.mark.requirement("R15")
def test_the_title_counts_the_white_spots_of_the_real_programme() -> None:
    programme = real_programme()
    title = "33 van de 60 vakken zijn wit. 24 daarvan bij IrisZorg en Moviera."
    assert programme.title() == title
    drawing = charts.activity_map(programme, subtitle="2021")
    assert drawing.title == title
    whites = [text.words for text, _ in flat(drawing.shapes) if isinstance(text, Text)]
    assert whites.count("wit") == 33


@pytest.mark.requirement("R15")
def test_partners_stand_on_their_cards_with_letters_and_not_with_colour_alone() -> None:
    drawing = charts.activity_map(real_programme(), subtitle="2021")
    for link in (shape for shape in drawing.shapes if isinstance(shape, Link)):
        said = {text.words for text in link.shapes if isinstance(text, Text)}
        assert said & {"GGD", "MEE", "STK", "alle"}


def test_the_map_is_one_a3() -> None:
    drawing = charts.activity_map(real_programme(), subtitle="2021")
    assert drawing.width / drawing.height == pytest.approx(420 / 297, rel=0.001)
    sizes = [text.size for text, _ in flat(drawing.shapes) if isinstance(text, Text)]
    assert min(sizes) >= 12.5
    assert not any("…" in t.words for t, _ in flat(drawing.shapes) if isinstance(t, Text))


def test_a_number_stands_once_however_many_groups_it_counts_for() -> None:
    drawing = charts.activity_map(real_programme(), subtitle="2021")
    told = [text.words for text, _ in flat(drawing.shapes) if isinstance(text, Text)]
    assert told.count("634 uur") == 1
    assert told.count("zelfde kaart") == 3


def test_one_white_spot_is_singular_and_none_is_said_otherwise() -> None:
    group, one = TargetGroup("g", "Groep"), Partner("p", "P", "Partner", 1)
    alone = card(None, Mode.INDIVIDUAL, "", "")
    assert alone.partner is None
    half = Activity("A", "/", "p", Mode.INDIVIDUAL, frozenset("g"))
    whole = Activity("B", "/", "p", Mode.COLLECTIVE, frozenset("g"))
    assert ActivityMap((group,), (one,), (half,)).title() == "1 van de 2 vakken is wit."
    assert ActivityMap((group,), (one,), (half, whole)).title() == "Alle 2 vakken zijn gevuld."


def test_the_list_holds_what_the_drawing_holds() -> None:
    listed = real_programme().as_list()
    by_key = {each.group.key: each for each in listed.groups}
    assert [each.filled for each in listed.groups] == [4, 5, 5, 5, 4, 4]
    assert sum(each.cells - each.filled for each in listed.groups) == 33
    professionals = by_key["professionals"]
    assert [
        (each.activity.label, each.partner and each.partner.key)
        for each in professionals.activities
    ] == [
        ("Ervaringsdeskundige", "ggd"),
        ("Coaching en advies", "mee"),
        ("Workshop LVB en uitbuiting", "mee"),
        ("Consult", "sterker"),
    ]
    assert [(spot.partner.key, spot.modes) for spot in professionals.white] == [
        ("ggd", (Mode.COLLECTIVE,)),
        ("sterker", (Mode.COLLECTIVE,)),
        ("iriszorg", (Mode.INDIVIDUAL, Mode.COLLECTIVE)),
        ("moviera", (Mode.INDIVIDUAL, Mode.COLLECTIVE)),
    ]
    assert [each.activity.label for each in listed.across] == ["Coördinatie", "Casusoverleg"]


def test_an_unknown_group_or_partner_is_refused() -> None:
    with pytest.raises(ValueError, match="not there"):
        ActivityMap((), (), (Activity("A", "/", "p", Mode.COLLECTIVE, frozenset()),))


@given(st.lists(st.frozensets(st.integers(0, 7), min_size=1).map(lambda s: tuple(sorted(s)))))
def test_cards_never_lie_over_each_other(cards: list[tuple[int, ...]]) -> None:
    places, lanes = packed(cards)
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for rows, place in zip(cards, places, strict=True):
        assert 0 <= place.lane < lanes
        assert place.parts == 1 or min(rows) == max(rows)
        for row in range(min(rows), max(rows) + 1):
            taken.setdefault((row, place.lane), []).append((place.part, place.parts))
    for shares in taken.values():
        assert sorted(shares) == [(n, len(shares)) for n in range(len(shares))]
        assert len(shares) <= 2


def test_neighbouring_groups_are_one_run() -> None:
    assert runs((1, 2, 4)) == ((1, 2), (4, 4))
    assert runs(()) == ()


# ---- measuring ----


@given(words, st.floats(20, 300), st.sampled_from([9.0, 14.0, 23.0]), st.sampled_from(Face))
def test_no_line_is_wider_than_its_room(text: str, room: float, size: float, face: Face) -> None:
    """One letter with a hyphen is the least that a line holds."""
    assert all(
        text_width(line, size, face) <= room or len(line) == 1
        for line in wrap(text, size, room, face)
    )
    assert text_width(shorten(text, size, room, face), size, face) <= room
    fitted = fit(text, room, sizes=(size, 8), most=2, face=face)
    assert len(fitted.lines) <= 2


@given(words, st.floats(20, 300))
def test_wrapping_loses_no_letter(text: str, room: float) -> None:
    def bare(said: str) -> str:
        return re.sub(r"[\s\u00ad-]", "", said)

    assert bare("".join(wrap(text, 14, room))) == bare(text)


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("Ervaringsdeskundige", "Ervarings-"),
        ("Lotgenotengroep", "Lotgenoten-"),
        ("Trajectregievoering", "Traject-"),
        ("Hygiëne-inspectie", "Hygiëne-"),
        ("maatschappelijk", "maatschap-"),
        ("sche\u00adma\u00adtisch-overzicht", "schema-"),
    ],
)
def test_dutch_words_break_where_a_reader_would(word: str, first: str) -> None:
    room = text_width(first, 14) + 3
    assert wrap(word, 14, room)[0] == first


# ---- the ladder ----

levels = st.none() | st.integers(1, 5)
FIVE = ("acuut", "lukt niet", "lukt deels", "lukt meestal", "lukt zelf")


@few
@given(st.lists(st.builds(Rung, words, levels, levels, levels), max_size=20), words, words)
def test_a_ladder_stays_inside_its_sheet(rungs: list[Rung], before: str, title: str) -> None:
    drawing = charts.ladder(rungs, levels=FIVE, before=before, after="nu", title=title)
    assert_inside(drawing)
    assert_safe(drawing)


def test_a_ladder_tells_every_domain_and_says_better_and_worse_in_words() -> None:
    rungs = [
        Rung("Geld", 2, 4, 3),
        Rung("Wonen", 3, 2),
        Rung("Justitie", 5, 5),
        Rung("Werk", 2, None),
    ]
    drawing = charts.ladder(rungs, levels=FIVE, before="maart", after="september", title="Beter")
    assert drawing.description == (
        "Geld: 2 naar 4, eigen blik 3. Wonen: 3 naar 2. Justitie: 5 naar 5. Werk: 2 naar open."
    )
    said = [shape.words for shape, _ in flat(drawing.shapes) if isinstance(shape, Text)]
    for expected in ("twee stappen beter", "één stap slechter", "gelijk", "niet te vergelijken"):
        assert expected in said
    assert drawing.narrow is not None
    narrow = [shape.words for shape, _ in flat(drawing.narrow.shapes) if isinstance(shape, Text)]
    assert {"beter", "slechter", "gelijk", "open"} <= set(narrow)
