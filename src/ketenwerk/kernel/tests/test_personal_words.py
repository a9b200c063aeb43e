"""What points at a person is pointed at before saving; general words pass."""

import pytest

from ketenwerk.kernel.personal_words import points_at_person

KNOWN = ["Sterker", "GGD Gelderland-Zuid", "Nijmegen", "Roc Rivierstad"]
POINTED_AT = [
    "Het gaat over Kim die wegloopt.",
    "Samira vroeg of dat mag.",
    "Wat doe ik met een meisje, K. dus, dat veel weg is?",
    "De cliënt R wil stoppen.",
    "Mevrouw de Jong wil geen hulp.",
    "Iemand die zich voorstelt: ze heet Roos.",
    "Ze is geboren op een dag in de zomer.",
    "Het kind is van 12-03-2004.",
    "Ze werd 3 april 2003 opgenomen.",
    "Ze woont aan de Molenstraat 12.",
    "Post naar 6511 AB sturen?",
]
FINE = [
    "Hoe begin ik erover in de klas?",
    "Wat kan een wijkteam doen? En wie belt dan?",
    "Samen met Sterker een les geven in Nijmegen.",
    "Wanneer is de Meldcode nodig? De GGD denkt mee.",
    "Contact via Instagram en Snapchat: wat zeg je wel?",
    "Iemand van 17 met LVB: welke woorden passen?",
    "Drie vragen:\n- Wat mag?\n- Wie helpt?",
]


@pytest.mark.requirement("R55")
@pytest.mark.parametrize("text", POINTED_AT)
def test_it_points_at_what_may_be_a_person(text):
    assert points_at_person(text, known=KNOWN)


@pytest.mark.requirement("R55")
@pytest.mark.parametrize("text", FINE)
def test_general_words_pass(text):
    assert points_at_person(text, known=KNOWN) == []


def test_the_sentence_says_which_word_and_how_on():
    (problem,) = points_at_person("Gaat over Kim en Lotte.")
    assert "‘Kim’, ‘Lotte’" in problem
    assert "zonder hoofdletter" in problem


def test_the_name_of_an_organisation_may_have_capitals_and_no_initials():
    assert points_at_person("Praktijkschool De Brug", proper=True) == []
    assert points_at_person("J. de Vries", proper=True)
    assert points_at_person("Mevrouw Jansen", proper=True)
