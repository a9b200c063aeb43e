"""Whether somebody reads the item, through the product's own doors."""

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.conferences.api import case_of

CANARY = "KANARIE-agenda"


def reads(by, item) -> bool:
    with acting_for(by):
        try:
            return CANARY in case_of(by, item.id).question
        except Refused:
            return False
