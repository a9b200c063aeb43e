"""Trajectories and notes: care, own organisation. The counting role sees dates, state and type."""

from ketenwerk.kernel.walls import person_table, shared_table

WALLS = [
    person_table(
        "trajectories_trajectory",
        count="id, organisation_id, client_id, activity_id, state, started_on, ended_on, end_reason",
    ),
    person_table(
        "trajectories_fundingperiod",
        count='trajectory_id, organisation_id, source_id, start, "end"',
    ),
    # A step is never changed; only its reason is sealed once its number is known.
    person_table("trajectories_statechange", care="SELECT, INSERT, UPDATE (reason)"),
    person_table("trajectories_note"),
    # A phase is never changed: going back is a new one.
    person_table("trajectories_phase", care="SELECT, INSERT"),
    person_table("trajectories_scaleup"),
    shared_table("trajectories_regimeterm", office="SELECT", care="SELECT"),
]
