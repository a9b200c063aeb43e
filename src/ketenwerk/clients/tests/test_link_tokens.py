"""Which ways of writing one person still meet, and what a token never gives away."""

from datetime import date

import pytest

from ketenwerk.clients.link_tokens import (
    MOST_TOKENS,
    TOKEN_BYTES,
    Identity,
    link_tokens,
    sound,
    words,
)

KEY = bytes(range(32))
BORN = date(1990, 3, 14)


def kinds_in_common(one: Identity, other: Identity) -> set[str]:
    values = {token.value for token in link_tokens(other, KEY)}
    return {token.kind for token in link_tokens(one, KEY) if token.value in values}


def named(given: str, family: str) -> Identity:
    return Identity(given, family, "", BORN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Maria", "Wiśniewska"), ("MARIA", "Wisniewska")),
        (("Maria", "van den Berg"), ("Maria", "Berg, van den")),
        (("Maria", "van den Berg"), ("Maria", "Vandenberg")),
        (("Maria", "Jansen-de Boer"), ("Maria", "de Boer")),
        (("Maria", "Jansen-de Boer"), ("Maria", "Jansen")),
        (("Maria", "Jansen-de Boer"), ("Maria", "de Boer Jansen")),
        (("Maria", "de Bruijn"), ("Maria", "de Bruyn")),
        (("José-María", "O'Neill"), ("Jose Maria", "ONeill")),
        (("Мария", "Иванова"), ("Mariya", "Ivanova")),
    ],
)
@pytest.mark.requirement("R22")
def test_other_spelling_is_the_same_name(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert {"birth", "given", "family"} <= kinds_in_common(named(*one), named(*other))


@pytest.mark.parametrize("slip", ["Popesxu", "Popecu", "Popesccu", "Poepscu"])
def test_one_slip_of_the_pen_leaves_a_near_form_in_common(slip: str) -> None:
    assert {"family", "family-near"} & kinds_in_common(
        named("Ioana", "Popescu"), named("Ioana", slip)
    )


@pytest.mark.parametrize(
    ("short", "full"),
    [("Liesbeth", "Elisabeth"), ("Kasia", "Katarzyna"), ("Pepe", "José"), ("Truus", "Geertruida")],
)
def test_a_short_name_meets_the_full_name(short: str, full: str) -> None:
    assert "given-group" in kinds_in_common(named(short, "Smit"), named(full, "Smit"))


def test_names_in_the_wrong_box_meet() -> None:
    assert {"given", "family", "names"} <= kinds_in_common(
        named("Nowak", "Zofia"), named("Zofia", "Nowak")
    )


def test_day_and_month_changed_about_meet() -> None:
    one, other = (
        Identity("Ana", "Pop", "", date(1990, 3, 4)),
        Identity("Ana", "Pop", "", date(1990, 4, 3)),
    )
    assert "birth-swap" in kinds_in_common(one, other)
    assert "birth" not in kinds_in_common(one, other)


def test_a_birth_year_meets_a_birth_date_of_that_year_only() -> None:
    year = Identity("Ana", "Pop", "", None, 1990)
    assert {"given", "family"} <= kinds_in_common(year, named("Ana", "Pop"))
    assert "given" not in kinds_in_common(year, Identity("Ana", "Pop", "", date(1991, 3, 14)))


def test_a_working_name_meets_through_itself_and_the_year() -> None:
    assert kinds_in_common(
        Identity("", "", "Roxy", None, 1990), Identity("Ana", "Pop", "roxy", BORN)
    ) == {
        "work",
        "work-any",
    }


def test_no_token_stands_for_one_name_alone() -> None:
    assert link_tokens(Identity("Maria"), KEY) == ()
    assert link_tokens(Identity("", "Jansen"), KEY) == ()


def test_another_key_makes_other_tokens() -> None:
    ours, theirs = (
        link_tokens(named("Ana", "Pop"), KEY),
        link_tokens(named("Ana", "Pop"), KEY[::-1]),
    )
    assert not {token.value for token in ours} & {token.value for token in theirs}


def test_tokens_are_short_few_and_repeatable() -> None:
    long = Identity("Wilhelmina Hendrika", "van Oosterhoudt-Schimmelpenninck", "Amber", BORN)
    tokens = link_tokens(long, KEY)
    assert tokens == link_tokens(long, KEY)
    assert len(tokens) <= MOST_TOKENS
    assert {len(token.value) for token in tokens} == {TOKEN_BYTES}
    assert max(len(token.kind) for token in tokens) <= 24


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jansen", "janssen"),
        ("schmidt", "smit"),
        ("kowalska", "kovalska"),
        ("philips", "filips"),
        ("yana", "jana"),
    ],
)
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_different_names_sound_different() -> None:
    assert (
        len({sound(name) for name in ("maria", "mira", "jansen", "bakker", "popescu", "nowak")})
        == 6
    )


def test_words_are_bare_letters() -> None:
    assert words("  Łucja d'Órsay-Wijnen 3 ") == ["lucja", "dorsay", "wynen"]
