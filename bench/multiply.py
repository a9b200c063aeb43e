"""Many times the dossiers that stand there, in SQL: rows that lists and counts meet, and that nobody opens.

Sealed values and keys are copied as they are, so a copy can be found and counted, not read.
"""

import psycopg
from django.apps import apps
from django.db.models import AutoField, Model

# What goes along with a client, and by which columns it hangs on others that go along.
TABLES = (
    ("clients.Client", {"id": "client"}),
    ("clients.SafeContact", {"client_id": "client"}),
    ("clients.Involvement", {"client_id": "client"}),
    ("clients.GroupMembership", {"client_id": "client"}),
    ("clients.Consent", {"client_id": "client"}),
    ("access.KeyGrant", {"dossier": "client"}),
    ("trajectories.Trajectory", {"id": "trajectory", "client_id": "client"}),
    ("trajectories.StateChange", {"trajectory_id": "trajectory"}),
    ("trajectories.FundingPeriod", {"trajectory_id": "trajectory"}),
    ("trajectories.Note", {"client_id": "client", "trajectory_id": "trajectory"}),
)
CHOSEN = """CREATE TEMPORARY TABLE client_copy AS SELECT c.id AS old, gen_random_uuid() AS new, n
 FROM clients_client c CROSS JOIN generate_series(1, {times}) n WHERE c.code >= '{first}'"""
HANGING = """CREATE TEMPORARY TABLE trajectory_copy AS SELECT t.id AS old, gen_random_uuid() AS new, c.n
 FROM trajectories_trajectory t JOIN client_copy c ON c.old = t.client_id"""
# A code is a key of its organisation: the number of the copy makes another one of it.
CODE = "'D' || lpad((row_number() OVER ())::text, 7, '0')"
TOKENS = """INSERT INTO {table} (organisation_id, client_id, kind, value)
 SELECT t.organisation_id, c.new, t.kind, sha256(c.new::text::bytea || t.value) FROM {table} t JOIN client_copy c ON c.old = t.client_id"""
MORE_HOURS = """INSERT INTO hours_hourentry ({names}) SELECT {values} FROM hours_hourentry h CROSS JOIN generate_series(1, {times})"""
TOTALS = (
    "DELETE FROM hours_monthtotal",
    """INSERT INTO hours_monthtotal (organisation_id, month, activity_id, line_id, minutes)
       SELECT organisation_id, date_trunc('month', day), activity_id, line_id, sum(minutes)
       FROM hours_hourentry GROUP BY 1, 2, 3, 4""",
)


def multiply(address: str, times: int, *, first: str) -> None:
    """Each client whose code is `first` or later gets `times` copies; `address` is a superuser's."""
    with psycopg.connect(address) as line:
        line.execute("SET session_replication_role = replica")
        line.execute(CHOSEN.format(times=times, first=first))
        line.execute(HANGING)
        for label, hangs in TABLES:
            line.execute(_copied(apps.get_model(label), hangs))
        for table in ("clients_linktoken", "clients_ownmark"):
            line.execute(TOKENS.format(table=table))
        names = _columns(apps.get_model("hours.HourEntry"))
        line.execute(
            MORE_HOURS.format(
                times=times,
                names=", ".join(names),
                values=", ".join("gen_random_uuid()" if n == '"id"' else f"h.{n}" for n in names),
            )
        )
        for statement in TOTALS:
            line.execute(statement)
    with psycopg.connect(address, autocommit=True) as line:
        line.execute("VACUUM ANALYZE")


def _columns(model: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields  # noqa: SLF001
    return [f'"{field.column}"' for field in fields if not isinstance(field, AutoField)]


def _copied(model: type[Model], hangs: dict[str, str]) -> str:
    table, names = model._meta.db_table, _columns(model)  # noqa: SLF001
    joins = " ".join(
        f'JOIN {what}_copy {what} ON {what}.old = r."{column}"' for column, what in hangs.items()
    )
    if len(hangs) > 1:
        joins += " AND client.n = trajectory.n"
    values = [_value(name.strip('"'), hangs, model) for name in names]
    listed = ", ".join(names)
    return f"INSERT INTO {table} ({listed}) SELECT {', '.join(values)} FROM {table} r {joins}"


def _value(name: str, hangs: dict[str, str], model: type[Model]) -> str:
    if name in hangs:
        return f"{hangs[name]}.new"
    if name == "id":
        return "gen_random_uuid()"
    return CODE if (name, model.__name__) == ("code", "Client") else f'r."{name}"'
