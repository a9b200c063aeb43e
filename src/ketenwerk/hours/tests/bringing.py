"""What tests of bringing hours need: codes, a file, and the manager who brings it."""

from collections.abc import Sequence

from ketenwerk.access.api import Role, acting_for
from ketenwerk.hours.codes import set_codes
from ketenwerk.hours.import_runs import start
from ketenwerk.hours.models import HourEntry, ImportRun
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Member, Source

HEAD = "sleutel;medewerker;dag;uren;minuten;activiteit;post;bron;reden"
CODES = {"anna": "P-1001", "emma": "P-1002"}


def person(key: str, role: Role) -> Actor:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        member = Member.objects.get(email=f"{key}@demo.example")
    return Actor(member.id, member.organisation_id, role, name=member.name, source=Source.SHELL)


def manager() -> Actor:
    """Petra of MEE, with the codes of two colleagues set."""
    petra = person("petra", Role.PARTNER_MANAGER)
    with acting_for(petra):
        set_codes(
            by=petra,
            codes={person(who, Role.CARE_WORKER).person: code for who, code in CODES.items()},
        )
    return petra


def file(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *rows, ""]).encode()


def row(key: str, day: str = "15-11-2021", hours: str = "1,5", **cells: str) -> str:
    cell = {"medewerker": "P-1001", "activiteit": "mee_ind"} | cells
    return ";".join(
        [
            key,
            cell["medewerker"],
            day,
            hours,
            cell.get("minuten", ""),
            cell["activiteit"],
            cell.get("post", ""),
            cell.get("bron", ""),
            cell.get("reden", ""),
        ]
    )


def bring(by: Actor, content: bytes) -> ImportRun:
    with acting_for(by):
        return start(by=by, content=content)


def told(run: ImportRun) -> list[tuple[int, str]]:
    return [(number, column) for number, column, _ in run.problems]


def counted(run: ImportRun) -> Sequence[int]:
    return run.added, run.same, run.corrected, run.wrong


def booked(by: Actor) -> list[tuple[int, str]]:
    """Minutes and origin of everything of the organisation, in order."""
    with acting_for(by):
        rows = HourEntry.objects.filter(organisation=by.house).order_by("day", "minutes")
        return list(rows.values_list("minutes", "origin"))
