"""Who reads organisations, members and the tables of signing in. No clients here."""

from ketenwerk.kernel.walls import shared_table

READ = {"public": "SELECT", "office": "SELECT", "care": "SELECT"}
KEEP = "SELECT, INSERT, UPDATE"
SIGN_IN = "SELECT, INSERT, UPDATE, DELETE"
EVERYWHERE = {"public": SIGN_IN, "office": SIGN_IN, "care": SIGN_IN}

WALLS = [
    shared_table(
        "people_organisation", public="SELECT", office=KEEP, care="SELECT", count="SELECT"
    ),
    shared_table("people_unit", public="SELECT", office=KEEP, care="SELECT"),
    shared_table(
        "people_member",
        public="SELECT, UPDATE",
        office="SELECT, INSERT, UPDATE",
        care="SELECT, UPDATE",
    ),
    shared_table(
        "people_function", public="SELECT", office="SELECT, INSERT, UPDATE", care="SELECT"
    ),
    # Who holds a link has no function yet: the public side finds it by its hash and marks it used, no more.
    shared_table("people_invitation", public="SELECT, UPDATE (used_at)", office=KEEP),
    shared_table("account_emailaddress", **EVERYWHERE),
    shared_table("account_emailconfirmation", **EVERYWHERE),
    shared_table("mfa_authenticator", **EVERYWHERE),
    shared_table("usersessions_usersession", **EVERYWHERE),
    shared_table("django_session", **EVERYWHERE),
    shared_table("django_content_type", **READ),
    shared_table("django_migrations", **READ),
    shared_table("auth_permission", **READ),
    shared_table("auth_group", **READ),
    shared_table("auth_group_permissions", **READ),
]
