"""What other packages may use of people."""

from ketenwerk.people.actor import NOBODY, Actor, Source
from ketenwerk.people.models import Function, Member, Organisation, Unit

__all__ = ["NOBODY", "Actor", "Function", "Member", "Organisation", "Source", "Unit"]
