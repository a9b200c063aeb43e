"""What needs doing for the roles without dossiers."""

from django.db.models import QuerySet
from django.urls import reverse

from ketenwerk.access.api import Permission, Role, StaffRequest, visible
from ketenwerk.clients.api import emergencies_to_review
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.periods import month
from ketenwerk.people.api import Function, Member
from ketenwerk.programme.api import Post, missing_posts
from ketenwerk.reports.api import open_periods, picture_sentence
from ketenwerk.safeguarding.api import observations, oversight
from ketenwerk.web.course_items import skill_items
from ketenwerk.web.items import Item
from ketenwerk.web.override_items import focal_items, privacy_item

Items = list[Item]


def office_items(request: StaffRequest) -> tuple[str, Items]:
    """One sentence and the things to do, per role."""
    makers = {
        Role.COORDINATOR: _coordinator,
        Role.PARTNER_MANAGER: _manager,
        Role.CONTROLLER: _controller,
        Role.SUBSIDY_OFFICER: _officer,
        Role.PRIVACY_OFFICER: _privacy,
        Role.ADMINISTRATOR: _administrator,
        Role.FIELD_WORKER: _field,
        Role.FOCAL_OFFICER: _focal,
    }
    return makers[Role(request.actor.role)](request)


def _coordinator(request: StaffRequest) -> tuple[str, Items]:
    items: Items = [
        Item(f"Verantwoording {label}", text, url, when=when, pressing=True)
        for label, text, url, when in open_periods(request.actor)
    ]
    items += _no_focal_officer(missing_posts(request.actor))
    items += skill_items(request)
    items.append(
        Item("Totaalbeeld", "Hoe staan de afspraken er nu voor", reverse("picture"), action="Open")
    )
    return picture_sentence(request.actor), items


def _no_focal_officer(missing: list[Post]) -> Items:
    """Warns where nobody is the focal officer (R5): the first, and how many there are."""
    if not missing:
        return []
    text = missing[0].where
    if len(missing) > 1:
        text += f" en nog {dutch.in_words(len(missing) - 1)}"
    return [
        Item(
            "Geen aandachtsfunctionaris",
            text,
            reverse("focal_officers"),
            when="nakijken",
            pressing=True,
        )
    ]


def _manager(request: StaffRequest) -> tuple[str, Items]:
    last = month(month(clock.today()).start - month(clock.today()).start.resolution).start
    items: Items = [
        Item(
            f"Sluit {dutch.MONTHS[last.month - 1]} af",
            "Daarna kan de controller ervan uitgaan",
            reverse("months"),
            action="Open",
        )
    ]
    items += [
        Item(f"Verantwoording {label}", text, url, when=when, pressing=True)
        for label, text, url, when in open_periods(request.actor)
    ]
    items += skill_items(request)
    return picture_sentence(request.actor), items


def _controller(request: StaffRequest) -> tuple[str, Items]:
    return picture_sentence(request.actor), [
        Item(
            "Verantwoording", "Afgesproken, gedaan en besteed", reverse("accounts"), action="Open"
        ),
        Item("Uren per maand", "Welke maanden zijn afgesloten", reverse("months"), action="Open"),
        Item(
            "Bewijs per post",
            "Uren, correcties en controlegetallen",
            reverse("hour_proofs"),
            action="Open",
        ),
    ]


def _officer(_request: StaffRequest) -> tuple[str, Items]:
    return "U ziet afspraken, geld en tellingen. Mensen ziet u hier niet.", [
        Item(
            "Verantwoording",
            "Vastgezette verslagen van de keten",
            reverse("accounts"),
            action="Open",
        ),
        Item("Totaalbeeld", "Hoe de afspraken ervoor staan", reverse("picture"), action="Open"),
        Item(
            "Wat u niet kunt zien en waarom",
            "Hoe mensen beschermd zijn",
            reverse("unseen"),
            action="Open",
        ),
    ]


def _privacy(request: StaffRequest) -> tuple[str, Items]:
    waiting = emergencies_to_review(request.actor)
    items: Items = [
        Item("Logboek van vandaag", "Wie keek naar welk dossier", reverse("log"), action="Open")
    ]
    if waiting:
        words = dutch.counted(waiting, "keer", "keer")
        items.insert(
            0,
            Item(
                "Noodtoegang nakijken",
                f"{dutch.capital(words)} opende iemand een dossier zonder betrokken te zijn",
                reverse("emergencies"),
                when="nakijken",
                pressing=True,
            ),
        )
    else:
        items.append(
            Item("Noodtoegang", "Alles is nagekeken", reverse("emergencies"), action="Open")
        )
    items.append(privacy_item(request))
    return "Het logboek van je organisatie. Je leest wie keek, niet wat er staat.", items


def _no_privacy_officer(people: QuerySet[Member]) -> Items:
    """Warns where care is given and nobody looks at emergency access afterwards (D20)."""
    today = clock.today()
    held = Function.objects.filter(member__in=people, start__lte=today).exclude(end__lte=today)
    roles = set(held.values_list("role", flat=True))
    if Role.CARE_WORKER not in roles or Role.PRIVACY_OFFICER in roles:
        return []
    return [
        Item(
            "Niemand heeft de functie privacy",
            "Zo kijkt niemand noodtoegang na",
            reverse("members"),
            when="nakijken",
            pressing=True,
        )
    ]


def _administrator(request: StaffRequest) -> tuple[str, Items]:
    people = visible(request.actor, Permission.MEMBER_MANAGE, Member).filter(is_active=True)
    without = people.exclude(id__in=Function.objects.values("member")).count()
    items: Items = [
        Item("Gebruikers", "Accounts van je organisatie", reverse("members"), action="Open"),
        Item(
            "Koppelingen",
            "Systemen die uren brengen",
            reverse("hour_tokens"),
            action="Open",
        ),
    ]
    if without:
        words = dutch.counted(without, "account heeft", "accounts hebben")
        items.insert(
            0,
            Item(
                f"{words} geen functie",
                "Zo kan iemand niet werken",
                reverse("members"),
                when="nakijken",
                pressing=True,
            ),
        )
    items += _no_privacy_officer(people)
    items += _no_focal_officer(missing_posts(request.actor, request.actor.house))
    return f"{dutch.counted(people.count(), 'account', 'accounts')} in je organisatie.", items


def _field(_request: StaffRequest) -> tuple[str, Items]:
    return "Schrijf je uren en kijk wie wat doet.", [
        Item("Je week", "Vul je uren in", reverse("hours"), action="Open"),
        Item("Activiteiten", "Wie doet wat voor wie", reverse("activities"), action="Open"),
    ]


def _focal(request: StaffRequest) -> tuple[str, Items]:
    waiting = observations(request.actor)
    runs = oversight(request.actor)
    items: Items = [
        Item(
            "Denk mee over een meldcode",
            f"Bij {row.code} wil een collega niet melden",
            reverse("confirm_deviation", args=[row.id]),
            when="wacht op jou",
            pressing=True,
        )
        for row in runs.to_confirm
    ]
    items += focal_items(request)
    items += [
        Item(
            "Waarneming van derden",
            f"Van {row.author}. Denk mee en neem een besluit",
            reverse("observation", args=[row.id]),
            when=f"nog {dutch.counted(row.days_left, 'dag', 'dagen')}",
            pressing=row.pressing,
        )
        for row in waiting
    ]
    if runs.still:
        words = dutch.counted(runs.still, "meldcode staat", "meldcodes staan")
        items.append(
            Item(
                f"{words} stil",
                "Vraag of je kunt helpen",
                reverse("reporting_codes"),
                when="nakijken",
            )
        )
    return (
        f"{dutch.counted(len(waiting), 'waarneming', 'waarnemingen')} en {dutch.counted(runs.running, 'lopende meldcode', 'lopende meldcodes')}.",
        items,
    )
