"""What other packages may use of the count: numbers only."""

from ketenwerk.census.linking import Count
from ketenwerk.census.registrations import Register

__all__ = ["Count", "Register"]
