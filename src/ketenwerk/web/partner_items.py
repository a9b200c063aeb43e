"""What waits between partners, on "Vandaag": joint plans and referrals."""

from collections.abc import Iterable

from django.urls import reverse

from ketenwerk.kernel import clock, dutch
from ketenwerk.plans.api import PlanToDo
from ketenwerk.referrals.api import ToDo
from ketenwerk.web.items import Item


def plan_items(found: PlanToDo) -> tuple[Item, ...]:
    """Invitations, lines that are due and plans to talk through: no name and no word of the plan."""
    asked = (
        Item(
            "Uitnodiging voor een plan",
            "Een partner vraagt of je meedoet.",
            reverse("shared_plan", args=[membership]),
            when="wacht op jou",
            pressing=True,
        )
        for membership in found.invitations
    )
    offered = (
        Item(
            "Aanbod van regie",
            "Een partner vraagt of jij de regie van een plan overneemt.",
            reverse("take_direction", args=[membership]),
            when="wacht op jou",
            pressing=True,
        )
        for membership in found.offers
    )
    due = (
        Item(
            "Regel in een plan",
            f"Afgesproken voor {dutch.day(line.due)}.",
            reverse("plan_line", args=[line.id]),
            when="te laat" if line.due < clock.today() else "binnen een week",
            pressing=line.due < clock.today(),
        )
        for line in found.lines
    )
    reviews = (
        Item(
            "Bespreek een plan",
            "Dat doe je elke drie maanden, samen met de cliënt.",
            reverse("review_plan", args=[plan]),
            when="nu aan de beurt",
            pressing=True,
        )
        for plan in found.reviews
    )
    return (*asked, *offered, *due, *reviews)


REFERRALS = {
    "new": ("Nieuwe verwijzing", "referral", "neem aan of geef terug"),
    "register": ("Registreer na verwijzing", "register_referred", "nog doen"),
    "late": ("Nog geen antwoord", "referral", "bel de partner"),
    "returned": ("Verwijzing teruggegeven", "referral", "zoek een andere weg"),
}


def referral_items(rows: Iterable[ToDo]) -> tuple[Item, ...]:
    """What came in and what got no answer: a reference and a day, never who or what."""
    return tuple(
        Item(
            REFERRALS[row.kind][0],
            f"Kenmerk {row.reference}, {dutch.day(row.day)}",
            reverse(REFERRALS[row.kind][1], args=[row.id]),
            when=REFERRALS[row.kind][2],
            pressing=True,
        )
        for row in rows
    )
