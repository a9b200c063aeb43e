"""What other packages may use of people."""

from ketenwerk.people.actor import NOBODY, Actor, Source
from ketenwerk.people.models import Function, Invitation, Member, Organisation, Unit

__all__ = ["NOBODY", "Actor", "Function", "Invitation", "Member", "Organisation", "Source", "Unit"]
