"""The count keeps nothing: it reads as the counting role and hands over numbers."""

from ketenwerk.kernel.walls import Wall

WALLS: list[Wall] = []
