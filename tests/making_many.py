"""Many dossiers at once, sealed as the product seals them, without its acts: for counting statements."""

from ketenwerk.access.api import Ground
from ketenwerk.access.models import KeyGrant
from ketenwerk.clients.api import Client, GroupMembership, Identity
from ketenwerk.clients.dossier import SafeAgreement, identity_text
from ketenwerk.clients.models import Involvement, SafeContact
from ketenwerk.kernel import clock, crypto
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity, TargetGroup
from ketenwerk.trajectories.api import Note, Trajectory

AGREED = SafeAgreement("app", "", "na 20.00 uur", "over de cursus", "niet bellen")


def many_clients(by: Actor, number: int, activity: str, state: str = "running") -> None:
    """So many clients of this person, each with a trajectory, a note and an agreement about contact."""
    today, own = clock.today(), {"organisation_id": by.house}
    group = TargetGroup.objects.get(key="sekswerkers")
    offer = Activity.objects.get(key=activity, year=2021)
    wrapping = crypto.key_tree().organisation(by.house)
    tables: dict[type, list] = {
        table: []
        for table in (
            Client,
            KeyGrant,
            Involvement,
            GroupMembership,
            SafeContact,
            Trajectory,
            Note,
        )
    }
    for place in range(number):
        key = crypto.new_key()
        client = Client(
            **own, id=new_id(), code=f"{state[0].upper()}{number:03}{place:03}", age_band="23+",
            state="active", registered_on=today, registered_by_id=by.person,
        )  # fmt: skip
        identity = Identity(f"Naam{place}", "Zonneveld", "", None, 1990)
        seal_into(
            client, key, called=f"Naam{place}", identity=identity_text(identity), own_words="werk"
        )
        contact = SafeContact(
            **own, id=new_id(), client=client, checked_on=today, recorded_by_id=by.person
        )
        seal_into(contact, key, agreement=AGREED.sealed_text())
        started = today if state == "running" else None
        trajectory = Trajectory(
            **own, id=new_id(), client=client, activity=offer, worker_id=by.person, state=state,
            opened_on=today, started_on=started, planned_minutes=2400, planned_weeks=15,
        )  # fmt: skip
        seal_into(trajectory, key, goal="Ander werk vinden")
        note = Note(
            **own, id=new_id(), client=client, trajectory=trajectory, author_id=by.person,
            day=today, kind="talk", minutes=0, written_at=clock.now(),
        )  # fmt: skip
        seal_into(note, key, seen="Koffie gedronken.")
        rows = (
            client,
            KeyGrant(
                **own, giver_id=by.house, dossier=client.id, purpose="dossier", ground=Ground.OWN,
                wrapped=crypto.wrap(key, by=wrapping), start=clock.real_now(),
            ),
            Involvement(**own, client=client, member_id=by.person, start=today),
            GroupMembership(**own, client=client, group=group, start=today),
            contact,
            trajectory,
            note,
        )  # fmt: skip
        for row in rows:
            tables[type(row)].append(row)
    for table, made in tables.items():
        table.objects.bulk_create(made)
